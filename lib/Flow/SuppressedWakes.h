//===- SuppressedWakes.h - wake-ups that the flag itself stops --*- C++ -*-===//
//
// stop() sets the flag and calls wake(), whose first act is to return if the
// flag is set: the wake-up is never sent.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_SUPPRESSEDWAKES_H
#define LEASH_FLOW_SUPPRESSEDWAKES_H

#include "Flow/Loops.h"
#include "Flow/SharedState.h"

namespace leash::flow {

struct SuppressedWake {
  const Change *Sets = nullptr;
  const clang::Expr *Call = nullptr; ///< of Waker, after Sets
  const clang::FunctionDecl *Waker = nullptr;
  const clang::Expr *Tested = nullptr; ///< in Waker: it does nothing then
  const clang::Expr *Wakes = nullptr;  ///< what Waker would do else
  const Loop *Which = nullptr;         ///< that waits for it
  const Effect *Blocks = nullptr;
};

/// All of \p U's.
std::vector<SuppressedWake> findSuppressedWakes(Unit &U);

} // namespace leash::flow

#endif
