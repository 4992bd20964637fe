//===- TimerWrappers.h - functions that make or give back timers -*- C++ -*-===//
//
// 'foo_timer_init(&foo)', 'foo_timer_free(&foo)' and 'wait(timer_, 5s, handler)' of
// a project's own are known by what their bodies do to the parameter.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_TIMERWRAPPERS_H
#define LEASH_FLOW_TIMERWRAPPERS_H

#include "Flow/TimerCalls.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include <optional>

namespace leash::flow {

class Unit;

/// What a function does to the timer that it gets, or that is a part of what it
/// gets.
enum class TimerDeed {
  Uses,      ///< looks at it, arms or stops it
  Makes,     ///< unless its result says that it failed
  GivesBack, ///< on some path
  Unknown,   ///< it may keep it, or pass it on
};

/// What \p F does to its parameter number \p Index; Unknown without a body.
TimerDeed deedOf(Unit &U, const clang::FunctionDecl *F, unsigned Index, unsigned Depth = 0);

/// A function that makes a timer for its caller.
struct TimerMaker {
  bool GivesId = false;              ///< its result is the timer
  unsigned Param = 0;                ///< else the parameter that gets it
  bool ZeroFails = false;            ///< zero or null says that there is none
  const clang::Expr *Made = nullptr; ///< the call that makes it
};

/// \p F as one; nothing if it is none, or if its result cannot be read.
std::optional<TimerMaker> makerOf(Unit &U, const clang::FunctionDecl *F, unsigned Depth = 0);

/// The start that \p Call is, if its callee arms the timer that it gets, on each
/// path, with the callable that it gets beside it.
std::optional<TimerCall> armedBy(Unit &U, const CallView &Call);

} // namespace leash::flow

#endif
