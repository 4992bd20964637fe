//===- StuckLoops.cpp - loops of tasks that nobody can end ----------------===//
#include "Flow/StuckLoops.h"
#include "Flow/Classes.h"
#include "Flow/Paths.h"
#include "Flow/Unit.h"
#include "Flow/Waits.h"

using namespace clang;

namespace leash::flow {

using model::BlockClass;
using model::CallRole;
using Kind = StuckLoop::Kind;

/// How far a task's own calls are followed to its loops.
constexpr unsigned MaxDepth = 3;

namespace {

class Search {
public:
  explicit Search(Unit &U) : U(U) {}

  std::vector<StuckLoop> run() {
    findJoins();
    if (Joins.empty())
      return {};
    for (const FunctionDecl *F : U.functions())
      for (const Spawned &Task : U.classes().spawns(F)) {
        const ValueDecl *Handle = Task.Handle ? stateOf(Task.Handle->base()) : nullptr;
        for (const Join &J : Joins)
          if (Handle && J.Handle == Handle) {
            Seen.clear();
            visit(Task.Runs.Function, Task, J, 0);
            break;
          }
      }
    return std::move(Found);
  }

private:
  struct Join {
    const ValueDecl *Handle;
    const FunctionDecl *In;
    const Expr *Call;
  };

  void findJoins() {
    for (const FunctionDecl *F : U.functions())
      for (const Expr *E : U.facts().of(F).Calls) {
        std::optional<CallView> Call = CallView::of(E);
        const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
        if (!Entry || Entry->Class != BlockClass::Join || Entry->Role != CallRole::Block ||
            U.models().bound(*Entry, *Call) != model::Bound::Unbounded)
          continue;
        const Expr *On = model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call));
        const Object *Handle = On ? U.objects().of(On, F) : nullptr;
        if (const ValueDecl *D = Handle ? stateOf(Handle->base()) : nullptr)
          Joins.push_back({D, F, E});
      }
  }

  /// The loops of \p F, which \p Task runs, and of what it calls.
  void visit(const FunctionDecl *F, const Spawned &Task, const Join &J, unsigned Depth) {
    if (!F || Depth > MaxDepth || !Seen.insert(F).second)
      return;
    for (const Loop *L : U.loops().of(F))
      if (!Told.contains(L->Statement))
        judge(*L, Task, J);
    for (const Expr *E : U.facts().of(F).Calls)
      if (std::optional<CallView> Call = CallView::of(E); Call->Callee)
        visit(U.bodyOf(Call->Callee), Task, J, Depth + 1);
  }

  /// The first call of \p L that may wait for ever for somebody else.
  static const Effect *waitOf(const Loop &L, const LoopCall *&Which) {
    for (const LoopCall &C : L.Calls)
      for (const Effect *E : C.Effects)
        if (E->What == Effect::Kind::Blocks && E->HowLong == model::Bound::Unbounded &&
            (E->Class == BlockClass::Wait || E->Class == BlockClass::Channel ||
             E->Class == BlockClass::Network)) {
          Which = &C;
          return E;
        }
    return nullptr;
  }

  /// Whether the wait itself can be ended from outside in a way that leaves the
  /// loop: an interruption, a closed channel that throws.
  static bool endsByThrow(const LoopCall &C) {
    if (C.Entry && C.Entry->StoppedBy)
      return true;
    return C.ThrowsOut && C.Entry &&
           (C.Entry->Class == BlockClass::Network ||
            (C.Entry->Closed && C.Entry->Closed->By == model::ClosedBy::Throw));
  }

