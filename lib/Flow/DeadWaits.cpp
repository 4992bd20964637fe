//===- DeadWaits.cpp - waits for which the program never comes ------------===//
#include "Flow/DeadWaits.h"
#include "Flow/GivenConstants.h"
#include "Flow/Unit.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace leash::flow {

/// Whether \p E is certain not to be \p Value.
static bool avoids(Unit &U, const Expr *E, int64_t Value) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Default = llvm::dyn_cast<CXXDefaultInitExpr>(E))
    E = Default->getExpr();
  if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(E))
    return avoids(U, Choice->getTrueExpr(), Value) && avoids(U, Choice->getFalseExpr(), Value);
  std::optional<int64_t> Known = U.models().constant(E);
  return Known && *Known != Value;
}

/// Whether \p W stands below an 'if' on a parameter, and all who can call its
/// function give a constant with which it is left out.
static bool isLeftOut(Unit &U, const WaitPoint &W) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(W.In);
  if (!Method || Method->getAccess() != AS_private || Method->isVirtual() ||
      U.waits().isTask(Method) || !U.facts().of(Method).UnderParameter.contains(W.Call))
    return false;
  llvm::ArrayRef<WaitTable::CallSite> Callers = U.waits().callersOf(Method);
  return !Callers.empty() && llvm::all_of(Callers, [&](const WaitTable::CallSite &Caller) {
    return GivenConstants(U, *CallView::of(Caller.Call), Method).leaveOut(W.Call);
  });
}

bool isNeverReached(Unit &U, const WaitPoint &W) {
  if (isLeftOut(U, W))
    return true;
  if (!W.Until.IsWhole || W.Until.All.size() != 1)
    return false;
  const Test &T = W.Until.All.front();
  const auto *Field = llvm::dyn_cast<FieldDecl>(T.What);
  std::optional<int64_t> While = T.Against ? U.models().constant(T.Against) : std::nullopt;
  if (!Field || Field->getAccess() != AS_private || !Field->getType()->isEnumeralType() || !While ||
      T.Wanted.Kind != Becoming::Other)
    return false;
  for (const Change &C : U.waits().changesOf(Field)) {
    const auto *A = llvm::dyn_cast<BinaryOperator>(C.Site);
    if (!A || A->getOpcode() != BO_Assign || !avoids(U, A->getRHS(), *While))
      return false;
  }
  const auto *Owner = llvm::dyn_cast<CXXRecordDecl>(Field->getParent());
  if (!Owner)
    return false;
  bool Starts = Field->hasInClassInitializer() && Field->getInClassInitializer();
  if (Starts && !avoids(U, Field->getInClassInitializer(), *While))
    return false;
  for (const CXXConstructorDecl *Declared : Owner->ctors())
    if (const auto *Constructor =
            llvm::dyn_cast_or_null<CXXConstructorDecl>(Declared->getDefinition()))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (Init->getMember() == Field) {
          if (!avoids(U, Init->getInit(), *While))
            return false;
          Starts = true;
        }
  return Starts;
}

} // namespace leash::flow
