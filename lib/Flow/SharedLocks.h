//===- SharedLocks.h - locks that are made with another lock ----*- C++ -*-===//
#ifndef LEASH_FLOW_SHAREDLOCKS_H
#define LEASH_FLOW_SHAREDLOCKS_H

#include "Flow/Object.h"

namespace leash::flow {

class Unit;

/// The lock that \p O, itself a field of a modelled lock class, was made with: a
/// monitor that shares the mutex of another ('room_(&mutex_)'). \p O, if it was made
/// with none.
const Object *sharedLock(Unit &U, const Object *O);

} // namespace leash::flow

#endif
