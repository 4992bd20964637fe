//===- Suppressions.h - the NOLINT comments of a unit -----------*- C++ -*-===//
#ifndef LEASH_DRIVER_SUPPRESSIONS_H
#define LEASH_DRIVER_SUPPRESSIONS_H

#include "Driver/Result.h"

namespace clang {
class SourceManager;
}

namespace leash::driver {

/// Adds the NOLINT comments of the user's files that name checks of Leash's, and
/// says of each whether one of the result's suppressed findings needs it. Of
/// NOLINTBEGIN and NOLINTEND the first is named.
void findSuppressions(clang::SourceManager &SM, UnitResult &Result);

} // namespace leash::driver

#endif
