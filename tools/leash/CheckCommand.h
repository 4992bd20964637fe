//===- CheckCommand.h - the command lines of the gate -------*- C++ -*-===//
#ifndef LEASH_TOOLS_CHECKCOMMAND_H
#define LEASH_TOOLS_CHECKCOMMAND_H

#include "llvm/ADT/ArrayRef.h"

namespace leash {

/// Runs `leash check`. \p Args are all of the program's, its name first.
/// Returns the exit status.
int runCheckCommand(llvm::ArrayRef<const char *> Args);

/// The same for `leash baseline`.
int runBaselineCommand(llvm::ArrayRef<const char *> Args);

} // namespace leash

#endif
