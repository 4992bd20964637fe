//===- Gate.h - `leash check`: look at all of it, and judge -----*- C++ -*-===//
#ifndef LEASH_DRIVER_GATE_H
#define LEASH_DRIVER_GATE_H

#include "Driver/Runner.h"

namespace leash::driver {

/// What `leash check` is asked.
struct GateRequest {
  std::string Database; ///< folder; empty: look for it
  std::vector<std::string> Paths;
  RunOptions Run;
  std::string CacheFolder; ///< empty: none
  uint64_t CacheBytes = 0;
  bool Quiet = false;
  bool WarnOnly = false;
  bool UnusedNolint = false;
  bool Colours = false;
};

/// Exit statuses.
enum : int {
  GateClean = 0,    ///< nothing (new) was found
  GateFindings = 1, ///< something was
  GateFailed = 2,   ///< the job could not be done
};

/// Runs `leash check`. Findings go to the standard output, all else to the error
/// output. Returns the exit status.
int runGate(GateRequest Request);

} // namespace leash::driver

#endif
