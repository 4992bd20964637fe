//===- Units.h - which units a run is about ---------------------*- C++ -*-===//
#ifndef LEASH_DRIVER_UNITS_H
#define LEASH_DRIVER_UNITS_H

#include "Driver/Unit.h"
#include "llvm/ADT/ArrayRef.h"

namespace leash::driver {

/// The units of a run.
struct Selection {
  std::vector<Unit> Units; ///< ordered by file, each command once
  unsigned NotCxx = 0;     ///< left out: C, assembler
};

/// The units of the compile database in \p Folder that lie under one of \p Paths
/// (files or folders; none: all). If \p Folder is empty, the database is looked
/// for from the working directory upwards.
///
/// \returns an error if there is no database, if it is empty, or if a path names
/// nothing of it.
llvm::Expected<Selection> selectUnits(llvm::StringRef Folder, llvm::ArrayRef<std::string> Paths);

/// True if \p Path has the name of a C++ source or of a header.
bool isCxxFile(llvm::StringRef Path);

/// \p Path, absolute and without dots, links left as they are.
std::string absolute(llvm::StringRef Path);
/// True if \p Path is \p Folder or below it. Both are absolute.
bool isBelow(llvm::StringRef Path, llvm::StringRef Folder);
/// \p Path as seen from \p Folder if it is below, else as it is.
std::string relativeTo(llvm::StringRef Path, llvm::StringRef Folder);

} // namespace leash::driver

#endif
