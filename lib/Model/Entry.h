//===- Entry.h - what one API name means ------------------------*- C++ -*-===//
//
// One record type for the built-in models, the user's model files and the
// annotations in source. docs/models.md is the reference of the file form.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_MODEL_ENTRY_H
#define LEASH_MODEL_ENTRY_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leash::model {

/// What objects of a type are for.
enum class TypeRole {
  Lock,
  Guard,        ///< locks in its constructor, unlocks in its destructor
  InverseGuard, ///< unlocks in its constructor, locks again in its destructor
  GuardTag,     ///< std::adopt_lock_t and its kind; see TypeEntry::Tag
  Condition,
  Channel,
  Task, ///< the handle of a thread, fiber or coroutine
  Future,
  Promise,
  StopSignal,
  WaitGroup,
  Timer,
  Callable, ///< holds a function of somebody else's: std::function, a signal
  Descriptor,
};

/// What a call does to tasks.
enum class CallRole {
  Acquire,    ///< takes a lock (or the locks of a guard)
  Release,    ///< gives it up
  Disown,     ///< guard forgets its lock without unlocking: unique_lock::release
  OwnsLock,   ///< tells whether a guard holds its lock
  AssertHeld, ///< tells the reader that the caller holds the lock
  Wait,       ///< waits on a condition and gives up one lock meanwhile
  Block,      ///< any other call that may block
  Spawn,
  Detach, ///< gives up the handle of a task that runs on
  Send,
  Receive,
  Close,
  IsClosed,
  Select,
  Notify,
  CountUp, ///< adds to what the waiters of a wait group wait for
  CountDown,
  Satisfy, ///< gives a promise its value
  Peer,    ///< returns the other end of its object: a promise's future, a
           ///< source's token, a signal's slot
  RequestStop,
  StopRequested,
  OnStop,  ///< registers Callable to run when a stop is requested of its object
  Create,  ///< makes a timer that has to be given back
  Start,   ///< arms a timer
  Stop,    ///< disarms it
  Destroy, ///< disarms a timer and gives it back
  SetNonBlocking,
  SetRecursive, ///< makes a lock that its holder may take again
  Yield,
  Callback, ///< runs functions that others have registered
  Add,      ///< puts a value into a container
  Remove,   ///< takes values out of it
  IsEmpty,  ///< tells whether it holds none
  Count,    ///< tells how many it holds
  Set,      ///< gives an atomic its argument's value; without one: true
  Get,      ///< reads an atomic, an optional or a smart pointer
  Clear,    ///< gives it the value false, zero or null
};

/// Whether calls of this role only touch plain state: containers, atomics.
/// Nothing of it concerns a task by itself, so such entries are looked up only
/// where a task is seen to wait for that state.
inline bool isStateRole(CallRole Role) { return Role >= CallRole::Add; }

/// Why a call blocks. A check's option chooses among these.
enum class BlockClass {
  Lock,
  Wait,
  Join,
  Channel,
  Sleep,
  Network,
  Disk,
  Process,
  Rpc,
  Database,
};

enum class Bound { Never, Bounded, Unbounded };
enum class LockMode { Exclusive, Shared, Upgrade };
/// Who stands still while a lock or a call blocks.
enum class Blocked { Thread, Fiber, Coroutine };
enum class GuardTagKind { Adopt, Defer, Try };
/// What happens to a running task, or an armed timer, when its handle is
/// destroyed. Stop disarms a timer and waits for nothing.
enum class AtEnd { Nothing, Join, StopAndJoin, Detach, Terminate, Stop };
/// How a try-operation says that it succeeded.
enum class Success { True, Zero, NonNull, MinusOne };
/// How often a timer fires for one start.
enum class Fires {
  Once,
  Repeatedly,
  UntilFalse, ///< until its callback returns false (zero)
};
/// What a call that waits on a wait group does to its count.
enum class Counts {
  Down, ///< counts down first: arrive_and_wait
  Up,   ///< takes for itself what it has waited for: a semaphore's acquire
};
/// Which of those that wait on its object a call wakes.
enum class Wakes {
  One,
  All,
  Receivers, ///< of a close: not those that wait to send
  None,      ///< of a close: nobody that waits already
};
/// How a call says that its channel is closed.
enum class ClosedBy {
  False,    ///< its result is false
  Null,     ///< its result is a null pointer, plain or smart
  Empty,    ///< its result is an optional without a value
  Zero,     ///< its result is 0
  Negative, ///< its result is less than 0
  Status,   ///< its result is the enumerator ClosedSign::Value
  Error,    ///< by an error code: argument ClosedSign::Arg, or the first parameter
            ///< of the handler, or an exception where there is neither
  Throw,    ///< by an exception, which leaves the loop that does not catch it
  End,      ///< it is part of a range-for, which ends
  Never,    ///< the channel cannot be closed, or this call waits none the less
};

