//===- StopToken.h - a task that can be asked to stop -----------*- C++ -*-===//
#ifndef LEASH_FIX_STOPTOKEN_H
#define LEASH_FIX_STOPTOKEN_H

#include "Flow/StuckLoops.h"
#include "Flow/Tickers.h"
#include "clang/Basic/Diagnostic.h"
#include <vector>

namespace leash::fix {

/// Edits that make the handle of the task of \p S a 'std::jthread', give the
/// task its stop token, and let the token end the wait of the loop. None unless
/// the wait is for a condition variable with a predicate, all uses of the handle
/// stay right, and the owner ends where it joins.
std::vector<clang::FixItHint> giveStopToken(const flow::StuckLoop &S, flow::Unit &Unit);

/// The same for a task that sleeps: its loop looks at the token on each turn.
std::vector<clang::FixItHint> giveStopToken(const flow::EndlessTicker &T,
                                            const clang::FunctionDecl &Spawner, flow::Unit &Unit);

} // namespace leash::fix

#endif
