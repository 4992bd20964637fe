//===- Waits.cpp - who waits for which state, and who wakes them ----------===//
#include "Flow/Waits.h"
#include "Flow/Classes.h"
#include "Flow/Paths.h"
#include "Flow/Target.h"
#include "Flow/ThreadClasses.h"
#include "Flow/Unit.h"
#include "Support/SourceText.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

using model::CallRole;

/// How far calls are followed, up to callers and down to callees.
constexpr unsigned MaxCalls = 4;

WaitTable::WaitTable(Unit &U) : U(U) {
  for (const FunctionDecl *F : U.functions())
    for (WaitPoint &W : waitsIn(U, F)) {
      if (W.Wrapper)
        Wrappers.insert(W.Wrapper);
      Waits.push_back(std::move(W));
    }
}

/// Reads who changes, notifies and calls, when that is first asked for.
void WaitTable::readRest() {
  if (std::exchange(IsRead, true))
    return;
  for (const FunctionDecl *F : U.functions()) {
    for (const Spawned &Task : U.classes().spawns(F))
      Tasks.insert(Task.Runs.Function);
    if (threadOf(U, F))
      Tasks.insert(F);
    for (const Expr *E : U.facts().of(F).Calls)
      if (std::optional<CallView> Call = CallView::of(E); Call->Callee)
        if (const FunctionDecl *Body = Call->Callee->getDefinition())
          Callers[Body].push_back({F, E});
    readNotifies(F);
    if (!llvm::isa<CXXConstructorDecl>(F))
      for (const Change &C : changesIn(U, F))
        Changes[C.What].push_back(C);
  }
}

llvm::ArrayRef<NotifyPoint> WaitTable::notifies() {
  readRest();
  return Notifies;
}

llvm::ArrayRef<Change> WaitTable::changesOf(const ValueDecl *What) {
  readRest();
  auto Known = Changes.find(What);
  if (Known == Changes.end())
    return {};
  return Known->second;
}

//===----------------------------------------------------------------------===//
// Waits
//===----------------------------------------------------------------------===//

/// What stands before the dot, or the first argument.
static const Expr *operandOf(const CallView &Call) {
  if (Call.Object && !llvm::isa<CXXThisExpr>(Call.Object->IgnoreParenImpCasts()))
    return Call.Object;
  return Call.Args.empty() ? nullptr : Call.Args.front();
}

/// Whether \p S always leaves the loop or function that it stands in.
static bool isWayOut(const Stmt *S) {
  if (const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && isWayOut(Block->body_back());
  if (const auto *E = llvm::dyn_cast_or_null<Expr>(S))
    S = E->IgnoreParenImpCasts()->IgnoreImplicit();
  return llvm::isa_and_nonnull<ReturnStmt, BreakStmt, GotoStmt, CXXThrowExpr>(S);
}

/// The tests of all 'if's below \p S that leave it.
static void addWaysOut(Unit &U, const Stmt *S, const Stmt *Wait, Tests &Out) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return;
  if (const auto *If = llvm::dyn_cast<IfStmt>(S)) {
    auto Take = [&](bool Wanted) {
      Tests Found = testsOf(U, If->getCond(), Wanted);
      Out.All.append(Found.All.begin(), Found.All.end());
      Out.IsWhole &= Found.IsWhole;
    };
    if (isWayOut(If->getThen()))
      Take(true);
    else if (isWayOut(If->getElse()) || contains(If->getThen(), Wait))
      Take(false);
    else if (If->getElse() && contains(If->getElse(), Wait))
      Take(true);
  }
  for (const Stmt *Child : S->children())
    addWaysOut(U, Child, Wait, Out);
}

