//===- ConnectionLocks.cpp - the lock of a connection to a database -------===//
#include "Flow/ConnectionLocks.h"
#include "Flow/SharedState.h"
#include "Flow/Unit.h"

using namespace clang;

namespace leash::flow {

static bool isOfDatabase(const Effect &E) {
  return E.What == Effect::Kind::Blocks && E.innermost().Class == model::BlockClass::Database;
}

bool isLockOfConnection(Unit &U, const Crossing &C) {
  const ValueDecl *Lock = stateOf(C.Held);
  const auto *Variable = llvm::dyn_cast_or_null<VarDecl>(Lock);
  if (!Lock || !isOfDatabase(*C.Across) || (Variable && Variable->isLocalVarDeclOrParm()))
    return false;
  bool HasOther = false;
  for (const FunctionDecl *F : U.functions()) {
    if (!U.touchesLocks(F))
      continue;
    const FunctionFlow &Flow = U.flow(F);
    if (llvm::none_of(Flow.Taken, [&](const Acquisition *A) { return stateOf(A->Lock) == Lock; }))
      continue;
    if (llvm::none_of(Flow.Crossings, [&](const Crossing &Other) {
          return stateOf(Other.Held) == Lock && isOfDatabase(*Other.Across);
        }))
      return false; // it wants something else
    HasOther |= F != C.Lock->In;
  }
  return HasOther;
}

} // namespace leash::flow
