//===- Descriptors.h - which descriptors does a wait look at? ---*- C++ -*-===//
//
// A wait for the network ends when something comes to its descriptor, or to one
// of the set that it polls. Who could make that happen can be told only where
// all of them are the code's own: integer fields, and local variables.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_DESCRIPTORS_H
#define LEASH_FLOW_DESCRIPTORS_H

#include "Flow/Summary.h"
#include "Flow/Target.h"

namespace leash::flow {

class Unit;

struct Descriptors {
  /// The fields and variables that hold them; empty: at least one is not known.
  llvm::SmallVector<const clang::ValueDecl *, 2> All;
  /// The wait also ends when the other end is closed, which may be a descriptor of
  /// the code's own (a pipe, a socket pair).
  bool SeesHangUp = false;

  bool areKnown() const { return !All.empty(); }
};

/// Those of \p Wait, an effect of class network. \p Task: what the task runs that
/// waits, with its arguments; null: not known.
Descriptors descriptorsOf(Unit &U, const Effect &Wait, const Target *Task = nullptr);

} // namespace leash::flow

#endif