/// An operand of a call: the object it is called on, its result, every
/// argument, one argument by index (from 0), or the task that makes the call.
struct Operand {
  enum KindT {
    None,
    This,
    Return,
    All,
    Argument,
    Task ///< the task that runs the call
  } Kind = None;
  unsigned Index = 0;
  bool operator==(const Operand &) const = default;
};

/// A condition on one constant argument. Unknown values never satisfy it.
struct Condition {
  enum TestT { IsNull, IsNonNull, IsZero, IsNonZero, IsValue, HasBits, LacksBits };
  unsigned Arg = 0;
  TestT Test = IsZero;
  int64_t Value = 0;
};

/// How an argument bounds a wait. An argument that is absent or defaulted
/// leaves the entry's own bound in force; one whose value is not known, or is
/// positive, makes it Bounded.
struct Timeout {
  unsigned Arg = 0;
  Bound Zero = Bound::Never;
  Bound Negative = Bound::Unbounded;
  Bound Null = Bound::Unbounded;
  std::vector<uint64_t> Forever; ///< values that mean 'no timeout'
};

/// How a call says that its channel is closed.
struct ClosedSign {
  ClosedBy By = ClosedBy::Never;
  std::string Value;           ///< the enumerator, without its scope
  std::optional<unsigned> Arg; ///< the argument that takes the error code
};

/// A channel's capacity: which constructor argument gives it.
struct Capacity {
  std::optional<unsigned> Arg;
  std::optional<uint64_t> Default; ///< absent: unbounded
  uint64_t Lost = 0;               ///< slots that hold no value
};

struct TypeEntry {
  std::vector<std::string> Names;
  TypeRole Role = TypeRole::Lock;
  Blocked Blocks = Blocked::Thread;
  bool Recursive = false;
  bool Spins = false;
  LockMode Mode = LockMode::Exclusive; ///< of a guard
  /// Of a guard: it is shared unless this certainly holds for the arguments of
  /// its constructor. Ask Resolver::mode.
  std::optional<Condition> SharedUnless;
  Operand Lock{Operand::Argument, 0}; ///< of a guard's constructor
  std::optional<GuardTagKind> Tag;    ///< of a GuardTag
  std::optional<AtEnd> End;           ///< of a Task, Future or Timer
  std::optional<model::Fires> Fires;  ///< of a Timer, unless its start says else
  /// Of a Channel; of a WaitGroup its count at the start: what its waiters wait
  /// for, or what a semaphore has to give.
  std::optional<Capacity> Room;
  std::string Reason;
};

struct CallEntry {
  std::vector<std::string> Names;
  CallRole Role = CallRole::Block;
  Operand On;
  LockMode Mode = LockMode::Exclusive;
  bool Attempt = false; ///< may fail without blocking, or after a timeout
  Success Succeeds = Success::True;
  BlockClass Class = BlockClass::Wait;
  Bound HowLong = Bound::Unbounded;
  std::optional<model::Timeout> Timeout;
  Blocked Blocks = Blocked::Thread;
  std::optional<unsigned> Params;  ///< only the overload with so many
  std::optional<Condition> When;   ///< else this entry does not apply
  std::optional<Condition> Unless; ///< then this entry does not apply
  std::optional<Operand> Releases; ///< the lock or guard that a Wait gives up
  std::optional<unsigned> Predicate;
  /// What a Spawn, Start, OnStop or Callback runs. Ask Resolver::callable,
  /// which knows FirstCallable.
  std::optional<unsigned> Callable;
  /// The callable is the first argument from Callable on that can be called.
  bool FirstCallable = false;
  std::optional<Operand> Handle; ///< of a Spawn or Start: what stands for it later
  /// Of a call that waits: the stop signal that ends the wait as well, such as
  /// the token of condition_variable_any::wait. Task: a stop that is requested
  /// of the task itself, as boost::thread::interrupt does. Absent: a stop
  /// request does not reach this wait.
  std::optional<Operand> StoppedBy;
  /// Of a Send, Receive, Select or Block on a channel. Absent: not known.
  std::optional<ClosedSign> Closed;
  /// Of a Notify, Close or RequestStop. Absent: of a Notify not known, of a
  /// Close all that wait.
  std::optional<model::Wakes> Wakes;
  std::optional<model::Counts> Counts; ///< of a Block on a wait group
  std::optional<model::Fires> Fires;   ///< of a Start
  /// Of a Start: stopping the timer runs the callable, with an error as its first
  /// argument.
  bool Aborts = false;
  /// Of a call that does not wait: the last component of the name of the call
  /// that takes the same arguments and waits instead: 'pop' for 'try_pop'. It
  /// need not have the same result.
  std::string Blocking;
  std::string Reason;
};

/// One model file.
struct File {
  std::string Library;
  std::vector<std::string> Roots; ///< each name is looked up below each of these
  std::vector<TypeEntry> Types;
  std::vector<CallEntry> Calls;
};

} // namespace leash::model

#endif
