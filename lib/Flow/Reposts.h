//===- Reposts.h - tasks that post themselves for ever ----------*- C++ -*-===//
#ifndef LEASH_FLOW_REPOSTS_H
#define LEASH_FLOW_REPOSTS_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include <optional>

namespace leash::flow {

class Unit;

/// A method that posts itself anew on each run, to an event loop or pool of its
/// class that runs until it has no work left, and that somebody waits for.
struct EndlessRepost {
  const clang::Expr *Post = nullptr;
  const clang::FieldDecl *Loop = nullptr; ///< the event loop or pool
  const clang::FunctionDecl *Waiter = nullptr;
  const clang::Expr *Wait = nullptr; ///< in Waiter: where it waits
  const clang::Expr *Run = nullptr;  ///< what is waited for: a run of Loop; null: Loop itself
};

/// Whether \p Method is one. Nothing if anybody may stop the loop.
std::optional<EndlessRepost> endlessRepost(Unit &U, const clang::CXXMethodDecl *Method);

} // namespace leash::flow

#endif
