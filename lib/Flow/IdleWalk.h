//===- IdleWalk.h - finds the paths on which nothing waits ------*- C++ -*-===//
#ifndef LEASH_FLOW_IDLEWALK_H
#define LEASH_FLOW_IDLEWALK_H

#include "Flow/IdlePath.h"
#include "Support/CallView.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace leash::flow {

class Unit;

/// Follows the paths of one function.
class IdleWalk {
public:
  /// What to do with a path that is complete; true ends the walk.
  using Found = llvm::function_ref<bool(IdlePath &)>;

  IdleWalk(Unit &U, IdleTable &Table, const clang::FunctionDecl *Function, unsigned Steps,
           unsigned Depth)
      : U(U), Table(Table), Function(Function), Steps(Steps), Depth(Depth) {}

  /// The paths from \p From to \p Goal within \p Region (empty: everywhere).
  void run(const clang::CFGBlock *From, const clang::CFGBlock *Goal,
           const llvm::DenseSet<const clang::CFGBlock *> &Region, Found Then);

  /// The paths through \p Function, in its own terms. At most a handful.
  static llvm::ArrayRef<IdlePath> through(Unit &U, IdleTable &Table,
                                          const clang::FunctionDecl *Function, unsigned Depth);

private:
  /// The paths that go on after a step: mostly one; none if it may wait.
  using Next = llvm::SmallVector<IdlePath, 1>;

  // IdleWalk.cpp
  void visit(const clang::CFGBlock &Block, unsigned Element, IdlePath Path);
  void leave(const clang::CFGBlock &Block, IdlePath Path);
  void follow(const clang::CFGBlock *To, IdlePath Path);
  Next step(const clang::CFGElement &Element, IdlePath Path);
  Next statement(const clang::Stmt *S, IdlePath Path);
  bool destroys(const clang::CXXDestructorDecl *Destructor);
  /// Takes \p Condition to be \p Truth; false if that cannot be, or must not be
  /// guessed.
  bool take(IdlePath &Path, const clang::Expr *Condition, bool Truth);

  // WouldBlock.cpp
  /// Sees that a comparison with an error number tells of a call that it did
  /// not wait; false if the error passes by itself.
  bool learn(IdlePath &Path, const clang::Expr *Condition, bool Truth);

  // IdleValues.cpp
  Value eval(const clang::Expr *E, IdlePath &Path);
  Value compare(Range::Relation R, Value Left, Value Right, IdlePath &Path);
  Value mix(llvm::ArrayRef<Value> Parts, IdlePath &Path);
  Value made(const clang::CXXConstructExpr *Construct, IdlePath &Path);
  void store(const clang::Expr *To, Value V, IdlePath &Path);
  /// The variable, field or element that \p E names; null if not known.
  const Object *place(const clang::Expr *E);

  // IdleLibrary.cpp
  bool library(const CallView &Call, IdlePath &Path);
  bool notesTime(const CallView &Call, IdlePath &Path);

  // IdleCalls.cpp
  Next call(const clang::Expr *E, IdlePath Path);
  Next modelled(const CallView &Call, const model::CallEntry &Entry, IdlePath Path);
  Next inlined(const CallView &Call, const clang::FunctionDecl *Body, const IdlePath &Path);
  bool state(const CallView &Call, const model::CallEntry &Entry, IdlePath &Path);
  bool asksValue(const CallView &Call, IdlePath &Path);
  void polled(Poll::Kind How, const CallView &Call, const model::CallEntry &Entry, IdlePath &Path);
  void changeArguments(const CallView &Call, IdlePath &Path, Symbol::Source By, bool Zero);
  Next doubted(const CallView &Call, IdlePath Path);
  bool waits(const CallView &Call, const model::CallEntry &Entry, IdlePath &Path);
  bool isZeroTime(const clang::Expr *E);

  Unit &U;
  IdleTable &Table;
  const clang::FunctionDecl *Function;
  unsigned Steps; ///< that may still be taken
  unsigned Depth; ///< of calls around this function
  const clang::CFGBlock *Goal = nullptr;
  const llvm::DenseSet<const clang::CFGBlock *> *Region = nullptr;
  Found *Then = nullptr;
  bool Ended = false;
  llvm::SmallVector<uint8_t, 32> Visits; ///< of each block on the path at hand
};

} // namespace leash::flow

#endif
