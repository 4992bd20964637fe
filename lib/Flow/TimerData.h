//===- TimerData.h - timers that outlive what they were given ---*- C++ -*-===//
#ifndef LEASH_FLOW_TIMERDATA_H
#define LEASH_FLOW_TIMERDATA_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include <vector>

namespace leash::flow {

class Unit;

/// A timer that fires again and again, with data that the function which armed
/// it gives back; its id is dropped, so nobody can stop it.
struct OutlivedData {
  const clang::Expr *Start = nullptr;
  const clang::VarDecl *Data = nullptr;
  const clang::Stmt *GivenBack = nullptr; ///< null: Data is a local of the function's own
  const clang::FunctionDecl *Handler = nullptr;
};

/// The timers of \p Function that outlive their data.
std::vector<OutlivedData> outlivedData(Unit &U, const clang::FunctionDecl *Function);

/// A timer that fires again and again and is armed anew on each turn of a loop
/// that waits, while those of the turns before are never stopped.
struct PiledTimer {
  const clang::Expr *Start = nullptr;
  const clang::Stmt *Loop = nullptr;
  bool Repeats = false; ///< else it lives until it expires
};

/// The timers that pile up in loops of \p Function.
std::vector<PiledTimer> piledTimers(Unit &U, const clang::FunctionDecl *Function);

} // namespace leash::flow

#endif
