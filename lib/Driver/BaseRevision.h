//===- BaseRevision.h - what a change introduces ----------------*- C++ -*-===//
//
// A unit is affected by a change if one of the files that it reads differs; only
// those units are looked at. What they said before the change comes from the
// cache, which knows results by contents; or, when that is asked for, from an
// analysis of the same commands over the files as they were.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_DRIVER_BASEREVISION_H
#define LEASH_DRIVER_BASEREVISION_H

#include "Driver/Fingerprint.h"
#include "Driver/Progress.h"
#include "Driver/Runner.h"

namespace leash::driver {

/// The units before and after a change.
struct BaseComparison {
  std::vector<UnitOutcome> Now; ///< units that are not affected may have no result
  KnownFindings Then;
  size_t Affected = 0;
  std::vector<std::string> Unread;      ///< changed C++ files that no unit reads
  std::vector<std::string> WithoutBase; ///< affected files with no result for the base
};

/// Looks at what differs from \p Revision, or where its history and ours part.
/// \p Root is what the identities' paths begin at. Without \p Exact, nothing is
/// analysed for the base.
llvm::Expected<BaseComparison> compareWithBase(llvm::ArrayRef<Unit> Units, llvm::StringRef Revision,
                                               bool Exact, llvm::StringRef Root,
                                               const RunOptions &Options, Cache &Kept,
                                               WorkFolder &Work, Progress &Show);

} // namespace leash::driver

#endif
