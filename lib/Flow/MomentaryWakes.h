//===- MomentaryWakes.h - wake-ups that nobody remembers --------*- C++ -*-===//
#ifndef LEASH_FLOW_MOMENTARYWAKES_H
#define LEASH_FLOW_MOMENTARYWAKES_H

#include "Flow/LoopReceives.h"
#include "Flow/TaskEnds.h"
#include "Flow/Wakers.h"

namespace leash::flow {

/// Some channels are not closed: a call ends the receives that wait at that moment,
/// and who comes later waits again (a model's 'request-stop' on a channel). If
/// such a call before the join \p End is all that could end a task which receives
/// by \p R from \p Channel, that call; else nothing.
Closing momentaryWake(Unit &U, Wakers &Wakes, const LoopReceive &R, const clang::ValueDecl *Channel,
                      const TaskEnd &End);

} // namespace leash::flow

#endif
