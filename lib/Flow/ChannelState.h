//===- ChannelState.h - one path of a task, as its channels see it --*- C++ -*-===//
//
// A path is what a task does from its start to some point: how often it has
// sent to and received from each channel, which tasks it has started, and what
// is known of the conditions that led there.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_CHANNELSTATE_H
#define LEASH_FLOW_CHANNELSTATE_H

#include "Flow/Channels.h"
#include "Flow/Count.h"
#include "clang/AST/Stmt.h"
#include <memory>
#include <vector>

namespace leash::flow {

/// A place where a channel is used.
struct ChannelSite {
  const clang::Expr *Call = nullptr;
  clang::SourceLocation Where;
  const clang::FunctionDecl *In = nullptr;
  const clang::Expr *Statement = nullptr; ///< the whole co_await around Call, or Call
};

/// A channel whose making is in sight.
struct Channel {
  const Object *Is = nullptr;
  const clang::ValueDecl *Declaration = nullptr;
  const clang::CXXRecordDecl *Class = nullptr;
  const clang::Expr *Made = nullptr; ///< the expression that makes it; may be null
  Room Holds;
  Count Capacity; ///< endless if it is not known
  const clang::FunctionDecl *In = nullptr;
  unsigned Task = 0;                    ///< the task that made it
  const ChannelSite *Receive = nullptr; ///< the first receive that any path has
  bool IsShared = false;                ///< lives as long as somebody points to it
  /// A wait group, or a promise: counting down is a receive, and what is waited
  /// for a send.
  bool IsGroup = false;
  bool IsPromise = false;
  unsigned LoopsAround = 0; ///< of a wait group: the loops around its declaration
};

/// What a path has done to one channel.
struct Tally {
  Count Sends, Receives;
  /// Sends that are arms of a select: another of its arms ends them, if something
  /// comes to one of the channels in Unless.
  Count Selected;
  std::vector<unsigned> Unless;
  bool Escaped = false;   ///< code out of sight may send and receive, too
  bool Released = false;  ///< closed or cancelled: nobody waits in a send any more
  bool Closed = false;    ///< closed: nobody waits in a receive any more
  bool SawClosed = false; ///< the path depends on the channel's being closed
  bool WasTold = false;   ///< a value that was received told the task to leave
  const ChannelSite *Send = nullptr;
  const ChannelSite *Receive = nullptr;
  std::optional<Count> Room; ///< a capacity that was set after the channel was made
  /// Of a promise: where a function that got what would set it has left without.
  clang::SourceLocation DroppedAt;

  void unless(llvm::ArrayRef<unsigned> More) {
    for (unsigned Index : More)
      if (!llvm::is_contained(Unless, Index))
        Unless.push_back(Index);
  }
  bool operator==(const Tally &) const = default;
};

enum class Exit {
  None,
  Break,
  Continue,
  Return,
  Throw,
  Never ///< a loop that nothing ends
};

struct State;

/// A task that a path has started.
struct TaskRun {
  clang::SourceLocation Where;
  const clang::FunctionDecl *Runs = nullptr; ///< null: a single operation
  const clang::Expr *Spawn = nullptr;
  const Object *Handle = nullptr;
  Count Times = 1;
  bool IsCoroutine = false;
  bool Joined = false;
  unsigned Number = 0;
  /// What it can do, one for each kind of path through it.
  std::shared_ptr<const std::vector<State>> Paths;
  /// What a task that receives all there is had received when it was joined.
  std::vector<std::pair<unsigned, Count>> Received;

  bool operator==(const TaskRun &) const = default;
};

/// What is known of the result of an operation or a select.
struct Known {
  const void *Of = nullptr; ///< the variable that holds it, or the call
  enum { Transferred, Refused, Arm } What = Transferred;
  unsigned Index = 0; ///< of the arm
  model::Success Succeeds = model::Success::True;

  bool operator==(const Known &) const = default;
};

struct State {
  std::vector<Tally> Channels; ///< by the channel's number
  std::vector<TaskRun> Tasks;
  std::vector<std::pair<unsigned, bool>> Conditions; ///< by the hash of what is tested
  std::vector<Known> Facts;
  std::vector<const Object *> Triggered; ///< stop signals that the path has set
  std::vector<const Object *> Needs;     ///< stop signals that must be set for it
  Exit How = Exit::None;
  clang::SourceLocation LeftAt; ///< where a return, break or throw stands
  /// The path leaves a loop when a count of its own says so.
  bool ByCount = false;
  std::vector<TaskRun> Earlier;     ///< of a turn of a loop: the tasks from before it
  bool IsEarly = false;             ///< left a loop before its end
  std::optional<unsigned> Returned; ///< the channel that a function returns

  Tally &at(unsigned Index) {
    if (Channels.size() <= Index)
      Channels.resize(Index + 1);
    return Channels[Index];
  }
  const Tally &at(unsigned Index) const {
    static const Tally Nothing;
    return Index < Channels.size() ? Channels[Index] : Nothing;
  }
  const Known *fact(const void *Of) const {
    for (const Known &K : Facts)
      if (K.Of == Of)
        return &K;
    return nullptr;
  }
  void learn(Known K) {
    llvm::erase_if(Facts, [&](const Known &Old) { return Old.Of == K.Of; });
    Facts.push_back(K);
  }
  bool operator==(const State &) const = default;
};

using States = std::vector<State>;

/// Whether \p Run receives from the channel, or counts down the wait group, with
/// \p Index on any of its paths.
bool countsDown(const TaskRun &Run, unsigned Index);

} // namespace leash::flow

#endif
