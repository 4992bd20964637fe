//===- Reentry.h - can a callback come back for the lock? -------*- C++ -*-===//
#ifndef LEASH_FLOW_REENTRY_H
#define LEASH_FLOW_REENTRY_H

#include "Flow/Summary.h"

namespace leash::flow {

class Unit;

/// How much is known of a call into unknown code under a lock.
struct Reentry {
  bool IsForeign = false; ///< the callee is somebody else's code, for sure
  /// A public method of the lock's class that takes the same lock; the
  /// callback may call it. Null: no such method in this translation unit.
  const Effect *Evidence = nullptr;
};

/// Judges \p C, whose effect calls back.
Reentry judgeReentry(Unit &U, const Crossing &C);

} // namespace leash::flow

#endif
