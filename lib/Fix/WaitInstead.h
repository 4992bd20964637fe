//===- WaitInstead.h - the blocking call instead of its try-call -*- C++ -*-===//
#ifndef LEASH_FIX_WAITINSTEAD_H
#define LEASH_FIX_WAITINSTEAD_H

#include "Flow/Idle.h"
#include "clang/Basic/Diagnostic.h"

namespace leash::fix {

/// Edits that make a loop around 'try_pop(job)' wait in 'pop(job)', as the
/// model names it. None if something else than the operation ends the loop (it
/// would no longer be looked at), or if the two calls differ in more than their
/// names and what they return.
std::vector<clang::FixItHint> waitInstead(const flow::IdleTurn &Turn, flow::Unit &Unit);

} // namespace leash::fix

#endif
