//===- CoroutineTasks.cpp - coroutines that are started as tasks ----------===//
#include "Flow/CoroutineTasks.h"
#include "Flow/Unit.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

const FunctionDecl *coroutineBody(const FunctionDecl *F) {
  const FunctionDecl *Body = F ? F->getDefinition() : nullptr;
  return Body && !Body->isDependentContext() && !Body->isInvalidDecl() &&
                 llvm::isa_and_nonnull<CoroutineBodyStmt>(Body->getBody())
             ? Body
             : nullptr;
}

/// The coroutine that \p E, what a spawn gets, is or makes, by the call in
/// \p Made if one makes it.
static const FunctionDecl *coroutineOf(const Expr *E, const CallExpr *&Made) {
  for (unsigned Steps = 0; E && Steps != 8; ++Steps) {
    E = E->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(E))
      return coroutineBody(Lambda->getCallOperator());
    if (const auto *Call = llvm::dyn_cast<CallExpr>(E)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      const FunctionDecl *Body = coroutineBody(Callee);
      Made = Call;
      if (Body || !Callee || !Callee->isInStdNamespace() || Call->getNumArgs() != 1)
        return Body;
      E = Call->getArg(0); // std::move(coroutine)
    } else if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E)) {
      E = Construct->getNumArgs() == 1 ? Construct->getArg(0) : nullptr;
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

std::vector<Spawned> coroutinesOf(Unit &U, const FunctionDecl *Function) {
  std::vector<Spawned> Found;
  for (const Expr *E : U.facts().of(Function).Calls) {
    std::optional<CallView> Call = CallView::of(E);
    const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
    if (!Entry || Entry->Role != model::CallRole::Spawn ||
        Entry->Blocks != model::Blocked::Coroutine || !Entry->Callable ||
        *Entry->Callable >= Call->Args.size())
      continue;
    const CallExpr *Made = nullptr;
    const FunctionDecl *Body = coroutineOf(Call->Args[*Entry->Callable], Made);
    if (!Body)
      continue;
    Target Runs{Body, nullptr, {}};
    if (Made && Made->getDirectCallee() && Made->getDirectCallee()->getDefinition() == Body)
      for (const Expr *Arg : Made->arguments())
        Runs.Params.push_back(U.objects().of(Arg, Function));
    Found.push_back({nullptr, Runs, E->getExprLoc()});
  }
  return Found;
}

} // namespace leash::flow
