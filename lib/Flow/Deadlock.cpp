//===- Deadlock.cpp - does what we wait for need our lock? ----------------===//
#include "Flow/Deadlock.h"
#include "Flow/Classes.h"
#include "Flow/SharedState.h"
#include "Flow/ThreadClasses.h"
#include "Flow/Unit.h"

using namespace clang;

namespace leash::flow {

static const Effect *reaches(Unit &U, const Target &Task, Effect::Kind Kind, const Object *Lock) {
  Bindings B{Task.Function, Task.This, Task.Params};
  for (const Effect *E : U.flow(Task.Function).Outside.Effects)
    if (E->What == Kind && E->On && U.objects().substitute(E->On, B) == Lock)
      return E;
  return nullptr;
}

/// Whether \p Task, once it has got as far as \p Needs, ends a wait for \p On.
static bool satisfiesAfter(Unit &U, const Target &Task, const Effect *Needs, const Object *On) {
  Bindings B{Task.Function, Task.This, Task.Params};
  bool Before = false, After = false, Passed = false;
  for (const Effect *E : U.flow(Task.Function).Outside.Effects) {
    Passed |= E == Needs;
    bool Ends = E->What == Effect::Kind::Satisfies || E->Role == model::CallRole::Send;
    const Object *Seen = Ends && E->On ? U.objects().substitute(E->On, B) : nullptr;
    if (Seen && Seen->base() == On->base())
      (Passed ? After : Before) = true;
  }
  return After && !Before;
}

/// Whether \p Task itself does the wait: then it is not what ends it.
static bool isWaiter(Unit &U, const Target &Task, const Effect &Wait) {
  return llvm::any_of(U.flow(Task.Function).Outside.Effects, [&](const Effect *E) {
    return E->innermost().Site && E->innermost().Site == Wait.innermost().Site;
  });
}

/// Calls \p Visit with each task that the waiting function or its class starts,
/// until it returns true.
static void forEachTask(Unit &U, const Crossing &C,
                        llvm::function_ref<bool(const Spawned &)> Visit) {
  const FunctionDecl *Waiter = outermost(C.Lock->In);
  if (llvm::any_of(U.classes().spawns(Waiter), Visit))
    return;
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Waiter))
    for (const CXXMethodDecl *Sibling : U.classes().methods(Method->getParent())) {
      if (Sibling != Waiter && llvm::any_of(U.classes().spawns(Sibling), Visit))
        return;
      if (std::optional<Spawned> Thread = threadOf(U, Sibling); Thread && Visit(*Thread))
        return;
    }
}

std::optional<Deadlock> certainDeadlock(Unit &U, const Crossing &C) {
  const Effect &Wait = *C.Across;
  if (Wait.What != Effect::Kind::Blocks || Wait.HowLong != model::Bound::Unbounded || !Wait.On)
    return std::nullopt;
  bool Joins = Wait.Class == model::BlockClass::Join;
  if (!Joins && Wait.Class != model::BlockClass::Wait && Wait.Class != model::BlockClass::Channel)
    return std::nullopt;
  std::optional<Deadlock> Found;
  forEachTask(U, C, [&](const Spawned &Task) {
    bool IsIt = Task.Handle && Task.Handle->base() == Wait.On->base();
    const Effect *Needs = reaches(U, Task.Runs, Effect::Kind::Acquires, C.Lock->Lock);
    if (Needs && !isWaiter(U, Task.Runs, Wait) &&
        (IsIt || (!Joins && satisfiesAfter(U, Task.Runs, Needs, Wait.On))))
      Found = Deadlock{Task.Where, Needs, Task.IsBody};
    return Found.has_value();
  });
  return Found;
}

bool joinedTaskOnlyTries(Unit &U, const Crossing &C) {
  bool Tries = false;
  if (C.Across->Class == model::BlockClass::Join && C.Across->On)
    forEachTask(U, C, [&](const Spawned &Task) {
      Tries |= Task.Handle && Task.Handle->base() == C.Across->On->base() &&
               reaches(U, Task.Runs, Effect::Kind::Attempts, C.Lock->Lock) &&
               !reaches(U, Task.Runs, Effect::Kind::Acquires, C.Lock->Lock);
      return Tries;
    });
  return Tries;
}

