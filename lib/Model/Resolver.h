//===- Resolver.h - from a declaration to its model entry -------*- C++ -*-===//
//
// Answers 'what does this call or type mean?' for one ASTContext. Results are
// cached for each canonical declaration.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_MODEL_RESOLVER_H
#define LEASH_MODEL_RESOLVER_H

#include "Model/Annotations.h"
#include "Model/Models.h"
#include "Support/CallView.h"
#include "clang/AST/ASTContext.h"

namespace leash::model {

class Resolver {
public:
  Resolver(const std::shared_ptr<const Models> &M, clang::ASTContext &Context);
  ~Resolver();

  /// What objects of type \p T (references and cv stripped, not pointers) are
  /// for: by annotation, by name, or by the name of a base class. Null if not
  /// modelled.
  const TypeEntry *type(clang::QualType T);
  const TypeEntry *type(const clang::CXXRecordDecl *Record);

  /// Whether any entry names \p Callee, whatever the arguments.
  bool isModelled(const clang::FunctionDecl *Callee);

  /// The entry that holds for \p Call with its arguments, by annotation or by
  /// name (of the callee, and for a member also of the same member of the
  /// object's type). Null if none.
  const CallEntry *call(const CallView &Call);

  /// As call(), for the roles of plain state (isStateRole), which call() omits.
  const CallEntry *state(const CallView &Call);

  /// All entries that hold for \p Call, with their names and files; call() is
  /// the first.
  llvm::SmallVector<Models::NamedCall, 1> matches(const CallView &Call);
  /// As type(), with the name and the file of the entry.
  std::optional<Models::NamedType> match(clang::QualType T);

  /// What was wrong with the annotations that were asked for so far.
  llvm::ArrayRef<AnnotationFault> annotationFaults() const;

  /// The object that \p Op selects in \p Call, or null (absent argument,
  /// Return, All).
  static const clang::Expr *operand(const CallView &Call, Operand Op);

  /// Entry.On with the default filled in.
  static Operand on(const CallEntry &Entry, const CallView &Call);

  /// How long \p Call may block: Entry.HowLong adjusted by its timeout
  /// argument. Never for roles that do not block.
  Bound bound(const CallEntry &Entry, const CallView &Call);

  /// Which argument of \p Call is what it runs, as \p Entry says. None if there
  /// is no such argument.
  std::optional<unsigned> callable(const CallEntry &Entry, const CallView &Call);

  /// How the guard that \p Construction makes takes its lock.
  LockMode mode(const TypeEntry &Guard, const CallView &Construction);

  /// The constant value of \p E if it has one (integer, enum, bool, null
  /// pointer as 0; std::chrono durations made from one constant included).
  std::optional<int64_t> constant(const clang::Expr *E);

private:
  struct Impl;
  std::unique_ptr<Impl> I;
};

} // namespace leash::model

#endif
