//===- Module.h - the clang-tidy module of Leash -----------------*- C++ -*-===//
#ifndef LEASH_CHECKS_MODULE_H
#define LEASH_CHECKS_MODULE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace leash {

/// One row of Checks.def.
struct CheckInfo {
  llvm::StringRef Name;  ///< without the prefix
  llvm::StringRef Shape; ///< the bug in one line
  bool FixIt;            ///< the check may offer a fix-it
  llvm::StringRef Since; ///< the release that brought it
};

/// What all names of checks begin with.
inline constexpr llvm::StringLiteral CheckPrefix = "leash-";

/// All rows of Checks.def.
llvm::ArrayRef<CheckInfo> allChecks();

/// True once clang-tidy has made one of Leash's checks for some file.
bool anyCheckRan();

} // namespace leash

#endif
