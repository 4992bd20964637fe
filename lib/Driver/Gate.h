//===- Gate.h - `leash check`: look at all of it, and judge -----*- C++ -*-===//
#ifndef LEASH_DRIVER_GATE_H
#define LEASH_DRIVER_GATE_H

#include "Driver/Runner.h"

namespace leash::driver {

/// What `leash check` or `leash baseline` is asked.
struct GateRequest {
  enum class Task { Check, WriteBaseline, PruneBaseline } What = Task::Check;
  std::string Database; ///< folder; empty: look for it
  std::vector<std::string> Paths;
  RunOptions Run;
  std::string CacheFolder; ///< empty: none
  uint64_t CacheBytes = 0;

  std::string Revision; ///< --base; empty: none
  bool Exact = false;   ///< analyse the base where nothing is known of it
  std::string Results;  ///< --base-results: a SARIF file or a baseline; empty: none
  std::string Baseline; ///< file; empty: none

  std::string Sarif, GitLab, JUnit; ///< files; empty: none
  bool Annotations = false;         ///< GitHub's
  std::vector<std::string> CommandLine;

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

/// Runs `leash check` or `leash baseline`. Findings go to the standard output, all
/// else to the error output. Returns the exit status.
int runGate(GateRequest Request);

} // namespace leash::driver

#endif
