//===- Classes.h - the methods of a class seen together ---------*- C++ -*-===//
//
// Most bugs show only when all methods of a class are seen at once (docs:
// design, section 4.4). Built once for each class, from the bodies that the
// translation unit has.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_CLASSES_H
#define LEASH_FLOW_CLASSES_H

#include "Flow/Summary.h"
#include "Flow/Target.h"
#include "Support/CallView.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>

namespace leash::flow {

class Unit;

/// A task that a class or function starts.
struct Spawned {
  const Object *Handle = nullptr; ///< where its handle lives; null: nowhere
  Target Runs;
  clang::SourceLocation Where;
  /// The class whose objects are the task themselves; null: it has a handle.
  const clang::CXXRecordDecl *Thread = nullptr;
  bool IsBody = false; ///< Where is the place of the body: the start is not in sight
};

/// \p F, or the function that it stands in if it is a lambda.
const clang::FunctionDecl *outermost(const clang::FunctionDecl *F);

class ClassTable {
public:
  explicit ClassTable(Unit &U) : U(U) {}

  /// The methods of \p Record that have bodies here, lambdas' classes
  /// excluded, in source order.
  llvm::ArrayRef<const clang::CXXMethodDecl *> methods(const clang::CXXRecordDecl *Record);

  /// Whether all that can be done to the private fields of \p Record is in sight:
  /// it has no friends, and each method has a body here.
  bool isInSight(const clang::CXXRecordDecl *Record);

  /// The tasks that \p Function starts.
  llvm::ArrayRef<Spawned> spawns(const clang::FunctionDecl *Function);

  /// The callable and its arguments, if \p E, which is \p Call, starts a task;
  /// else nothing.
  llvm::SmallVector<const clang::Expr *, 4> startedBy(const clang::Expr *E, const CallView &Call);

  /// Where \p Function puts the handle of the task that \p E starts; null:
  /// nowhere.
  const Object *handleOf(const clang::Expr *E, const CallView &Call,
                         const clang::FunctionDecl *Function);

  /// A public method of \p Record, other than \p But, that takes and gives back
  /// \p Lock, which lives in the method's own object; the effect says where. One
  /// that only reads is preferred: a callback's author would think nothing of
  /// calling it. One that sets the callback in \p Sets (null: none), or locks to
  /// let another set it, does not count: a callback seldom replaces itself. Null
  /// if there is none.
  const Effect *lockingMethod(const clang::CXXRecordDecl *Record, const Object *Lock,
                              const clang::FunctionDecl *But, const clang::FieldDecl *Sets);

  /// What the function object in \p Field runs, if the class gives it one value
  /// and nobody else can.
  std::optional<Target> boundTo(const clang::FieldDecl *Field);

  /// Whether \p Record itself makes what \p Field points to: a part of its own.
  bool isMadeHere(const clang::CXXRecordDecl *Record, const clang::FieldDecl *Field);

  /// Whether \p Field of \p Record gets its value in the constructor and keeps
  /// it: what its owner injected.
  bool isInjected(const clang::CXXRecordDecl *Record, const clang::FieldDecl *Field);

  /// What threadOf() has found so far; a function in progress has none.
  llvm::DenseMap<const clang::FunctionDecl *, std::optional<Spawned>> &threads() { return Threads; }

  /// The calls in methods of \p Record that start tasks, with the method.
  llvm::ArrayRef<std::pair<const clang::CXXMethodDecl *, const clang::Expr *>>
  starts(const clang::CXXRecordDecl *Record);

private:
  bool isFresh(const clang::CXXMethodDecl *Method, const clang::Expr *E);

  Unit &U;
  llvm::DenseMap<const clang::CXXRecordDecl *,
                 std::unique_ptr<llvm::SmallVector<const clang::CXXMethodDecl *, 8>>>
      Methods;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<std::vector<Spawned>>> Spawns;
  llvm::DenseMap<const clang::FunctionDecl *, std::optional<Spawned>> Threads;
  using StartList = std::vector<std::pair<const clang::CXXMethodDecl *, const clang::Expr *>>;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<StartList>> Starts;
};

} // namespace leash::flow

#endif
