//===- HandSelect.cpp - selects that users write themselves ---------------===//
//
// A select of the user's own gets one object for each arm, and gives back which
// arm it was: 'select(send(a, value), receive(b, slot))'. An arm refers to its
// channel, and is made from the channel and, for a send, a value.
//
//===----------------------------------------------------------------------===//
#include "Flow/Channels.h"
#include "Flow/Unit.h"
#include "Support/Operand.h"

using namespace clang;

namespace leash::flow {

/// Whether objects of class \p Record refer to a channel that is not their own.
static bool refersToChannel(Unit &U, const CXXRecordDecl *Record) {
  return llvm::any_of(Record->fields(), [&](const FieldDecl *Field) {
    QualType T = Field->getType();
    return (T->isReferenceType() || T->isPointerType()) && channelClass(U, T);
  });
}

static SelectArm armFrom(Unit &U, const Expr *E) {
  SelectArm Arm;
  E = withoutImplicit(E);
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
    if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl()); V && V->getInit())
      E = withoutImplicit(V->getInit());
  std::optional<CallView> Made = CallView::of(E);
  const CXXRecordDecl *Record = E->getType()->getAsCXXRecordDecl();
  if (!Made || !Made->Callee || !Record || !Record->hasDefinition())
    return Arm;
  if (!refersToChannel(U, Record->getDefinition())) {
    bool IsPlain = Made->Args.empty() && Record->field_empty();
    Arm.What = IsPlain ? SelectArm::Kind::Default : SelectArm::Kind::Other;
    return Arm;
  }
  Arm.Whole = E;
  Arm.What = SelectArm::Kind::Receive;
  for (unsigned I = 0; I != Made->Args.size(); ++I) {
    const Expr *Arg = Made->Args[I];
    if (!Arm.On && channelClass(U, withoutImplicit(Arg)->getType())) {
      Arm.On = withoutImplicit(Arg);
      continue;
    }
    if (Arg->isDefaultArgument() || I >= Made->Callee->getNumParams())
      continue;
    QualType T = Made->Callee->getParamDecl(I)->getType();
    bool TakesBack = T->isPointerType() ||
                     (T->isLValueReferenceType() && !T.getNonReferenceType().isConstQualified());
    const CXXRecordDecl *Given = withoutImplicit(Arg)->getType()->getAsCXXRecordDecl();
    if (Given && Given->isLambda())
      Arm.What = SelectArm::Kind::Other;
    else if (!TakesBack && Arm.What == SelectArm::Kind::Receive)
      Arm.What = SelectArm::Kind::Send;
  }
  if (!Arm.On)
    Arm.What = SelectArm::Kind::Other;
  return Arm;
}

llvm::SmallVector<SelectArm, 4> handMadeSelect(Unit &U, const CallView &Call) {
  const FunctionDecl *Body = Call.Callee && !Call.Args.empty() ? U.bodyOf(Call.Callee) : nullptr;
  if (!Body || !Body->getReturnType()->isIntegralOrEnumerationType() ||
      Body->getReturnType()->isBooleanType())
    return {};
  bool Any = false;
  for (const Expr *Arg : Call.Args) {
    const CXXRecordDecl *Record = withoutImplicit(Arg)->getType()->getAsCXXRecordDecl();
    if (!Record || !Record->hasDefinition() || Record->isLambda() ||
        channelClass(U, withoutImplicit(Arg)->getType()))
      return {};
    Any |= refersToChannel(U, Record->getDefinition());
  }
  bool Waits = Any && llvm::any_of(U.flow(Body).Outside.Effects, [](const Effect *E) {
                 return E->What == Effect::Kind::Blocks &&
                        E->innermost().Role == model::CallRole::Wait &&
                        E->HowLong == model::Bound::Unbounded;
               });
  if (!Waits)
    return {};
  llvm::SmallVector<SelectArm, 4> Arms;
  for (const Expr *Arg : Call.Args)
    Arms.push_back(armFrom(U, Arg));
  return Arms;
}

} // namespace leash::flow
