//===- WakeWaiters.h - wake who waits when it is to end ---------*- C++ -*-===//
#ifndef LEASH_FIX_WAKEWAITERS_H
#define LEASH_FIX_WAKEWAITERS_H

#include "Flow/LostWakeups.h"
#include "Flow/StuckLoops.h"
#include "clang/Basic/Diagnostic.h"
#include <vector>

namespace leash::fix {

/// Edits that let the notify of \p L wake all, or that add the one that is
/// missing. None where the condition variable is not one of the standard library.
std::vector<clang::FixItHint> wakeAll(const flow::LostWakeup &L, flow::Unit &Unit);

/// Edits that end the wait of \p S: a notify after its flag is set, under the
/// waiter's lock; a close of its channel, or the setting of its flag, before the
/// join; a stop token. None where that is not surely right.
std::vector<clang::FixItHint> wakeBeforeJoin(const flow::StuckLoop &S, flow::Unit &Unit);

} // namespace leash::fix

#endif
