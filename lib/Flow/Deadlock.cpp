//===- Deadlock.cpp - does what we wait for need our lock? ----------------===//
#include "Flow/Deadlock.h"
#include "Flow/Classes.h"
#include "Flow/Unit.h"

using namespace clang;

namespace leash::flow {

static const FunctionDecl *outermost(const FunctionDecl *F) {
  while (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F)) {
    if (!Method->getParent()->isLambda())
      break;
    const auto *Outer = llvm::dyn_cast<FunctionDecl>(Method->getParent()->getParent());
    if (!Outer)
      break;
    F = Outer;
  }
  return F;
}

static const Effect *takes(Unit &U, const Target &Task, const Object *Lock) {
  Bindings B{Task.Function, Task.This, Task.Params};
  for (const Effect *E : U.flow(Task.Function).Outside.Effects)
    if (E->What == Effect::Kind::Acquires && E->On && U.objects().substitute(E->On, B) == Lock)
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

std::optional<Deadlock> certainDeadlock(Unit &U, const Crossing &C) {
  const Effect &Wait = *C.Across;
  if (Wait.What != Effect::Kind::Blocks || Wait.HowLong != model::Bound::Unbounded || !Wait.On)
    return std::nullopt;
  bool Joins = Wait.Class == model::BlockClass::Join;
  if (!Joins && Wait.Class != model::BlockClass::Wait && Wait.Class != model::BlockClass::Channel)
    return std::nullopt;
  auto Look = [&](const FunctionDecl *Starter) -> std::optional<Deadlock> {
    for (const Spawned &Task : U.classes().spawns(Starter)) {
      bool IsIt = Task.Handle && Task.Handle->base() == Wait.On->base();
      const Effect *Needs = takes(U, Task.Runs, C.Lock->Lock);
      if (Needs && (IsIt || (!Joins && satisfiesAfter(U, Task.Runs, Needs, Wait.On))))
        return Deadlock{Task.Where, Needs};
    }
    return std::nullopt;
  };
  const FunctionDecl *Waiter = outermost(C.Lock->In);
  if (std::optional<Deadlock> Found = Look(Waiter))
    return Found;
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Waiter))
    for (const CXXMethodDecl *Sibling : U.classes().methods(Method->getParent()))
      if (Sibling != Waiter)
        if (std::optional<Deadlock> Found = Look(Sibling))
          return Found;
  return std::nullopt;
}

} // namespace leash::flow
