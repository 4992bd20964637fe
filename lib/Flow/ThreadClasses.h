//===- ThreadClasses.h - classes whose objects are tasks --------*- C++ -*-===//
//
// A class derives from a thread class and overrides what the start of that runs:
// QThread's run(), or a function of a base of the user's own that makes the thread.
// The override is the body of a task, whoever starts it.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_THREADCLASSES_H
#define LEASH_FLOW_THREADCLASSES_H

#include "Flow/Classes.h"

namespace leash::flow {

/// The function that \p Class leaves to those that derive from it: its only pure
/// one, or, if it has none, its only virtual one of the form 'void f()' that
/// overrides nothing. Null if there is no such.
const clang::CXXMethodDecl *leftToOverride(const clang::CXXRecordDecl *Class);

/// The class of the object that \p E is or points to; null if it is of none.
const clang::CXXRecordDecl *classOf(const clang::Expr *E);

/// What \p Call starts if the object that it is called on is a thread itself: the
/// override of the class that the object has, as far as its type says. Nothing if
/// it starts none, or that is not in sight.
std::optional<Target> threadStartedBy(Unit &U, const CallView &Call,
                                      const clang::FunctionDecl *Function);

/// The task that \p F, which has a body, is the body of as an override. Nothing if
/// it is none, or the start is not in sight and no model's either.
std::optional<Spawned> threadOf(Unit &U, const clang::FunctionDecl *F);

} // namespace leash::flow

#endif
