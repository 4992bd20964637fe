//===- Operand.h - what an expression comes down to -------------*- C++ -*-===//
#ifndef LEASH_SUPPORT_OPERAND_H
#define LEASH_SUPPORT_OPERAND_H

#include "clang/AST/Expr.h"

namespace leash {

/// \p E without parentheses and what the compiler has put around it; null for
/// null.
inline const clang::Expr *withoutImplicit(const clang::Expr *E) {
  return E ? E->IgnoreImplicit()->IgnoreParenImpCasts()->IgnoreImplicit() : nullptr;
}

/// The variable or member that \p E names; null if it is anything else.
inline const clang::ValueDecl *declOf(const clang::Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Ref = llvm::dyn_cast<clang::DeclRefExpr>(E))
    return Ref->getDecl();
  if (const auto *Member = llvm::dyn_cast<clang::MemberExpr>(E))
    return Member->getMemberDecl();
  return nullptr;
}

} // namespace leash

#endif
