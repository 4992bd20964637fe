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
  Send,
  Receive,
  Close,
  IsClosed,
  Select,
  Notify,
  CountDown,
  Satisfy, ///< gives a promise its value
  RequestStop,
  StopRequested,
  Start, ///< arms a timer
  Stop,  ///< disarms it
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
/// What happens to a running task when its handle is destroyed.
enum class AtEnd { Nothing, Join, StopAndJoin, Detach, Terminate };
/// How a try-operation says that it succeeded.
enum class Success { True, Zero, NonNull };

/// An operand of a call: the object it is called on, its result, every
/// argument, or one argument by index (from 0).
struct Operand {
  enum KindT { None, This, Return, All, Argument } Kind = None;
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
  Operand Lock{Operand::Argument, 0};  ///< of a guard's constructor
  std::optional<GuardTagKind> Tag;     ///< of a GuardTag
  std::optional<AtEnd> End;            ///< of a Task, Future or Timer
  std::optional<Capacity> Room;        ///< of a Channel
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
  std::optional<unsigned> Callable; ///< what a Spawn or Callback runs
  std::optional<Operand> Handle;    ///< of a Spawn
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
