//===- Pool.h - processes side by side, each on a leash ---------*- C++ -*-===//
#ifndef LEASH_DRIVER_POOL_H
#define LEASH_DRIVER_POOL_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <functional>
#include <string>

namespace leash::driver {

/// What one process does.
struct Job {
  std::function<int()> Run; ///< returns the exit status
  std::string Log;          ///< the file for what it prints
};

/// How a process ended.
struct Outcome {
  enum class End { Exited, Crashed, TimedOut, NotStarted } How = End::NotStarted;
  int Status = 0;  ///< if it exited
  std::string Why; ///< 'Segmentation fault'
  uint64_t PeakMemoryKb = 0;
};

struct PoolLimits {
  unsigned Jobs = 1;
  unsigned TimeoutSeconds = 0; ///< 0: none
  unsigned MemoryMb = 0;       ///< 0: none
};

/// Runs \p Count processes, at most Limits.Jobs at a time. \p Make says what the
/// process of each number does, in order; \p Done hears how it ended, in any order;
/// \p Idle is called about every tenth of a second. All are called on this thread,
/// which must be the only one: the processes are forked and go on from here, with
/// all that is loaded and parsed.
void runPool(size_t Count, const PoolLimits &Limits, llvm::function_ref<Job(size_t)> Make,
             llvm::function_ref<void(size_t, const Outcome &)> Done,
             llvm::function_ref<void()> Idle);

} // namespace leash::driver

#endif
