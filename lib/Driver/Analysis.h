//===- Analysis.h - clang-tidy over one unit, with data as its answer -*- C++ -*-===//
#ifndef LEASH_DRIVER_ANALYSIS_H
#define LEASH_DRIVER_ANALYSIS_H

#include "Driver/FilesRead.h"
#include "Driver/Result.h"
#include "Driver/Unit.h"

namespace leash::driver {

/// The analysis of a unit.
struct Analysis {
  UnitResult Result;
  FilesRead Read; ///< what the result depends on, besides the request
};

/// Runs those of Leash's checks that are enabled for the unit, in this process.
/// What keeps it from doing so is among the result's findings (compiler errors)
/// or faults.
Analysis analyse(const UnitRequest &Request);

} // namespace leash::driver

#endif
