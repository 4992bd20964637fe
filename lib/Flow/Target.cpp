//===- Target.cpp - what a callable runs ----------------------------------===//
#include "Flow/Target.h"
#include "Flow/Classes.h"
#include "Flow/Unit.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace leash::flow {

static const FunctionDecl *callOperator(QualType T) {
  const auto *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return nullptr;
  if (Record->isLambda())
    return Record->getLambdaCallOperator();
  const CXXMethodDecl *Only = nullptr;
  for (const CXXMethodDecl *M : Record->methods())
    if (M->getOverloadedOperator() == OO_Call) {
      if (Only)
        return nullptr;
      Only = M;
    }
  return Only;
}

static std::optional<Target> targetOfLocal(Unit &U, const VarDecl *V,
                                           llvm::ArrayRef<const Expr *> Bound,
                                           const FunctionDecl *Function) {
  if (!V->isLocalVarDecl() || !V->getInit() || U.facts().isAssignedIn(Function, V))
    return std::nullopt;
  return targetOf(U, V->getInit(), Bound, Function);
}

/// What an adapter runs that is made of an object and a pointer to one of its
/// members, in this order or the other.
static std::optional<Target> targetOfAdapter(Unit &U, const CXXConstructExpr *Construct,
                                             const FunctionDecl *Function) {
  if (Construct->getNumArgs() != 2)
    return std::nullopt;
  for (unsigned I : {0u, 1u}) {
    const auto *Address =
        llvm::dyn_cast<UnaryOperator>(Construct->getArg(I)->IgnoreParenCasts()->IgnoreImplicit());
    const auto *Ref = Address && Address->getOpcode() == UO_AddrOf
                          ? llvm::dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParenCasts())
                          : nullptr;
    const auto *Method = Ref ? llvm::dyn_cast<CXXMethodDecl>(Ref->getDecl()) : nullptr;
    if (Method && !Method->isStatic())
      return targetOf(U, Address, Construct->getArg(1 - I), Function);
  }
  return std::nullopt;
}

std::optional<Target> targetOf(Unit &U, const Expr *Callable, llvm::ArrayRef<const Expr *> Bound,
                               const FunctionDecl *Function) {
  const Expr *E = Callable->IgnoreParenCasts()->IgnoreImplicit()->IgnoreParenCasts();
  if (const auto *Address = llvm::dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = Address->getSubExpr()->IgnoreParenCasts();
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E)) {
    if (const auto *F = llvm::dyn_cast<FunctionDecl>(Ref->getDecl())) {
      const FunctionDecl *Body = U.bodyOf(F);
      if (!Body)
        return std::nullopt;
      Target Found{Body, nullptr, {}};
      const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Body);
      if (Method && !Method->isStatic()) {
        if (Bound.empty())
          return std::nullopt;
        Found.This = U.objects().of(Bound.front(), Function);
        Bound = Bound.drop_front();
      }
      for (const Expr *Arg : Bound)
        Found.Params.push_back(U.objects().of(Arg, Function));
      return Found;
    }
    if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl()))
      if (std::optional<Target> Held = targetOfLocal(U, V, Bound, Function))
        return Held;
  }
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(E);
      Member && llvm::isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
    if (const auto *Field = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl()))
      if (std::optional<Target> Held = U.classes().boundTo(Field))
        return Held;
  if (const auto *Call = llvm::dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !Callee->getIdentifier() || !Callee->isInStdNamespace() || !Call->getNumArgs())
      return std::nullopt;
    llvm::ArrayRef<const Expr *> Args(Call->getArgs(), Call->getNumArgs());
    llvm::StringRef Name = Callee->getName();
    if (Name == "bind" || Name == "bind_front")
      return targetOf(U, Args.front(), Args.drop_front(), Function);
    if (Name == "move" || Name == "forward" || Name == "ref")
      return targetOf(U, Args.front(), Bound, Function);
    return std::nullopt;
  }
  if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E)) {
    const FunctionDecl *Operator = callOperator(Construct->getType());
    if (const FunctionDecl *Body = Operator ? U.bodyOf(Operator) : nullptr)
      return Target{Body, nullptr, {}};
    if (std::optional<Target> Adapted = targetOfAdapter(U, Construct, Function))
      return Adapted;
    if (Construct->getNumArgs() >= 1) // a std::function or a copy of the callable
      return targetOf(U, Construct->getArg(0), Bound, Function);
    return std::nullopt;
  }
  const FunctionDecl *Operator = callOperator(E->getType());
  if (const FunctionDecl *Body = Operator ? U.bodyOf(Operator) : nullptr)
    return Target{Body, llvm::isa<LambdaExpr>(E) ? nullptr : U.objects().of(E, Function), {}};
  return std::nullopt;
}

const Object *inStarter(Unit &U, const Object *On, const FunctionDecl *Function,
                        const Target *Task) {
  const auto *V = On ? llvm::dyn_cast_or_null<VarDecl>(On->variable()) : nullptr;
  if (!V)
    return On;
  const Object *Was = nullptr;
  if (llvm::isa<ParmVarDecl>(V) && Task && Task->Function == Function &&
      V->getDeclContext() == Function) {
    unsigned Index = llvm::cast<ParmVarDecl>(V)->getFunctionScopeIndex();
    Was = Index < Task->Params.size() && !U.facts().isAssignedIn(Function, V) ? Task->Params[Index]
                                                                              : nullptr;
  } else if (V->isInitCapture() && V->getInit()) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Function);
    const auto *Outer = Method && Method->getParent()->isLambda()
                            ? llvm::dyn_cast<FunctionDecl>(Method->getParent()->getParent())
                            : nullptr;
    Was = Outer ? U.objects().of(V->getInit(), Outer) : nullptr;
  }
  return Was ? Was : On;
}

} // namespace leash::flow
