//===- UserCode.h - which part of a file is looked at -----------*- C++ -*-===//
#ifndef LEASH_CHECKS_USERCODE_H
#define LEASH_CHECKS_USERCODE_H

#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
}

namespace leash {

/// Whether the option \p Checks of clang-tidy enables no checks but Leash's, as
/// far as the text says it for certain: '-*,leash-*'.
bool enablesOnlyLeash(llvm::StringRef Checks);

/// Keeps whoever visits the AST from here on out of system headers, which are
/// most of it and hold nothing that Leash looks at by itself. Only for when no
/// other check wants to see them.
void leaveOutSystemHeaders(clang::ASTContext &Context);

} // namespace leash

#endif
