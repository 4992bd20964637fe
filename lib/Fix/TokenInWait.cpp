//===- TokenInWait.cpp - a wait that a stop token ends --------------------===//
#include "Fix/TokenInWait.h"
#include "Fix/Places.h"
#include "Fix/Uses.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::fix {

using Edits = std::vector<FixItHint>;

/// Whether \p E is a statement of \p Block or of a block in it.
static bool standsIn(const Stmt *Block, const Expr *E) {
  const auto *Compound = llvm::dyn_cast_or_null<CompoundStmt>(Block);
  return Compound && llvm::any_of(Compound->body(), [&](const Stmt *S) {
           const auto *Whole = llvm::dyn_cast<Expr>(S);
           return Whole ? Whole->IgnoreImplicit() == E : standsIn(S, E);
         });
}

/// The loop in \p Block, or in a block in it, that does nothing but \p Call.
static const WhileStmt *retestIn(const Stmt *Block, const Expr *Call) {
  const auto *Compound = llvm::dyn_cast_or_null<CompoundStmt>(Block);
  if (!Compound)
    return nullptr;
  for (const Stmt *S : Compound->body()) {
    if (const WhileStmt *Found = retestIn(S, Call))
      return Found;
    const auto *While = llvm::dyn_cast<WhileStmt>(S);
    const Stmt *Body = While ? While->getBody() : nullptr;
    if (const auto *Own = llvm::dyn_cast_or_null<CompoundStmt>(Body))
      Body = Own->size() == 1 ? Own->body_front() : nullptr;
    const auto *Whole = llvm::dyn_cast_or_null<Expr>(Body);
    if (Whole && Whole->IgnoreImplicit() == Call && !While->getConditionVariable())
      return While;
  }
  return nullptr;
}

/// 'while (items.empty()) wake.wait(lock)' becomes a wait with a predicate.
static Edits predicateFor(const WhileStmt &While, const CXXMemberCallExpr &Call,
                          const std::string &Name, const ASTContext &Context) {
  const Expr *Test = While.getCond()->IgnoreImplicit();
  const auto *Not = llvm::dyn_cast<UnaryOperator>(Test);
  bool IsNot = Not && Not->getOpcode() == UO_LNot;
  if (IsNot)
    Test = Not->getSubExpr();
  std::string Until = sourceOf(Test->getSourceRange(), Context);
  std::string Old = sourceOf(While.getSourceRange(), Context);
  if (Until.empty() || Old.find("//") != std::string::npos || Old.find("/*") != std::string::npos)
    return {};
  if (!IsNot)
    Until = llvm::isa<BinaryOperator, ConditionalOperator>(Test) ? "!(" + Until + ")" : "!" + Until;
  bool InBlock = llvm::isa<CompoundStmt>(While.getBody());
  // The call stays where it is: an editor shows a finding at what its fix replaces.
  SourceLocation ArgEnd = behindToken(Call.getArg(0), Context), End = behindToken(&While, Context);
  if (ArgEnd.isInvalid() || End.isInvalid())
    return {};
  return {FixItHint::CreateReplacement(
              CharSourceRange::getCharRange(While.getBeginLoc(), Call.getBeginLoc()), "if (!"),
          FixItHint::CreateReplacement(CharSourceRange::getCharRange(ArgEnd, End),
                                       ", " + Name + ", [&] { return " + Until + "; })) break" +
                                           (InBlock ? ";" : ""))};
}

Edits tokenInWait(const Stmt *Body, const CXXMemberCallExpr &Call, const std::string &Name,
                  ASTContext &Context) {
  if (Call.getNumArgs() == 1) {
    const WhileStmt *Retest = retestIn(Body, &Call);
    return Retest ? predicateFor(*Retest, Call, Name, Context) : Edits();
  }
  SourceLocation End = behindToken(&Call, Context);
  if (Call.getNumArgs() != 2 || !standsIn(Body, &Call) || End.isInvalid() ||
      sourceOf(Call.getSourceRange(), Context).empty() || Call.getArg(1)->getBeginLoc().isMacroID())
    return {};
  return {FixItHint::CreateInsertion(Call.getBeginLoc(), "if (!"),
          FixItHint::CreateInsertion(Call.getArg(1)->getBeginLoc(), Name + ", "),
          FixItHint::CreateInsertion(End, ") break")};
}

} // namespace leash::fix
