//===- StopRequests.h - who asks tasks to stop ------------------*- C++ -*-===//
#ifndef LEASH_FLOW_STOPREQUESTS_H
#define LEASH_FLOW_STOPREQUESTS_H

#include "Flow/Object.h"
#include "Model/Entry.h"
#include <vector>

namespace leash::flow {

class Unit;

/// A call that asks somebody to stop (the role 'request-stop').
struct StopRequest {
  const clang::Expr *Call = nullptr;
  const clang::FunctionDecl *In = nullptr;
  const model::CallEntry *Entry = nullptr;
  /// The object whose member is called; null for a free function.
  const clang::Expr *Receiver = nullptr;
  const clang::Expr *On = nullptr; ///< what is asked; null: not known
  const Object *Of = nullptr;      ///< the same as an object; null: not known
};

/// Those of \p U's functions, in their order. Walks all calls: ask once.
std::vector<StopRequest> stopRequests(Unit &U);

} // namespace leash::flow

#endif
