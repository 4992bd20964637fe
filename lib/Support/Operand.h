//===- Operand.h - what an expression comes down to -------------*- C++ -*-===//
#ifndef LEASH_SUPPORT_OPERAND_H
#define LEASH_SUPPORT_OPERAND_H

#include "clang/AST/ExprCXX.h"

namespace leash {

/// \p E without parentheses and what the compiler has put around it; null for
/// null.
inline const clang::Expr *withoutImplicit(const clang::Expr *E) {
  return E ? E->IgnoreImplicit()->IgnoreParenImpCasts()->IgnoreImplicit() : nullptr;
}

/// \p E, which is not null, without parentheses and casts, and a default argument or
/// initializer instead of its mention.
inline const clang::Expr *underlying(const clang::Expr *E) {
  for (;;) {
    const clang::Expr *Inner = E->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *Argument = llvm::dyn_cast<clang::CXXDefaultArgExpr>(Inner))
      Inner = Argument->getExpr();
    else if (const auto *Member = llvm::dyn_cast<clang::CXXDefaultInitExpr>(Inner);
             Member && Member->getExpr())
      Inner = Member->getExpr();
    if (Inner == E)
      return E;
    E = Inner;
  }
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
