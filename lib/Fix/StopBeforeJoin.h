//===- StopBeforeJoin.h - first the stop, then the join ---------*- C++ -*-===//
#ifndef LEASH_FIX_STOPBEFOREJOIN_H
#define LEASH_FIX_STOPBEFOREJOIN_H

#include "Flow/StuckLoops.h"
#include "clang/Basic/Diagnostic.h"
#include <vector>

namespace leash::fix {

/// Edits that move what \p S needs to end (its flag set and its waiter woken, or
/// its channel closed) before the join that it comes after. The notify and the
/// waiter's lock are added where they are missing. None where something else
/// stands between the two, or where that would not end the wait.
std::vector<clang::FixItHint> stopBeforeJoin(const flow::StuckLoop &S, flow::Unit &Unit);

} // namespace leash::fix

#endif