  void judge(const Loop &L, const Spawned &Task, const Join &J) {
    const LoopCall *Call = nullptr;
    const Effect *Wait = waitOf(L, Call);
    if (!Wait || llvm::any_of(L.Calls, endsByThrow) || isRetest(L))
      return;
    StuckLoop S;
    S.Which = &L;
    S.Blocks = Wait;
    S.Started = Task.Where;
    S.Joined = J.Call->getExprLoc();
    S.Joiner = J.In;
    S.Handle = J.Handle->getNameAsString();
    if (L.Endless && L.Exits.empty()) {
      S.What = Kind::NoWayOut;
      return add(S);
    }
    const Tested *Flag = onlyFlag(L, *Call);
    if (!Flag)
      return;
    S.Tested = Flag->E;
    bool Wanted = wantedOf(L, *Flag);
    for (const Change &C : U.waits().changesOf(Flag->Read)) {
      bool Ends = C.To.Kind == (Wanted ? Becoming::True : Becoming::False);
      if (!Ends || C.In == L.In)
        continue;
      S.Sets = &C;
      if (comesAfterJoin(C, J)) {
        S.What = Kind::SetAfterJoin;
        return add(S);
      }
      if (isJoinedWith(C, J) && !isWoken(C, *Wait, *Call, Flag->Read)) {
        S.What = Kind::NotWoken;
        return add(S);
      }
    }
  }

  void add(const StuckLoop &S) {
    if (Told.insert(S.Which->Statement).second)
      Found.push_back(S);
  }

  /// Whether \p L only tests the predicate of a condition variable's wait again.
  bool isRetest(const Loop &L) {
    return llvm::any_of(U.waits().waits(), [&](const WaitPoint &W) {
      return W.Loop == L.Statement && !W.Until.All.empty() && !L.Endless;
    });
  }

  /// The one flag that decides all exits of \p L; null if anything else does.
  static const Tested *onlyFlag(const Loop &L, const LoopCall &Wait) {
    const Tested *Flag = nullptr;
    for (const LoopExit &Exit : L.Exits) {
      if (Exit.Decides.empty())
        return nullptr;
      for (const Decision &D : Exit.Decides)
        for (const Tested &T : D.Looks) {
          if (T.What == Tested::Kind::Constant)
            continue;
          bool IsFlag = T.What == Tested::Kind::Value && T.Read && !T.WrittenInside && !T.Call &&
                        T.Read->getType().getNonReferenceType()->isScalarType();
          if (T.What == Tested::Kind::Call && T.Entry && T.Entry->Role == CallRole::Get && T.Read)
            IsFlag = !T.WrittenInside;
          if (T.What == Tested::Kind::Value && T.Read && !T.WrittenInside && T.Call && T.Entry)
            IsFlag |= T.Entry->Role == CallRole::Get;
          if (T.What == Tested::Kind::Value && T.Read && isAtomic(T.Read->getType()))
            IsFlag = !T.WrittenInside;
          if (!IsFlag || (Flag && Flag->Read != T.Read))
            return nullptr;
          Flag = &T;
        }
    }
    return Flag;
  }

  static bool isAtomic(QualType T) {
    const auto *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
    return Record && Record->isInStdNamespace() && Record->getIdentifier() &&
           Record->getName().starts_with("atomic");
  }

  /// What the flag must become for the loop to end.
  bool wantedOf(const Loop &L, const Tested &Flag) {
    for (const LoopExit &Exit : L.Exits)
      for (const Decision &D : Exit.Decides)
        for (const Tested &T : D.Looks)
          if (&T == &Flag)
            for (const Test &Way : testsOf(U, D.Condition, D.When).All)
              if (Way.What == Flag.Read)
                return Way.Wanted.Kind != Becoming::False;
    return true;
  }

  /// Whether the function that joins also sets the flag, itself or by a call.
  bool isJoinedWith(const Change &C, const Join &J) {
    return U.waits().reaches(J.In, C.In) || U.waits().reaches(C.In, J.In) || isEndOf(J.In, C.In);
  }

  /// Whether \p Joiner is the destructor of the class whose method \p F is.
  static bool isEndOf(const FunctionDecl *Joiner, const FunctionDecl *F) {
    const auto *Destructor = llvm::dyn_cast<CXXDestructorDecl>(Joiner);
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
    return Destructor && Method && Destructor->getParent() == Method->getParent();
  }

  /// Whether the join comes first on every path: nothing before it sets the flag.
  bool comesAfterJoin(const Change &C, const Join &J) {
    const Paths *Ways = U.paths(J.In);
    if (C.In != J.In || !Ways || !Ways->leads(J.Call, C.Site) || Ways->leads(C.Site, J.Call))
      return false;
    for (const Change &Other : U.waits().changesOf(C.What)) {
      if (Other.Site == C.Site || Other.To.Kind != C.To.Kind)
        continue;
      if (Other.In != J.In || Ways->leads(Other.Site, J.Call))
        return false; // it may have been set elsewhere before
    }
    return true;
  }

