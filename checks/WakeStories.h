//===- WakeStories.h - the stories of notifies that come too seldom -*- C++ -*-//
#ifndef LEASH_CHECKS_WAKESTORIES_H
#define LEASH_CHECKS_WAKESTORIES_H

#include "Flow/LostWakeups.h"
#include "Report/Finding.h"

namespace leash {

/// The finding for \p L, which is of a kind that has an Edge, without fix-its.
report::Finding tellEdge(const flow::LostWakeup &L);

} // namespace leash

#endif
