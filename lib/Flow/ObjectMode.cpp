//===- ObjectMode.cpp - how was an object set up? -------------------------===//
#include "Flow/ObjectMode.h"
#include "Flow/Classes.h"
#include "Flow/StandardStreams.h"
#include "Flow/TimerCalls.h"
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

/// Whether \p E is, or has in it, a part of \p Whole.
static bool takesFrom(Unit &U, const Stmt *E, const Object *Whole, const FunctionDecl *In) {
  if (!E)
    return false;
  if (const auto *Value = llvm::dyn_cast<ArraySubscriptExpr>(E))
    if (const Object *O = U.objects().of(Value, In); O && O->livesIn(Whole))
      return true;
  return llvm::any_of(E->children(),
                      [&](const Stmt *Child) { return takesFrom(U, Child, Whole, In); });
}

static bool isKept(const Object *O) {
  const auto *V = O ? llvm::dyn_cast_or_null<VarDecl>(O->base()->variable()) : nullptr;
  return O && (!V || !V->hasLocalStorage());
}

/// Whether \p Function closes a descriptor that is not certainly \p O.
static bool closesAnother(Unit &U, const Object *O, const FunctionDecl *Function) {
  return llvm::any_of(U.facts().of(Function).Calls, [&](const Expr *E) {
    std::optional<CallView> Call = CallView::of(E);
    return isTakingBack(Call->Callee) && llvm::any_of(Call->Args, [&](const Expr *Arg) {
             return Arg->getType()->isIntegerType() && U.objects().of(Arg, Function) != O;
           });
  });
}

/// The same for the pair that \p Maker makes.
static bool keepsOtherEndOf(Unit &U, const Object *O, const FunctionDecl *Maker) {
  const Facts &Known = U.facts().of(Maker);
  for (const Expr *E : Known.Calls) {
    std::optional<CallView> Call = CallView::of(E);
    const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
    if (!Entry || Entry->Role != model::CallRole::Peer)
      continue;
    const Expr *Both = model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call));
    const Object *Pair = Both ? U.objects().of(Both, Maker) : nullptr;
    if (!Pair)
      continue;
    bool IsOurs = O->livesIn(Pair), Kept = isKept(Pair);
    for (const VarDecl *V : Known.Locals)
      IsOurs |= U.objects().variable(V) == O && takesFrom(U, V->getInit(), Pair, Maker);
    for (const BinaryOperator *A : Known.Assignments)
      if (takesFrom(U, A->getRHS(), Pair, Maker)) {
        const Object *To = U.objects().of(A->getLHS(), Maker);
        IsOurs |= To == O;
        Kept |= To != O && isKept(To);
      }
    if (IsOurs && Kept && !closesAnother(U, O, Maker))
      return true;
  }
  return false;
}

bool keepsOtherEnd(Unit &U, const Object *O, const FunctionDecl *Function) {
  if (!O)
    return false;
  if (keepsOtherEndOf(U, O, Function))
    return true;
  bool Made = false, Closes = false;
  while (!O->field() && O->parent())
    O = O->parent(); // an element of a field
  U.objects().forEachOwner(O, [&](const CXXRecordDecl *Owner, const Object *Seen) {
    for (const CXXMethodDecl *Method : U.classes().methods(Owner)) {
      Made |= keepsOtherEndOf(U, Seen, Method);
      Closes |= !llvm::isa<CXXDestructorDecl>(Method) && closesAnother(U, Seen, Method);
    }
    return Closes;
  });
  return Made && !Closes;
}

} // namespace leash::flow
