//===- Object.h - which object does an expression mean? ---------*- C++ -*-===//
//
// Identity (docs: design, section 4.1). An operation on a lock, channel or
// handle is an operation on *something*: a variable, a field of 'this', a
// field of a parameter, a part of a container. Objects are interned: the same
// object is the same pointer. A null Object means 'unknown', and unknown never
// equals anything.
//
// A pointer, a smart pointer or a reference and the object behind it are one
// Object.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_OBJECT_H
#define LEASH_FLOW_OBJECT_H

#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/FoldingSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>

namespace leash::flow {

class Object : public llvm::FoldingSetNode {
public:
  enum class Kind {
    Variable, ///< a variable or parameter, also one that a lambda captured
    This,     ///< the object that a method runs on
    Field,    ///< a field of Parent
    Part,     ///< something that lives in Parent: an element, a call's result
    Guarded,  ///< the locks that the guard Parent manages
    Temporary ///< an unnamed object, by the expression that makes it
  };

  Kind kind() const { return TheKind; }
  const Object *parent() const { return Parent; }
  /// The variable, field, class (This) or method (Part); may be null.
  const clang::Decl *decl() const { return llvm::isa_and_nonnull<clang::Decl>(D) ? D : nullptr; }
  const clang::ValueDecl *variable() const {
    return TheKind == Kind::Variable ? llvm::cast<clang::ValueDecl>(D) : nullptr;
  }
  /// The expression that makes a Temporary, else null.
  const clang::Expr *expression() const { return E; }
  const clang::FieldDecl *field() const {
    return TheKind == Kind::Field ? llvm::cast<clang::FieldDecl>(D) : nullptr;
  }
  /// The type of the object itself (pointee for pointers), null if unknown.
  clang::QualType type() const;
  /// Outermost object: a Variable, This or Temporary.
  const Object *root() const;
  /// The field nearest to the root ('threads_' in 'this->threads_[i].t'), or
  /// the root itself where it is a variable. Owner-level identity.
  const Object *base() const;
  /// Whether this is or lives in an element of a container, or in a call's result.
  bool isElement() const;
  /// Whether \p Ancestor is this object or one that it lives in.
  bool livesIn(const Object *Ancestor) const;
  /// Whether the two are one lock: the same, or a lock class and what is in it.
  bool isSameLock(const Object *Other) const { return livesIn(Other) || Other->livesIn(this); }
  /// As a user would write it: 'session.mutex'.
  std::string name() const;

  void Profile(llvm::FoldingSetNodeID &ID) const { profile(ID, TheKind, Parent, D, E); }

private:
  friend class ObjectTable;
  static void profile(llvm::FoldingSetNodeID &ID, Kind K, const Object *Parent,
                      const clang::Decl *D, const clang::Expr *E) {
    ID.AddInteger(static_cast<int>(K));
    ID.AddPointer(Parent);
    ID.AddPointer(D);
    ID.AddPointer(E);
  }

  Kind TheKind = Kind::Variable;
  const Object *Parent = nullptr;
  const clang::Decl *D = nullptr;
  const clang::Expr *E = nullptr;
};

/// What a call binds in its callee: the object of the call and the arguments.
struct Bindings {
  const clang::FunctionDecl *Callee = nullptr;
  const Object *This = nullptr;
  llvm::ArrayRef<const Object *> Params;
};

/// What identity has to ask of the code.
class CodeFacts {
public:
  virtual ~CodeFacts() = default;
  /// Whether \p Function writes \p D: a pointer that is written may come to
  /// mean another object.
  virtual bool isAssignedIn(const clang::FunctionDecl *Function, const clang::ValueDecl *D) = 0;
  /// Whether \p Method of a guard returns the guard's lock.
  virtual bool handsOutLock(const clang::CXXMethodDecl *Method) = 0;
};

/// Makes and keeps all Objects of one translation unit.
class ObjectTable {
public:
  explicit ObjectTable(CodeFacts &Code) : Code(Code) {}

  /// The object that \p E means inside \p Function, or null.
  const Object *of(const clang::Expr *E, const clang::FunctionDecl *Function);

  /// Whether \p O is the same run-time object for the whole of one call of
  /// \p Function: no part of the path is an element, or a pointer that the
  /// function changes.
  bool isCertain(const Object *O, const clang::FunctionDecl *Function);

  const Object *variable(const clang::ValueDecl *V);
  const Object *thisOf(const clang::CXXRecordDecl *Record);
  const Object *field(const Object *Parent, const clang::FieldDecl *F);
  const Object *part(const Object *Parent, const clang::Decl *Via);
  const Object *guarded(const Object *Guard);
  const Object *temporary(const clang::Expr *E);

  /// \p O of the callee's frame, seen by the caller. Null for what only the
  /// callee can see.
  const Object *substitute(const Object *O, const Bindings &B);

  /// Calls \p Visit with each class that \p O is a part of, the innermost first,
  /// and with \p O as the methods of that class see it: 'manager_->mutex_' is
  /// Manager's mutex_, too. Until it returns true.
  void forEachOwner(
      const Object *O,
      llvm::function_ref<bool(const clang::CXXRecordDecl *Owner, const Object *Seen)> Visit);

  /// \p O, which lives in \p From, as the same part of \p To.
  const Object *rebase(const Object *O, const Object *From, const Object *To);

private:
  const Object *make(Object::Kind K, const Object *Parent, const clang::Decl *D,
                     const clang::Expr *E);
  const Object *ofVariable(const clang::VarDecl *V, const clang::FunctionDecl *Function);
  const Object *ofMember(const clang::MemberExpr *M, const clang::FunctionDecl *Function);
  const Object *ofCall(const clang::CallExpr *Call, const clang::FunctionDecl *Function);
  const Object *boundBy(const clang::CXXConstructExpr *Construct,
                        const clang::FunctionDecl *Function, const Object *Made,
                        const clang::FieldDecl *F);
  const Object *boundByConstructor(const Object *Parent, const clang::FieldDecl *F,
                                   const clang::FunctionDecl *Function);
  bool keepsPointing(const clang::ValueDecl *V, const clang::FunctionDecl *Function);

  CodeFacts &Code;
  llvm::BumpPtrAllocator Allocator;
  llvm::FoldingSet<Object> Set;
  unsigned Depth = 0;
};

} // namespace leash::flow

#endif
