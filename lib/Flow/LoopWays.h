//===- LoopWays.h - the one thing that ends a loop --------------*- C++ -*-===//
#ifndef LEASH_FLOW_LOOPWAYS_H
#define LEASH_FLOW_LOOPWAYS_H

#include "Flow/Loops.h"

namespace leash::flow {

/// A flag or a stop token that ends a loop.
struct Way {
  const Tested *Looks = nullptr; ///< where the loop looks at it
  /// The flag: what is read there, or what the function that is asked there gives
  /// back. Of a token: the token.
  const clang::ValueDecl *Flag = nullptr;
  bool IsToken = false;
  bool IsOwn = false; ///< the task asks whether a stop is requested of itself
  /// No exit of the loop needs anything but flags.
  bool IsAll = true;
};

/// The flags that decide the exits of \p L, or the one token; none if anything else
/// decides one. What the result of a wait decides cannot come while it waits. With
/// \p Some, exits that other things decide do not count: they cannot come either
/// while the loop is in its wait.
llvm::SmallVector<Way, 2> waysOut(Unit &U, const Loop &L, bool Some);

/// What the flag \p Out of \p L must become for the loop to end.
bool wantedTruth(Unit &U, const Loop &L, const Way &Out);

/// Whether \p L ends only by what a call for the network returns.
bool endsByErrorOnly(const Loop &L);

/// Whether \p L, which waits for the network in \p Wait, sends something to the same
/// descriptor: what it waits for is the answer.
bool waitsForAnswer(Unit &U, const Loop &L, const Effect &Wait);

} // namespace leash::flow

#endif