static void findTests(Unit &U, WaitPoint &W) {
  CallView Call = *CallView::of(W.Call);
  const model::CallEntry *Entry = Call.Callee ? U.models().call(Call) : nullptr;
  if (Entry && Entry->Predicate && *Entry->Predicate < Call.Args.size()) {
    W.HasPredicate = true;
    if (std::optional<Target> Predicate = targetOf(U, Call.Args[*Entry->Predicate], {}, W.In))
      W.Until = testsOfResult(U, Predicate->Function, true);
    else
      W.Until.IsWhole = false;
    return;
  }
  ParentMap Parents(const_cast<Stmt *>(W.In->getBody()));
  const Stmt *Below = W.Call;
  for (const Stmt *S = Parents.getParent(W.Call); S && !W.Loop; S = Parents.getParent(S)) {
    if (llvm::isa<LambdaExpr>(S))
      break;
    const Expr *Condition = nullptr;
    bool Wanted = false;
    if (const auto *While = llvm::dyn_cast<WhileStmt>(S)) {
      Condition = While->getCond();
      W.Loop = While;
    } else if (const auto *Do = llvm::dyn_cast<DoStmt>(S)) {
      Condition = Do->getCond();
      W.Loop = Do;
    } else if (const auto *For = llvm::dyn_cast<ForStmt>(S)) {
      Condition = For->getCond();
      W.Loop = For;
    } else if (const auto *If = llvm::dyn_cast<IfStmt>(S); If && !W.Loop) {
      Condition = Below == If->getCond() ? nullptr : If->getCond();
      Wanted = Below == If->getElse();
    }
    if (Condition) {
      Tests Found = testsOf(U, Condition, Wanted);
      W.Until.All.append(Found.All.begin(), Found.All.end());
      W.Until.IsWhole &= Found.IsWhole;
    }
    Below = S;
  }
  if (W.Loop)
    addWaysOut(U, W.Loop, W.Call, W.Until);
}

/// Whether the timeout of \p Call is a parameter of \p F that means 'for ever' where
/// the caller leaves it out.
static bool isForeverByDefault(Unit &U, const model::CallEntry &Entry, const CallView &Call,
                               const FunctionDecl *F) {
  if (!Entry.Timeout || Entry.Timeout->Arg >= Call.Args.size())
    return false;
  const auto *Ref =
      llvm::dyn_cast<DeclRefExpr>(Call.Args[Entry.Timeout->Arg]->IgnoreParenImpCasts());
  const auto *Given = Ref ? llvm::dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
  if (!Given || Given->getFunctionScopeIndex() >= F->getNumParams() ||
      F->getParamDecl(Given->getFunctionScopeIndex()) != Given)
    return false;
  auto MeansForever = [&](const FunctionDecl *Declared) {
    const ParmVarDecl *P = Declared->getParamDecl(Given->getFunctionScopeIndex());
    if (!P->hasDefaultArg() || P->hasUnparsedDefaultArg() || P->hasUninstantiatedDefaultArg())
      return false;
    std::optional<int64_t> Value = U.models().constant(P->getDefaultArg());
    return Value && ((*Value == 0 && Entry.Timeout->Zero == model::Bound::Unbounded) ||
                     (*Value < 0 && Entry.Timeout->Negative == model::Bound::Unbounded) ||
                     llvm::is_contained(Entry.Timeout->Forever, static_cast<uint64_t>(*Value)));
  };
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
  return MeansForever(F) || (Method && llvm::any_of(Method->overridden_methods(), MeansForever));
}

