//===- Target.h - what a callable runs --------------------------*- C++ -*-===//
#ifndef LEASH_FLOW_TARGET_H
#define LEASH_FLOW_TARGET_H

#include "Flow/Object.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace leash::flow {

class Unit;

/// A function that a callable expression runs, and on which object.
struct Target {
  const clang::FunctionDecl *Function = nullptr; ///< with a body
  const Object *This = nullptr;                  ///< null for lambdas and free functions
  llvm::SmallVector<const Object *, 2> Params;   ///< what is bound to its parameters
};

/// \p On, a parameter of \p Function or a value that its lambda captured under a new
/// name, as the object that it was made from where the task \p Task, which runs
/// Function, was started; \p On itself if it is neither, or that is not known.
const Object *inStarter(Unit &U, const Object *On, const clang::FunctionDecl *Function,
                        const Target *Task);

/// What \p Callable runs: a lambda, a function, a pointer to member with the
/// object in \p Bound or beside it in an adapter, std::bind, a functor, a std::function made of
/// these, a local that holds one. Nothing if that is not certain.
std::optional<Target> targetOf(Unit &U, const clang::Expr *Callable,
                               llvm::ArrayRef<const clang::Expr *> Bound,
                               const clang::FunctionDecl *Function);

} // namespace leash::flow

#endif
