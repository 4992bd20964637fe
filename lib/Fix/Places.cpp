//===- Places.cpp - where an edit goes, and what stands there -------------===//
#include "Fix/Places.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace leash::fix {

static bool isInMacro(SourceRange Range) {
  return Range.getBegin().isMacroID() || Range.getEnd().isMacroID();
}

std::string sourceOf(SourceRange Range, const ASTContext &Context) {
  if (Range.isInvalid() || isInMacro(Range))
    return "";
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Range), Context.getSourceManager(),
                              Context.getLangOpts())
      .str();
}

std::string indentAt(SourceLocation Where, const ASTContext &Context) {
  return Lexer::getIndentationForLine(Where, Context.getSourceManager()).str();
}

SourceLocation behindToken(const Stmt *S, const ASTContext &Context) {
  if (isInMacro(S->getSourceRange()))
    return SourceLocation();
  return Lexer::getLocForEndOfToken(S->getEndLoc(), 0, Context.getSourceManager(),
                                    Context.getLangOpts());
}

SourceLocation behindSemicolon(const Stmt *S, const ASTContext &Context) {
  if (!S || isInMacro(S->getSourceRange()))
    return SourceLocation();
  return Lexer::findLocationAfterToken(S->getEndLoc(), tok::semi, Context.getSourceManager(),
                                       Context.getLangOpts(),
                                       /*SkipTrailingWhitespaceAndNewLine=*/false);
}

} // namespace leash::fix
