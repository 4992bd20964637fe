//===- EndWait.h - let a wait end when it is to ------------------*- C++ -*-===//
#ifndef LEASH_FIX_ENDWAIT_H
#define LEASH_FIX_ENDWAIT_H

#include "Flow/LostWakeups.h"
#include "Flow/StuckLoops.h"
#include "clang/Basic/Diagnostic.h"
#include <vector>

namespace leash::fix {

/// Edits that make the change of \p L under the lock of the wait. None where
/// the lock is not a lock of the standard library that lives beside the state.
std::vector<clang::FixItHint> changeUnderLock(const flow::LostWakeup &L, flow::Unit &Unit);

/// Edits that give the loop of \p S its way out: leave it when the channel says
/// that it is closed; give the stop token to the wait. None where that is not
/// surely right.
std::vector<clang::FixItHint> leaveLoop(const flow::StuckLoop &S, flow::Unit &Unit);

} // namespace leash::fix

#endif
