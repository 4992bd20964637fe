//===- StaleTests.h - what was tested before the lock was taken -*- C++ -*-===//
//
// 'while (!stop) { lock; if (queue.empty()) wait; }': who sets the flag and
// notifies between the test and the lock wakes nobody, whether under the lock or
// not, as what is tested under it is something else.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_STALETESTS_H
#define LEASH_FLOW_STALETESTS_H

#include "Flow/Waits.h"

namespace leash::flow {

class Unit;

/// A flag that ends the loop of a wait, and that nobody looks at between the lock
/// and the wait.
struct StaleTest {
  const Test *Of = nullptr;
  const Change *By = nullptr;              ///< sets it, and changes nothing else that ends the wait
  const clang::Expr *NotifyCall = nullptr; ///< after By: it may come before the lock
  clang::SourceLocation Taken;             ///< where the lock is taken
};

/// Whether \p W waits so. Nothing if it has a predicate, is bounded, or if what is
/// called on the way may look at the flag.
std::optional<StaleTest> staleTestOf(Unit &U, const WaitPoint &W);

} // namespace leash::flow

#endif
