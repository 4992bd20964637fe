//===- DeadWaits.h - waits for which the program never comes ----*- C++ -*-===//
#ifndef LEASH_FLOW_DEADWAITS_H
#define LEASH_FLOW_DEADWAITS_H

#include "Flow/Waits.h"

namespace leash::flow {

/// Whether \p W lasts only while a private field is one enumerator, which nobody
/// ever gives it: a state that the program has given up. Or it stands in a private
/// method, below an 'if' on what no caller gives.
bool isNeverReached(Unit &U, const WaitPoint &W);

} // namespace leash::flow

#endif
