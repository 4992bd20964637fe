//===- Uses.h - all that the code does with a variable or field -*- C++ -*-===//
//
// To change the type of a variable, each of its uses must stay right.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FIX_USES_H
#define LEASH_FIX_USES_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include <optional>
#include <vector>

namespace leash::flow {
class Unit;
}

namespace leash::fix {

/// One mention of a variable, field or method.
struct Use {
  enum class Kind {
    Call,     ///< a method is called on it, or it is the method that is called
    Assigned, ///< 'it = Value'
    Other
  } What = Kind::Other;
  const clang::Expr *Where = nullptr;
  const clang::CXXMemberCallExpr *Call = nullptr;
  const clang::Expr *Value = nullptr;
  const clang::FunctionDecl *In = nullptr;
  /// The statement of a block that it stands in, and that block; null in an
  /// initializer.
  const clang::Stmt *Statement = nullptr;
  const clang::CompoundStmt *Block = nullptr;
};

/// All uses of \p D, its own initializers left out: a local of \p Function, a
/// private field or a private method. Nothing if there may be some out of sight.
std::optional<std::vector<Use>> usesOf(flow::Unit &U, const clang::ValueDecl *D,
                                       const clang::FunctionDecl *Function);

/// The place of \p D's type in its declaration, if that is written as \p Name or
/// 'std::Name' and declares nothing else. Invalid if not.
clang::SourceRange writtenType(const clang::DeclaratorDecl *D, llvm::StringRef Name,
                               const clang::ASTContext &Context);

/// Whether something that is called \p Name is used or declared below \p S, which
/// may be null.
bool isNamed(const clang::Stmt *S, llvm::StringRef Name);

/// Whether all of \p Uses are calls of a method in \p Names.
bool areCallsOf(llvm::ArrayRef<Use> Uses, llvm::ArrayRef<llvm::StringRef> Names);

} // namespace leash::fix

#endif
