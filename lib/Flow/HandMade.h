//===- HandMade.h - channels that users write themselves --------*- C++ -*-===//
//
// Most programs have no channel library: they have a class with a mutex, a
// condition variable and a container (docs: design, section 4.5). What its
// methods do is told from their bodies, never from their names:
//
//  - a receive waits until there is something in the container and takes it;
//  - a send puts something into it; it waits first if it waits for room;
//  - a place for one value, which the sender waits to find empty and the receiver
//    to find filled, is a channel of capacity 1, or 0 if the sender then waits
//    until the value has been taken;
//  - a close makes true what a receive waits for beside that, and notifies.
//
// A class template whose waits lie deeper is known by its signatures and by
// what its methods may do: one that takes an element and may wait for ever is a
// send, one that gives an element and may wait for ever is a receive.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_HANDMADE_H
#define LEASH_FLOW_HANDMADE_H

#include "Flow/Waits.h"
#include "Model/Entry.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>

namespace leash::flow {

class Unit;

/// What a method of a hand-written channel does.
struct ChannelMethod {
  model::CallRole Role = model::CallRole::Send; ///< Send, Receive or Close
  /// How long it may wait for the other side; Never: it does not.
  model::Bound HowLong = model::Bound::Never;
  /// Of a Send or Receive that waits: a close ends the wait.
  bool EndsByClose = false;
};

struct HandMadeChannel {
  const clang::CXXRecordDecl *Class = nullptr;
  /// The container; null for a class that is known by its signatures.
  const clang::FieldDecl *Items = nullptr;
  bool IsBounded = false;                  ///< a send may wait for room
  std::optional<uint64_t> Capacity;        ///< if it is bounded by a constant
  std::optional<unsigned> CapacityArg;     ///< or by this argument of its constructor
  std::optional<uint64_t> DefaultCapacity; ///< what that argument is if it is left out
  llvm::DenseMap<const clang::CXXMethodDecl *, ChannelMethod> Methods; ///< by definition

  const ChannelMethod *method(const clang::FunctionDecl *F) const;
  bool has(model::CallRole Role) const;
};

class HandMadeTable {
public:
  explicit HandMadeTable(Unit &U) : U(U) {}

  /// \p Record as a channel, or null if it is none: it needs a send and a
  /// receive, of which one may wait. Asks for the bodies of its methods only.
  const HandMadeChannel *of(const clang::CXXRecordDecl *Record);

private:
  struct Body;
  /// What ends a wait besides an item, and what it has to become.
  using Closers = llvm::SmallVector<std::pair<const clang::ValueDecl *, Becoming>, 2>;

  bool readSlot(HandMadeChannel &Channel, llvm::ArrayRef<Body> Bodies, Closers &Ends);
  const clang::FieldDecl *counterOf(const clang::CXXRecordDecl *Record,
                                    llvm::ArrayRef<Body> Bodies);
  void noteEnds(const HandMadeChannel &Channel, ChannelMethod &M, const WaitPoint &W,
                Closers &Ends);
  std::unique_ptr<HandMadeChannel> byBodies(const clang::CXXRecordDecl *Record);
  std::unique_ptr<HandMadeChannel> bySignatures(const clang::CXXRecordDecl *Record);
  void findCapacity(HandMadeChannel &Channel, const clang::Expr *Limit);

  Unit &U;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<HandMadeChannel>> Table;
};

} // namespace leash::flow

#endif
