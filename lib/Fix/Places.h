//===- Places.h - where an edit goes, and what stands there -----*- C++ -*-===//
#ifndef LEASH_FIX_PLACES_H
#define LEASH_FIX_PLACES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include <string>

namespace leash::fix {

/// The source of \p Range; empty if that is not in one place of one file.
std::string sourceOf(clang::SourceRange Range, const clang::ASTContext &Context);

/// What the line of \p Where begins with.
std::string indentAt(clang::SourceLocation Where, const clang::ASTContext &Context);

/// The place behind the last token of \p S; invalid in a macro.
clang::SourceLocation behindToken(const clang::Stmt *S, const clang::ASTContext &Context);

/// The place behind the semicolon that follows \p S; invalid if none does, in a
/// macro, and for null.
clang::SourceLocation behindSemicolon(const clang::Stmt *S, const clang::ASTContext &Context);

} // namespace leash::fix

#endif
