//===- WaitForFlag.h - wait for an atomic instead of reading it -*- C++ -*-===//
#ifndef LEASH_FIX_WAITFORFLAG_H
#define LEASH_FIX_WAITFORFLAG_H

#include "Flow/Idle.h"
#include "clang/Basic/Diagnostic.h"

namespace leash::fix {

/// Edits that make 'while (!flag) {}' into 'flag.wait(false)' and notify
/// wherever the flag is set. None, unless all stores are in sight and the flag
/// has a wait().
std::vector<clang::FixItHint> waitForFlag(const flow::IdleTurn &Turn, flow::Unit &Unit);

} // namespace leash::fix

#endif
