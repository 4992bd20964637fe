//===- StrandedSends.h - sends that a stop leaves behind --------*- C++ -*-===//
//
// A hand-written queue is told to stop: those who take from it leave, or take
// nothing any more. Who waits for room then waits for ever, unless his wait looks
// at the stop as well.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_STRANDEDSENDS_H
#define LEASH_FLOW_STRANDEDSENDS_H

#include "Flow/Waits.h"

namespace leash::flow {

struct StrandedSend {
  const clang::FieldDecl *Items = nullptr; ///< the container
  const WaitPoint *Wait = nullptr;         ///< for room
  const clang::FunctionDecl *Sender = nullptr;
  Change Takes; ///< makes room, until the stop
  Change Stops; ///< sets the flag
  /// Where who takes leaves once the flag is set.
  clang::SourceLocation Leaves;
  bool ByTasks = false; ///< tasks of the class take; false: its callers
};

/// The waits for room of \p U's classes that look at nothing but the container,
/// while all that makes room ends with a flag that a method sets. To be asked for
/// when functions() is complete.
std::vector<StrandedSend> strandedSends(Unit &U);

} // namespace leash::flow

#endif
