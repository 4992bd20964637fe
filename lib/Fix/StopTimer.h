//===- StopTimer.h - stop a timer where its owner ends ----------*- C++ -*-===//
#ifndef LEASH_FIX_STOPTIMER_H
#define LEASH_FIX_STOPTIMER_H

#include "Flow/Timers.h"
#include "clang/Basic/Diagnostic.h"
#include <vector>

namespace leash::fix {

/// Stops the timers of \p Group, which one closer forgets, right after the stop
/// of their sibling, in the same words. None unless that stop stands by itself
/// and all have the type of the sibling.
std::vector<clang::FixItHint> stopBeside(llvm::ArrayRef<const flow::ForgottenTimer *> Group,
                                         flow::Unit &Unit);

/// Stops \p F's timer first thing in the destructor: by the method that does
/// just that, or in the words of another stop, or by the framework's own method.
std::vector<clang::FixItHint> stopInDestructor(const flow::ForgottenTimer &F, flow::Unit &Unit);

/// Keeps the id that \p F's start drops, in a new field, and stops the timer by
/// it in the destructor. None unless it is certain which method takes it.
std::vector<clang::FixItHint> keepId(const flow::ForgottenTimer &F, flow::Unit &Unit);

/// Leaves \p F's handler at its head if its error says that the wait was aborted.
std::vector<clang::FixItHint> returnWhenAborted(const flow::ForgottenTimer &F, flow::Unit &Unit);

} // namespace leash::fix

#endif
