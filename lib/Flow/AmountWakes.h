//===- AmountWakes.h - counters of which each takes its share ---*- C++ -*-===//
//
// A counting semaphore, a budget: who waits takes an amount of the counter, and
// who is done gives one back. If several may go on after that, or each waits for
// an amount of its own, it is not enough to wake one of them.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_AMOUNTWAKES_H
#define LEASH_FLOW_AMOUNTWAKES_H

#include "Flow/Waits.h"

namespace leash::flow {

class Unit;

enum class Shares {
  NotSeen, ///< it is no such counter, or one waiter is all that can go on
  OneEach, ///< each takes one, and the change may give several
  ItsOwn   ///< each takes as much as its caller asks for
};

/// How those who wait in \p W take from the counter that \p T looks at, if \p C
/// gives back to it and wakes one of them. Only classes with nothing but the
/// counter count: a buffer's writer and reader are often one each.
Shares sharesOf(Unit &U, const WaitPoint &W, const Test &T, const Change &C);

} // namespace leash::flow

#endif
