//===- Types.h - what kind of type it is ------------------------*- C++ -*-===//
#ifndef LEASH_SUPPORT_TYPES_H
#define LEASH_SUPPORT_TYPES_H

#include "clang/AST/DeclCXX.h"

namespace leash {

/// Whether \p T, or what it refers to, is the class or class template std::\p Name.
inline bool isStd(clang::QualType T, llvm::StringRef Name) {
  const auto *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Record && Record->isInStdNamespace() && Record->getIdentifier() &&
         Record->getName() == Name;
}

/// Whether \p T, or what it refers to, is std::atomic or of its kind
/// (atomic_flag, atomic_ref).
inline bool isAtomic(clang::QualType T) {
  const auto *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Record && Record->isInStdNamespace() && Record->getIdentifier() &&
         Record->getName().starts_with("atomic");
}

/// Whether \p T, or what it refers to, is a class whose objects stand for what they
/// point to: it has an operator->, if only in a base (std::__shared_ptr_access).
inline bool isPointerLike(clang::QualType T) {
  const auto *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return false;
  auto Arrow = Record->getASTContext().DeclarationNames.getCXXOperatorName(clang::OO_Arrow);
  return !Record->lookup(Arrow).empty() ||
         llvm::any_of(Record->bases(), [](const clang::CXXBaseSpecifier &Base) {
           return isPointerLike(Base.getType());
         });
}

} // namespace leash

#endif
