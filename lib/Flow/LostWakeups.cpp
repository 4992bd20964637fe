//===- LostWakeups.cpp - notifies that reach nobody -----------------------===//
#include "Flow/LostWakeups.h"
#include "Flow/AmountWakes.h"
#include "Flow/Classes.h"
#include "Flow/DeadWaits.h"
#include "Flow/Paths.h"
#include "Flow/SkippedWakes.h"
#include "Flow/StaleTests.h"
#include "Flow/ThreadClasses.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

using Kind = LostWakeup::Kind;

namespace {

class Search {
public:
  explicit Search(Unit &U) : U(U), Table(U.waits()) {}

  std::vector<LostWakeup> run() {
    for (const WaitPoint &W : Table.waits()) {
      if (W.IsBounded || !isNotified(W) || !isReached(W))
        continue;
      if (findUntestedWait(W))
        continue; // the rest follows from it
      findStaleTest(W);
      for (const Test &T : W.Until.All)
        for (const Change &C : Table.changesOf(T.What))
          if (C.To.mayBring(T.Wanted) && !areOfDifferentObjects(T, C))
            judgeChange(W, T, C);
      findSilentPaths(W);
      findSetOnce(W);
    }
    for (const NotifyPoint &N : Table.notifies())
      if (N.Wakes == model::Wakes::One)
        findWrongWaiter(N);
    return std::move(Found);
  }

private:
  /// Whether the program may come to \p W; looked up once for each wait.
  bool isReached(const WaitPoint &W) {
    auto [Where, New] = Reached.try_emplace(&W);
    if (New)
      Where->second = !isNeverReached(U, W);
    return Where->second;
  }

  bool isNotified(const WaitPoint &W) const {
    return llvm::any_of(Table.notifies(),
                        [&](const NotifyPoint &N) { return N.Condition == W.Condition; });
  }

  LostWakeup &add(Kind What, const WaitPoint &W, const Change *By = nullptr) {
    LostWakeup &L = Found.emplace_back();
    L.What = What;
    L.Wait = &W;
    L.By = By;
    return L;
  }

  /// Whether the waiter itself makes the change: nobody waits then.
  static bool isOwn(const WaitPoint &W, const Change &C) { return C.In == W.In; }

  void judgeChange(const WaitPoint &W, const Test &T, const Change &C) {
    if (isOwn(W, C) || !Told.insert({W.Condition, C.Site}).second)
      return;
    const Expr *Through = nullptr;
    const NotifyPoint *N = Table.notifyAfter(C.In, C.Site, W.Condition, &Through);
    if (N) {
      if (W.Lock && !Table.mayHold(C.In, C.Site, W.Lock) &&
          !Table.isNotifiedWith(W.Lock, C.In, C.Site, W.Condition, Through)) {
        LostWakeup &L = add(Kind::UnlockedChange, W, &C);
        L.Notify = N;
        L.NotifyCall = Through;
        return;
      }
      judgeNotifyOne(W, T, C, *N, Through);
      if (!judgeSkipped(W, T, C, C))
        judgeEdge(W, T, C, *N, Through);
      judgeShares(W, T, C, *N, Through);
      return;
    }
    judgeCallers(W, T, C);
    if (C.To.Kind == Becoming::Other || !W.Until.IsWhole ||
        Table.mayBeNotifiedAfter(C.In, C.Site, W.Condition))
      return;
    if (const WaitPoint *Other = wokenInstead(W, T, C)) {
      LostWakeup &L = add(Kind::HalfWoken, W, &C);
      L.Other = Other;
      L.Notify = Table.notifyAfter(C.In, C.Site, Other->Condition, &L.NotifyCall);
      return;
    }
    if (!isHeldFor(C, W.Lock) || !areOfOneObject(T, C))
      return;
    for (const Change &Sibling : Table.changesOf(T.What))
      if (Sibling.Site != C.Site && Sibling.To.Kind == C.To.Kind && !isOwn(W, Sibling) &&
          Table.notifyAfter(Sibling.In, Sibling.Site, W.Condition)) {
        add(Kind::SilentChange, W, &C).Sibling = &Sibling;
        return;
      }
  }