/// Whether \p F sets a flag of the object's or wakes somebody before \p Join.
static bool tellsToStopBefore(Unit &U, const FunctionDecl *F, SourceLocation Join) {
  const SourceManager &Sources = U.context().getSourceManager();
  auto IsBefore = [&](SourceLocation Where) {
    return Where.isValid() && Sources.isBeforeInTranslationUnit(Where, Join);
  };
  for (const Change &C : changesIn(U, F))
    if ((C.To.Kind == Becoming::True || C.To.Kind == Becoming::False) &&
        llvm::isa<FieldDecl>(C.What) && IsBefore(C.Site->getBeginLoc()))
      return true;
  // An atomic of the user's own is assigned, too; a task may be cancelled.
  for (const Expr *E : U.facts().of(F).Calls) {
    if (std::optional<CallView> Call = CallView::of(E); Call && Call->Callee)
      if (const model::CallEntry *Entry = U.models().call(*Call);
          Entry && Entry->Role == model::CallRole::RequestStop && IsBefore(E->getBeginLoc()))
        return true;
    const auto *Assigned = llvm::dyn_cast<CXXOperatorCallExpr>(E);
    if (Assigned && Assigned->getOperator() == OO_Equal && Assigned->getNumArgs() == 2 &&
        llvm::isa_and_nonnull<FieldDecl>(stateOf(Assigned->getArg(0))) &&
        U.models().constant(Assigned->getArg(1)) && IsBefore(Assigned->getOperatorLoc()))
      return true;
  }
  return llvm::any_of(U.flow(F).Outside.Effects, [&](const Effect *E) {
    return E->What == Effect::Kind::Satisfies && IsBefore(E->Where);
  });
}

bool isToldToStop(Unit &U, const Crossing &C) {
  const Effect &Wait = C.Across->innermost();
  return Wait.Class == model::BlockClass::Join &&
         (tellsToStopBefore(U, Wait.In, Wait.Where) ||
          (Wait.In != C.Across->In && tellsToStopBefore(U, C.Across->In, C.Across->Where)));
}

/// Whether \p One may be the same lock as \p Other, which may be seen from
/// another function: then the path differs, and the last field does not.
static bool mayBeSame(const Object *One, const Object *Other) {
  return One == Other || (One->field() && One->field() == Other->field());
}

bool isHandshake(Unit &U, const Crossing &C) {
  const Effect &Wait = C.Across->innermost();
  if (!Wait.On ||
      (Wait.Class != model::BlockClass::Wait && Wait.Class != model::BlockClass::Channel))
    return false;
  const SourceManager &Sources = U.context().getSourceManager();
  return llvm::any_of(U.classes().spawns(Wait.In), [&](const Spawned &Task) {
    if (!Sources.isBeforeInTranslationUnit(Task.Where, Wait.Where))
      return false;
    Bindings B{Task.Runs.Function, Task.Runs.This, Task.Runs.Params};
    for (const Effect *E : U.flow(Task.Runs.Function).Outside.Effects) {
      const Object *On = U.objects().substitute(E->On, B);
      switch (E->What) {
      case Effect::Kind::Satisfies:
        if (On && On->base() == Wait.On->base())
          return true;
        break;
      case Effect::Kind::Acquires:
        if (!On || mayBeSame(On, C.Lock->Lock))
          return false;
        break;
      case Effect::Kind::Blocks:
      case Effect::Kind::CallsBack:
      case Effect::Kind::Suspends:
        return false;
      default:
        break;
      }
    }
    return false;
  });
}

bool joinsPickedTasks(const Crossing &C) {
  const Effect &Wait = *C.Across;
  if (Wait.Class != model::BlockClass::Join || Wait.HowLong != model::Bound::Bounded)
    return false;
  if (!Wait.On)
    return true;
  const auto *Root = llvm::dyn_cast_or_null<VarDecl>(Wait.On->root()->decl());
  return Root && Root->isLocalVarDecl() && Wait.On->isElement();
}

} // namespace leash::flow
