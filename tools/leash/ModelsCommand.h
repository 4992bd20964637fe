//===- ModelsCommand.h - `leash models` with options -------------*- C++ -*-===//
#ifndef LEASH_TOOLS_MODELSCOMMAND_H
#define LEASH_TOOLS_MODELSCOMMAND_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace leash {

/// Runs `leash models --list`, `--names` or `--why FILE[:LINE] [-- flags]`:
/// what the models say, and what they say about the calls and objects of a
/// file. \p Args are those after 'models'. Returns the exit status.
int runModelsCommand(llvm::ArrayRef<llvm::StringRef> Args);

} // namespace leash

#endif
