//===- Unreceived.h - sends that can be left without a receiver -*- C++ -*-===//
//
// Counting (docs: design, section 4.7): what all tasks send on a channel against
// its capacity and the fewest receives on any path of the other side.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_UNRECEIVED_H
#define LEASH_FLOW_UNRECEIVED_H

#include "Flow/ChannelState.h"
#include <deque>

namespace leash::flow {

class Unit;

/// What the findings of one walk point to.
struct UnreceivedStore {
  std::deque<Symbol> Symbols;
  std::deque<ChannelSite> Sites;
};

/// A send that can be left without a receiver, and the story behind it.
struct Unreceived {
  enum class Consequence {
    Blocks,    ///< the function that owns the channel sends itself, and never returns
    JoinHangs, ///< the task is joined, and the join never returns
    EndHangs,  ///< the handle's destructor joins the task, and never returns
    Stays,     ///< the task stays for ever
    Destroyed, ///< the channel is destroyed under the blocked sender
  };
  Consequence What = Consequence::Stays;
  Channel On;
  const ChannelSite *Send = nullptr; ///< or the wait, of a wait group
  Count Sends, Receives;             ///< most and fewest
  /// A wait for a wait group or promise: Send waits, Sends have to count it down,
  /// and Receives do.
  bool IsWait = false;
  /// Where the task that sends is started; invalid if the function itself sends.
  clang::SourceLocation Starts;
  Count Senders = 0; ///< how often that task is started
  bool IsCoroutine = false;
  const ChannelSite *Receive = nullptr; ///< null: there is none
  clang::SourceLocation LeavesAt;       ///< where the receiver leaves early
  const Object *Handle = nullptr;       ///< of the task that is joined
  clang::SourceLocation Where;          ///< of the join, or the end of the scope
  const clang::FunctionDecl *Owner = nullptr;
  std::shared_ptr<const UnreceivedStore> Store;
};

/// What \p Function, the tasks that it starts and what they call can send on the
/// channels that \p Function makes without its being received. Empty for nearly
/// every function, and for those that are too large.
std::vector<Unreceived> unreceivedSends(Unit &U, const clang::FunctionDecl *Function);

/// What the tasks of a class, and the methods that stop them, can send on the
/// channels that are its private fields without its being received; for all
/// classes of the unit that start tasks.
std::vector<Unreceived> unreceivedInClasses(Unit &U);

} // namespace leash::flow

#endif
