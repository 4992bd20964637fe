//===- AmountWakes.cpp - counters of which each takes its share -----------===//
#include "Flow/AmountWakes.h"
#include "Flow/Paths.h"
#include "Flow/Unit.h"

using namespace clang;

namespace leash::flow {

/// By how much \p C changes its counter: the other side of '+=' or '-='. Null for
/// a step, and for all else.
static const Expr *amountOf(const Change &C) {
  const auto *Assign = llvm::dyn_cast<CompoundAssignOperator>(C.Site);
  bool Moves =
      Assign && (Assign->getOpcode() == BO_AddAssign || Assign->getOpcode() == BO_SubAssign);
  return Moves ? Assign->getRHS() : nullptr;
}

/// Whether the one thing that \p F changes in its object is \p Counter.
static bool onlyChanges(Unit &U, const FunctionDecl *F, const FieldDecl *Counter) {
  return llvm::all_of(changesIn(U, F), [&](const Change &C) {
    return C.What == Counter || !llvm::isa<FieldDecl>(C.What);
  });
}

/// Whether \p W looks at \p Own, which its function got.
static bool looksAt(const WaitPoint &W, const ParmVarDecl *Own) {
  return llvm::any_of(W.Until.All, [&](const Test &T) {
    return T.What == Own || (T.Against && stateOf(T.Against) == Own);
  });
}

Shares sharesOf(Unit &U, const WaitPoint &W, const Test &T, const Change &C) {
  const auto *Counter = llvm::dyn_cast<FieldDecl>(T.What);
  const auto *Waiter = llvm::dyn_cast<CXXMethodDecl>(W.In);
  const auto *Giver = llvm::dyn_cast<CXXMethodDecl>(C.In);
  const Paths *Ways = U.paths(W.In);
  bool Gives = C.To.Kind == Becoming::More || C.To.Kind == Becoming::Less;
  if (!Counter || !Counter->getType()->isIntegerType() || !Gives || !Ways || !Waiter || !Giver ||
      Waiter->getParent() != Counter->getParent() || Giver->getParent() != Counter->getParent() ||
      !onlyChanges(U, W.In, Counter) || !onlyChanges(U, C.In, Counter) ||
      llvm::any_of(U.waits().waits(), [&](const WaitPoint &Other) { return Other.In == C.In; }))
    return Shares::NotSeen;
  const Expr *Given = amountOf(C);
  bool GivesSeveral = Given && !U.models().constant(Given);
  for (const Change &Take : U.waits().changesOf(Counter)) {
    bool IsOpposite =
        Take.To.Kind == (C.To.Kind == Becoming::More ? Becoming::Less : Becoming::More);
    if (Take.In != W.In || !IsOpposite || !Ways->leads(W.Call, Take.Site))
      continue;
    const Expr *Taken = amountOf(Take);
    const auto *Own = llvm::dyn_cast_or_null<ParmVarDecl>(Taken ? stateOf(Taken) : nullptr);
    if (Own && looksAt(W, Own))
      return Shares::ItsOwn;
    if (!Taken && GivesSeveral)
      return Shares::OneEach;
  }
  return Shares::NotSeen;
}

} // namespace leash::flow
