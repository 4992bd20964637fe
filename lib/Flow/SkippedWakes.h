//===- SkippedWakes.h - changes that one way leaves unannounced -*- C++ -*-===//
//
// A function changes what a waiter waits for, and notifies on one way, but not on
// another. That is right where the other way knows that nobody can have waited, or
// that the wait goes on: it asks for the edge, for a counter of waiters, for a mark.
// It is wrong where what decides has nothing to do with that.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_SKIPPEDWAKES_H
#define LEASH_FLOW_SKIPPEDWAKES_H

#include "Flow/Waits.h"

namespace leash::flow {

struct SkippedWake {
  const clang::Expr *Decides = nullptr; ///< the condition
  bool When = true;                     ///< its truth on the way that notifies nobody
  /// The notify comes at one very number only, which several steps pass by.
  bool PassesBy = false;
  const clang::Expr *NotifyCall = nullptr; ///< on the other way
};

/// The ways from \p C, which may end \p W as \p T asks, that wake nobody, while
/// another way wakes those who wait in \p W. \p Inner: where \p C is a call, the
/// change in the callee; else \p C itself. None where each way notifies, or what
/// decides may be right.
llvm::SmallVector<SkippedWake, 1> skippedWakes(Unit &U, const WaitPoint &W, const Test &T,
                                               const Change &C, const Change &Inner);

/// Whether \p Condition compares the number of elements in \p What, or its value, for
/// being \p When true with one very number that is not 0.
bool asksForNumber(Unit &U, const clang::Expr *Condition, bool When, const clang::ValueDecl *What);

} // namespace leash::flow

#endif
