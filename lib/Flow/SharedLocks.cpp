//===- SharedLocks.cpp - locks that are made with another lock ------------===//
#include "Flow/SharedLocks.h"
#include "Flow/Unit.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace leash::flow {

/// A monitor may share the lock of a monitor that shares one; no further.
constexpr unsigned MaxShared = 4;

static bool isLock(Unit &U, QualType T) {
  const model::TypeEntry *Type = U.models().type(T->isPointerType() ? T->getPointeeType() : T);
  return Type && Type->Role == model::TypeRole::Lock;
}

/// What the first argument is with which \p Constructor makes its field \p F.
static const Expr *madeWith(const CXXConstructorDecl *Constructor, const FieldDecl *F) {
  for (const CXXCtorInitializer *Init : Constructor->inits())
    if (Init->getMember() == F)
      if (const auto *Made =
              llvm::dyn_cast<CXXConstructExpr>(Init->getInit()->IgnoreParenImpCasts());
          Made && Made->getNumArgs() > 0 && !Made->getArg(0)->isDefaultArgument())
        return Made->getArg(0);
  return nullptr;
}

static const Object *madeWith(Unit &U, const Object *O) {
  if (O->kind() != Object::Kind::Field)
    return nullptr;
  const FieldDecl *F = O->field();
  const auto *Owner = llvm::dyn_cast<CXXRecordDecl>(F->getParent());
  if (!Owner || !F->getType()->isRecordType() || !isLock(U, F->getType()))
    return nullptr;
  for (const CXXConstructorDecl *Declared : Owner->ctors()) {
    const auto *Constructor = llvm::dyn_cast_or_null<CXXConstructorDecl>(Declared->getDefinition());
    const Expr *Given = Constructor ? madeWith(Constructor, F) : nullptr;
    const Object *With =
        Given && isLock(U, Given->getType()) ? U.objects().of(Given, Constructor) : nullptr;
    const Object *This = U.objects().thisOf(Owner);
    if (With && With->root() == This)
      return U.objects().rebase(With, This, O->parent());
  }
  return nullptr;
}

const Object *sharedLock(Unit &U, const Object *O) {
  for (unsigned I = 0; O && I < MaxShared; ++I) {
    const Object *With = madeWith(U, O);
    if (!With)
      break;
    O = With;
  }
  return O;
}

} // namespace leash::flow
