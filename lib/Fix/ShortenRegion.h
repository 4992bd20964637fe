//===- ShortenRegion.h - end a held region before a call --------*- C++ -*-===//
#ifndef LEASH_FIX_SHORTENREGION_H
#define LEASH_FIX_SHORTENREGION_H

#include "Flow/Summary.h"
#include "clang/Basic/Diagnostic.h"
#include <vector>

namespace leash::flow {
class Unit;
}

namespace leash::fix {

/// Edits that give up the lock of \p C before the call that blocks, or none
/// where that is not surely right: the guard is a unique_lock-like local, the
/// call stands by itself, and nothing after it touches what the lock may
/// protect.
std::vector<clang::FixItHint> unlockBefore(const flow::Crossing &C, flow::Unit &Unit);

} // namespace leash::fix

#endif
