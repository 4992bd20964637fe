//===- LeashCheck.cpp - what all checks have in common --------------------===//
#include "LeashCheck.h"
#include "ModelFiles.h"
#include "Support/Config.h"
#include "UserCode.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace leash {

LeashCheck::LeashCheck(llvm::StringRef Name, tidy::ClangTidyContext *Context,
                       const std::shared_ptr<flow::Session> &Session)
    : ClangTidyCheck(Name, Context), InEditor(Context->areDiagsSelfContained()), PageName(Name) {
  llvm::StringRef Page(PageName);
  Page.consume_front("leash-");
  PageName = Page.str();
  // An editor leaves out all headers, and to look at their declarations would read
  // them back from the precompiled ones.
  ReadsAllOfUser = !InEditor && enablesOnlyLeash(Context->getOptions().Checks.value_or(""));
  const auto &All = Context->getOptions().CheckOptions;
  auto Base = All.find("leash.DocsBase");
  DocsBase = Base == All.end() ? LEASH_DOCS_BASE : Base->second.Value;
  llvm::Expected<std::shared_ptr<flow::SharedUnit>> Unit =
      Session->unit(Context, userModelFiles(*Context));
  if (Unit)
    Shared = std::move(*Unit);
  else
    llvm::handleAllErrors(Unit.takeError(), [&](const llvm::ErrorInfoBase &Error) {
      configurationFault(Error.message());
    });
}

void LeashCheck::configurationFault(std::string Text) {
  if (InEditor)
    Faults.push_back(std::move(Text));
  else
    configurationDiag("%0", DiagnosticIDs::Error) << Text;
}

void LeashCheck::registerPPCallbacks(const SourceManager &Sources, Preprocessor *, Preprocessor *) {
  for (const std::string &Fault : Faults)
    diag(Sources.getLocForStartOfFile(Sources.getMainFileID()), "%0", DiagnosticIDs::Error)
        << Fault;
}

void LeashCheck::registerMatchers(MatchFinder *Finder) {
  if (!Shared)
    return;
  // Without a matcher, a check does not hear of the end of the unit.
  if (!Shared->claim())
    return Finder->addMatcher(translationUnitDecl(), this);
  if (ReadsAllOfUser) // met before all that it holds
    Finder->addMatcher(translationUnitDecl().bind("unit"), this);
  Finder->addMatcher(
      functionDecl(isDefinition(), unless(isExpansionInSystemHeader())).bind("function"), this);
}

void LeashCheck::check(const MatchFinder::MatchResult &Result) {
  if (Result.Nodes.getNodeAs<TranslationUnitDecl>("unit"))
    return leaveOutSystemHeaders(*Result.Context);
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  if (!Function || Function->isDependentContext() || Function->isInvalidDecl() ||
      Function->isDefaulted() || !Function->hasBody())
    return;
  flow::Unit &Unit = Shared->of(*Result.Context);
  if (ReadsAllOfUser)
    Unit.readAll();
  if (Unit.facts().of(Function).Broken)
    return Unit.giveUp(Function);
  Unit.note(Function);
}

void LeashCheck::onEndOfTranslationUnit() {
  if (!Shared || !Shared->made())
    return;
  flow::Unit &Unit = *Shared->made();
  // A header is missing, say: clang instantiates no templates from there on, so who
  // sends, wakes or stops may be among what is not there.
  if (const DiagnosticsEngine &Errors = Unit.context().getDiagnostics();
      Errors.hasFatalErrorOccurred() && Errors.hasUncompilableErrorOccurred())
    return;
  for (const FunctionDecl *Function : Unit.met())
    checkFunction(*Function, Unit);
  checkUnit(Unit);
  for (const model::AnnotationFault &Fault : Unit.models().annotationFaults())
    diag(Fault.Where, "this annotation says nothing to Leash: %0", DiagnosticIDs::Error)
        << Fault.Text;
}

void LeashCheck::report(const report::Finding &F) {
  if (!Reported.insert(F.Where.getRawEncoding()).second)
    return;
  {
    DiagnosticBuilder Warning = diag(F.Where, "%0") << F.Message;
    for (const FixItHint &Fix : F.Fixes)
      Warning << Fix;
  }
  // An editor drops notes inside of macros: there they stand at the expansion.
  const SourceManager &Sources = Shared->made()->context().getSourceManager();
  auto Place = [&](SourceLocation Where) {
    return InEditor ? Sources.getExpansionLoc(Where) : Where;
  };
  for (const report::Note &Note : F.Story)
    diag(Place(Note.Where), "%0", DiagnosticIDs::Note) << Note.Text;
  diag(Place(F.Where), "canonical fix: %0; see %1/%2.md#canonical-fix or run 'leash explain %2'",
       DiagnosticIDs::Note)
      << F.Remedy << DocsBase << PageName;
}

} // namespace leash
