//===- Commands.h - the subcommands of `leash` -------------------*- C++ -*-===//
#ifndef LEASH_TOOLS_COMMANDS_H
#define LEASH_TOOLS_COMMANDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace leash {

/// Runs the subcommand that \p Args begin with and returns its exit status.
/// Nothing if they begin with none: then they are clang-tidy's.
std::optional<int> runCommand(llvm::ArrayRef<const char *> Args);

/// Prints one line "leash: error: ..." and returns the exit status for it.
int fail(const llvm::Twine &Message);

} // namespace leash

#endif
