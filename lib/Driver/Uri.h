//===- Uri.h - paths and columns as other tools count them ------*- C++ -*-===//
#ifndef LEASH_DRIVER_URI_H
#define LEASH_DRIVER_URI_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace leash::driver {

/// \p Path with all but RFC 3986's unreserved characters and slashes as %XX.
std::string percentEncode(llvm::StringRef Path);

/// The column of the byte column \p Column of \p Line in code points, from 1.
uint64_t codePointColumn(llvm::StringRef Line, uint64_t Column);

} // namespace leash::driver

#endif
