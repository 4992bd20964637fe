//===- Collector.cpp - clang-tidy's diagnostics as data -------------------===//
#include "Driver/Collector.h"
#include "Driver/Enclosing.h"
#include "Driver/Uri.h"
#include "Module.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::tidy;

namespace leash::driver {

Collector::Collector(ClangTidyContext &Context)
    : ClangTidyDiagnosticConsumer(Context), Context(Context) {}

/// What \p Info says, without the check's name at its end.
static std::string textOf(const clang::Diagnostic &Info, llvm::StringRef Check) {
  llvm::SmallString<200> Text;
  Info.FormatDiagnostic(Text);
  llvm::StringRef Result(Text);
  Result.consume_back((" [" + Check + "]").str());
  return Result.str();
}

void Collector::HandleDiagnostic(DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) {
  if (Level == DiagnosticsEngine::Note) {
    if (LastIsHidden && Info.hasSourceManager()) {
      const SourceManager &SM = Info.getSourceManager();
      Hidden.back().Notes.emplace_back(textOf(Info, Hidden.back().DiagnosticName), SM,
                                       SM.getFileLoc(Info.getLocation()));
    }
    return ClangTidyDiagnosticConsumer::HandleDiagnostic(Level, Info);
  }
  LastIsHidden = false;
  // The base asks again, and reports what is wrong with the comments: the same
  // question has the same answer. Only checks of ours are asked about.
  std::string Check = Context.getCheckName(Info.getID());
  if (llvm::StringRef(Check).starts_with(CheckPrefix) && Info.hasSourceManager() &&
      Info.getLocation().isValid()) {
    llvm::SmallVector<tooling::Diagnostic, 1> Wrong;
    if (Context.shouldSuppressDiagnostic(Level, Info, Wrong) && Wrong.empty()) {
      const SourceManager &SM = Info.getSourceManager();
      tooling::Diagnostic D(Check, tooling::Diagnostic::Warning, "");
      D.Message =
          tooling::DiagnosticMessage(textOf(Info, Check), SM, SM.getFileLoc(Info.getLocation()));
      Hidden.push_back(std::move(D));
      LastIsHidden = true;
    }
  }
  ClangTidyDiagnosticConsumer::HandleDiagnostic(Level, Info);
}

namespace {

std::string absolutePath(llvm::StringRef Path, FileManager *Files) {
  llvm::SmallString<256> Result(Path);
  if (Files)
    Files->makeAbsolutePath(Result);
  else
    (void)llvm::sys::fs::make_absolute(Result);
  llvm::sys::path::remove_dots(Result, /*remove_dot_dot=*/true);
  return std::string(Result);
}

/// Turns offsets into places while a SourceManager is there.
class Converter {
public:
  explicit Converter(ASTContext &Context) : Context(Context), SM(Context.getSourceManager()) {}

  SourceLocation location(llvm::StringRef Path, unsigned Offset) const {
    if (Path.empty())
      return {};
    auto Entry = SM.getFileManager().getOptionalFileRef(Path);
    if (!Entry)
      return {};
    SourceLocation Begin = SM.translateFileLineCol(*Entry, 1, 1);
    return Begin.isValid() ? Begin.getLocWithOffset(static_cast<int>(Offset)) : Begin;
  }

  Place place(llvm::StringRef Path, unsigned Offset) const {
    Place Result;
    if (Path.empty())
      return Result;
    Result.File = absolutePath(Path, &SM.getFileManager());
    SourceLocation Where = location(Path, Offset);
    if (Where.isInvalid())
      return Result;
    auto [File, At] = SM.getDecomposedLoc(Where);
    Result.Line = SM.getLineNumber(File, At);
    Result.Column = SM.getColumnNumber(File, At);
    llvm::StringRef Code = SM.getBufferData(File);
    llvm::StringRef Rest = Code.substr(At - (Result.Column - 1));
    Result.Text = Rest.take_until([](char C) { return C == '\n' || C == '\r'; }).str();
    return Result;
  }

  void addFix(const llvm::StringMap<tooling::Replacements> &Fix, std::vector<Edit> &Into) const {
    for (const auto &File : Fix)
      for (const tooling::Replacement &R : File.second) {
        Place Begin = place(R.getFilePath(), R.getOffset());
        Place End = place(R.getFilePath(), R.getOffset() + R.getLength());
        Into.push_back({Begin.File, Begin.Line, codePointColumn(Begin.Text, Begin.Column), End.Line,
                        codePointColumn(End.Text, End.Column), R.getReplacementText().str()});
      }
    llvm::sort(Into, [](const Edit &A, const Edit &B) {
      return std::tie(A.File, A.Line, A.Column) < std::tie(B.File, B.Line, B.Column);
    });
  }

  Finding finding(const tooling::Diagnostic &D) const {
    Finding F;
    F.Check = D.DiagnosticName;
    F.IsError = D.DiagLevel == tooling::Diagnostic::Error;
    F.Message = D.Message.Message;
    F.Where = place(D.Message.FilePath, D.Message.FileOffset);
    for (const tooling::DiagnosticMessage &Note : D.Notes)
      F.Story.push_back({place(Note.FilePath, Note.FileOffset), Note.Message});
    addFix(D.Message.Fix, F.Fix);
    SourceLocation Where = location(D.Message.FilePath, D.Message.FileOffset);
    if (Where.isValid() && !F.isOfCompiler()) {
      Enclosing Around = enclosing(Where, Context);
      F.Function = std::move(Around.Function);
      F.Statement = std::move(Around.Statement);
    }
    return F;
  }

private:
  ASTContext &Context;
  SourceManager &SM;
};

/// -Werror and the like make no difference between what was said.
bool isError(const ClangTidyError &E) {
  return E.DiagLevel == ClangTidyError::Error || E.IsWarningAsError;
}

} // namespace

void Collector::moveTo(UnitResult &Result, ASTContext &AST) {
  Converter Convert(AST);
  for (const ClangTidyError &Error : take()) {
    Finding F = Convert.finding(Error);
    F.IsError = isError(Error);
    Result.Findings.push_back(std::move(F));
  }
  for (const tooling::Diagnostic &D : Hidden) {
    Finding F = Convert.finding(D);
    F.Suppressed = true;
    Result.Findings.push_back(std::move(F));
  }
  Hidden.clear();
}

void Collector::moveTo(UnitResult &Result) {
  for (const ClangTidyError &Error : take()) {
    Finding F;
    F.Check = Error.DiagnosticName;
    F.IsError = isError(Error);
    F.Message = Error.Message.Message;
    if (!Error.Message.FilePath.empty())
      F.Where.File = absolutePath(Error.Message.FilePath, nullptr);
    Result.Findings.push_back(std::move(F));
  }
}

} // namespace leash::driver