std::vector<WaitPoint> waitsIn(Unit &U, const FunctionDecl *F) {
  std::vector<WaitPoint> Waits;
  llvm::SmallVector<std::pair<const Expr *, const model::CallEntry *>, 2> Direct;
  for (const Expr *E : U.facts().of(F).Calls)
    if (std::optional<CallView> Call = CallView::of(E); Call->Callee)
      if (const model::CallEntry *Entry = U.models().call(*Call);
          Entry && Entry->Role == CallRole::Wait && Entry->Releases)
        Direct.emplace_back(E, Entry);
  const std::vector<ConditionWait> &Flown = U.flow(F).Waits;
  auto Add = [&](const Expr *Call, const Expr *Condition, const Object *Lock, bool IsBounded,
                 const CXXRecordDecl *Wrapper) {
    WaitPoint W;
    W.Wrapper = Wrapper;
    W.Call = Call;
    W.In = F;
    W.Condition = stateOf(Condition);
    W.IsBounded = IsBounded;
    // A guard that came as a parameter may hold any lock.
    if (const ValueDecl *Known = stateOf(Lock); Known && !llvm::isa<ParmVarDecl>(Known))
      W.Lock = Known;
    if (!W.Condition)
      return;
    W.ConditionText = operandText(Condition, U.context());
    // A lock class of the user's own is called by its own name.
    const ValueDecl *Shown = W.Lock ? Lock->base()->field() : nullptr;
    W.LockText = Shown ? Shown->getNameAsString() : W.Lock ? W.Lock->getNameAsString() : "";
    findTests(U, W);
    Waits.push_back(std::move(W));
  };
  for (const auto &[E, Entry] : Direct) {
    CallView Call = *CallView::of(E);
    const Object *Lock = nullptr;
    for (const ConditionWait &W : Flown)
      if (W.Wait->Site == E && !W.Releases.empty())
        Lock = W.Releases.front();
    const Expr *Condition = model::Resolver::operand(Call, model::Resolver::on(*Entry, Call));
    bool IsBounded = U.models().bound(*Entry, Call) != model::Bound::Unbounded &&
                     !isForeverByDefault(U, *Entry, Call, F);
    Add(E, Condition, Lock, IsBounded, nullptr);
  }
  for (const ConditionWait &W : Flown) {
    const auto *E = llvm::dyn_cast_or_null<Expr>(W.Wait->Site);
    if (!W.Wait->Inner || !E || W.Releases.empty())
      continue;
    std::optional<CallView> Call = CallView::of(E);
    if (!Call || !Call->Callee)
      continue;
    const CXXRecordDecl *Wrapper = nullptr;
    if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call->Callee);
        Method && Call->Object && !llvm::isa<CXXThisExpr>(Call->Object->IgnoreParenImpCasts()))
      Wrapper = Method->getParent()->getCanonicalDecl();
    Add(E, operandOf(*Call), W.Releases.front(), W.Wait->HowLong != model::Bound::Unbounded,
        Wrapper);
  }
  return Waits;
}

//===----------------------------------------------------------------------===//
// Notifies
//===----------------------------------------------------------------------===//

void WaitTable::readNotifies(const FunctionDecl *F) {
  for (const Expr *E : U.facts().of(F).Calls) {
    std::optional<CallView> Call = CallView::of(E);
    if (!Call->Callee)
      continue;
    NotifyPoint N{E, F, nullptr, std::nullopt};
    if (const model::CallEntry *Entry = U.models().call(*Call)) {
      if (Entry->Role != CallRole::Notify)
        continue;
      N.Condition = stateOf(model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call)));
      N.Wakes = Entry->Wakes;
    } else if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call->Callee);
               Method && Wrappers.contains(Method->getParent()->getCanonicalDecl()) &&
               Call->Object) {
      const FunctionDecl *Body = U.bodyOf(Method);
      if (!Body)
        continue;
      for (const Effect *Inner : U.flow(Body).Outside.Effects)
        if (Inner->Role == CallRole::Notify)
          N.Condition = stateOf(Call->Object);
      for (const Expr *Below : U.facts().of(Body).Calls)
        if (std::optional<CallView> View = CallView::of(Below); View->Callee)
          if (const model::CallEntry *Entry = U.models().call(*View);
              Entry && Entry->Role == CallRole::Notify)
            N.Wakes = Entry->Wakes;
    }
    if (!N.Condition)
      continue;
    NotifiesIn[F].push_back(Notifies.size());
    Notifies.push_back(N);
  }
}