  /// \p C, after which its own function notifies nobody, as its callers make it.
  void judgeCallers(const WaitPoint &W, const Test &T, const Change &C) {
    for (const Change *Outer : Table.throughCallers(C))
      if (!isOwn(W, *Outer) && Told.insert({W.Condition, Outer->Site}).second)
        judgeSkipped(W, T, *Outer, C);
  }

  /// One way notifies, and another does not.
  bool judgeSkipped(const WaitPoint &W, const Test &T, const Change &C, const Change &Inner) {
    if (!W.Until.IsWhole || C.To.Kind == Becoming::Other || T.Wanted.Kind == Becoming::Other ||
        llvm::isa<CXXDestructorDecl>(C.In))
      return false;
    bool Any = false;
    for (const SkippedWake &Skipped : skippedWakes(U, W, T, C, Inner)) {
      Any = true;
      if (!Told.insert({W.Condition, Skipped.Decides}).second)
        continue;
      LostWakeup &L = add(Skipped.PassesBy ? Kind::PassedBy : Kind::SkippedWake, W, &C);
      L.NotifyCall = Skipped.NotifyCall;
      L.Edge = Skipped.Decides;
      L.EdgeIs = Skipped.When;
    }
    return Any;
  }

  /// Another wait that \p C ends, and whose condition is notified then. None if
  /// the waiter of \p W has a part in the state: it may be in a phase of its own,
  /// in which nobody makes this change.
  const WaitPoint *wokenInstead(const WaitPoint &W, const Test &T, const Change &C) {
    if (!areOfOneObject(T, C) ||
        llvm::any_of(Table.changesOf(T.What), [&](const Change &Own) { return isOwn(W, Own); }))
      return nullptr;
    for (const WaitPoint &Other : Table.waits()) {
      const Test *Same = Other.Until.of(T.What);
      if (Other.Condition != W.Condition && Same && C.To.mayBring(Same->Wanted) &&
          Table.notifyAfter(C.In, C.Site, Other.Condition))
        return &Other;
    }
    return nullptr;
  }

  /// Whether \p Lock is held at \p C, in its own function.
  bool isHeldFor(const Change &C, const ValueDecl *Lock) {
    return Lock && llvm::any_of(U.flow(C.In).heldAt(C.Site),
                                [&](const Object *Held) { return stateOf(Held) == Lock; });
  }

  //===--------------------------------------------------------------------===//
  // One of several is woken
  //===--------------------------------------------------------------------===//

  /// A flag that stays as it is ends all who wait for it: notify_one wakes one.
  void judgeNotifyOne(const WaitPoint &W, const Test &T, const Change &C, const NotifyPoint &N,
                      const Expr *Through) {
    bool IsFlag = T.What->getType()->isBooleanType() || C.To.Kind == Becoming::True ||
                  C.To.Kind == Becoming::False;
    if (N.Wakes != model::Wakes::One || !IsFlag || C.To.Kind == Becoming::Other ||
        C.To.Kind == Becoming::More || C.To.Kind == Becoming::Less || passesOn(W))
      return;
    if (const Spawned *Task = oneOfSeveral(W)) {
      LostWakeup &L = add(Kind::OneOfMany, W, &C);
      L.Notify = &N;
      L.NotifyCall = Through;
      L.Started = Task->Where;
    }
  }

  /// A task of several that wait in \p W; null: one task at most is in sight.
  const Spawned *oneOfSeveral(const WaitPoint &W) {
    for (const FunctionDecl *F : U.functions())
      for (const Spawned &Task : U.classes().spawns(F))
        if (Task.Handle && Task.Handle->kind() == Object::Kind::Part &&
            Table.reaches(Task.Runs.Function, W.In))
          return &Task;
    return nullptr;
  }

  /// The innermost 'if' below \p S that \p Inner stands under, and \p Outer not.
  static const IfStmt *conditionOf(const Stmt *S, const Stmt *Inner, const Stmt *Outer) {
    if (!S || llvm::isa<LambdaExpr>(S))
      return nullptr;
    for (const Stmt *Child : S->children())
      if (Child && contains(Child, Inner))
        if (const IfStmt *Found = conditionOf(Child, Inner, Outer))
          return Found;
    const auto *If = llvm::dyn_cast<IfStmt>(S);
    return If && contains(If->getThen(), Inner) && !contains(If->getThen(), Outer) ? If : nullptr;
  }

