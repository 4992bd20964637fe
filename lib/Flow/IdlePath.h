//===- IdlePath.h - a path on which nothing waits ---------------*- C++ -*-===//
//
// One path through a loop's turn, or through a function: what was asked on it,
// what must have been true, what it has changed. Only paths are followed on
// which each poll says 'not yet' and nothing blocks. An unknown call ends a
// path: it may block.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_IDLEPATH_H
#define LEASH_FLOW_IDLEPATH_H

#include "Flow/Idle.h"
#include "Flow/Values.h"
#include "llvm/ADT/DenseMap.h"

namespace leash::flow {

/// Two symbols of one path that are compared with each other.
struct Comparison {
  Range::Relation Relation;
  unsigned Left, Right;
};

/// A value that is not known, and where it comes from.
struct Symbol {
  enum class Source {
    Start,  ///< what a variable or field holds when the path starts
    Poll,   ///< what a poll that found nothing left
    Opaque, ///< a call's result, a computation
    Time,   ///< what a clock shows: to note it is no progress
  };
  Range Values;
  Source From = Source::Opaque;
  /// Whose values at the start it is, or is computed from.
  llvm::SmallVector<const Object *, 1> Of;
  bool Consulted = false; ///< a condition looked at it
  /// What it is the truth of, if that is known.
  std::optional<Comparison> Compares;
};

/// A call whose callee is not known; the path counts only if it turns out not
/// to wait.
struct Doubt {
  const clang::Expr *Call = nullptr;
  unsigned Result = 0;
};

/// A branch that the path took by what a variable or field happened to hold.
struct Assumption {
  const clang::Stmt *Condition = nullptr;
  const clang::CFGBlock *At = nullptr;
  const clang::CFGBlock *Taken = nullptr;
  const clang::CFGBlock *Other = nullptr;
};

struct IdlePath {
  std::vector<Symbol> Symbols;
  llvm::SmallVector<std::pair<const Object *, Value>, 8> Now;
  llvm::SmallVector<std::pair<const Object *, unsigned>, 8> Start;
  llvm::DenseMap<const clang::Expr *, Value> Results; ///< of calls and choices
  std::vector<Poll> Polls;
  llvm::SmallVector<Doubt, 2> Doubts;
  llvm::SmallVector<Assumption, 4> Assumed;
  /// Objects that may hold anything, or zero, since something changed them.
  struct Change {
    const Object *What;
    Symbol::Source By;
    bool Zero; ///< a poll left nothing in it
  };
  llvm::SmallVector<Change, 4> Changed;
  llvm::SmallVector<const Object *, 4> Assigned;
  llvm::SmallVector<const Object *, 4> Declared; ///< they begin anew each turn
  llvm::SmallVector<const Object *, 2> Flags;    ///< atomics and closed or stop states read
  const clang::Expr *Yield = nullptr;
  bool TakesLock = false;
  bool TriesLock = false;
  bool DoesMore = false;         ///< something that is neither a poll nor a look at state
  std::optional<unsigned> Error; ///< the symbol of errno since the last poll
  Value Result;                  ///< of a function's path

  unsigned fresh(Symbol::Source From);
  Value freshValue(Symbol::Source From) { return Value::symbol(fresh(From)); }
  /// What \p O holds now.
  Value read(const Object *O);
  void assign(const Object *O, Value V);
  /// \p O and its parts may hold anything from now on; \p Zero: they hold nothing.
  void change(const Object *O, Symbol::Source By, bool Zero = false);
  /// \p O begins to live.
  void declare(const Object *O);
  bool isDeclared(const Object *O) const;
  /// Takes \p V to be zero or not; false if it cannot be so.
  bool assume(const Value &V, bool NonZero);
  bool assume(const Value &V, Range::Relation R, int64_t C);
  /// The truth of \p V if it is certain.
  std::optional<bool> truth(const Value &V) const;
  /// Whether \p V comes from something that is not understood.
  bool isOpaque(const Value &V) const;
  void consult(const Value &V);

  /// Whether another turn that starts where this one ended may take the same
  /// path: nothing that a condition looked at has changed.
  bool repeats() const;
};

} // namespace leash::flow

#endif
