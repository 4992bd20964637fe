//===- Tickers.h - tickers made of a task and a sleep -----------*- C++ -*-===//
#ifndef LEASH_FLOW_TICKERS_H
#define LEASH_FLOW_TICKERS_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include <vector>

namespace leash::flow {

class Unit;

/// A task that sleeps in a loop and that its owner waits for, though nothing
/// ends the loop.
struct EndlessTicker {
  clang::SourceLocation Spawn;
  const clang::Expr *Sleep = nullptr;
  const clang::FieldDecl *Flag = nullptr;      ///< the loop's only way out; null: it has none
  const clang::FunctionDecl *Setter = nullptr; ///< writes Flag, but is not called before the wait
  const clang::FunctionDecl *Waiter =
      nullptr;                ///< waits for the task; null: the end of Spawner's block
  clang::SourceLocation Wait; ///< invalid: the handle's destructor waits
};

/// The endless tickers that \p Spawner starts.
std::vector<EndlessTicker> endlessTickers(Unit &U, const clang::FunctionDecl *Spawner);

} // namespace leash::flow

#endif