  /// A notify of all who wait in \p W, whom anybody may join: who wrote it thinks of
  /// several. Null: there is none, or a task of the unit's own is the one that waits.
  const NotifyPoint *severalMayWait(const WaitPoint &W) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(W.In);
    if (!Method || Method->getAccess() == AS_private || Method->getParent()->isLambda() ||
        runsInTask(Method))
      return nullptr;
    for (const NotifyPoint &N : Table.notifies())
      if (N.Condition == W.Condition && N.Wakes == model::Wakes::All)
        return &N;
    return nullptr;
  }

  /// A notify_one that comes only when the container was empty (or full): while
  /// the task that it wakes is on its way, further values wake nobody.
  void judgeEdge(const WaitPoint &W, const Test &T, const Change &C, const NotifyPoint &N,
                 const Expr *Through) {
    if (N.Wakes != model::Wakes::One || passesOn(W) ||
        (C.To.Kind != Becoming::More && C.To.Kind != Becoming::Less))
      return;
    const IfStmt *If = conditionOf(C.In->getBody(), Through, C.Site);
    if (!If || !If->getCond())
      return;
    Tests Looks = testsOf(U, If->getCond(), true);
    const Test *Edge = Looks.of(T.What);
    bool IsNumber = asksForNumber(U, If->getCond(), true, T.What);
    if (!Edge || !Looks.IsWhole)
      return;
    if (!IsNumber && (Edge->Wanted.Kind == Becoming::Other ||
                      (Edge->Wanted.Kind != Becoming::Equal && Edge->Wanted.mayBring(T.Wanted))))
      return;
    const Spawned *Task = oneOfSeveral(W);
    const NotifyPoint *OfAll =
        !Task && T.Wanted.Kind == Becoming::Less && T.Against ? severalMayWait(W) : nullptr;
    if (!Task && !OfAll)
      return;
    LostWakeup &L = add(Kind::EdgeOnly, W, &C);
    L.Notify = &N;
    L.NotifyCall = Through;
    L.Edge = If->getCond();
    if (Task)
      L.Started = Task->Where;
    L.OfAll = OfAll;
  }

  /// A notify_one after which several may go on, or the wrong one may be woken: each
  /// waits for a share.
  void judgeShares(const WaitPoint &W, const Test &T, const Change &C, const NotifyPoint &N,
                   const Expr *Through) {
    const Paths *Ways = U.paths(C.In);
    if (N.Wakes != model::Wakes::One || passesOn(W) || !Ways || Ways->leads(Through, Through))
      return;
    Shares Takes = sharesOf(U, W, T, C);
    if (Takes == Shares::NotSeen)
      return;
    LostWakeup &L = add(Kind::AmongShares, W, &C);
    L.Notify = &N;
    L.NotifyCall = Through;
    L.ItsOwn = Takes == Shares::ItsOwn;
  }

  //===--------------------------------------------------------------------===//
  // Set once, and taken back
  //===--------------------------------------------------------------------===//

  static bool isLasting(const ValueDecl *D) {
    const auto *V = llvm::dyn_cast<VarDecl>(D);
    return llvm::isa<FieldDecl>(D) || (V && V->hasGlobalStorage());
  }

