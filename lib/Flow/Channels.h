//===- Channels.h - what a call does to a channel ---------------*- C++ -*-===//
#ifndef LEASH_FLOW_CHANNELS_H
#define LEASH_FLOW_CHANNELS_H

#include "Model/Entry.h"
#include "Support/CallView.h"
#include <optional>

namespace leash::flow {

class Unit;

/// An operation on a channel, of a library or of the user's own.
struct ChannelOp {
  enum class Kind {
    Send,
    Receive,
    Close,
    Cancel ///< ends the operations that wait, and leaves the channel open
  };
  Kind What = Kind::Send;
  const clang::Expr *Call = nullptr;
  const clang::Expr *On = nullptr; ///< the channel
  /// How long it may wait for the other side: never for a try-operation.
  model::Bound HowLong = model::Bound::Unbounded;
  /// The call only makes the operation; 'co_await' or a handler waits for it.
  bool Deferred = false;
  /// How the result, or an error code, says that a value was transferred.
  model::Success Succeeds = model::Success::True;
  /// A closed channel ends the call by an exception.
  bool Throws = false;
  /// Whether the result says it at all.
  bool Tells = false;
  /// Of Close and Cancel: whether senders that wait come back.
  bool WakesSenders = true;
};

/// What \p Call does to a channel; nothing if it does something else.
std::optional<ChannelOp> channelOp(Unit &U, const CallView &Call);

/// One arm of a select.
struct SelectArm {
  enum class Kind {
    Send,
    Receive,
    Default, ///< the select does not wait
    Other    ///< not known
  };
  Kind What = Kind::Other;
  const clang::Expr *On = nullptr;    ///< the channel
  const clang::Expr *Whole = nullptr; ///< what makes the arm
};

/// The arms of \p Call, if it is a select of the user's own that gives back the
/// number of the arm; else none.
llvm::SmallVector<SelectArm, 4> handMadeSelect(Unit &U, const CallView &Call);

/// The class of channel that objects of type \p T are or, for pointers and
/// smart pointers, point to; null if it is none.
const clang::CXXRecordDecl *channelClass(Unit &U, clang::QualType T);

/// The class of wait group, or of promise, that objects of type \p T are or
/// point to; null if it is none whose count is known.
const clang::CXXRecordDecl *waitGroupClass(Unit &U, clang::QualType T);

/// The class that a pointer or smart pointer \p T points to, or \p T itself.
const clang::CXXRecordDecl *pointeeClass(clang::QualType T);

/// The class of the elements of a container of type \p T; null if it is none.
const clang::CXXRecordDecl *elementClass(clang::QualType T);

/// Whether objects of class \p Record hold channels: in a field, or in a field's
/// field. A channel itself holds none.
bool holdsChannels(Unit &U, const clang::CXXRecordDecl *Record);

/// Whether \p T is a channel, points to one, or is a template over such: what a
/// coroutine gives that makes a channel.
bool givesChannel(Unit &U, clang::QualType T);

/// How many sends go through without a receiver.
struct Room {
  bool Known = false;
  bool Unbounded = false;
  const clang::Expr *Size = nullptr; ///< what gives the number, if no constant does
  uint64_t Number = 0;
  uint64_t Lost = 0; ///< slots that hold no value
  /// The constructor argument that gives it, counted from 0, and whether it may
  /// be left out; for fix-its.
  std::optional<unsigned> Arg;
};

/// The room of a channel of class \p Class that is made with \p Args.
Room roomOf(Unit &U, const clang::CXXRecordDecl *Class, llvm::ArrayRef<const clang::Expr *> Args);

} // namespace leash::flow

#endif
