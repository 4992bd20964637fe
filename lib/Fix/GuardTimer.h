//===- GuardTimer.h - a local that gives a timer back -----------*- C++ -*-===//
#ifndef LEASH_FIX_GUARDTIMER_H
#define LEASH_FIX_GUARDTIMER_H

#include "Flow/LocalTimers.h"
#include "clang/Basic/Diagnostic.h"

namespace leash::flow {
class Unit;
}

namespace leash::fix {

/// Makes a local behind the one that holds \p L's timer whose destructor gives the
/// timer back, and takes the places away that do so now. None unless these are
/// right before the function returns, so that the timer lives no longer than it did.
std::vector<clang::FixItHint> guardTimer(const flow::LeakedTimer &L,
                                         const clang::FunctionDecl &Function, flow::Unit &Unit);

} // namespace leash::fix

#endif
