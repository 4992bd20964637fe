//===- ConnectionLocks.h - the lock of a connection -------------*- C++ -*-===//
#ifndef LEASH_FLOW_CONNECTIONLOCKS_H
#define LEASH_FLOW_CONNECTIONLOCKS_H

#include "Flow/Summary.h"

namespace leash::flow {

class Unit;

/// Whether \p C holds a lock that is there to let one task at a time use a
/// connection, which serves one at a time only: several functions take it, and each
/// of them waits for the database under it, or asks its peer and waits for the
/// answer, whatever it does besides. Nobody who waits for such a lock wants anything
/// else. Asks for Unit::functions().
bool isLockOfConnection(Unit &U, const Crossing &C);

} // namespace leash::flow

#endif
