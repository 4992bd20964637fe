//===- SharedState.h - plain state that tasks wait for ----------*- C++ -*-===//
//
// A wait ends when some plain state has changed: a flag is set, a container is
// no longer empty. What does a condition look at, what would make it true, and
// what does a function change? State is told apart by its declaration: a field
// stands for that field of all objects of the class.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_SHAREDSTATE_H
#define LEASH_FLOW_SHAREDSTATE_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <vector>

namespace leash::flow {

class Object;
class Unit;

/// What a piece of state becomes, or has to become.
struct Becoming {
  enum KindT {
    True,  ///< true, non-null, non-zero
    False, ///< false, null, zero
    More,  ///< a container or counter grows
    Less,  ///< it shrinks
    Equal, ///< the constant Value, neither 0 nor a truth value
    Other  ///< something that is not known
  } Kind = Other;
  int64_t Value = 0;

  /// Whether a change to this may bring about \p Wanted.
  bool mayBring(const Becoming &Wanted) const;
};

/// One place where a function changes a piece of state.
struct Change {
  const clang::ValueDecl *What = nullptr;
  Becoming To;
  const clang::Stmt *Site = nullptr;
  const clang::FunctionDecl *In = nullptr;
};

/// One piece of state that a condition looks at.
struct Test {
  const clang::ValueDecl *What = nullptr;
  Becoming Wanted; ///< what ends the wait
  const clang::Expr *Where = nullptr;
  const clang::Expr *Against = nullptr; ///< what it is compared with, if anything
};

struct Tests {
  llvm::SmallVector<Test, 4> All;
  bool IsWhole = true; ///< false: code out of sight is asked as well

  const Test *of(const clang::ValueDecl *What) const;
};

/// The field or variable that \p E names: the last one of 'a->b.c', through
/// pointers and elements. Null for anything else.
const clang::ValueDecl *stateOf(const clang::Expr *E);

/// The field or variable that \p O is or lives in as an element.
const clang::ValueDecl *stateOf(const Object *O);

/// Whether \p T and \p C, about one field, speak of objects that two different
/// globals or fields hold, so that the one says nothing of the other.
bool areOfDifferentObjects(const Test &T, const Change &C);

/// Whether \p T and \p C reach it through one global, field or local, or both as a
/// part of the object at hand.
bool areOfOneObject(const Test &T, const Change &C);

/// What \p Condition looks at, and what each piece would have to become to make
/// it \p Wanted (true or false). Functions of the user's are looked into.
Tests testsOf(Unit &U, const clang::Expr *Condition, bool Wanted);

/// As testsOf, for what \p Predicate, which has a body, returns.
Tests testsOfResult(Unit &U, const clang::FunctionDecl *Predicate, bool Wanted);

/// What the body of \p Function, without its lambdas, changes, in source order
/// by kind of statement.
std::vector<Change> changesIn(Unit &U, const clang::FunctionDecl *Function);

} // namespace leash::flow

#endif
