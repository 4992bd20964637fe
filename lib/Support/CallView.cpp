//===- CallView.cpp - one view of all forms of call -----------------------===//
#include "CallView.h"

using namespace clang;

namespace leash {

std::optional<CallView> CallView::of(const Expr *E) {
  CallView View;
  View.Whole = E;
  if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E)) {
    View.Callee = Construct->getConstructor();
    View.Args = llvm::ArrayRef(Construct->getArgs(), Construct->getNumArgs());
    return View;
  }
  const auto *Call = llvm::dyn_cast<CallExpr>(E);
  if (!Call)
    return std::nullopt;
  View.Callee = Call->getDirectCallee();
  View.Args = llvm::ArrayRef(Call->getArgs(), Call->getNumArgs());
  if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(Call)) {
    View.Object = Member->getImplicitObjectArgument();
    if (View.Object)
      View.Arrow = View.Object->getType()->isPointerType();
  } else if (llvm::isa<CXXOperatorCallExpr>(Call)) {
    const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(View.Callee);
    if (Method && Method->isInstance() && !View.Args.empty()) {
      View.Object = View.Args.front();
      View.Args = View.Args.drop_front();
    }
  }
  return View;
}

} // namespace leash
