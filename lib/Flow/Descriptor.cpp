//===- Descriptor.cpp - how does a descriptor behave? ---------------------===//
#include "Flow/Descriptor.h"
#include "Flow/Classes.h"
#include "Flow/Unit.h"

using namespace clang;

namespace leash::flow {

/// What \p Call says of the object it makes or works on.
static DescriptorMode said(Unit &U, const CallView &Call, const model::CallEntry &Entry) {
  if (Entry.Role == model::CallRole::SetNonBlocking)
    return DescriptorMode::NonBlocking;
  bool MakesFile = Entry.Class == model::BlockClass::Disk && Call.Callee->getIdentifier() &&
                   Call.Callee->getReturnType()->isIntegerType() &&
                   model::Resolver::on(Entry, Call).Kind == model::Operand::Return;
  return MakesFile ? DescriptorMode::Disk : DescriptorMode::Unknown;
}

static bool assignsFrom(const Stmt *S, const Expr *Source) {
  if (!S || S == Source)
    return S;
  return llvm::any_of(S->children(), [&](const Stmt *C) { return assignsFrom(C, Source); });
}

/// The mode that the body of \p Function gives to \p O.
static DescriptorMode modeIn(Unit &U, const Object *O, const FunctionDecl *Function,
                             unsigned Depth = 0) {
  const Facts &Known = U.facts().of(Function);
  for (const Expr *E : Known.Calls) {
    std::optional<CallView> Call = CallView::of(E);
    if (!Call->Callee)
      continue;
    if (const model::CallEntry *Entry = U.models().call(*Call)) {
      DescriptorMode Mode = said(U, *Call, *Entry);
      if (Mode == DescriptorMode::Unknown)
        continue;
      model::Operand On = model::Resolver::on(*Entry, *Call);
      if (On.Kind != model::Operand::Return) {
        const Object *Target = U.objects().of(model::Resolver::operand(*Call, On), Function);
        if (Target && O->livesIn(Target))
          return Mode;
        continue;
      }
      for (const VarDecl *V : Known.Locals)
        if (U.objects().variable(V) == O && V->hasInit() && assignsFrom(V->getInit(), E))
          return Mode;
      for (const BinaryOperator *Assignment : Known.Assignments)
        if (assignsFrom(Assignment->getRHS(), E) &&
            U.objects().of(Assignment->getLHS(), Function) == O)
          return Mode;
      continue;
    }
    // A helper of the user's that sets the mode of its parameter.
    const FunctionDecl *Body = U.bodyOf(Call->Callee);
    if (!Body || Depth == 2)
      continue;
    for (size_t I = 0; I != Call->Args.size() && I < Body->getNumParams(); ++I)
      if (U.objects().of(Call->Args[I], Function) == O && Body != Function &&
          modeIn(U, U.objects().variable(Body->getParamDecl(I)), Body, Depth + 1) ==
              DescriptorMode::NonBlocking)
        return DescriptorMode::NonBlocking;
  }
  return DescriptorMode::Unknown;
}

DescriptorMode descriptorMode(Unit &U, const Object *O, const FunctionDecl *Function) {
  if (!O)
    return DescriptorMode::Unknown;
  if (DescriptorMode Mode = modeIn(U, O, Function); Mode != DescriptorMode::Unknown)
    return Mode;
  if (O->root()->kind() != Object::Kind::This)
    return DescriptorMode::Unknown;
  for (const CXXMethodDecl *Method :
       U.classes().methods(llvm::cast<CXXRecordDecl>(O->root()->decl())))
    if (DescriptorMode Mode = modeIn(U, O, Method); Mode != DescriptorMode::Unknown)
      return Mode;
  return DescriptorMode::Unknown;
}

} // namespace leash::flow