const NotifyPoint *WaitTable::notifyIn(const FunctionDecl *F, const ValueDecl *Condition,
                                       unsigned Depth) {
  if (auto Own = NotifiesIn.find(F); Own != NotifiesIn.end())
    for (unsigned Index : Own->second)
      if (Notifies[Index].Condition == Condition)
        return &Notifies[Index];
  if (Depth >= MaxCalls)
    return nullptr;
  for (const Expr *E : U.facts().of(F).Calls)
    if (std::optional<CallView> Call = CallView::of(E); Call->Callee)
      if (const FunctionDecl *Body = U.bodyOf(Call->Callee); Body && Body != F)
        if (const NotifyPoint *N = notifyIn(Body, Condition, Depth + 1))
          return N;
  return nullptr;
}

const NotifyPoint *WaitTable::notifyBy(const Expr *E, const FunctionDecl *F,
                                       const ValueDecl *Condition) {
  if (auto Own = NotifiesIn.find(F); Own != NotifiesIn.end())
    for (unsigned Index : Own->second)
      if (Notifies[Index].Call == E)
        return Notifies[Index].Condition == Condition ? &Notifies[Index] : nullptr;
  std::optional<CallView> Call = CallView::of(E);
  const FunctionDecl *Body = Call && Call->Callee ? U.bodyOf(Call->Callee) : nullptr;
  return Body ? notifyIn(Body, Condition, 1) : nullptr;
}

const NotifyPoint *WaitTable::notifyAfter(const FunctionDecl *F, const Stmt *Site,
                                          const ValueDecl *Condition, const Expr **Through) {
  readRest();
  const Paths *Ways = U.paths(F);
  if (!Ways)
    return nullptr;
  for (const Expr *E : U.facts().of(F).Calls)
    if (const NotifyPoint *N = notifyBy(E, F, Condition); N && Ways->leads(Site, E)) {
      if (Through)
        *Through = E;
      return N;
    }
  return nullptr;
}

/// Whether \p Callee is a function of the user's whose body is elsewhere.
bool WaitTable::isOutOfSight(const FunctionDecl *Callee) const {
  if (U.bodyOf(Callee) || U.models().isModelled(Callee) || Callee->isInStdNamespace() ||
      Callee->getBuiltinID() || Callee->isImplicit() || Callee->isDefaulted())
    return false;
  const SourceManager &Sources = U.context().getSourceManager();
  return !Sources.isInSystemHeader(Sources.getExpansionLoc(Callee->getLocation()));
}

WaitTable::Notice WaitTable::noticeBy(const Expr *E, const FunctionDecl *F,
                                      const ValueDecl *Condition) {
  readRest();
  std::optional<CallView> Call = CallView::of(E);
  if (!Call)
    return Notice::None;
  if (notifyBy(E, F, Condition))
    return Notice::Certain;
  bool May = Call->Callee ? isOutOfSight(Call->Callee) : llvm::isa<CallExpr>(E);
  return May ? Notice::Maybe : Notice::None;
}

bool WaitTable::mayBeNotifiedAfter(const FunctionDecl *F, const Stmt *Site,
                                   const ValueDecl *Condition, unsigned Depth) {
  readRest();
  const Paths *Ways = U.paths(F);
  if (!Ways || Depth >= MaxCalls)
    return true;
  for (const Expr *E : U.facts().of(F).Calls)
    if (noticeBy(E, F, Condition) != Notice::None && Ways->leads(Site, E))
      return true;
  return mayBeNotifiedAround(F, Condition, Depth);
}