  //===--------------------------------------------------------------------===//
  // Is the wait woken when the flag is set?
  //===--------------------------------------------------------------------===//

  /// Calls \p Visit with \p F, those who call it and all that these call, until
  /// it returns true.
  bool around(const FunctionDecl *F, llvm::function_ref<bool(const FunctionDecl *)> Visit) {
    for (const FunctionDecl *G : U.functions()) {
      bool IsOne = G == F || U.waits().reaches(G, F) || U.waits().reaches(F, G);
      if (!IsOne)
        for (const FunctionDecl *Caller : U.functions())
          IsOne |= U.waits().reaches(Caller, F, 3) && U.waits().reaches(Caller, G, 2);
      if (IsOne && Visit(G))
        return true;
    }
    return false;
  }

  /// Whether \p F calls something whose body is not in sight, and that no model
  /// speaks of: it may wake anybody.
  bool callsUnknown(const FunctionDecl *F) {
    return llvm::any_of(U.facts().of(F).Calls, [&](const Expr *E) {
      std::optional<CallView> Call = CallView::of(E);
      if (!Call->Callee)
        return llvm::isa<CallExpr>(E);
      const SourceManager &Sources = U.context().getSourceManager();
      return !U.bodyOf(Call->Callee) && !U.models().isModelled(Call->Callee) &&
             !U.models().state(*Call) && !Call->Callee->getBuiltinID() &&
             !Call->Callee->isImplicit() && !Call->Callee->isDefaulted() &&
             !Sources.isInSystemHeader(Sources.getExpansionLoc(Call->Callee->getLocation()));
    });
  }

  bool isWoken(const Change &C, const Effect &Wait, const LoopCall &Call, const ValueDecl *Flag) {
    WaitTable &Table = U.waits();
    bool AnyPoint = false;
    const FunctionDecl *Callee = Call.Callee ? Call.Callee->getDefinition() : nullptr;
    for (const WaitPoint &W : Table.waits()) {
      if (W.Call != Call.E && !(Callee && Table.reaches(Callee, W.In)))
        continue;
      AnyPoint = true;
      if (W.IsBounded || !W.Until.IsWhole)
        return true;
      if (W.Until.of(Flag) || W.Until.All.empty()) {
        if (Table.mayBeNotifiedAfter(C.In, C.Site, W.Condition))
          return true;
        continue;
      }
      bool Satisfied = around(C.In, [&](const FunctionDecl *G) {
        return callsUnknown(G) || llvm::any_of(W.Until.All, [&](const Test &T) {
                 return llvm::any_of(Table.changesOf(T.What), [&](const Change &Other) {
                   return Other.In == G && Other.To.mayBring(T.Wanted);
                 });
               });
      });
      if (Satisfied)
        return true;
    }
    if (AnyPoint)
      return false;
    if (Wait.Class != BlockClass::Channel || !Call.On)
      return true; // what wakes a socket is not known yet
    const ValueDecl *Channel = stateOf(Call.On->base());
    return around(C.In, [&](const FunctionDecl *G) {
      return callsUnknown(G) || llvm::any_of(U.facts().of(G).Calls, [&](const Expr *E) {
               std::optional<CallView> View = CallView::of(E);
               const model::CallEntry *Entry = View->Callee ? U.models().call(*View) : nullptr;
               if (!Entry || (Entry->Role != CallRole::Close && Entry->Role != CallRole::Send &&
                              Entry->Role != CallRole::RequestStop))
                 return false;
               const Expr *On = model::Resolver::operand(*View, model::Resolver::on(*Entry, *View));
               const Object *O = On ? U.objects().of(On, G) : nullptr;
               return !O || stateOf(O->base()) == Channel;
             });
    });
  }

  Unit &U;
  std::vector<Join> Joins;
  std::vector<StuckLoop> Found;
  llvm::DenseSet<const FunctionDecl *> Seen;
  llvm::DenseSet<const Stmt *> Told;
};

} // namespace

std::vector<StuckLoop> findStuckLoops(Unit &U) { return Search(U).run(); }

} // namespace leash::flow
