//===- ObjectMode.cpp - how was an object set up? -------------------------===//
#include "Flow/ObjectMode.h"
#include "Flow/Classes.h"
#include "Flow/StandardStreams.h"
#include "Flow/Unit.h"

using namespace clang;

namespace leash::flow {

/// What \p Call says of the object it makes or works on.
static ObjectMode said(const CallView &Call, const model::CallEntry &Entry) {
  if (Entry.Role == model::CallRole::SetNonBlocking)
    return Entry.HowLong == model::Bound::Bounded ? ObjectMode::Timed : ObjectMode::NonBlocking;
  if (Entry.Role == model::CallRole::SetRecursive)
    return ObjectMode::Recursive;
  bool MakesFile = Entry.Class == model::BlockClass::Disk && Call.Callee->getIdentifier() &&
                   Call.Callee->getReturnType()->isIntegerType() &&
                   model::Resolver::on(Entry, Call).Kind == model::Operand::Return;
  return MakesFile ? ObjectMode::Disk : ObjectMode::Unknown;
}

/// Whether \p Function puts what \p Call returns into \p O.
static bool isResultIn(Unit &U, const Expr *Call, const Object *O, const FunctionDecl *Function) {
  const Facts &Known = U.facts().of(Function);
  for (const VarDecl *V : Known.Locals)
    if (U.objects().variable(V) == O && V->hasInit() && contains(V->getInit(), Call))
      return true;
  return llvm::any_of(Known.Assignments, [&](const BinaryOperator *Assignment) {
    return contains(Assignment->getRHS(), Call) &&
           U.objects().of(Assignment->getLHS(), Function) == O;
  });
}

/// Whether \p Helper, of the user's own, opens a file and returns its descriptor.
static bool opensFile(Unit &U, const FunctionDecl *Helper) {
  return Helper->getReturnType()->isIntegerType() &&
         llvm::any_of(U.facts().of(Helper).Calls, [&](const Expr *E) {
           std::optional<CallView> Call = CallView::of(E);
           const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
           return Entry && said(*Call, *Entry) == ObjectMode::Disk;
         });
}

/// The mode that the body of \p Function gives to \p O.
static ObjectMode modeIn(Unit &U, const Object *O, const FunctionDecl *Function,
                         unsigned Depth = 0) {
  const Facts &Known = U.facts().of(Function);
  for (const Expr *E : Known.Calls) {
    std::optional<CallView> Call = CallView::of(E);
    if (!Call->Callee)
      continue;
    if (const model::CallEntry *Entry = U.models().call(*Call)) {
      ObjectMode Mode = said(*Call, *Entry);
      if (Mode == ObjectMode::Unknown)
        continue;
      model::Operand On = model::Resolver::on(*Entry, *Call);
      if (On.Kind != model::Operand::Return) {
        const Object *Target = U.objects().of(model::Resolver::operand(*Call, On), Function);
        if (Target && O->livesIn(Target))
          return Mode;
        continue;
      }
      if (isResultIn(U, E, O, Function))
        return Mode;
      continue;
    }
    // A helper of the user's that sets the mode of its parameter.
    const FunctionDecl *Body = U.bodyOf(Call->Callee);
    if (!Body || Depth == 2)
      continue;
    if (opensFile(U, Body) && isResultIn(U, E, O, Function))
      return ObjectMode::Disk;
    for (size_t I = 0; I != Call->Args.size() && I < Body->getNumParams(); ++I)
      if (U.objects().of(Call->Args[I], Function) == O && Body != Function &&
          modeIn(U, U.objects().variable(Body->getParamDecl(I)), Body, Depth + 1) ==
              ObjectMode::NonBlocking)
        return ObjectMode::NonBlocking;
  }
  return isGivenStandardStream(U, O, Function) ? ObjectMode::Disk : ObjectMode::Unknown;
}

/// Whether \p O is a lock of C in an object that code out of sight makes: that
/// may have made it recursive.
static bool isMadeOutOfSight(Unit &U, const Object *O) {
  const CXXRecordDecl *Lock =
      O->field() && !O->type().isNull() ? O->type()->getAsCXXRecordDecl() : nullptr;
  const CXXRecordDecl *Owner = O->field() && !O->parent()->type().isNull()
                                   ? O->parent()->type()->getAsCXXRecordDecl()
                                   : nullptr;
  if (!Lock || !Lock->hasDefinition() || !Lock->isTrivial() || !Owner || !Owner->hasDefinition())
    return false;
  return llvm::any_of(Owner->ctors(), [&](const CXXConstructorDecl *Constructor) {
    return Constructor->isUserProvided() && !Constructor->isCopyOrMoveConstructor() &&
           !Constructor->isDeleted() && !U.bodyOf(Constructor);
  });
}

ObjectMode modeOf(Unit &U, const Object *O, const FunctionDecl *Function) {
  if (!O)
    return ObjectMode::Unknown;
  if (ObjectMode Mode = modeIn(U, O, Function); Mode != ObjectMode::Unknown)
    return Mode;
  // The class at work, and each class that the object is a part of: a lock
  // class sets up its own handle.
  ObjectMode Mode = ObjectMode::Unknown;
  U.objects().forEachOwner(O, [&](const CXXRecordDecl *Owner, const Object *Seen) {
    for (const CXXMethodDecl *Method : U.classes().methods(Owner))
      if (Mode == ObjectMode::Unknown)
        Mode = modeIn(U, Seen, Method);
    return Mode != ObjectMode::Unknown;
  });
  if (Mode == ObjectMode::Unknown && isMadeOutOfSight(U, O))
    return ObjectMode::Recursive;
  return Mode;
}

} // namespace leash::flow
