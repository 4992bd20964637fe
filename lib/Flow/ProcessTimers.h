//===- ProcessTimers.h - the one timer that a process has -------*- C++ -*-===//
#ifndef LEASH_FLOW_PROCESSTIMERS_H
#define LEASH_FLOW_PROCESSTIMERS_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include <vector>

namespace leash::flow {

class Unit;

/// A function arms the timer of its process ('alarm'), disarms it when it is
/// done, and leaves early without that.
struct LeftArmed {
  const clang::Expr *Armed = nullptr;
  const clang::Expr *Disarmed = nullptr;
  const clang::ReturnStmt *Leaves = nullptr;
};

/// Where \p Function does so, once for each place where it arms.
std::vector<LeftArmed> leftArmed(Unit &U, const clang::FunctionDecl *Function);

} // namespace leash::flow

#endif
