//===- LoopStories.h - the stories of loops that nobody can end -*- C++ -*-===//
#ifndef LEASH_CHECKS_LOOPSTORIES_H
#define LEASH_CHECKS_LOOPSTORIES_H

#include "Flow/StuckLoops.h"
#include "Report/Finding.h"

namespace leash {

/// The finding for \p S, without fix-its.
report::Finding findingFor(const flow::StuckLoop &S);

} // namespace leash

#endif
