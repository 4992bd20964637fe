//===- CallView.cpp - one view of all forms of call -----------------------===//
#include "CallView.h"

using namespace clang;

namespace leash {

static void appendArgs(CallView &View, llvm::ArrayRef<const Expr *> Args) {
  View.Args.append(Args.begin(), Args.end());
}

std::optional<CallView> CallView::of(const Expr *E) {
  CallView View;
  View.Whole = E;
  if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E)) {
    View.Callee = Construct->getConstructor();
    appendArgs(View, llvm::ArrayRef(Construct->getArgs(), Construct->getNumArgs()));
    return View;
  }
  const auto *Call = llvm::dyn_cast<CallExpr>(E);
  if (!Call)
    return std::nullopt;
  View.Callee = Call->getDirectCallee();
  llvm::ArrayRef<const Expr *> Args(Call->getArgs(), Call->getNumArgs());
  if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(Call)) {
    View.Object = Member->getImplicitObjectArgument();
    if (View.Object)
      View.Arrow = View.Object->getType()->isPointerType();
  } else if (llvm::isa<CXXOperatorCallExpr>(Call)) {
    const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(View.Callee);
    if (Method && Method->isInstance() && !Args.empty()) {
      View.Object = Args.front();
      Args = Args.drop_front();
    }
  }
  appendArgs(View, Args);
  return View;
}

} // namespace leash
