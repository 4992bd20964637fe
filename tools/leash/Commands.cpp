//===- Commands.cpp - the subcommands of `leash` ---------------------------===//
#include "Commands.h"
#include "Driver/CheckConfig.h"
#include "Model/Models.h"
#include "ModelsCommand.h"
#include "Module.h"
#include "Support/Config.h"
#include "Support/Embedded.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace leash {

int fail(const llvm::Twine &Message) {
  llvm::errs() << "leash: error: " << Message << "\n";
  return 2;
}

static const EmbeddedFile *findFile(llvm::ArrayRef<EmbeddedFile> Files, const llvm::Twine &Name) {
  std::string Wanted = Name.str();
  for (const EmbeddedFile &File : Files)
    if (File.Name == Wanted)
      return &File;
  return nullptr;
}

static void printChecks() {
  for (const CheckInfo &Info : allChecks())
    llvm::outs() << llvm::formatv("  {0}{1,-30} {2}\n", CheckPrefix, Info.Name, Info.Shape);
}

// --- leash checks ---

static int checks() {
  for (const CheckInfo &Info : allChecks())
    llvm::outs() << llvm::formatv("{0}{1,-30} {2,-7} since {3,-4} {4}\n", CheckPrefix, Info.Name,
                                  Info.FixIt ? "fix-it" : "", Info.Since, Info.Shape);
  return 0;
}

// --- leash explain ----------------------------------------------------------

static int explain(llvm::ArrayRef<llvm::StringRef> Args) {
  if (Args.empty()) {
    llvm::outs() << "Leash's checks; 'leash explain CHECK' says more:\n";
    printChecks();
    return 0;
  }
  for (llvm::StringRef Name : Args) {
    Name.consume_front(CheckPrefix);
    const EmbeddedFile *Page = findFile(embeddedPages(), Name + ".md");
    if (!Page)
      return fail("no check is called '" + Name + "'" + driver::suggestCheck(Name) +
                  " ('leash explain' lists all)");
    llvm::outs() << Page->Text;
  }
  return 0;
}

// --- leash models -----------------------------------------------------------

static int checkModels(llvm::ArrayRef<llvm::StringRef> Files) {
  if (Files.empty())
    return fail("'leash models check' needs the name of a model file");
  std::vector<std::string> Names(Files.begin(), Files.end());
  auto Loaded = model::Models::load(Names);
  if (!Loaded) {
    llvm::errs() << llvm::toString(Loaded.takeError()) << "\n";
    return 2;
  }
  for (llvm::StringRef File : Files)
    llvm::outs() << File << ": good\n";
  return 0;
}

static int models(llvm::ArrayRef<llvm::StringRef> Args) {
  if (Args.empty()) {
    for (const EmbeddedFile &File : embeddedModels())
      llvm::outs() << File.Name << "\n";
    return 0;
  }
  if (Args.front().starts_with("-"))
    return runModelsCommand(Args);
  if (Args.front() == "check")
    return checkModels(Args.drop_front());
  for (llvm::StringRef Name : Args) {
    const EmbeddedFile *File = findFile(embeddedModels(), Name);
    if (!File)
      File = findFile(embeddedModels(), Name + ".yaml");
    if (!File)
      return fail("no built-in model file is called '" + Name + "' ('leash models' lists all)");
    llvm::outs() << File->Text;
  }
  return 0;
}

// --- leash help, leash --version --------------------------------------------

static int version() {
  llvm::outs() << "Leash " LEASH_VERSION " with LLVM " LEASH_LLVM_VERSION "\n";
  return 0;
}

static int help() {
  llvm::outs()
      << R"(Leash finds concurrency leaks: threads, fibers and coroutines that can never exit.

  leash [clang-tidy's options] FILE...   check files; see 'leash --help' for the options
  leash check [PATH...]                  check all files of the compile database, or those
                                         under PATHs; 'leash check --help' for the options
  leash baseline write|prune [FILE]      the file of findings that a project lives with
  leash checks                           all checks: fix-it, since, shape
  leash explain [CHECK]                  the page of a check; without a name, the list
  leash models [NAME]                    a built-in model file; without a name, the list
  leash models check FILE...             say whether your own model files are good
  leash models --list [--library NAME]   all entries; with --names their names alone
  leash models --why FILE[:LINE]         what the models say about the calls and objects there
  leash help                             this text
  leash --version                        the versions of Leash and of LLVM

Files are compiled as the compile database says: pass its directory with -p, or pass
the compiler's flags after '--'. If neither the command line nor a .clang-tidy file
chooses checks, all of Leash's run, and no others; if none chooses headers, findings in
all but system headers are printed. The exit status is not 0 if a file could not be
checked, or if a finding is an error (--warnings-as-errors='leash-*').

Checks:
)";
  printChecks();
  return 0;
}

std::optional<int> runCommand(llvm::ArrayRef<const char *> Args) {
  if (Args.empty()) {
    help();
    return 2;
  }
  llvm::SmallVector<llvm::StringRef, 4> Rest(Args.begin() + 1, Args.end());
  auto Asked = [](llvm::StringRef S) { return S == "-help" || S == "--help"; };
  llvm::StringRef Command = Args.front();
  bool IsCommand = llvm::StringSwitch<bool>(Command)
                       .Case("checks", true)
                       .Case("explain", true)
                       .Case("models", true)
                       .Case("help", true)
                       .Default(false);
  if (IsCommand && (Command == "help" || llvm::any_of(Rest, Asked)))
    return help();
  if (Command == "checks")
    return checks();
  if (Command == "explain")
    return explain(Rest);
  if (Command == "models")
    return models(Rest);
  if (Command == "--version" || Command == "-version")
    return version();
  return std::nullopt;
}

} // namespace leash
