//===- Preflight.h - refuses runs that could only pass green ----*- C++ -*-===//
//
// clang-tidy goes on, and exits with 0, when the compile database is missing,
// when a check's name is wrong, or when other checks than ours are enabled. A gate
// must not. These are looked at before clang-tidy runs, with its own means.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_TOOLS_PREFLIGHT_H
#define LEASH_TOOLS_PREFLIGHT_H

#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace leash {

/// What the arguments ask for.
struct Request {
  /// The arguments for clang-tidy, without the program's name.
  std::vector<std::string> Args;
  std::vector<std::string> Sources;
  /// How many plugins are to be loaded.
  unsigned Plugins = 0;
  /// Nothing is checked: --help, --list-checks and the like.
  bool OnlyInforms = false;
  /// --allow-no-checks
  bool MayHaveNoChecks = false;
};

/// Reads \p Args by clang-tidy's rules, adds what `leash` adds, and refuses what
/// cannot work. Returns 0 or an exit status; then the reason has been printed.
int preflight(llvm::ArrayRef<const char *> Args, Request &Out);

} // namespace leash

#endif
