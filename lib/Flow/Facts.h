//===- Facts.h - one look at a function's body ------------------*- C++ -*-===//
//
// The body of each function is walked once; everything that can be told
// without a CFG is collected then.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_FACTS_H
#define LEASH_FLOW_FACTS_H

#include "Flow/Object.h"
#include "Model/Resolver.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <memory>

namespace leash::flow {

struct Facts {
  /// Variables and fields that are assigned, stepped, or reset; nested
  /// lambdas included.
  llvm::DenseSet<const clang::ValueDecl *> Assigned;
  /// Calls and constructions in source order; those of nested lambdas are
  /// facts of the lambda.
  std::vector<const clang::Expr *> Calls;
  /// Calls that stand below an 'if' on a parameter, and those below a 'switch' on
  /// one: not every call of the function reaches them.
  llvm::DenseSet<const clang::Expr *> UnderParameter, UnderSwitch;
  /// Calls that stand below an 'if' on numbers or truths of the method's own
  /// object, with the last of these.
  llvm::DenseMap<const clang::Expr *, const clang::FieldDecl *> UnderField;
  std::vector<const clang::VarDecl *> Locals;
  std::vector<const clang::BinaryOperator *> Assignments;
  std::vector<const clang::UnaryOperator *> Steps; ///< ++ and --
  bool HasTry = false;
  /// Half-typed: an expression in it has no certain type. Not to be analysed.
  bool Broken = false;
};

/// Whether \p Part is \p Whole or below it, nested lambdas left out.
bool contains(const clang::Stmt *Whole, const clang::Stmt *Part);

/// Facts of all functions asked for, computed on demand.
class FactsTable final : public CodeFacts {
public:
  explicit FactsTable(model::Resolver &Models) : Models(Models) {}

  const Facts &of(const clang::FunctionDecl *Definition);
  bool isAssignedIn(const clang::FunctionDecl *Function, const clang::ValueDecl *D) override;
  bool handsOutLock(const clang::CXXMethodDecl *Method) override;

private:
  model::Resolver &Models;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Facts>> Table;
};

} // namespace leash::flow

#endif
