//===- StuckLoops.h - loops of tasks that nobody can end --------*- C++ -*-===//
//
// A loop in a task that waits for something, and whose owner joins the task: is
// there a way out that the owner can use? A flag is one only if setting it also
// wakes the wait (docs: design, section 4.6).
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_STUCKLOOPS_H
#define LEASH_FLOW_STUCKLOOPS_H

#include "Flow/Loops.h"
#include "Flow/SharedState.h"

namespace leash::flow {

class Unit;

struct StuckLoop {
  enum class Kind {
    NoWayOut,    ///< nothing in the loop can end it
    NotWoken,    ///< Sets ends the loop, but does not wake what Blocks waits for
    SetAfterJoin ///< Sets ends the loop, and comes after the join
  } What = Kind::NoWayOut;
  const Loop *Which = nullptr;
  const Effect *Blocks = nullptr;      ///< the wait, seen in the loop's function
  const clang::Expr *Tested = nullptr; ///< where the loop looks at the flag
  const Change *Sets = nullptr;
  clang::SourceLocation Started;
  clang::SourceLocation Joined;
  const clang::FunctionDecl *Joiner = nullptr;
  std::string Handle; ///< what is joined
};

/// All of \p U's, each loop once.
std::vector<StuckLoop> findStuckLoops(Unit &U);

} // namespace leash::flow

#endif
