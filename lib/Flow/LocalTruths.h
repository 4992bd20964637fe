//===- LocalTruths.h - a lock, and what local variables say of it -*- C++ -*-===//
//
// C code and its heirs keep in a local variable whether they hold a lock: a
// number that is 0 or 1, or a pointer that is null where the lock was given up.
// Which combinations of the lock and a few such variables are possible is a small
// set; it follows them through loops, where formulas are given up.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_LOCALTRUTHS_H
#define LEASH_FLOW_LOCALTRUTHS_H

#include "clang/AST/Decl.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>

namespace leash::flow {

class Unit;

/// The variables of one function that its branches ask whether they are zero.
class LocalTruths {
public:
  LocalTruths(Unit &U, const clang::FunctionDecl *Function, const clang::CFG &Graph);

  /// One bit for each combination of a lock that is held or not and variables that
  /// are zero or not.
  using Set = std::uint64_t;

  /// At the function's start: the lock is free, the variables are anything.
  Set initial() const { return Free & all(); }
  static Set taken(Set S) { return (S & Held) | ((S & Free) << 1); }
  static Set given(Set S) { return (S & Free) | ((S & Held) >> 1); }
  static bool mayBeHeld(Set S) { return S & Held; }

  /// What \p Step, an element of the function's CFG, makes of \p S.
  Set after(Set S, const clang::Stmt &Step) const;

  /// What of \p S is left where the terminator's condition \p Condition is \p Truth.
  Set where(Set S, const clang::Stmt *Condition, bool Truth) const;

private:
  static constexpr Set Free = 0x5555555555555555;
  static constexpr Set Held = Free << 1;
  static constexpr unsigned MaxVariables = 5;

  Set all() const;
  /// The combinations in which variable \p Index is not zero.
  static Set nonZero(unsigned Index);
  Set assigned(Set S, unsigned Index, const clang::Expr *Given) const;
  Set narrowed(Set S, const clang::Expr *E, bool Truth) const;
  std::optional<unsigned> indexOf(const clang::Expr *E) const;
  std::optional<int64_t> constantOf(const clang::Expr *E) const;
  void collectAsked(const clang::Expr *E, llvm::SmallVectorImpl<const clang::VarDecl *> &Out) const;

  Unit &U;
  llvm::SmallVector<const clang::VarDecl *, MaxVariables> Variables;
  /// What the last statement of a block tests, by the condition as a whole.
  llvm::DenseMap<const clang::Stmt *, const clang::Expr *> LastOf;
};

} // namespace leash::flow

#endif
