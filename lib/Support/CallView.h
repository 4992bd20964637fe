//===- CallView.h - one view of all forms of call ---------------*- C++ -*-===//
#ifndef LEASH_SUPPORT_CALLVIEW_H
#define LEASH_SUPPORT_CALLVIEW_H

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>

namespace leash {

/// A call, member call, overloaded operator, construction or destruction as
/// callee, object and plain arguments.
struct CallView {
  const clang::FunctionDecl *Callee = nullptr; ///< null: through a pointer
  const clang::Expr *Object = nullptr;         ///< of a member call; may be a pointer ('->')
  bool Arrow = false;                          ///< Object is a pointer
  llvm::ArrayRef<const clang::Expr *> Args;    ///< without the object; as long as the AST
  const clang::Expr *Whole = nullptr;          ///< null for an implicit destruction

  /// The view of \p E if it is a call of any form or a construction.
  static std::optional<CallView> of(const clang::Expr *E);
};

} // namespace leash

#endif
