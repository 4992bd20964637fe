//===- Idle.h - does a loop only poll while it has nothing to do? -*- C++ -*-=//
#ifndef LEASH_FLOW_IDLE_H
#define LEASH_FLOW_IDLE_H

#include "Flow/Summary.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>

namespace leash::flow {

class Unit;

/// A thing that is asked and answers at once.
struct Poll {
  enum class Kind {
    Try,   ///< an operation that does not wait and found nothing to do
    Fails, ///< an operation that would wait, but fails at once
    Flag,  ///< an atomic, a closed or stop state
    State, ///< a variable or a container
  };
  Kind How = Kind::Try;
  const clang::Stmt *Site = nullptr;
  clang::SourceLocation Where;
  const clang::FunctionDecl *In = nullptr; ///< the function that Site stands in
  const clang::NamedDecl *Callee = nullptr;
  const model::CallEntry *Entry = nullptr;
  const Object *On = nullptr;
  std::string OnText;
  unsigned Result = 0; ///< the symbol of what it returned
  /// The calls that lead to it, outermost first; none: it is in the loop.
  llvm::SmallVector<const clang::Expr *, 2> Through;
};

/// A turn of a loop that ends where it began: nothing waited, nothing changed.
struct IdleTurn {
  const clang::Stmt *Loop = nullptr;
  clang::SourceLocation Where;
  const clang::FunctionDecl *In = nullptr;
  std::vector<Poll> Polls;               ///< the one that matters most first; never empty
  const clang::Expr *Yield = nullptr;    ///< where it gives up its time slice, else null
  const clang::Expr *StopTest = nullptr; ///< a condition by which the loop can end, beside polls
};

/// The paths through functions on which nothing waits, computed on demand; one
/// for a translation unit.
class IdleTable {
public:
  IdleTable();
  ~IdleTable();
  struct Entry;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Entry>> Functions;
  /// Whether a function, or what it calls, may be a poll.
  llvm::DenseMap<const clang::FunctionDecl *, bool> Asks;
};

/// The loops of \p Function that spin: inner ones before outer ones, and each
/// poll told of once.
std::vector<IdleTurn> idleTurns(Unit &U, IdleTable &Table, const clang::FunctionDecl *Function);

/// Whether \p Record is an atomic: a model says how to read it, and it is no
/// pointer and no optional.
bool isAtomic(Unit &U, const clang::CXXRecordDecl *Record);
/// Whether objects of class \p Record are something or nothing: smart pointers,
/// optionals.
bool isMaybe(const clang::CXXRecordDecl *Record);

} // namespace leash::flow

#endif
