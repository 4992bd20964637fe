//===- Verdict.h - what a run says in the end -------------------*- C++ -*-===//
#ifndef LEASH_DRIVER_VERDICT_H
#define LEASH_DRIVER_VERDICT_H

#include "Driver/Fingerprint.h"

namespace leash::driver {

/// Against what is known, a baseline or another revision.
enum class State { Unknown, Introduced, Preexisting };

/// A finding and what becomes of it.
struct Judged {
  Finding What;
  std::string Fingerprint;
  unsigned Number = 1; ///< among those with the same fingerprint
  State How = State::Unknown;

  /// True if it makes the gate fail.
  bool counts() const { return How != State::Preexisting && !What.Suppressed; }
  /// Of this finding alone.
  std::string uniqueFingerprint() const {
    return Number == 1 ? Fingerprint : Fingerprint + "-" + std::to_string(Number);
  }
};

/// What a run says in the end, for all outputs.
struct Verdict {
  std::string Root; ///< of the project, absolute
  std::vector<Judged> Findings;
  std::vector<std::string> Fixed;  ///< known findings that are gone
  std::vector<std::string> Faults; ///< what could not be looked at
  std::vector<std::string> Files;  ///< what was looked at, absolute
  std::vector<std::string> CommandLine;
};

/// Fingerprints and numbers \p Findings, which are in order.
std::vector<Judged> judge(std::vector<Finding> Findings, llvm::StringRef Root);

/// Says of each of \p Findings whether \p Known has it, and returns what it has more.
std::vector<std::string> compare(std::vector<Judged> &Findings, KnownFindings Known);

} // namespace leash::driver

#endif
