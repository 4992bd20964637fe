//===- GiveBackTimer.h - give a timer back on each path ---------*- C++ -*-===//
#ifndef LEASH_FIX_GIVEBACKTIMER_H
#define LEASH_FIX_GIVEBACKTIMER_H

#include "Flow/LocalTimers.h"
#include "clang/Basic/Diagnostic.h"

namespace leash::flow {
class Unit;
}

namespace leash::fix {

/// Gives \p L's timer back where a path of \p Function leaves with it, in the
/// words of the path that does. None unless each such path certainly has the
/// timer, and what it returns is computed without it and without a call.
std::vector<clang::FixItHint>
giveBackOnPaths(const flow::LeakedTimer &L, const clang::FunctionDecl &Function, flow::Unit &Unit);

} // namespace leash::fix

#endif
