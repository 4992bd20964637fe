//===- LocalTimers.h - timers that one function makes -----------*- C++ -*-===//
#ifndef LEASH_FLOW_LOCALTIMERS_H
#define LEASH_FLOW_LOCALTIMERS_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include <vector>

namespace leash::flow {

class Unit;

/// A timer that a function makes for a local variable and does not give back on
/// some path.
struct LeakedTimer {
  const clang::VarDecl *Timer = nullptr;
  const clang::Expr *Made = nullptr;
  const clang::Expr *Inner = nullptr;     ///< where a function of the user's makes it
  bool Anew = false;                      ///< it is made again while the last one is there
  clang::SourceLocation Leaves;           ///< where the path leaves; not for Anew
  const clang::Stmt *GivenBack = nullptr; ///< on another path; may be null
  /// A call that gives the timer back, and takes nothing else; may be null.
  const clang::CallExpr *Words = nullptr;
  /// All that give it back, or may do so.
  std::vector<const clang::Stmt *> Releases;
  /// All returns by which paths leave; null in it: the end of the body.
  std::vector<const clang::ReturnStmt *> Returns;
  /// Whether each path that comes to one of Returns has the timer.
  bool Certain = true;
};

/// The timers that \p Function leaks. A timer that escapes (returned, stored,
/// captured, passed to code that no model names) is not one of them.
std::vector<LeakedTimer> leakedTimers(Unit &U, const clang::FunctionDecl *Function);

} // namespace leash::flow

#endif
