//===- WholeFile.h - files that appear whole or not at all ------*- C++ -*-===//
#ifndef LEASH_DRIVER_WHOLEFILE_H
#define LEASH_DRIVER_WHOLEFILE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace leash::driver {

/// Writes what \p Print prints to the file \p Path: to another file in its folder
/// first, which then takes its name. Where \p Path is no regular file ('-',
/// /dev/stdout), it is written to as it is.
/// \returns an error if that is not possible; \p Path is then as it was.
llvm::Error writeWhole(llvm::StringRef Path, llvm::function_ref<void(llvm::raw_ostream &)> Print);

} // namespace leash::driver

#endif
