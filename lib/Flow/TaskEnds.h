//===- TaskEnds.h - where owners wait for their tasks -----------*- C++ -*-===//
#ifndef LEASH_FLOW_TASKENDS_H
#define LEASH_FLOW_TASKENDS_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include <string>
#include <vector>

namespace leash::flow {

class Unit;

/// A place where the owner of a task waits for its end.
struct TaskEnd {
  const clang::ValueDecl *Handle = nullptr; ///< null: the object of In itself
  /// The class of what is joined: of the handle, or of a task that is an object.
  const clang::CXXRecordDecl *Class = nullptr;
  /// The function that joins; null for the destructor of a class that has none
  /// of its own.
  const clang::FunctionDecl *In = nullptr;
  const clang::Expr *Join = nullptr; ///< null: the handle's destructor joins
  clang::SourceLocation Where;
  bool Stops = false; ///< the handle's destructor asks the task to stop first
  /// As a message shows it: "'worker_.join()' in 'stop'".
  std::string Text;
};

/// Whether handles of type \p T, or the handles that a container of type \p T
/// holds, ask their task to stop in their destructor and join it.
bool stopsAtEnd(Unit &U, clang::QualType T);

/// The joins of \p U's functions, and those of the destructors of handles that
/// join, after them.
std::vector<TaskEnd> taskEnds(Unit &U);

/// Whether \p Site, in the function of \p End, comes after the join on each path
/// that has both.
bool isAfterJoin(Unit &U, const clang::Stmt *Site, const TaskEnd &End);

/// Whether \p Setter, which tells the task of \p End to stop, belongs to that end: it
/// joins, or calls or is called by what joins, or comes before it in a third function,
/// or is a method of the class whose destructor joins.
bool isJoinedWith(Unit &U, const clang::FunctionDecl *Setter, const TaskEnd &End);

} // namespace leash::flow

#endif
