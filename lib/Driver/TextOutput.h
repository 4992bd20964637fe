//===- TextOutput.h - findings as a compiler prints them --------*- C++ -*-===//
#ifndef LEASH_DRIVER_TEXTOUTPUT_H
#define LEASH_DRIVER_TEXTOUTPUT_H

#include "Driver/Result.h"
#include "llvm/Support/raw_ostream.h"

namespace leash::driver {

/// Prints \p F and its story as clang does: place, message, line and caret.
/// Paths are as seen from \p Folder.
void printText(const Finding &F, llvm::StringRef Folder, bool Colours, llvm::raw_ostream &OS);

} // namespace leash::driver

#endif
