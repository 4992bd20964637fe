//===- Summary.h - what a function does to tasks ----------------*- C++ -*-===//
//
// The records that Flow computes and checks read. All are allocated by the
// Unit and live as long as it.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_SUMMARY_H
#define LEASH_FLOW_SUMMARY_H

#include "Flow/Object.h"
#include "Model/Entry.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <string>
#include <vector>

namespace leash::flow {

/// One taking of a lock.
struct Acquisition {
  const Object *Lock = nullptr;
  std::string Text; ///< the lock as the user wrote it
  clang::SourceLocation Where;
  const clang::Stmt *Site = nullptr;
  const clang::FunctionDecl *In = nullptr;
  model::LockMode Mode = model::LockMode::Exclusive;
  model::Blocked Blocks = model::Blocked::Thread;
  bool Recursive = false;
  bool KnownType = false; ///< the lock's own rules are known
  bool Assumed = false;   ///< not taken here: the caller is said to hold it
};

/// Something that a function, or what it calls, does or may do.
struct Effect {
  enum class Kind {
    Blocks,
    Acquires,
    Attempts, ///< tries to take a lock, and does not wait for it
    CallsBack,
    Suspends,
    Satisfies,
    SetsNonBlocking
  };

  Kind What = Kind::Blocks;
  clang::SourceLocation Where;
  const clang::Stmt *Site = nullptr;        ///< the call; null: an implicit destruction
  const clang::FunctionDecl *In = nullptr;  ///< the function that Where lies in
  const clang::NamedDecl *Callee = nullptr; ///< the API or function called at Where
  const Effect *Inner = nullptr;            ///< the same effect, seen in the callee
  model::CallRole Role = model::CallRole::Block;
  model::BlockClass Class = model::BlockClass::Wait;
  model::Bound HowLong = model::Bound::Unbounded;
  model::Blocked Blocks = model::Blocked::Thread;
  const Object *On = nullptr; ///< waited for, taken, called through; may be null
  std::string OnText;         ///< as written at the innermost place
  /// The caller's locks that are surely not held while this happens.
  llvm::SmallVector<const Object *, 1> GivesUp;
  const Acquisition *Lock = nullptr;   ///< of Acquires
  const std::string *Reason = nullptr; ///< of the model entry, if it has one

  /// The effect at the end of the chain of calls.
  const Effect &innermost() const { return Inner ? Inner->innermost() : *this; }
};

/// How a lock of the caller's stands after a call, if the call changed that.
struct LockChange {
  const Object *Lock = nullptr;
  bool Held = false;
  bool Always = false; ///< on every path
  const Acquisition *How = nullptr;
  const Object *Holder = nullptr; ///< the guard that the function returns, if that holds it
};

struct Summary {
  std::vector<const Effect *> Effects;
  std::vector<LockChange> Changes;
};

/// A lock is held while an effect happens. Where it is not held on every path,
/// Unit::isPossible says whether it happens at all.
struct Crossing {
  const Acquisition *Lock = nullptr;
  const Effect *Across = nullptr;
  const Object *Held = nullptr;   ///< the lock
  const Object *Holder = nullptr; ///< the guard that holds it then; null: by hand
  bool Always = true;             ///< on every path to the effect

  const clang::Stmt *site() const { return Across->Site; }
};

/// A lock is taken while the same task holds it: on every path, or if
/// Unit::isPossible says so.
struct Relock {
  const Acquisition *First = nullptr;
  const Acquisition *Second = nullptr;
  const Effect *Through = nullptr; ///< the call that takes it again; null: direct
  const Object *Held = nullptr;    ///< the lock
  const Object *Holder = nullptr;  ///< the guard that holds it then; null: by hand
  bool Always = true;              ///< on every path to the place

  const clang::Stmt *site() const { return Through ? Through->Site : Second->Site; }
};

/// A wait on a condition, and the locks that it gives up meanwhile: in the
/// function itself, or in a callee that gives up a lock of the function's.
struct ConditionWait {
  const Effect *Wait = nullptr;
  llvm::SmallVector<const Object *, 1> Releases;
};

/// Everything that is known of one function.
struct FunctionFlow {
  Summary Outside;
  std::vector<Crossing> Crossings;
  std::vector<Relock> Relocks;
  std::vector<ConditionWait> Waits;
  std::vector<const Acquisition *> Taken; ///< each blocking one, in the function itself
  /// The locks that may be held when a call, an access or an assignment starts;
  /// those with none are absent.
  llvm::DenseMap<const clang::Stmt *, unsigned> HeldSet;
  std::vector<llvm::SmallVector<const Object *, 2>> HeldSets;

  llvm::ArrayRef<const Object *> heldAt(const clang::Stmt *S) const {
    auto Known = HeldSet.find(S);
    if (Known == HeldSet.end())
      return {};
    return HeldSets[Known->second];
  }
};

} // namespace leash::flow

#endif