bool WaitTable::mayBeNotifiedAround(const FunctionDecl *F, const ValueDecl *Condition,
                                    unsigned Depth) {
  readRest();
  for (const VarDecl *V : U.facts().of(F).Locals)
    if (const auto *Record = V->getType()->getAsCXXRecordDecl(); Record && Record->hasDefinition())
      if (const FunctionDecl *Destructor = U.bodyOf(Record->getDestructor());
          Destructor && notifyIn(Destructor, Condition, 1))
        return true;
  if (isLoose(F))
    return true;
  for (const CallSite &Caller : Callers.lookup(F))
    if (mayBeNotifiedAfter(Caller.In, Caller.Call, Condition, Depth + 1))
      return true;
  return false;
}

llvm::SmallVector<const Change *, 2> WaitTable::throughCallers(const Change &C) {
  readRest();
  llvm::SmallVector<const Change *, 2> Found;
  for (const CallSite &Caller : Callers.lookup(C.In))
    if (Caller.In != C.In && !llvm::isa<CXXConstructorDecl>(Caller.In))
      Found.push_back(&ThroughCallers.emplace_back(Change{C.What, C.To, Caller.Call, Caller.In}));
  return Found;
}

llvm::ArrayRef<WaitTable::CallSite> WaitTable::callersOf(const FunctionDecl *F) {
  readRest();
  auto Known = Callers.find(F);
  if (Known == Callers.end())
    return {};
  return Known->second;
}

bool WaitTable::isTask(const FunctionDecl *F) {
  readRest();
  return Tasks.contains(F);
}

//===----------------------------------------------------------------------===//
// Locks and callers
//===----------------------------------------------------------------------===//

/// Whether \p F is a lambda that is handed to code out of sight: who runs it,
/// and how, is not known.
bool WaitTable::isLoose(const FunctionDecl *F) const {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
  return Method && Method->getParent()->isLambda() && !Tasks.contains(F) && !Callers.contains(F);
}

bool WaitTable::mayHold(const FunctionDecl *F, const Stmt *Site, const ValueDecl *Lock,
                        unsigned Depth) {
  readRest();
  if (!Lock || Depth >= MaxCalls || isLoose(F))
    return true;
  for (const Object *Held : U.flow(F).heldAt(Site)) {
    const ValueDecl *Known = stateOf(Held);
    if (!Known || Known == Lock || llvm::isa<ParmVarDecl>(Known))
      return true;
  }
  if (Tasks.contains(F))
    return false;
  return llvm::any_of(Callers.lookup(F), [&](const CallSite &Caller) {
    return mayHold(Caller.In, Caller.Call, Lock, Depth + 1);
  });
}

bool WaitTable::isTakenBetween(const FunctionDecl *F, const Stmt *From, const Stmt *To,
                               const ValueDecl *Lock) {
  const Paths *Ways = U.paths(F);
  return !Ways || llvm::any_of(U.flow(F).Outside.Effects, [&](const Effect *E) {
    bool Takes = E->What == Effect::Kind::Acquires || E->What == Effect::Kind::Attempts;
    return Takes && (!E->On || stateOf(E->On) == Lock) && E->Site && Ways->leads(From, E->Site) &&
           (E->Site == To || Ways->leads(E->Site, To));
  });
}

bool WaitTable::isNotifiedWith(const ValueDecl *Lock, const FunctionDecl *F, const Stmt *Site,
                               const ValueDecl *Condition, const Expr *First) {
  const Paths *Ways = U.paths(F);
  return !Ways || llvm::any_of(U.facts().of(F).Calls, [&](const Expr *E) {
    return notifyBy(E, F, Condition) && (E == First || Ways->leads(First, E)) &&
           (mayHold(F, E, Lock) || isTakenBetween(F, Site, E, Lock));
  });
}

bool WaitTable::reaches(const FunctionDecl *F, const FunctionDecl *Inner, unsigned Depth) {
  readRest();
  if (F == Inner)
    return true;
  if (Depth >= MaxCalls)
    return false;
  return llvm::any_of(Callers.lookup(Inner),
                      [&](const CallSite &Caller) { return reaches(F, Caller.In, Depth + 1); });
}

} // namespace leash::flow
