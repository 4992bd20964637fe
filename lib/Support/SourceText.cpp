//===- SourceText.cpp - code as the user wrote it -------------------------===//
#include "Support/SourceText.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace leash {

std::string operandText(const Expr *E, const ASTContext &Context) {
  E = E->IgnoreUnlessSpelledInSource();
  if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E);
      Unary && Unary->getOpcode() == UO_AddrOf)
    return operandText(Unary->getSubExpr(), Context);
  if (const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(E);
      Call && Call->getOperator() == OO_Arrow)
    return operandText(Call->getArg(0), Context);
  if (const auto *Call = llvm::dyn_cast<CallExpr>(E); Call && Call->isCallToStdMove())
    return operandText(Call->getArg(0), Context);
  if (const auto *This = llvm::dyn_cast<CXXThisExpr>(E); This && This->isImplicit())
    return "this"; // it stands nowhere
  CharSourceRange Range = CharSourceRange::getTokenRange(E->getSourceRange());
  llvm::StringRef Text = Lexer::getSourceText(
      Lexer::makeFileCharRange(Range, Context.getSourceManager(), Context.getLangOpts()),
      Context.getSourceManager(), Context.getLangOpts());
  Text.consume_front("this->");
  if (Text.contains('\n') || Text.size() > 60)
    return "";
  return Text.str();
}

std::string shownName(const NamedDecl *D) {
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(D);
      Method && Method->getParent()->isLambda())
    return "lambda";
  return D->getNameAsString();
}

} // namespace leash
