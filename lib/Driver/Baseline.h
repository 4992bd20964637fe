//===- Baseline.h - findings that a project lives with ----------*- C++ -*-===//
#ifndef LEASH_DRIVER_BASELINE_H
#define LEASH_DRIVER_BASELINE_H

#include "Driver/Fingerprint.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace leash::driver {

/// One entry of a baseline file.
struct BaselineEntry {
  Identity What;
  uint64_t Count = 1;
};

/// \returns an error if \p Text is no baseline; \p File is for its message.
llvm::Expected<std::vector<BaselineEntry>> parseBaseline(llvm::StringRef Text,
                                                         llvm::StringRef File);
/// A baseline as text: JSON, one line for each property, in a stable order.
std::string formatBaseline(llvm::ArrayRef<BaselineEntry> Entries);

/// The entries for \p Findings, without those that a comment suppresses.
std::vector<BaselineEntry> baselineOf(llvm::ArrayRef<Finding> Findings, llvm::StringRef Root);

/// The findings that the file \p Path knows: a baseline, or a SARIF file that
/// `leash check` wrote.
/// \returns an error if it cannot be read.
llvm::Expected<KnownFindings> readKnown(llvm::StringRef Path);

} // namespace leash::driver

#endif
