//===- Readiness.h - is there something to read already? --------*- C++ -*-===//
#ifndef LEASH_FLOW_READINESS_H
#define LEASH_FLOW_READINESS_H

#include "Flow/Summary.h"

namespace leash::flow {

class Unit;

/// Whether \p Wait, for the network, comes only where a poll of several descriptors
/// has said that it will not last: it, or a call that leads to it, stands below an
/// 'if' that looks at what the poll has filled in, and not in a further loop, whose
/// second turn nobody has polled for.
bool isPolledFor(Unit &U, const Effect &Wait);

} // namespace leash::flow

#endif
