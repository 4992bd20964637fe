//===- StandardStreams.cpp - descriptors that may be output or error ------===//
#include "Flow/StandardStreams.h"
#include "Flow/Unit.h"
#include <unistd.h>

using namespace clang;

namespace leash::flow {

/// Whether \p E may be the program's standard output or error: their number, or a
/// parameter that is one unless the caller says otherwise.
static bool mayBeStandardStream(Unit &U, const Expr *E) {
  if (std::optional<int64_t> Number = U.models().constant(E))
    return *Number == STDOUT_FILENO || *Number == STDERR_FILENO;
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  const auto *P = Ref ? llvm::dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
  const Expr *Default =
      P && P->hasDefaultArg() && !P->hasUninstantiatedDefaultArg() && !P->hasUnparsedDefaultArg()
          ? P->getDefaultArg()
          : nullptr;
  return Default && mayBeStandardStream(U, Default);
}

bool isGivenStandardStream(Unit &U, const Object *O, const FunctionDecl *Function) {
  if (O->type().isNull() || !O->type()->isIntegerType() || O->type()->isBooleanType())
    return false;
  const Facts &Known = U.facts().of(Function);
  for (const VarDecl *V : Known.Locals)
    if (U.objects().variable(V) == O && V->hasInit() && mayBeStandardStream(U, V->getInit()))
      return true;
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->getMember() && Init->getMember() == O->field() &&
          mayBeStandardStream(U, Init->getInit()->IgnoreImplicit()))
        return true;
  return llvm::any_of(Known.Assignments, [&](const BinaryOperator *A) {
    return A->getOpcode() == BO_Assign && mayBeStandardStream(U, A->getRHS()) &&
           U.objects().of(A->getLHS(), Function) == O;
  });
}

} // namespace leash::flow
