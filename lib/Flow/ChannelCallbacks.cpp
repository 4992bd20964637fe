//===- ChannelCallbacks.cpp - lambdas that a callee gets and may run ----------===//
//
// A lambda that is handed to a function in sight is followed there by the name of
// the parameter: it is run where the parameter is called, it is in somebody else's
// hands where the parameter is stored or handed to code out of sight, and a path
// that does neither has dropped it.
//
//===----------------------------------------------------------------------===//
#include "Flow/ChannelWalk.h"
#include "Flow/Unit.h"

using namespace clang;

namespace leash::flow {

/// \p E without casts, copies, and the making of a function object of it.
static const Expr *withoutWrapping(Unit &U, const Expr *E) {
  for (;;) {
    const Expr *Inner = E->IgnoreImplicit()->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *Call = llvm::dyn_cast<CallExpr>(Inner);
        Call && Call->getNumArgs() == 1 && Call->getDirectCallee() &&
        Call->getDirectCallee()->isInStdNamespace() && Call->getDirectCallee()->getIdentifier() &&
        (Call->isCallToStdMove() || Call->getDirectCallee()->getName() == "forward")) {
      Inner = Call->getArg(0);
    } else if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(Inner);
               Construct && Construct->getNumArgs() == 1) {
      const CXXRecordDecl *Class = Construct->getConstructor()->getParent();
      const model::TypeEntry *Type = U.models().type(Class);
      if (Class->isLambda() || (Type && Type->Role == model::TypeRole::Callable))
        Inner = Construct->getArg(0);
    }
    if (Inner == E)
      return E;
    E = Inner;
  }
}

ChannelWalk::Carried ChannelWalk::carried(const Expr *E, const Frame &F) {
  if (!E)
    return {};
  E = withoutWrapping(U, E);
  if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(E))
    return {Lambda, &F};
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E);
  return Ref ? carried(Ref->getDecl(), F) : Carried();
}

ChannelWalk::Carried ChannelWalk::carried(const ValueDecl *D, const Frame &F) {
  const auto *V = llvm::dyn_cast<VarDecl>(D);
  if (!V || V->isInvalidDecl())
    return {};
  if (V->isInitCapture())
    return V->getInit() && F.Lexical ? carried(V->getInit(), *F.Lexical) : Carried();
  for (const Frame *In = &F; In; In = In->Lexical) {
    if (V->getDeclContext() != In->Function)
      continue;
    if (U.facts().isAssignedIn(In->Function, V))
      return {};
    if (const auto *P = llvm::dyn_cast<ParmVarDecl>(V)) {
      unsigned Index = P->getFunctionScopeIndex();
      return In->Caller && Index < In->Args.size() ? carried(In->Args[Index], *In->Caller)
                                                   : Carried();
    }
    // The variable of a lambda; a function object may hold another one later.
    const CXXRecordDecl *Class = V->getType().getNonReferenceType()->getAsCXXRecordDecl();
    return Class && Class->isLambda() ? carried(V->getInit(), *In) : Carried();
  }
  return {};
}

bool ChannelWalk::goesAlong(const Expr *Arg, const FunctionDecl *Callee, const Frame &F) {
  if (llvm::isa<CXXConstructorDecl>(Callee))
    return false;
  Carried Is = carried(Arg, F);
  return Is.Lambda && touches(Is.Lambda, *Is.In);
}

void ChannelWalk::noteDropped(const FunctionDecl *Callee, bool IsUsed, States &S) {
  const SourceManager &Sources = U.context().getSourceManager();
  SourceRange Body = Callee->getBody() ? Callee->getBody()->getSourceRange() : SourceRange();
  for (State &Each : S)
    for (unsigned I = 0; I != Channels.size(); ++I) {
      Tally &T = Each.at(I);
      if (!Channels[I].IsPromise || T.Escaped || !T.Receives.isZero() || Each.How != Exit::None)
        continue;
      // What it gives back may say that nothing is to be waited for.
      if (IsUsed)
        T.Escaped = true;
      else if (T.DroppedAt.isInvalid() && Body.isValid())
        T.DroppedAt = Each.LeftAt.isValid() &&
                              !Sources.isBeforeInTranslationUnit(Each.LeftAt, Body.getBegin()) &&
                              !Sources.isBeforeInTranslationUnit(Body.getEnd(), Each.LeftAt)
                          ? Each.LeftAt
                          : Body.getEnd();
    }
}

void ChannelWalk::noteRun(States &S) {
  for (State &Each : S)
    for (unsigned I = 0; I != Channels.size(); ++I)
      if (Channels[I].IsPromise && Each.at(I).Receives.isZero())
        Each.at(I).Escaped = true;
}

} // namespace leash::flow