  /// The call that runs \p F once in the life of its flag; null if there is none.
  const Expr *onceCall(const FunctionDecl *F) {
    for (const FunctionDecl *G : U.functions())
      for (const Expr *E : U.facts().of(G).Calls) {
        std::optional<CallView> Call = CallView::of(E);
        const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
        if (!Entry || Entry->Role != model::CallRole::Callback ||
            Entry->Fires != model::Fires::Once)
          continue;
        std::optional<unsigned> Index = U.models().callable(*Entry, *Call);
        const Expr *On = model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call));
        const ValueDecl *Flag = On ? stateOf(On) : nullptr;
        if (!Index || !Flag || !isLasting(Flag))
          continue;
        std::optional<Target> Runs =
            targetOf(U, Call->Args[*Index], llvm::ArrayRef(Call->Args).drop_front(*Index + 1), G);
        if (Runs && Runs->Function == F)
          return E;
      }
    return nullptr;
  }

  void findSetOnce(const WaitPoint &W) {
    if (!W.Until.IsWhole || W.Until.All.size() != 1)
      return;
    const Test &T = W.Until.All.front();
    if (T.Wanted.Kind != Becoming::True && T.Wanted.Kind != Becoming::False)
      return;
    const Change *Once = nullptr, *Back = nullptr;
    for (const Change &C : Table.changesOf(T.What)) {
      if (!C.To.mayBring(T.Wanted)) {
        Back = isOwn(W, C) ? Back : &C;
      } else if (Once || C.To.Kind == Becoming::Other) {
        return;
      } else {
        Once = &C;
      }
    }
    const Expr *Call = Once && Back ? onceCall(Once->In) : nullptr;
    if (!Call)
      return;
    LostWakeup &L = add(Kind::SetOnce, W, Back);
    L.Sibling = Once;
    L.NotifyCall = Call;
  }

  /// Whether a woken waiter wakes the next.
  bool passesOn(const WaitPoint &W) {
    return Table.notifyAfter(W.In, W.Call, W.Condition) != nullptr;
  }

  /// Whether a task that this unit starts comes to \p F.
  bool runsInTask(const FunctionDecl *F) {
    return llvm::any_of(U.functions(), [&](const FunctionDecl *Starter) {
      if (Table.reaches(Starter, F) && threadOf(U, Starter))
        return true;
      return llvm::any_of(U.classes().spawns(Starter), [&](const Spawned &Task) {
        return Table.reaches(Task.Runs.Function, F);
      });
    });
  }

  bool satisfies(const FunctionDecl *F, const WaitPoint &W) {
    return llvm::any_of(W.Until.All, [&](const Test &T) {
      return llvm::any_of(Table.changesOf(T.What),
                          [&](const Change &C) { return C.In == F && C.To.mayBring(T.Wanted); });
    });
  }

  void findWrongWaiter(const NotifyPoint &N) {
    const WaitPoint *Meant = nullptr, *Wrong = nullptr;
    for (const WaitPoint &W : Table.waits()) {
      if (W.Condition != N.Condition)
        continue;
      if (W.IsBounded || !W.Until.IsWhole || W.Until.All.empty())
        return;
      if (!isReached(W))
        continue;
      // Who may still call other methods when the destructor waits? Only a task.
      if (llvm::isa<CXXDestructorDecl>(W.In) && !runsInTask(N.In))
        continue;
      (satisfies(N.In, W) ? Meant : Wrong) = &W;
    }
    if (!Meant || !Wrong)
      return;
    LostWakeup &L = add(Kind::WrongWaiter, *Meant);
    L.Other = Wrong;
    L.Notify = &N;
  }

  //===--------------------------------------------------------------------===//
  // A wait that starts untested
  //===--------------------------------------------------------------------===//

  /// What of \p S and below may have told whether to wait.
  static void addConditions(const Stmt *S, bool InCondition,
                            llvm::DenseSet<const Stmt *> &Conditions) {
    if (!S || llvm::isa<LambdaExpr>(S))
      return;
    const Stmt *Test = nullptr;
    if (const auto *If = llvm::dyn_cast<IfStmt>(S))
      Test = If->getCond();
    else if (const auto *While = llvm::dyn_cast<WhileStmt>(S))
      Test = While->getCond();
    else if (const auto *For = llvm::dyn_cast<ForStmt>(S))
      Test = For->getCond();
    else if (const auto *Do = llvm::dyn_cast<DoStmt>(S))
      Test = Do->getCond();
    else if (const auto *Switch = llvm::dyn_cast<SwitchStmt>(S))
      Test = Switch->getCond();
    else if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(S))
      Test = Choice->getCond();
    if (InCondition)
      Conditions.insert(S);
    for (const Stmt *Child : S->children())
      addConditions(Child, InCondition || (Child && Child == Test), Conditions);
  }

  /// Whether nothing of interest happens in the call \p E: it takes a lock,
  /// builds a guard, or only looks.
  bool isQuiet(const Expr *E) {
    std::optional<CallView> Call = CallView::of(E);
    if (!Call)
      return true;
    if (!Call->Callee)
      return false;
    if (const model::CallEntry *Entry = U.models().call(*Call))
      return Entry->Role == model::CallRole::Acquire || Entry->Role == model::CallRole::Release;
    if (llvm::isa<CXXConstructExpr>(E)) {
      const model::TypeEntry *Type = U.models().type(E->getType());
      return Type || Call->Callee->isTrivial() || Call->Callee->isInStdNamespace();
    }
    if (Call->Callee->isInStdNamespace() || llvm::isa<CXXConversionDecl>(Call->Callee))
      return true;
    const FunctionDecl *Body = U.bodyOf(Call->Callee);
    return Body && !U.flow(Body).Outside.Changes.empty(); // a lock() of the user's own
  }

  bool findUntestedWait(const WaitPoint &W) {
    const Paths *Ways = U.paths(W.In);
    if (W.HasPredicate || !W.Lock || !Ways)
      return false;
    llvm::DenseSet<const Stmt *> Conditions;
    addConditions(W.In->getBody(), false, Conditions);
    auto Stops = [&](const Stmt *S) {
      if (Conditions.contains(S))
        return true;
      if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S))
        return Binary->isAssignmentOp();
      if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(S))
        return Unary->isIncrementDecrementOp();
      return llvm::isa<CallExpr, CXXConstructExpr>(S) && !isQuiet(llvm::cast<Expr>(S));
    };
    for (const Acquisition *How : U.flow(W.In).Taken)
      if (How->In == W.In && How->Site && stateOf(How->Lock) == W.Lock &&
          Ways->leads(How->Site, W.Call, Stops)) {
        add(Kind::UntestedWait, W).Taken = How->Where;
        return true;
      }
    return false;
  }

  /// A flag that is tested before the lock only. A change without the lock is told
  /// first, by itself.
  void findStaleTest(const WaitPoint &W) {
    std::optional<StaleTest> Stale = staleTestOf(U, W);
    if (!Stale || !(Table.mayHold(Stale->By->In, Stale->By->Site, W.Lock) ||
                    Table.isNotifiedWith(W.Lock, Stale->By->In, Stale->By->Site, W.Condition,
                                         Stale->NotifyCall)))
      return;
    LostWakeup &L = add(Kind::StaleTest, W, Stale->By);
    L.NotifyCall = Stale->NotifyCall;
    L.Taken = Stale->Taken;
  }

  //===--------------------------------------------------------------------===//
  // A path that wakes nobody
  //===--------------------------------------------------------------------===//

  /// Fields that \p F tests after \p W, and that do not end it.
  llvm::SmallVector<const ValueDecl *, 2> testedAfter(const WaitPoint &W) {
    llvm::SmallVector<const ValueDecl *, 2> After;
    const Paths *Ways = U.paths(W.In);
    std::function<void(const Stmt *)> Visit = [&](const Stmt *S) {
      if (!S || llvm::isa<LambdaExpr>(S))
        return;
      if (const auto *If = llvm::dyn_cast<IfStmt>(S); If && If->getCond())
        for (const Test &T : testsOf(U, If->getCond(), true).All)
          if (llvm::isa<FieldDecl>(T.What) && !W.Until.of(T.What) && Ways &&
              Ways->leads(W.Call, If->getCond()))
            After.push_back(T.What);
      for (const Stmt *Child : S->children())
        Visit(Child);
    };
    Visit(W.In->getBody());
    return After;
  }

  void findSilentPaths(const WaitPoint &W) {
    if (!W.Until.IsWhole || (!W.HasPredicate && !W.Loop))
      return;
    for (const ValueDecl *What : testedAfter(W))
      for (const Change &C : Table.changesOf(What)) {
        const Paths *Ways = U.paths(C.In);
        if (isOwn(W, C) || C.To.Kind == Becoming::False || !isHeldFor(C, W.Lock) || !Ways ||
            Table.mayBeNotifiedAfter(C.In, C.Site, W.Condition))
          continue;
        for (const NotifyPoint &N : Table.notifies())
          if (N.In == C.In && N.Condition == W.Condition) {
            add(Kind::SilentPath, W, &C).Notify = &N;
            break;
          }
      }
  }

  Unit &U;
  WaitTable &Table;
  std::vector<LostWakeup> Found;
  llvm::DenseMap<const WaitPoint *, bool> Reached;
  llvm::DenseSet<std::pair<const ValueDecl *, const Stmt *>> Told;
};

} // namespace

std::vector<LostWakeup> findLostWakeups(Unit &U) {
  if (U.waits().waits().empty())
    return {};
  return Search(U).run();
}

} // namespace leash::flow
