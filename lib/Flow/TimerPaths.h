//===- TimerPaths.h - what happens to a timer on each path ------*- C++ -*-===//
#ifndef LEASH_FLOW_TIMERPATHS_H
#define LEASH_FLOW_TIMERPATHS_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseSet.h"

namespace leash::flow {

class Unit;

/// Whether each path through \p Function that returns comes to one of \p Sites.
/// False if the function is too large to tell, or never returns.
bool alwaysComesTo(Unit &U, const clang::FunctionDecl *Function,
                   const llvm::DenseSet<const clang::Stmt *> &Sites);

/// Whether no path through \p Function returns, exceptions and calls that do not
/// return left aside.
bool neverReturns(Unit &U, const clang::FunctionDecl *Function);

} // namespace leash::flow

#endif
