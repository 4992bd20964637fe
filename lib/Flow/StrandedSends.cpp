//===- StrandedSends.cpp - sends that a stop leaves behind ----------------===//
#include "Flow/StrandedSends.h"
#include "Flow/Classes.h"
#include "Flow/Facts.h"
#include "Flow/Loops.h"
#include "Flow/Unit.h"
#include "Support/Types.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

/// Callers are followed so far to the tasks that they are.
constexpr unsigned MaxDepth = 4;

static bool isFlag(const FieldDecl *Field) {
  QualType T = Field->getType();
  return T->isBooleanType() || isAtomic(T);
}

/// Whether \p Field holds items, or counts them.
static bool isNumberOfItems(WaitTable &Table, const FieldDecl *Field) {
  auto Becomes = [&](Becoming::KindT To) {
    return llvm::any_of(Table.changesOf(Field), [&](const Change &C) { return C.To.Kind == To; });
  };
  return !isFlag(Field) && Becomes(Becoming::More) && Becomes(Becoming::Less);
}

/// The container that \p W waits to find room in, if it looks at nothing else that
/// anybody changes; else null.
static const FieldDecl *waitsForRoom(WaitTable &Table, const WaitPoint &W) {
  if (W.IsBounded || !W.Until.IsWhole)
    return nullptr;
  const Test *Room = nullptr;
  for (const Test &T : W.Until.All) {
    const auto *Field = llvm::dyn_cast_or_null<FieldDecl>(T.What);
    if (!Room && Field && isNumberOfItems(Table, Field) && T.Against &&
        (T.Wanted.Kind == Becoming::Less || T.Wanted.Kind == Becoming::Other))
      Room = &T;
  }
  if (!Room)
    return nullptr;
  const ValueDecl *Limit = stateOf(Room->Against);
  for (const Test &T : W.Until.All)
    if (&T != Room && T.What != Room->What && T.What != Limit && !Table.changesOf(T.What).empty())
      return nullptr;
  return llvm::cast<FieldDecl>(Room->What);
}

namespace {

class Search {
public:
  explicit Search(Unit &U) : U(U), Table(U.waits()) {}

  std::vector<StrandedSend> run() {
    for (const WaitPoint &W : Table.waits())
      if (const FieldDecl *Items = waitsForRoom(Table, W))
        judge(W, Items);
    return std::move(Found);
  }

private:
  /// What ends the taking: a flag, what it becomes, and where that is looked at.
  struct Gate {
    Becoming Wanted;
    SourceLocation Where;
    bool ByTasks = false;
  };

  void judge(const WaitPoint &W, const FieldDecl *Items) {
    const auto *Record = llvm::dyn_cast<CXXRecordDecl>(Items->getParent());
    const auto *Sender = llvm::dyn_cast<CXXMethodDecl>(outermost(W.In));
    if (!Record || !Sender || Sender->getParent()->getCanonicalDecl() != Record->getCanonicalDecl())
      return;
    std::vector<Change> Takers;
    bool Adds = false;
    for (const Change &C : Table.changesOf(Items)) {
      if (llvm::isa<CXXDestructorDecl>(outermost(C.In)))
        continue; // nobody sends any more
      Adds |= C.To.Kind == Becoming::More && outermost(C.In) == Sender;
      if (C.To.Kind == Becoming::More)
        continue;
      if (C.To.Kind != Becoming::Less || !C.Site)
        return; // swapped, cleared, handed out
      Takers.push_back(C);
    }
    if (!Adds || Takers.empty() || runsInTasksOnly(Sender, 0))
      return;
    for (const FieldDecl *Flag : Record->fields()) {
      if (!isFlag(Flag))
        continue;
      std::optional<Gate> End;
      for (const Change &C : Takers) {
        End = gateOf(C, Flag);
        if (!End)
          break;
      }
      if (!End)
        continue;
      for (const Change &Sets : Table.changesOf(Flag))
        if (isStop(Sets, *End, Sender)) {
          Found.push_back({Items, &W, Sender, Takers.front(), Sets, End->Where, End->ByTasks});
          return;
        }
    }
  }

  /// Whether \p Sets is done by the owner, who wants those who take to leave, while
  /// others may still send.
  bool isStop(const Change &Sets, const Gate &End, const FunctionDecl *Sender) {
    const FunctionDecl *In = outermost(Sets.In);
    return Sets.To.Kind == End.Wanted.Kind && In != Sender && !runsInTasksOnly(In, 0) &&
           !isOfTheEndOnly(In, 0);
  }

  /// Whether only destructors run \p F: nobody sends any more.
  bool isOfTheEndOnly(const FunctionDecl *F, unsigned Depth) {
    if (llvm::isa<CXXDestructorDecl>(F))
      return true;
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
    if (!Method || Method->getAccess() != AS_private || Depth > MaxDepth)
      return false;
    return llvm::all_of(Table.callersOf(F), [&](const WaitTable::CallSite &C) {
      return isOfTheEndOnly(outermost(C.In), Depth + 1);
    });
  }

