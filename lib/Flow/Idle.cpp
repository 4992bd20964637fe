//===- Idle.cpp - does a loop only poll while it has nothing to do? -------===//
#include "Flow/Idle.h"
#include "Flow/EventReader.h"
#include "Flow/IdleWalk.h"
#include "Flow/Loops.h"
#include "Flow/Unit.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

/// Steps that the paths of one loop may take together.
constexpr unsigned StepsInLoop = 4000;

namespace {

/// The blocks of one loop of the CFG.
struct Turns {
  const Stmt *Statement = nullptr;
  const CFGBlock *Head = nullptr;
  llvm::DenseSet<const CFGBlock *> Blocks;
};

class Search {
public:
  Search(Unit &U, IdleTable &Table, const FunctionDecl *Function, const CFG &Graph)
      : U(U), Table(Table), Function(Function), Graph(Graph) {}

  std::vector<IdleTurn> run() {
    std::vector<Turns> Loops = find();
    // Inner ones first: what makes them spin is their story.
    llvm::stable_sort(
        Loops, [](const Turns &A, const Turns &B) { return A.Blocks.size() < B.Blocks.size(); });
    for (const Turns &T : Loops) {
      if (!mayPoll(T))
        continue;
      IdleWalk Walk(U, Table, Function, StepsInLoop, 0);
      Walk.run(T.Head, T.Head, T.Blocks, [&](IdlePath &Path) { return judge(T, Path); });
    }
    return std::move(Out);
  }

private:
  std::vector<Turns> find() const {
    std::vector<Turns> Loops;
    for (const CFGBlock *Latch : Graph) {
      const Stmt *Target = Latch->getLoopTarget();
      if (!Target || Latch->succ_empty() || !*Latch->succ_begin())
        continue;
      Turns T{Target, *Latch->succ_begin(), {}};
      T.Blocks.insert(T.Head);
      llvm::SmallVector<const CFGBlock *, 16> Work{Latch};
      while (!Work.empty()) {
        const CFGBlock *Block = Work.pop_back_val();
        if (!T.Blocks.insert(Block).second)
          continue;
        for (const CFGBlock *Before : Block->preds())
          if (Before)
            Work.push_back(Before);
      }
      // A latch that no turn reaches makes all blocks before it part of it.
      if (!T.Blocks.contains(&Graph.getEntry()))
        Loops.push_back(std::move(T));
    }
    return Loops;
  }

  /// Whether \p T holds anything that may be a poll: most loops do not.
  bool mayPoll(const Turns &T) {
    for (const CFGBlock *Block : T.Blocks)
      for (const CFGElement &Element : *Block)
        if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>()) {
          if (llvm::isa<AtomicExpr>(S->getStmt()))
            return true;
          if (const auto *E = llvm::dyn_cast<Expr>(S->getStmt()); E && asks(E, 0))
            return true;
        }
    const Stmt *Body = nullptr;
    if (const auto *While = llvm::dyn_cast<WhileStmt>(T.Statement))
      Body = While->getBody();
    else if (const auto *For = llvm::dyn_cast<ForStmt>(T.Statement))
      Body = For->getBody();
    return Body && isEmptyBody(Body);
  }

