//===- LockVerb.h - locks known by structure --------------------*- C++ -*-===//
//
// A member function whose body is out of sight may still be known to lock or
// unlock: by a capability attribute, or because its class meets the standard's
// Lockable requirements ([thread.req.lockable]: lock() with unlock(), ...).
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_LOCKVERB_H
#define LEASH_FLOW_LOCKVERB_H

#include "Model/Entry.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace leash::flow {

struct LockVerb {
  enum KindT { Acquire, TryAcquire, Release, Assert } Kind = Acquire;
  model::LockMode Mode = model::LockMode::Exclusive;
  /// The capability's expressions in the attribute; empty: the object itself.
  llvm::SmallVector<const clang::Expr *, 1> Capabilities;
};

/// By attribute, whether or not a body is in sight.
std::optional<LockVerb> verbByAttribute(const clang::FunctionDecl *F);

/// By the Lockable requirements, for a class whose members' bodies are out of
/// sight.
std::optional<LockVerb> verbByRequirement(const clang::FunctionDecl *F);

/// Whether \p Record only looks like a lock: its lock() has an empty body, as
/// that of a null mutex.
bool locksNothing(const clang::CXXRecordDecl *Record);

} // namespace leash::flow

#endif
