//===- TimerStories.h - findings on timers outside of classes ---*- C++ -*-===//
#ifndef LEASH_CHECKS_TIMERSTORIES_H
#define LEASH_CHECKS_TIMERSTORIES_H

#include "Flow/LocalTimers.h"
#include "Flow/ProcessTimers.h"
#include "Flow/Reposts.h"
#include "Flow/Tickers.h"
#include "Flow/TimerData.h"
#include "Report/Finding.h"

namespace leash {

report::Finding tell(const flow::LeakedTimer &L, const clang::FunctionDecl &Function,
                     flow::Unit &Unit);
report::Finding tell(const flow::OutlivedData &D, const clang::FunctionDecl &Function);
report::Finding tell(const flow::LeftArmed &A, const clang::FunctionDecl &Function);
report::Finding tell(const flow::PiledTimer &P);
report::Finding tell(const flow::EndlessTicker &T, const clang::FunctionDecl &Spawner,
                     flow::Unit &Unit);
report::Finding tell(const flow::EndlessRepost &R, const clang::FunctionDecl &Function);

} // namespace leash

#endif
