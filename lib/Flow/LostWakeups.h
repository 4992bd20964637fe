//===- LostWakeups.h - notifies that reach nobody ---------------*- C++ -*-===//
//
// A condition variable keeps no memory: a notify that finds nobody waiting, or
// the wrong one, is gone. The rules below are those of the standard's
// condition variables ([thread.condition]) and hold for all of their kind.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_LOSTWAKEUPS_H
#define LEASH_FLOW_LOSTWAKEUPS_H

#include "Flow/Waits.h"

namespace leash::flow {

struct LostWakeup {
  enum class Kind {
    UnlockedChange, ///< By changes what Wait tests without its lock
    UntestedWait,   ///< Wait starts with nothing tested since its lock was taken
    StaleTest,      ///< By is looked at before Wait's lock is taken, and not after
    WrongWaiter,    ///< Notify wakes one, which may be Other instead of Wait
    OneOfMany,      ///< By ends all of Wait's tasks, Notify wakes one
    HalfWoken,      ///< By ends Wait as well as Other, but only Other is woken
    SilentChange,   ///< By ends Wait and wakes nobody; Sibling does it right
    EdgeOnly,       ///< Notify wakes one of Wait's tasks, and only on an edge
    AmongShares,    ///< By gives back what each of Wait's takes a share of, Notify wakes one
    SetOnce,        ///< By takes back what Wait waits for, and Sibling runs once
    SilentPath,     ///< By, which Wait's function looks at afterwards, wakes nobody
    SkippedWake,    ///< By ends Wait, and wakes nobody where Edge is EdgeIs
    PassedBy,       ///< By takes several steps, and Edge asks for one number
  } What;
  const WaitPoint *Wait = nullptr;
  const WaitPoint *Other = nullptr;
  const Change *By = nullptr;
  const NotifyPoint *Notify = nullptr;
  const clang::Expr *NotifyCall = nullptr; ///< in By's function
  const Change *Sibling = nullptr;
  bool ItsOwn = false; ///< of AmongShares: each takes as much as its caller asks for
  /// The condition of the notify; of SkippedWake: that leads past it.
  const clang::Expr *Edge = nullptr;
  bool EdgeIs = true;
  /// Of EdgeOnly, where no tasks are in sight: a notify of all that wait.
  const NotifyPoint *OfAll = nullptr;
  clang::SourceLocation Taken;   ///< of UntestedWait, StaleTest: where the lock is taken
  clang::SourceLocation Started; ///< of OneOfMany and EdgeOnly: where the tasks are started
};

/// All of \p U's, in the order of the waits.
std::vector<LostWakeup> findLostWakeups(Unit &U);

} // namespace leash::flow

#endif
