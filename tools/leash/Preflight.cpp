//===- Preflight.cpp - refuses runs that could only pass green -------------===//
#include "Preflight.h"
#include "Commands.h"
#include "Driver/CheckConfig.h"
#include "Support/Config.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;

namespace leash {

namespace {

// --- The command line -------------------------------------------------------

/// Options by name, sources, and whether flags follow "--".
struct CommandLine {
  llvm::StringMap<std::vector<std::string>> Options;
  std::vector<std::string> Sources;
  bool HasFlags = false; ///< there is a "--"

  explicit CommandLine(llvm::ArrayRef<std::string> Args) {
    for (size_t I = 0; I < Args.size(); ++I) {
      llvm::StringRef Arg = Args[I];
      if (Arg == "--") {
        HasFlags = true;
        break;
      }
      if (!Arg.starts_with("-") || Arg == "-") {
        Sources.push_back(Arg.str());
        continue;
      }
      auto [Name, Value] = Arg.ltrim('-').split('=');
      if (!Arg.contains('=') && takesValue(Name) && I + 1 < Args.size())
        Value = Args[++I];
      Options[Name].push_back(Value.str());
    }
  }

  bool has(llvm::StringRef Name) const { return Options.contains(Name); }
  /// The last value of an option, or "".
  llvm::StringRef get(llvm::StringRef Name) const {
    auto It = Options.find(Name);
    return It == Options.end() ? llvm::StringRef() : It->second.back();
  }
  size_t count(llvm::StringRef Name) const {
    auto It = Options.find(Name);
    return It == Options.end() ? 0 : It->second.size();
  }

private:
  /// True if clang-tidy's option \p Name eats the next argument.
  static bool takesValue(llvm::StringRef Name) {
    // These exist only once clang-tidy's main has begun.
    if (Name == "p" || Name == "extra-arg" || Name == "extra-arg-before")
      return true;
    auto &Known = llvm::cl::getRegisteredOptions();
    auto It = Known.find(Name);
    return It != Known.end() &&
           It->second->getValueExpectedFlag() == llvm::cl::ValueExpected::ValueRequired;
  }
};

// --- Checks -----------------------------------------------------------------

driver::ConfigRequest configOf(const CommandLine &Line) {
  driver::ConfigRequest Request;
  if (Line.has("checks"))
    Request.Checks = Line.get("checks").str();
  if (Line.has("config-file"))
    Request.File = Line.get("config-file").str();
  else if (!Line.get("config").empty())
    Request.Text = Line.get("config").str();
  return Request;
}

// --- The compile database ---------------------------------------------------

/// Refuses to guess how a file is compiled.
int lookForCommands(const CommandLine &Line) {
  if (Line.HasFlags)
    return 0;
  std::string Why;
  auto Database =
      Line.has("p") ? tooling::CompilationDatabase::autoDetectFromDirectory(Line.get("p"), Why)
                    : tooling::CompilationDatabase::autoDetectFromSource(Line.Sources.front(), Why);
  if (!Database) {
    std::string Where =
        Line.has("p") ? ("in '" + Line.get("p") + "'").str() : "for '" + Line.Sources.front() + "'";
    return fail("no compile database " + Where +
                "; pass the directory of compile_commands.json with -p, or the "
                "compiler's flags after '--'");
  }
  for (const std::string &Source : Line.Sources) {
    llvm::SmallString<256> Path(Source);
    if (std::error_code E = llvm::sys::fs::make_absolute(Path))
      return fail("cannot find '" + Source + "': " + E.message());
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    if (Database->getCompileCommands(Path).empty())
      return fail("the compile database says nothing about '" + Source + "'");
  }
  return 0;
}

// --- Other arguments --------------------------------------------------------

int lookForFiles(const CommandLine &Line) {
  for (const std::string &Source : Line.Sources)
    if (!llvm::sys::fs::exists(Source))
      return fail("no such file: '" + Source + "'");
  return 0;
}

/// The executable need not be next to clang's headers, so name their place. A
/// -resource-dir in a compile command comes later and wins.
void addResourceDir(std::vector<std::string> &Args) {
  if (!llvm::sys::fs::exists(LEASH_RESOURCE_DIR "/include"))
    return;
  Args.insert(Args.begin(), "--extra-arg-before=-resource-dir=" LEASH_RESOURCE_DIR);
}

/// Puts the contents of @FILE arguments in their place, as clang-tidy does.
bool expandFiles(llvm::SmallVectorImpl<const char *> &Args, llvm::BumpPtrAllocator &Memory) {
  llvm::cl::ExpansionContext Expansion(Memory, llvm::cl::TokenizeGNUCommandLine);
  if (llvm::Error E = Expansion.expandResponseFiles(Args)) {
    fail(llvm::toString(std::move(E)));
    return false;
  }
  return true;
}

} // namespace

int preflight(llvm::ArrayRef<const char *> Args, Request &Out) {
  llvm::BumpPtrAllocator Memory;
  llvm::SmallVector<const char *, 32> Expanded(Args.begin(), Args.end());
  if (!expandFiles(Expanded, Memory))
    return 2;
  Out.Args.assign(Expanded.begin(), Expanded.end());

  CommandLine Line(Out.Args);
  Out.Sources = Line.Sources;
  Out.Plugins = Line.count("load");
  Out.MayHaveNoChecks = Line.has("allow-no-checks");
  for (llvm::StringRef Name : {"help", "help-hidden", "help-list", "help-list-hidden", "version",
                               "list-checks", "dump-config", "explain-config", "verify-config"})
    Out.OnlyInforms |= Line.has(Name);

  addResourceDir(Out.Args);
  if (Out.OnlyInforms)
    return 0;
  if (Line.Sources.empty())
    return fail("no source file is named ('leash help' says how to run it)");
  if (int Status = lookForFiles(Line))
    return Status;

  driver::CheckConfig Config(configOf(Line), llvm::vfs::getRealFileSystem());
  driver::Choice Checks = Config.choiceFor(Line.Sources);
  for (const std::string &Problem : Config.problems())
    fail(Problem);
  if (!Config.problems().empty())
    return 2;
  // The default of clang-tidy 22, for all versions.
  if (!Checks.Headers && !Line.has("header-filter"))
    Out.Args.insert(Out.Args.begin(), "--header-filter=.*");
  if (!Checks.Chosen)
    Out.Args.insert(Out.Args.begin(), "--checks=-*,leash-*");
  else if (Checks.Enabled.empty() && !Out.MayHaveNoChecks)
    return fail("none of Leash's checks is enabled for these files; enable them "
                "with --checks='leash-*' or in .clang-tidy");
  return lookForCommands(Line);
}

} // namespace leash
