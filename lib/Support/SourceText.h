//===- SourceText.h - code as the user wrote it -----------------*- C++ -*-===//
#ifndef LEASH_SUPPORT_SOURCETEXT_H
#define LEASH_SUPPORT_SOURCETEXT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <string>

namespace leash {

/// The source of \p E without a leading '&' or 'this->', and without a
/// std::move around it. Empty if it is not in one place of one file (macros).
std::string operandText(const clang::Expr *E, const clang::ASTContext &Context);

/// A name or a piece of code as a message shows it.
inline std::string quoted(llvm::StringRef Text) { return ("'" + Text + "'").str(); }

/// The name of \p D as a message shows it: unqualified; 'lambda' for a closure.
std::string shownName(const clang::NamedDecl *D);

} // namespace leash

#endif
