//===- Deadlock.h - does what we wait for need our lock? --------*- C++ -*-===//
#ifndef LEASH_FLOW_DEADLOCK_H
#define LEASH_FLOW_DEADLOCK_H

#include "Flow/Summary.h"

namespace leash::flow {

class Unit;

/// Why a wait under a lock can never end: the task that would end it takes the
/// lock first.
struct Deadlock {
  clang::SourceLocation Spawn;   ///< where the task is started
  const Effect *Needs = nullptr; ///< how it takes the lock
  bool IsBody = false;           ///< Spawn is the task's body: its start is not in sight
};

/// Looks for a task that \p C's wait waits for (the joined one; the one that
/// satisfies the future, channel or latch) and that takes the held lock. The
/// tasks of the function itself and of its class are known.
std::optional<Deadlock> certainDeadlock(Unit &U, const Crossing &C);

/// Whether the task that \p C joins knows of the held lock and only tries to
/// take it: the join ends, by design.
bool joinedTaskOnlyTries(Unit &U, const Crossing &C);

/// Whether \p C joins a task that the joining function, or the one that holds
/// the lock, has told to stop before: it has set a flag or woken somebody. Such
/// a join ends, unless the task needs the lock (see certainDeadlock).
bool isToldToStop(Unit &U, const Crossing &C);

/// Whether \p C's wait is a handshake: the function that waits has started a
/// task just before, and the first that the task does is to end the wait. It
/// neither waits nor takes the held lock before that.
bool isHandshake(Unit &U, const Crossing &C);

/// Whether \p C joins, for a limited time, tasks that the function has picked
/// out of others: which they are, and so what they need, cannot be seen.
bool joinsPickedTasks(const Crossing &C);

} // namespace leash::flow

#endif
