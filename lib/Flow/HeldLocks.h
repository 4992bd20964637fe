//===- HeldLocks.h - held regions over one function's CFG -------*- C++ -*-===//
#ifndef LEASH_FLOW_HELDLOCKS_H
#define LEASH_FLOW_HELDLOCKS_H

#include "Flow/Summary.h"

namespace leash::flow {

class Unit;

/// Computes which locks are held at each point of \p Function, and from that
/// what happens under them and what the caller sees. Nothing, if the function
/// has no usable CFG.
std::optional<FunctionFlow> analyseHeldLocks(Unit &U, const clang::FunctionDecl *Function);

} // namespace leash::flow

#endif
