//===- GiveBackTimer.cpp - give a timer back on each path -----------------===//
#include "Fix/GiveBackTimer.h"
#include "Fix/Places.h"
#include "Flow/Unit.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace leash::fix {

/// Whether \p S computes its value without a call and without \p V.
static bool isPlain(const Stmt *S, const VarDecl *V) {
  if (!S)
    return true;
  if (llvm::isa<CallExpr, CXXConstructExpr, CXXNewExpr, LambdaExpr>(S))
    return false;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S); Ref && Ref->getDecl() == V)
    return false;
  return llvm::all_of(S->children(), [&](const Stmt *Child) { return isPlain(Child, V); });
}

namespace {
/// Where a statement stands.
struct Place {
  bool InScope = false; ///< a block that declares the variable is around it
  const Stmt *Above = nullptr;
};
} // namespace

static bool declares(const CompoundStmt *Block, const VarDecl *V) {
  return llvm::any_of(Block->body(), [&](const Stmt *S) {
    const auto *Declared = llvm::dyn_cast<DeclStmt>(S);
    return Declared && llvm::is_contained(Declared->decls(), V);
  });
}

/// Finds \p Wanted below \p S; false if it is not there.
static bool find(const Stmt *S, const Stmt *Wanted, const VarDecl *V, Place &At) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return false;
  Place Here = At;
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(S))
    Here.InScope |= declares(Block, V);
  Here.Above = S;
  for (const Stmt *Child : S->children()) {
    Place Below = Here;
    if (Child == Wanted || find(Child, Wanted, V, Below)) {
      At = Below;
      return true;
    }
  }
  return false;
}

std::vector<FixItHint> giveBackOnPaths(const flow::LeakedTimer &L, const FunctionDecl &Function,
                                       flow::Unit &Unit) {
  const auto *Body = llvm::dyn_cast_or_null<CompoundStmt>(Function.getBody());
  if (!L.Words || !L.Certain || !Body || L.Words->getBeginLoc().isMacroID())
    return {};
  const ASTContext &Context = Unit.context();
  std::string Text = sourceOf(L.Words->getSourceRange(), Context) + ";";
  std::vector<FixItHint> Fixes;
  for (const ReturnStmt *Return : L.Returns) {
    if (!Return) {
      if (!declares(Body, L.Timer) || Body->getRBracLoc().isMacroID())
        return {};
      std::string Outer = indentAt(Body->getRBracLoc(), Context);
      std::string Inner =
          Body->body_empty() ? Outer : indentAt(Body->body_back()->getBeginLoc(), Context);
      llvm::StringRef Deeper = Inner;
      Deeper.consume_front(Outer);
      Fixes.push_back(
          FixItHint::CreateInsertion(Body->getRBracLoc(), (Deeper + Text + "\n" + Outer).str()));
      continue;
    }
    Place At;
    SourceLocation Begin = Return->getBeginLoc();
    SourceLocation End = behindSemicolon(Return, Context);
    if (End.isInvalid() || !isPlain(Return->getRetValue(), L.Timer) ||
        !find(Body, Return, L.Timer, At) || !At.InScope)
      return {};
    if (llvm::isa<CompoundStmt>(At.Above)) {
      Fixes.push_back(FixItHint::CreateInsertion(Begin, Text + "\n" + indentAt(Begin, Context)));
      continue;
    }
    Fixes.push_back(FixItHint::CreateInsertion(Begin, "{ " + Text + " "));
    Fixes.push_back(FixItHint::CreateInsertion(End, " }"));
  }
  return Fixes;
}

} // namespace leash::fix