  /// Whether nobody but the class's own tasks runs \p F.
  bool runsInTasksOnly(const FunctionDecl *F, unsigned Depth) {
    if (Table.isTask(F))
      return true;
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
    if (!Method || Depth > MaxDepth)
      return false;
    if (Method->getParent()->isLambda())
      return outermost(F) != F && runsInTasksOnly(outermost(F), Depth + 1);
    llvm::ArrayRef<WaitTable::CallSite> Callers = Table.callersOf(F);
    return Method->getAccess() == AS_private && !Callers.empty() &&
           llvm::all_of(Callers, [&](const WaitTable::CallSite &C) {
             return runsInTasksOnly(C.In, Depth + 1);
           });
  }

  /// What ends the taking by \p Takes when \p Flag is set; nothing if it goes on.
  std::optional<Gate> gateOf(const Change &Takes, const FieldDecl *Flag) {
    std::optional<Gate> Before = gateBefore(Takes, Flag);
    return Before ? Before : loopEnd(Takes.In, Takes.Site, Flag, 0);
  }

  /// Whether \p Condition, when it is \p When, says something of \p Flag alone.
  std::optional<Becoming> saysOf(const Expr *Condition, bool When, const FieldDecl *Flag) {
    Tests Of = Condition ? testsOf(U, Condition, When) : Tests();
    if (Of.All.size() != 1 || !Of.IsWhole || Of.All.front().What != Flag)
      return std::nullopt;
    return Of.All.front().Wanted;
  }

  static bool leaves(const Stmt *S) {
    if (const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(S))
      return !Block->body_empty() && leaves(Block->body_back());
    if (const auto *E = llvm::dyn_cast_or_null<ExprWithCleanups>(S))
      return leaves(E->getSubExpr());
    return S && llvm::isa<ReturnStmt, BreakStmt, CXXThrowExpr>(S);
  }

  /// 'if (stopped_) return;' between the wait of who takes and the taking.
  std::optional<Gate> gateBefore(const Change &Takes, const FieldDecl *Flag) {
    const SourceManager &Sources = U.context().getSourceManager();
    SourceLocation LastWait;
    for (const WaitPoint &W : Table.waits())
      if (W.In == Takes.In || outermost(W.In) == Takes.In)
        if (LastWait.isInvalid() ||
            Sources.isBeforeInTranslationUnit(LastWait, W.Call->getBeginLoc()))
          LastWait = W.Call->getBeginLoc();
    std::optional<Gate> End;
    const Stmt *At = Takes.In->getBody();
    while (At && At != Takes.Site) {
      const Stmt *Next = nullptr;
      for (const Stmt *Child : At->children()) {
        if (!Child)
          continue;
        if (contains(Child, Takes.Site)) {
          Next = Child;
          break;
        }
        const auto *If = llvm::dyn_cast<IfStmt>(Child);
        if (!If || !llvm::isa<CompoundStmt>(At) || !leaves(If->getThen()))
          continue;
        if (std::optional<Becoming> Wanted = saysOf(If->getCond(), true, Flag))
          if (LastWait.isInvalid() ||
              Sources.isBeforeInTranslationUnit(LastWait, If->getBeginLoc()))
            End = Gate{*Wanted, If->getBeginLoc(), runsInTasksOnly(Takes.In, 0)};
      }
      At = Next;
    }
    return End;
  }

  /// The end of the loop around \p Site in \p F, or around the calls of F: who comes
  /// to it leaves when \p Flag is set, whatever is in the container.
  std::optional<Gate> loopEnd(const FunctionDecl *F, const Stmt *Site, const FieldDecl *Flag,
                              unsigned Depth) {
    for (const Loop *L : U.loops().of(F))
      if (L->has(Site))
        for (const LoopExit &Exit : L->Exits)
          if (Exit.How != LoopExit::Kind::Throw && Exit.Decides.size() == 1)
            if (std::optional<Becoming> Wanted =
                    saysOf(Exit.Decides.front().Condition, Exit.Decides.front().When, Flag))
              return Gate{*Wanted, Exit.Where, true};
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
    if (Table.isTask(F) || Depth > MaxDepth || !Method || Method->getAccess() != AS_private)
      return std::nullopt;
    std::optional<Gate> End;
    for (const WaitTable::CallSite &C : Table.callersOf(F)) {
      End = loopEnd(C.In, C.Call, Flag, Depth + 1);
      if (!End)
        return std::nullopt;
    }
    return End;
  }

  Unit &U;
  WaitTable &Table;
  std::vector<StrandedSend> Found;
};

} // namespace

std::vector<StrandedSend> strandedSends(Unit &U) {
  return U.waits().waits().empty() ? std::vector<StrandedSend>() : Search(U).run();
}

} // namespace leash::flow