  /// Whether the call \p E, or what it calls, asks for something or takes a lock.
  bool asks(const Expr *E, unsigned Depth) {
    std::optional<CallView> Call = CallView::of(E);
    if (!Call || !Call->Callee)
      return false;
    if (U.models().call(*Call))
      return true;
    if (const model::CallEntry *Entry = U.models().state(*Call);
        Entry && Entry->Role == model::CallRole::Get)
      return true;
    if (const auto *Conversion = llvm::dyn_cast<CXXConversionDecl>(Call->Callee);
        Conversion && isAtomic(U, Conversion->getParent()))
      return true;
    if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E))
      if (const model::TypeEntry *Type = U.models().type(Construct->getType());
          Type && Type->Role == model::TypeRole::Guard)
        return true;
    const FunctionDecl *Body = Depth < 4 ? U.bodyOf(Call->Callee) : nullptr;
    if (!Body)
      return false;
    auto [Where, New] = Table.Asks.try_emplace(Body, false);
    if (!New)
      return Where->second;
    bool Asks = llvm::any_of(U.facts().of(Body).Calls,
                             [&](const Expr *Inner) { return asks(Inner, Depth + 1); });
    return Table.Asks[Body] = Asks;
  }

  /// Whether \p O may be somebody else's, too: not a local of this call.
  bool isShared(const Object *O) const {
    const Object *Root = O->root();
    if (Root->kind() == Object::Kind::Temporary)
      return false;
    const auto *V = llvm::dyn_cast_or_null<VarDecl>(
        Root->kind() == Object::Kind::Variable ? Root->variable() : nullptr);
    if (!V || !V->hasLocalStorage())
      return true;
    if (V->getDeclContext() != Function)
      return true; // captured by reference
    QualType T = V->getType();
    return T->isReferenceType() || (O != Root && T->isPointerType());
  }

  const Loop *described(const Stmt *Statement) {
    for (const Loop *L : U.loops().of(Function))
      if (L->Statement == Statement)
        return L;
    return nullptr;
  }

  /// Whether the other way at one of the path's guesses waits: then the loop
  /// knows how to, and the guess may be wrong.
  bool waitsOtherwise(const Turns &T, const IdlePath &Path) {
    for (const Assumption &A : Path.Assumed) {
      if (!T.Blocks.contains(A.Other))
        continue;
      llvm::DenseSet<const CFGBlock *> Mine = reachable(T, A.Taken);
      for (const CFGBlock *Block : reachable(T, A.Other))
        if (!Mine.contains(Block) && waits(*Block))
          return true;
    }
    return false;
  }

  static llvm::DenseSet<const CFGBlock *> reachable(const Turns &T, const CFGBlock *From) {
    llvm::DenseSet<const CFGBlock *> Seen{T.Head};
    llvm::SmallVector<const CFGBlock *, 16> Work{From};
    while (!Work.empty()) {
      const CFGBlock *Block = Work.pop_back_val();
      if (!T.Blocks.contains(Block) || !Seen.insert(Block).second)
        continue;
      for (const CFGBlock *Next : Block->succs())
        if (Next)
          Work.push_back(Next);
    }
    return Seen;
  }

  bool waits(const CFGBlock &Block) {
    std::vector<Event> Events;
    EventReader Reader(U, Function);
    for (const CFGElement &Element : Block)
      Reader.read(Element, Events);
    return llvm::any_of(Events, [](const Event &E) {
      return E.What == Event::Kind::Happens &&
             (E.Effect->What == Effect::Kind::Suspends ||
              (E.Effect->What == Effect::Kind::Blocks &&
               E.Effect->innermost().Class != model::BlockClass::Disk &&
               E.Effect->innermost().Class != model::BlockClass::Lock));
    });
  }

  /// Whether the turn leaves something outside of it other than it was.
  bool makesProgress(const IdlePath &Path) const {
    for (const IdlePath::Change &C : Path.Changed)
      if (C.By == Symbol::Source::Opaque && !Path.isDeclared(C.What) &&
          C.What->root()->kind() != Object::Kind::Temporary)
        return true;
    for (const Object *O : Path.Assigned) {
      if (Path.isDeclared(O) || O->root()->kind() == Object::Kind::Temporary)
        continue;
      for (const auto &[Known, V] : Path.Now)
        if (Known == O && V.What != Value::Constant &&
            Path.Symbols[V.Id].From != Symbol::Source::Poll &&
            Path.Symbols[V.Id].From != Symbol::Source::Time)
          return true;
    }
    return false;
  }

  bool judge(const Turns &T, IdlePath &Path) {
    if (!Path.Doubts.empty() || !Path.repeats() || makesProgress(Path))
      return false;
    IdleTurn Turn;
    Turn.Loop = T.Statement;
    Turn.Where = T.Statement->getBeginLoc();
    Turn.In = Function;
    Turn.Yield = Path.Yield;
    if (!Path.Polls.empty()) {
      // Giving back one lock when another is taken is a way out of a deadlock.
      if (Path.TriesLock && Path.TakesLock)
        return false;
      // What fails at once counts if the code sees that it failed, and goes on.
      llvm::copy_if(Path.Polls, std::back_inserter(Turn.Polls), [&](const Poll &P) {
        return P.How != Poll::Kind::Fails || Path.Symbols[P.Result].Consulted;
      });
      if (Turn.Polls.size() != Path.Polls.size())
        return false;
    } else if (!looksAtFlags(T, Path, Turn)) {
      return false;
    }
    if (waitsOtherwise(T, Path))
      return false;
    for (const Poll &P : Turn.Polls)
      if (P.Site && !Told.insert(P.Site).second)
        return false;
    findStop(T, Turn);
    Out.push_back(std::move(Turn));
    return true;
  }

  /// Whether the turn only looks at state that another task changes.
  bool looksAtFlags(const Turns &T, const IdlePath &Path, IdleTurn &Turn) {
    if (Path.DoesMore || exchanges())
      return false;
    const Loop *L = described(T.Statement);
    if (!L)
      return false;
    bool Evidence = Path.TakesLock || Path.Yield || !Path.Flags.empty();
    for (const Object *O : Path.Assigned)
      if (!Path.isDeclared(O))
        return false;
    for (const auto &[Start, Id] : Path.Start) {
      const Object *O = Start;
      // The value itself, or a comparison with another.
      bool Consulted =
          Path.Symbols[Id].Consulted || llvm::any_of(Path.Symbols, [&](const Symbol &S) {
            return S.Consulted && llvm::is_contained(S.Of, O);
          });
      if (!Consulted || Path.isDeclared(O))
        continue;
      bool Atomic = llvm::is_contained(Path.Flags, O) ||
                    llvm::any_of(Path.Flags, [&](const Object *F) { return O->livesIn(F); });
      bool Written = false;
      for (const Object *Step = O; Step; Step = Step->parent())
        if (const auto *D = llvm::dyn_cast_or_null<ValueDecl>(Step->decl()))
          Written |= L->Written.contains(llvm::cast<ValueDecl>(D->getCanonicalDecl()));
      if (!Atomic && !isShared(O)) {
        if (Written)
          return false; // its own data: the path is not understood
        continue;       // a constant
      }
      if (Written && (!Path.TakesLock || Atomic))
        return false;
      Poll &P = Turn.Polls.emplace_back();
      P.How = Atomic ? Poll::Kind::Flag : Poll::Kind::State;
      P.On = O;
      P.OnText = O->name();
      P.Where = Turn.Where;
      P.In = Function;
    }
    // A plain variable: only a loop that does nothing else waits for it.
    if (!Evidence && !llvm::all_of(L->Calls, [](const LoopCall &C) { return !C.E; }))
      return false;
    if (!Evidence && !isEmptyBody(L->Body))
      return false;
    return !Turn.Polls.empty();
  }

  static bool isEmptyBody(const Stmt *Body) {
    if (!Body || llvm::isa<NullStmt, ContinueStmt>(Body))
      return true;
    const auto *Compound = llvm::dyn_cast<CompoundStmt>(Body);
    return Compound && llvm::all_of(Compound->body(), isEmptyBody);
  }

  /// Whether the function exchanges the value of an atomic: lock-free code.
  bool exchanges() {
    for (const Expr *E : U.facts().of(Function).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Call ? Call->Callee : nullptr);
      if (!Method || !Call->Object || Method->isConst() || Method->getReturnType()->isVoidType() ||
          Method->getOverloadedOperator() == OO_Equal)
        continue;
      if (isAtomic(U, Method->getParent()))
        return true;
    }
    return false;
  }

  /// Finds a condition that can end the loop and is not what it polls.
  void findStop(const Turns &T, IdleTurn &Turn) {
    const Loop *L = described(T.Statement);
    if (!L || L->Endless || !L->Condition)
      return;
    for (const Tested &Look : testedBy(U, L->Condition, Function, L)) {
      bool Polled = llvm::any_of(Turn.Polls, [&](const Poll &P) {
        return (P.Site && (P.Site == Look.Call || P.Site == Look.E)) ||
               (P.On && Look.On && (P.On == Look.On || P.On->livesIn(Look.On))) ||
               llvm::is_contained(P.Through, Look.Call);
      });
      if (!Polled && Look.What != Tested::Kind::Constant && Look.What != Tested::Kind::Unknown &&
          !Look.WrittenInside) {
        Turn.StopTest = Look.E;
        return;
      }
    }
  }

  Unit &U;
  IdleTable &Table;
  const FunctionDecl *Function;
  const CFG &Graph;
  llvm::DenseSet<const Stmt *> Told;
  std::vector<IdleTurn> Out;
};

} // namespace

static bool hasLoop(const Stmt *S) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return false;
  return llvm::isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S) ||
         llvm::any_of(S->children(), hasLoop);
}

std::vector<IdleTurn> idleTurns(Unit &U, IdleTable &Table, const FunctionDecl *Function) {
  if (!hasLoop(Function->getBody()))
    return {};
  const CFG *Graph = U.graph(Function);
  if (!Graph)
    return {};
  return Search(U, Table, Function, *Graph).run();
}

bool isAtomic(Unit &U, const CXXRecordDecl *Record) {
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || isMaybe(Record))
    return false;
  for (const CXXMethodDecl *Method : Record->methods()) {
    if (!Method->isConst())
      continue;
    CallView Call;
    Call.Callee = Method;
    const model::CallEntry *Entry = U.models().state(Call);
    if (Entry && Entry->Role == model::CallRole::Get)
      return true;
  }
  return llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
    return isAtomic(U, Base.getType()->getAsCXXRecordDecl());
  });
}

} // namespace leash::flow
