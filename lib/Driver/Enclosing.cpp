//===- Enclosing.cpp - what is around a place in the code -----------------===//
#include "Driver/Enclosing.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Stmt.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace leash::driver {

namespace {

/// A statement longer than this is known by its beginning.
constexpr size_t MostCharacters = 200;

class Finder {
public:
  Finder(SourceLocation Where, ASTContext &Context)
      : Where(Where), SM(Context.getSourceManager()), Lang(Context.getLangOpts()) {}

  /// The function that is defined around the place, in \p In or deeper.
  const FunctionDecl *function(const DeclContext &In) const {
    for (const Decl *D : In.decls()) {
      if (const auto *Template = llvm::dyn_cast<TemplateDecl>(D))
        D = Template->getTemplatedDecl();
      if (!D || D->isImplicit() || !contains(D->getSourceRange()))
        continue;
      if (const auto *Function = llvm::dyn_cast<FunctionDecl>(D))
        return Function;
      if (const auto *Inner = llvm::dyn_cast<DeclContext>(D))
        if (const FunctionDecl *Found = function(*Inner))
          return Found;
    }
    return nullptr;
  }

  /// The innermost statement of a block around the place, in \p In or deeper.
  const Stmt *statement(const Stmt *In) const {
    const Stmt *Found = nullptr;
    while (In) {
      const Stmt *Next = nullptr;
      for (const Stmt *Child : In->children())
        if (Child && contains(Child->getSourceRange())) {
          Next = Child;
          break;
        }
      if (Next && llvm::isa<CompoundStmt>(In))
        Found = Next;
      In = Next;
    }
    return Found;
  }

  /// The tokens of \p Range up to the first brace.
  std::string text(SourceRange Range) const {
    FileID File = SM.getFileID(Where);
    unsigned Begin = SM.getFileOffset(SM.getExpansionLoc(Range.getBegin()));
    unsigned End = SM.getFileOffset(SM.getExpansionRange(Range.getEnd()).getEnd());
    return tokens(File, Begin, [End](unsigned Offset) { return Offset <= End; });
  }

  /// The tokens of the line.
  std::string line() const {
    FileID File = SM.getFileID(Where);
    unsigned Line = SM.getSpellingLineNumber(Where);
    SourceLocation Begin = SM.translateLineCol(File, Line, 1);
    return tokens(File, SM.getFileOffset(Begin),
                  [&](unsigned Offset) { return SM.getLineNumber(File, Offset) == Line; });
  }

private:
  bool contains(SourceRange Range) const {
    if (Range.isInvalid())
      return false;
    SourceLocation Begin = SM.getExpansionLoc(Range.getBegin());
    SourceLocation End = SM.getExpansionRange(Range.getEnd()).getEnd();
    auto [File, Offset] = SM.getDecomposedLoc(Where);
    auto [BeginFile, BeginOffset] = SM.getDecomposedLoc(Begin);
    auto [EndFile, EndOffset] = SM.getDecomposedLoc(End);
    if (BeginFile != File || EndFile != File || Offset < BeginOffset)
      return false;
    return Offset < EndOffset + Lexer::MeasureTokenLength(End, SM, Lang);
  }

  std::string tokens(FileID File, unsigned Begin, llvm::function_ref<bool(unsigned)> Within) const {
    bool Invalid = false;
    llvm::StringRef Code = SM.getBufferData(File, &Invalid);
    if (Invalid || Begin >= Code.size())
      return "";
    Lexer Lex(SM.getLocForStartOfFile(File), Lang, Code.begin(), Code.begin() + Begin, Code.end());
    std::string Result;
    Token T;
    while (Result.size() < MostCharacters) {
      bool AtEnd = Lex.LexFromRawLexer(T);
      if (T.is(tok::eof) || T.is(tok::l_brace) || !Within(SM.getFileOffset(T.getLocation())))
        break;
      if (!Result.empty())
        Result += ' ';
      Result += Code.substr(SM.getFileOffset(T.getLocation()), T.getLength());
      if (AtEnd)
        break;
    }
    return Result;
  }

  SourceLocation Where;
  const SourceManager &SM;
  const LangOptions &Lang;
};

} // namespace

Enclosing enclosing(SourceLocation Where, ASTContext &Context) {
  Enclosing Result;
  Finder Find(Where, Context);
  const FunctionDecl *Function = Find.function(*Context.getTranslationUnitDecl());
  const Stmt *Statement = nullptr;
  if (Function) {
    Result.Function = Function->getQualifiedNameAsString();
    if (Function->doesThisDeclarationHaveABody())
      Statement = Find.statement(Function->getBody());
  }
  Result.Statement = Statement ? Find.text(Statement->getSourceRange()) : Find.line();
  return Result;
}

} // namespace leash::driver
