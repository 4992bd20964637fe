//===- Loops.h - what can end this loop, and what does a turn do? -*- C++ -*-=//
//
// Loops by what can end them (docs: design, section 4.6). For each loop of a
// function: its exits, each with what decides it; the calls of one turn; what
// it writes. A loop that 'goto' makes is not listed.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_LOOPS_H
#define LEASH_FLOW_LOOPS_H

#include "Flow/Summary.h"
#include "llvm/ADT/DenseSet.h"
#include <memory>

namespace leash::flow {

class Unit;

/// One thing that a condition looks at.
struct Tested {
  enum class Kind {
    Constant,
    Value,  ///< a variable, field or element; also an atomic that is loaded
    Call,   ///< the result of a call
    Unknown ///< anything else
  };
  Kind What = Kind::Unknown;
  const clang::Expr *E = nullptr; ///< as it stands in the condition
  /// What is read, or what the call works on; null if not known.
  const Object *On = nullptr;
  /// The variable or field that is read, else null.
  const clang::ValueDecl *Read = nullptr;
  /// The call that gives the value: E, or the one call of the loop that the
  /// local Read gets it from, by its result or as an argument ('pop(x)').
  const clang::Expr *Call = nullptr;
  const clang::FunctionDecl *Callee = nullptr;
  const model::CallEntry *Entry = nullptr; ///< what a model says of Call
  /// Read is written in the loop, condition and callees included. (False and
  /// not a constant: only somebody else can change it.)
  bool WrittenInside = false;
};

/// A condition that lies between a turn's start and an exit.
struct Decision {
  const clang::Expr *Condition = nullptr;
  bool When = true; ///< the truth that leads to the exit; of a switch: true
  llvm::SmallVector<Tested, 2> Looks;
};

/// One way out of a loop.
struct LoopExit {
  enum class Kind { Condition, Break, Return, Throw, Goto, NoReturn };
  Kind How = Kind::Condition;
  const clang::Stmt *Site = nullptr;
  clang::SourceLocation Where;
  /// What must hold for it, outermost first; conditions of which either truth
  /// leads here are left out. None: it is taken in the first turn.
  llvm::SmallVector<Decision, 2> Decides;
};

/// A call or construction that stands in a loop, inner loops included, nested
/// lambdas not.
struct LoopCall {
  const clang::Expr *E = nullptr;
  const clang::FunctionDecl *Callee = nullptr; ///< null: through a pointer
  const model::CallEntry *Entry = nullptr;     ///< what a model says of it
  const Object *On = nullptr;                  ///< what it works on, if known
  bool EveryTurn = false;                      ///< each path from one turn to the next has it
  bool ThrowsOut = false; ///< it may throw, and no 'try' of the loop is around it
  /// What it does, through callees too (blocking effects with class, bound and
  /// chain); empty where nothing is known.
  llvm::SmallVector<const Effect *, 1> Effects;
};

struct Loop {
  const clang::Stmt *Statement = nullptr; ///< while, do, for, range-for
  const clang::Stmt *Body = nullptr;
  const clang::Expr *Condition = nullptr; ///< null: none
  clang::SourceLocation Where;
  const clang::FunctionDecl *In = nullptr;
  const Loop *Outer = nullptr;
  unsigned Depth = 0; ///< number of loops around it
  /// No condition, or one that is always true.
  bool Endless = false;
  std::vector<LoopExit> Exits;
  std::vector<LoopCall> Calls; ///< in source order
  /// Variables and fields that the loop may write: assignments, calls that may
  /// change them, and assignments in callees that have bodies.
  llvm::DenseSet<const clang::ValueDecl *> Written;

  llvm::DenseSet<const clang::Stmt *> Inside;

  /// Whether \p S stands in the loop, its condition included.
  bool has(const clang::Stmt *S) const { return Inside.contains(S); }
};

/// What \p Condition of \p Function looks at; \p In is the loop around it, or
/// null.
llvm::SmallVector<Tested, 2> testedBy(Unit &U, const clang::Expr *Condition,
                                      const clang::FunctionDecl *Function, const Loop *In);

/// The loops of all functions asked for, computed on demand.
class LoopTable {
public:
  explicit LoopTable(Unit &U) : U(U) {}
  ~LoopTable();

  /// The loops of \p Function, which has a body: outer before inner, in source
  /// order.
  llvm::ArrayRef<const Loop *> of(const clang::FunctionDecl *Function);

private:
  struct Entry {
    std::vector<std::unique_ptr<Loop>> Loops;
    std::vector<const Loop *> View;
  };
  Unit &U;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Entry>> Table;
};

} // namespace leash::flow

#endif
