//===- LoopWays.h - the one thing that ends a loop --------------*- C++ -*-===//
#ifndef LEASH_FLOW_LOOPWAYS_H
#define LEASH_FLOW_LOOPWAYS_H

#include "Flow/Loops.h"

namespace leash::flow {

/// What decides all exits of a loop: a flag, or a stop token.
struct Way {
  const Tested *Looks = nullptr; ///< null: more than one thing does
  bool IsToken = false;
  bool IsOwn = false; ///< the task asks whether a stop is requested of itself
};

/// The one flag or token that decides all exits of \p L; nothing if anything
/// else does. What the result of a wait decides cannot come while it waits.
Way onlyWay(const Loop &L);

/// What \p Flag, the one way of \p L, must become for the loop to end.
bool wantedTruth(Unit &U, const Loop &L, const Tested &Flag);

/// Whether \p L ends only by what a call for the network returns.
bool endsByErrorOnly(const Loop &L);

} // namespace leash::flow

#endif
