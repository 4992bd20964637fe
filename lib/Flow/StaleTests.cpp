//===- StaleTests.cpp - what was tested before the lock was taken ---------===//
#include "Flow/StaleTests.h"
#include "Flow/Paths.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"

using namespace clang;

namespace leash::flow {

/// How far calls are followed to a look at the flag.
constexpr unsigned MaxDepth = 3;

static bool names(const Stmt *S, const ValueDecl *D) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return false;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() == D;
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(S); Member && Member->getMemberDecl() == D)
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return names(Child, D); });
}

/// Whether the call \p E may look at \p Flag: its body does, or is out of sight and
/// of a function that may name the flag.
static bool mayLook(Unit &U, const Expr *E, const FieldDecl *Flag, unsigned Depth) {
  std::optional<CallView> Call = CallView::of(E);
  if (!Call)
    return false;
  if (!Call->Callee)
    return llvm::isa<CallExpr>(E);
  if (U.models().call(*Call) || U.models().state(*Call) || Call->Callee->isInStdNamespace())
    return false;
  if (const FunctionDecl *Body = U.bodyOf(Call->Callee))
    return Depth >= MaxDepth || names(Body->getBody(), Flag) ||
           llvm::any_of(U.facts().of(Body).Calls,
                        [&](const Expr *Below) { return mayLook(U, Below, Flag, Depth + 1); });
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call->Callee);
  bool IsOwn = Method && Method->getParent()->getCanonicalDecl() ==
                             llvm::cast<CXXRecordDecl>(Flag->getParent())->getCanonicalDecl();
  return IsOwn || Flag->getAccess() == AS_public;
}

/// Whether \p F changes something else than \p Flag that ends \p W.
static bool endsOtherwise(Unit &U, const FunctionDecl *F, const WaitPoint &W,
                          const ValueDecl *Flag) {
  return llvm::any_of(W.Until.All, [&](const Test &T) {
    return T.What != Flag &&
           llvm::any_of(U.waits().changesOf(T.What), [&](const Change &C) { return C.In == F; });
  });
}

std::optional<StaleTest> staleTestOf(Unit &U, const WaitPoint &W) {
  const Paths *Ways = U.paths(W.In);
  if (W.HasPredicate || W.IsBounded || !W.Lock || !W.Loop || !Ways)
    return std::nullopt;
  for (const Test &T : W.Until.All) {
    const auto *Flag = llvm::dyn_cast<FieldDecl>(T.What);
    bool IsFlag = T.Wanted.Kind == Becoming::True || T.Wanted.Kind == Becoming::False;
    if (!Flag || !IsFlag || !llvm::isa<CXXRecordDecl>(Flag->getParent()) ||
        !contains(W.In->getBody(), T.Where))
      continue;
    auto Looks = [&](const Stmt *S) {
      const auto *E = llvm::dyn_cast<Expr>(S);
      return names(S, Flag) || (E && mayLook(U, E, Flag, 0));
    };
    for (const Acquisition *How : U.flow(W.In).Taken) {
      if (How->In != W.In || !How->Site || stateOf(How->Lock) != W.Lock ||
          !Ways->leads(How->Site, W.Call, Looks))
        continue;
      for (const Change &C : U.waits().changesOf(Flag)) {
        const Expr *Through = nullptr;
        const Paths *Setters = U.paths(C.In);
        if (C.In == W.In || C.To.Kind != T.Wanted.Kind || endsOtherwise(U, C.In, W, Flag) ||
            !U.waits().notifyAfter(C.In, C.Site, W.Condition, &Through) || !Setters ||
            Setters->leads(Through, Through))
          continue;
        return StaleTest{&T, &C, Through, How->Where};
      }
    }
  }
  return std::nullopt;
}

} // namespace leash::flow
