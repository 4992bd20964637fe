//===- Reentry.cpp - can a callback come back for the lock? ---------------===//
#include "Flow/Reentry.h"
#include "Flow/Classes.h"
#include "Flow/ObjectMode.h"
#include "Flow/Unit.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace leash::flow {

static bool isOwningPointer(QualType T) {
  const auto *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Record && Record->getIdentifier() && Record->isInStdNamespace() &&
         Record->getName() == "unique_ptr";
}

/// The result type of a function object or pointer.
static bool returnsValue(QualType T) {
  T = T.getNonReferenceType();
  if (const auto *Function = T->isPointerType() ? T->getPointeeType()->getAs<FunctionType>()
                                                : T->getAs<FunctionType>())
    return !Function->getReturnType()->isVoidType();
  const auto *Record =
      llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!Record || Record->getTemplateArgs().size() == 0 ||
      Record->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return false;
  const auto *Signature = Record->getTemplateArgs()[0].getAsType()->getAs<FunctionType>();
  return Signature && !Signature->getReturnType()->isVoidType();
}

/// A function or interface that the object got once, in its constructor, to
/// do its own work with: its owner knows what it does.
static bool isInjected(Unit &U, const Object *On) {
  const FieldDecl *Field = On->field();
  if (!Field)
    return false;
  const auto *Record = llvm::dyn_cast<CXXRecordDecl>(Field->getParent());
  return Record && U.classes().isInjected(Record, Field);
}

static bool isForeign(Unit &U, const Effect &Innermost, const Object *On) {
  // A modelled call says itself that it runs what others have registered.
  if (Innermost.Callee && U.models().isModelled(llvm::cast<FunctionDecl>(Innermost.Callee)) &&
      !llvm::isa<CXXConversionDecl>(Innermost.Callee) &&
      llvm::cast<FunctionDecl>(Innermost.Callee)->getOverloadedOperator() != OO_Call)
    return true;
  if (!On)
    return false;
  const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Innermost.Callee);
  if (Method && Method->isVirtual()) {
    // A listener: pure interface, tells and does not ask, not ours alone.
    if (!Method->isPureVirtual() || !Method->getReturnType()->isVoidType())
      return false;
    const auto *Value = llvm::dyn_cast_or_null<ValueDecl>(On->decl());
    if (Value && isOwningPointer(Value->getType()))
      return false;
    if (const FieldDecl *Field = On->field())
      if (const auto *Owner = llvm::dyn_cast<CXXRecordDecl>(Field->getParent());
          Owner && U.classes().isMadeHere(Owner, Field))
        return false;
    return On->isElement() || (On->field() && !isInjected(U, On));
  }
  const auto *Value = llvm::dyn_cast_or_null<ValueDecl>(On->decl());
  if (Value && returnsValue(Value->getType()) && !On->isElement() && isInjected(U, On))
    return false;
  return true;
}

Reentry judgeReentry(Unit &U, const Crossing &C) {
  Reentry Result;
  const Acquisition &Lock = *C.Lock;
  const Object *On = C.Across->On;
  const Effect &Innermost = C.Across->innermost();
  // A local copy of what the object holds is the same foreign code.
  if (const auto *V = On ? llvm::dyn_cast_or_null<VarDecl>(On->variable()) : nullptr)
    if (V->isLocalVarDecl() && V->getInit())
      if (const auto *Copy = llvm::dyn_cast<CXXConstructExpr>(V->getInit()->IgnoreImplicit());
          Copy && Copy->getNumArgs() == 1)
        if (const Object *Source = U.objects().of(Copy->getArg(0), C.Across->In))
          On = Source;
  // Held by the same object as the lock; what a caller passes in is its affair.
  if (On && On->root() != Lock.Lock->root())
    return Result;
  if (On && On->kind() == Object::Kind::Variable)
    return Result;
  Result.IsForeign = isForeign(U, Innermost, On);
  const FieldDecl *Field = Lock.Lock->field();
  if (!Result.IsForeign || !Field || Lock.Recursive || Lock.Mode != model::LockMode::Exclusive ||
      modeOf(U, Lock.Lock, Lock.In) == ObjectMode::Recursive)
    return Result;
  const FunctionDecl *Self = Lock.In;
  const FieldDecl *Sets = On ? On->field() : nullptr;
  // The class at work, and each class on the way to the lock.
  if (const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Self ? outermost(Self) : nullptr))
    Result.Evidence = U.classes().lockingMethod(Method->getParent(), Lock.Lock, Self, Sets);
  if (!Result.Evidence)
    U.objects().forEachOwner(Lock.Lock, [&](const CXXRecordDecl *Owner, const Object *Seen) {
      Result.Evidence = U.classes().lockingMethod(Owner, Seen, Self, Sets);
      return Result.Evidence != nullptr;
    });
  return Result;
}

} // namespace leash::flow
