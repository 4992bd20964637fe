//===- WakeStories.h - what lost wake-ups are told as -----------*- C++ -*-===//
#ifndef LEASH_CHECKS_WAKESTORIES_H
#define LEASH_CHECKS_WAKESTORIES_H

#include "Flow/LostWakeups.h"
#include "Report/Finding.h"

namespace leash {

/// The finding for \p L, without fix-its.
report::Finding wakeStory(const flow::LostWakeup &L);

} // namespace leash

#endif
