//===- CheckCommand.h - the command line of `leash check` -------*- C++ -*-===//
#ifndef LEASH_TOOLS_CHECKCOMMAND_H
#define LEASH_TOOLS_CHECKCOMMAND_H

#include "llvm/ADT/ArrayRef.h"

namespace leash {

/// Runs `leash check`. \p Args are all of the program's, its name first.
/// Returns the exit status.
int runCheckCommand(llvm::ArrayRef<const char *> Args);

} // namespace leash

#endif
