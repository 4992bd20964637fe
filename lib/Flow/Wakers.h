//===- Wakers.h - what wakes a task when it is told to stop -----*- C++ -*-===//
//
// A loop has a way out only if whoever tells it to stop also ends what it waits
// for (docs: design, section 4.6). Code out of sight may do so, too: the answers
// say what is certain not to happen.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_WAKERS_H
#define LEASH_FLOW_WAKERS_H

#include "Flow/LoopReceives.h"
#include "Flow/Target.h"
#include "Flow/Waits.h"
#include "Support/CallView.h"

namespace leash::flow {

struct Descriptors;

/// A task is told to stop.
struct StopOrder {
  const clang::FunctionDecl *In = nullptr; ///< null: in an implicit destructor
  const clang::Stmt *Site = nullptr;       ///< null: at the end of In
  const clang::ValueDecl *Flag = nullptr;  ///< what is set, or the token
  /// The order comes when In ends: a value that was sent before may be gone.
  bool AtEnd = false;
  /// Where In waits for the task: what comes after it wakes nobody. Null: not here.
  const clang::Expr *Join = nullptr;
  /// What the task runs, with what it got; null: not known.
  const Target *Task = nullptr;
  /// The task itself is asked to stop as well, which ends some waits.
  bool Interrupts = false;
};

class Wakers {
public:
  explicit Wakers(Unit &U);

  /// Whether \p Order may end the wait \p Wait of the loop \p L, in the call
  /// \p Call.
  bool mayEnd(const StopOrder &Order, const Loop &L, const LoopCall &Call, const Effect &Wait);

  /// Whether a value may be sent to, or a close reach, the channel \p Channel
  /// around \p Order. Null: a channel that is not known. \p Lasting: what ends only
  /// the receives that wait at that moment does not count.
  bool mayReach(const StopOrder &Order, const clang::ValueDecl *Channel, bool Lasting = false);

  /// A call before the join of \p Order that gives the descriptor that \p Wait waits
  /// for back to the system, which wakes nobody ('close'). Null if there is none.
  const clang::Expr *closeOf(const StopOrder &Order, const Effect &Wait);

private:
  bool around(const clang::FunctionDecl *F,
              llvm::function_ref<bool(const clang::FunctionDecl *)> Visit);
  bool callsUnknown(const clang::FunctionDecl *F, const StopOrder &Order);
  bool isTooLate(const clang::FunctionDecl *F, const clang::Expr *E, const StopOrder &Order);
  bool mayWake(const CallView &Call, const Descriptors &D, const clang::FunctionDecl *In);
  bool endsNetwork(const StopOrder &Order, const Effect &Wait);
  bool endsCount(const StopOrder &Order, const Effect &Wait);
  bool endsPoint(const StopOrder &Order, const WaitPoint &W);
  bool isNotifiedAround(const StopOrder &Order, const clang::ValueDecl *Condition);

  Unit &U;
  WaitTable &Table;
};

} // namespace leash::flow

#endif
