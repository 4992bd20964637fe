//===- Analysis.cpp - clang-tidy over one unit, with data as its answer ---===//
#include "Driver/Analysis.h"
#include "Driver/Collector.h"
#include "Driver/OtherState.h"
#include "Driver/Suppressions.h"
#include "ModelFiles.h"
#include "Module.h"
#include "Support/Config.h"
#include "Support/Version.h"
#include "clang-tidy/ClangTidy.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace clang;
using namespace clang::tidy;

namespace leash::driver {

namespace {

/// The one command of a unit.
class OneCommand : public tooling::CompilationDatabase {
public:
  explicit OneCommand(const Unit &U) : Command(U.Directory, U.File, U.Command, "") {}
  std::vector<tooling::CompileCommand> getCompileCommands(llvm::StringRef) const override {
    return {Command};
  }

private:
  tooling::CompileCommand Command;
};

/// The configured options, but with exactly the given checks.
class GateOptions : public DefaultOptionsProvider {
public:
  GateOptions(CheckConfig &Config, const Choice &Chosen)
      : DefaultOptionsProvider(ClangTidyGlobalOptions(), ClangTidyOptions()), Config(Config) {
    Last.Checks = "-*," + llvm::join(Chosen.Enabled, ",");
    // The default of clang-tidy 22, for all versions.
    if (!Chosen.Headers)
      Last.HeaderFilterRegex = ".*";
  }

  std::vector<OptionsSource> getRawOptions(llvm::StringRef File) override {
    std::vector<OptionsSource> All = {{ClangTidyOptions::getDefaults(), "default"}};
    llvm::append_range(All, Config.of(File));
    All.emplace_back(Last, "leash check");
    return All;
  }

private:
  CheckConfig &Config;
  ClangTidyOptions Last;
};

class Action : public ASTFrontendAction {
public:
  Action(ClangTidyASTConsumerFactory &Checks, Collector &Into, UnitResult &Result)
      : Checks(Checks), Into(Into), Result(Result) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 llvm::StringRef File) override {
    return Checks.createASTConsumer(Compiler, File);
  }

  void EndSourceFileAction() override {
    // The last moment at which locations mean something.
    Into.moveTo(Result, getCompilerInstance().getASTContext());
    findSuppressions(getCompilerInstance().getSourceManager(), Result);
  }

private:
  ClangTidyASTConsumerFactory &Checks;
  Collector &Into;
  UnitResult &Result;
};

class ActionFactory : public tooling::FrontendActionFactory {
public:
  ActionFactory(ClangTidyContext &Context,
                llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem> FS, Collector &Into,
                UnitResult &Result, bool ScanOnly)
      : Checks(Context, std::move(FS)), Into(Into), Result(Result), ScanOnly(ScanOnly) {}

  std::unique_ptr<FrontendAction> create() override {
    if (ScanOnly)
      return std::make_unique<PreprocessOnlyAction>();
    return std::make_unique<Action>(Checks, Into, Result);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation, FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> PCH,
                     DiagnosticConsumer *Diagnostics) override {
    // Code may be written for analysers: clang-tidy defines this too.
    Invocation->getPreprocessorOpts().SetUpStaticAnalyzer = true;
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files, std::move(PCH),
                                                Diagnostics);
  }

private:
  ClangTidyASTConsumerFactory Checks;
  Collector &Into;
  UnitResult &Result;
  bool ScanOnly;
};

tooling::ArgumentsAdjuster configuredArguments(ClangTidyContext &Context) {
  return [&Context](const tooling::CommandLineArguments &Args, llvm::StringRef File) {
    ClangTidyOptions Options = Context.getOptionsForFile(File);
    tooling::CommandLineArguments Result = Args;
    auto Begin = Result.begin();
    if (Begin != Result.end() && !llvm::StringRef(*Begin).starts_with("-"))
      ++Begin; // the compiler's name
    tooling::CommandLineArguments Before;
    // The executable need not be next to clang's headers. A -resource-dir of the
    // command comes later and wins.
    if (llvm::sys::fs::exists(LEASH_RESOURCE_DIR "/include"))
      Before.push_back("-resource-dir=" LEASH_RESOURCE_DIR);
    if (Options.ExtraArgsBefore)
      llvm::append_range(Before, *Options.ExtraArgsBefore);
    Result.insert(Begin, Before.begin(), Before.end());
    if (Options.ExtraArgs)
      llvm::append_range(Result, *Options.ExtraArgs);
    return Result;
  };
}

/// Other files than sources that the checks read.
void noteModels(ClangTidyContext &Context, llvm::StringRef File, llvm::vfs::FileSystem &Files) {
  Context.setCurrentFile(File);
  for (const std::string &Model : userModelFiles(Context))
    (void)Files.getBufferForFile(Model); // the recording notes it
}

} // namespace

Analysis analyse(const UnitRequest &Request) {
  Analysis Whole;
  UnitResult &Result = Whole.Result;
  auto Read = std::make_shared<FilesRead>();
  auto Files = recordingFileSystem(
      replacingFileSystem(llvm::vfs::getRealFileSystem(), Request.Instead), Read);
  const std::string &File = Request.What.File;

  CheckConfig Config(Request.Config, Files);
  Choice Chosen = Config.choiceFor({File});
  Result.Faults = Config.problems();
  if (!Chosen.Chosen)
    for (const CheckInfo &Info : allChecks())
      Chosen.Enabled.push_back((CheckPrefix + Info.Name).str());
  Result.ChecksEnabled = Chosen.Enabled.size();

  if (Result.Faults.empty() && !Chosen.Enabled.empty()) {
    auto Overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(Files);
    ClangTidyContext Context(std::make_unique<GateOptions>(Config, Chosen));
    Collector Into(Context);
    ContextDiagnostics Engine(Context, Into);
    OneCommand Database(Request.What);
    tooling::ClangTool Tool(Database, {File}, std::make_shared<PCHContainerOperations>(), Overlay);
    Tool.appendArgumentsAdjuster(configuredArguments(Context));
    Tool.appendArgumentsAdjuster(tooling::getStripPluginsAdjuster());
    Tool.setDiagnosticConsumer(&Into);
    Tool.setPrintErrorMessage(false);
    ActionFactory Factory(Context, Overlay, Into, Result, Request.ScanOnly);
    int Status = Tool.run(&Factory);
    Into.moveTo(Result);
    noteModels(Context, File, *Files);
    if (Status != 0 &&
        llvm::none_of(Result.Findings, [](const Finding &F) { return F.isOfCompiler(); }))
      Result.Faults.push_back("the compile command cannot be used");
  }
  llvm::sort(Result.Findings);
  Whole.Read = std::move(*Read);
  return Whole;
}

} // namespace leash::driver
