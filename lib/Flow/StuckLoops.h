//===- StuckLoops.h - loops of tasks that nobody can end --------*- C++ -*-===//
//
// A loop in a task that waits for something: is there a way out that the task's
// owner can use? A flag or a stop token is one only if setting it also wakes the
// wait, a closed channel only if somebody closes it and the loop looks (docs:
// design, section 4.6).
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_STUCKLOOPS_H
#define LEASH_FLOW_STUCKLOOPS_H

#include "Flow/LoopReceives.h"
#include "Flow/SharedState.h"
#include "Flow/TaskEnds.h"

namespace leash::flow {

class Unit;

struct StuckLoop {
  enum class Kind {
    NoWayOut,       ///< nothing in the loop can end it
    TokenUnused,    ///< the same, and the task gets a stop token
    NotWoken,       ///< Sets ends the loop, but does not wake what Blocks waits for
    TokenNotWoken,  ///< the same for a stop token
    AskedNotWoken,  ///< the same for a stop that Asks requests of the task itself
    NotShutDown,    ///< only an error of the wait ends the loop, and nothing before the join
                    ///< brings one; Asks, if there is one, closes the descriptor
    SetAfterJoin,   ///< Sets ends the loop, and comes after the join
    ClosedIgnored,  ///< Closes does not end the loop: it spins from then on
    StopNotWatched, ///< Receive waits without the stop arm that a select has
    CloseAfterJoin, ///< only Closes could end the loop, and comes after the join
    NeverClosed,    ///< only a close could end the loop, and nobody closes
    WokenOnce       ///< Closes ends the loop only if the task waits at that moment
  } What = Kind::NoWayOut;
  const Loop *Which = nullptr;
  /// The wait, seen in the loop's function; null, of SetAfterJoin: none that lasts.
  const Effect *Blocks = nullptr;
  const clang::Expr *Tested = nullptr; ///< where the loop looks at the flag
  const Change *Sets = nullptr;
  const clang::Expr *Asks = nullptr; ///< in the function Asker
  const clang::FunctionDecl *Asker = nullptr;
  const clang::ValueDecl *Token = nullptr; ///< the stop token
  std::optional<LoopReceive> Receive;      ///< of the last five
  const clang::ValueDecl *Channel = nullptr;
  Closing Closes;
  const clang::Expr *Arm = nullptr; ///< of StopNotWatched: the stop arm
  clang::SourceLocation Started;
  /// The class whose objects are the task, which Started is the body of: its start
  /// is not in sight. Null: Started is where it is started.
  const clang::CXXRecordDecl *Thread = nullptr;
  /// Where the owner waits; none: the task is on its own.
  std::optional<TaskEnd> End;
  bool IsCoroutine = false;
};

/// All of \p U's, each loop once.
std::vector<StuckLoop> findStuckLoops(Unit &U);

} // namespace leash::flow

#endif
