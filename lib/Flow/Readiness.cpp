//===- Readiness.cpp - is there something to read already? ----------------===//
#include "Flow/Readiness.h"
#include "Flow/Unit.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

namespace {
using Variables = llvm::SmallPtrSet<const ValueDecl *, 4>;

/// The variables and fields in \p S; with \p OnlyObjects, those that are no numbers.
void addVariables(const Stmt *S, bool OnlyObjects, Variables &Out) {
  if (!S)
    return;
  const ValueDecl *D = nullptr;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S))
    D = Ref->getDecl();
  else if (const auto *Member = llvm::dyn_cast<MemberExpr>(S))
    D = Member->getMemberDecl();
  if (llvm::isa_and_nonnull<VarDecl, FieldDecl>(D) &&
      !(OnlyObjects && D->getType()->isArithmeticType()))
    Out.insert(D);
  for (const Stmt *Child : S->children())
    addVariables(Child, OnlyObjects, Out);
}

/// What the polls of \p Function fill in: their sets, and the locals that keep
/// their results.
Variables polledSets(Unit &U, const FunctionDecl *Function) {
  Variables Sets;
  const Facts &All = U.facts().of(Function);
  for (const Expr *E : All.Calls) {
    std::optional<CallView> Call = CallView::of(E);
    const model::CallEntry *Entry = Call && Call->Callee ? U.models().call(*Call) : nullptr;
    if (!Entry || Entry->Role != model::CallRole::Select)
      continue;
    for (const Expr *Arg : Call->Args)
      addVariables(Arg, /*OnlyObjects=*/true, Sets);
    for (const VarDecl *V : All.Locals)
      if (V->getInit() && V->getInit()->IgnoreParenImpCasts() == E)
        Sets.insert(V);
  }
  return Sets;
}

/// Whether \p Site stands in \p S below an 'if' on one of \p Sets, and in no loop
/// below that.
bool isBelowTest(const Stmt *S, const Stmt *Site, const Variables &Sets, bool Tested = false) {
  if (!S || !contains(S, Site))
    return false;
  if (S == Site)
    return Tested;
  if (const auto *If = llvm::dyn_cast<IfStmt>(S); If && contains(If->getThen(), Site)) {
    Variables Looked;
    addVariables(If->getCond(), /*OnlyObjects=*/false, Looked);
    Tested |= llvm::any_of(Looked, [&](const ValueDecl *V) { return Sets.contains(V); });
  }
  if (llvm::isa<WhileStmt, ForStmt, DoStmt, CXXForRangeStmt>(S))
    Tested = false;
  return llvm::any_of(S->children(),
                      [&](const Stmt *C) { return isBelowTest(C, Site, Sets, Tested); });
}
} // namespace

bool isPolledFor(Unit &U, const Effect &Wait) {
  if (Wait.Class != model::BlockClass::Network)
    return false;
  for (const Effect *E = &Wait; E; E = E->Inner) {
    if (!E->Site || !E->In)
      continue;
    Variables Sets = polledSets(U, E->In);
    if (!Sets.empty() && isBelowTest(E->In->getBody(), E->Site, Sets))
      return true;
  }
  return false;
}

} // namespace leash::flow
