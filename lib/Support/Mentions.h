//===- Mentions.h - is a declaration named somewhere below? -----*- C++ -*-===//
#ifndef LEASH_SUPPORT_MENTIONS_H
#define LEASH_SUPPORT_MENTIONS_H

#include "clang/AST/ExprCXX.h"

namespace leash {

/// Whether \p S, which may be null, or what is below it, lambdas included, names \p D.
inline bool mentions(const clang::Stmt *S, const clang::ValueDecl *D) {
  if (!S)
    return false;
  if (const auto *Ref = llvm::dyn_cast<clang::DeclRefExpr>(S); Ref && Ref->getDecl() == D)
    return true;
  if (const auto *Member = llvm::dyn_cast<clang::MemberExpr>(S);
      Member && Member->getMemberDecl() == D)
    return true;
  return llvm::any_of(S->children(), [&](const clang::Stmt *Child) { return mentions(Child, D); });
}

} // namespace leash

#endif
