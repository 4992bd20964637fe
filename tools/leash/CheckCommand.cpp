//===- CheckCommand.cpp - the command line of `leash check` ---------------===//
#include "CheckCommand.h"
#include "Commands.h"
#include "Driver/Gate.h"
#include "Driver/Units.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace leash {

namespace {

/// The options that `leash check` and `leash baseline` share. They are registered
/// when one of them runs, so that they are none of clang-tidy's.
struct RunOptions {
  explicit RunOptions(cl::SubCommand &Command) : Command(Command) {}

  template <typename T> using Opt = cl::opt<T>;
  cl::SubCommand &Command;
  Opt<std::string> Database{"p", cl::value_desc("folder"), cl::sub(Command),
                            cl::desc("where compile_commands.json is (default: looked for from "
                                     "the working directory upwards)")};
  Opt<unsigned> Jobs{
      "j",         cl::Prefix,       cl::value_desc("n"),
      cl::init(0), cl::sub(Command), cl::desc("files at a time (default: one for each core)")};
  Opt<unsigned> Timeout{"timeout", cl::value_desc("seconds"), cl::init(600), cl::sub(Command),
                        cl::desc("the longest time for one file; 0: no limit (default: 600)")};
  Opt<unsigned> Memory{"memory", cl::value_desc("MB"), cl::init(8192), cl::sub(Command),
                       cl::desc("the most memory for one file; 0: no limit (default: 8192)")};
  Opt<std::string> Checks{"checks", cl::value_desc("globs"), cl::sub(Command),
                          cl::desc("as clang-tidy's: on top of those of .clang-tidy")};
  Opt<std::string> Config{"config", cl::value_desc("YAML"), cl::sub(Command),
                          cl::desc("as clang-tidy's: in place of .clang-tidy files")};
  Opt<std::string> ConfigFile{"config-file", cl::value_desc("file"), cl::sub(Command),
                              cl::desc("as clang-tidy's: in place of .clang-tidy files")};
  Opt<std::string> Cache{"cache", cl::value_desc("folder"), cl::sub(Command),
                         cl::desc("where results are kept (default: the user's cache folder)")};
  Opt<bool> NoCache{"no-cache", cl::sub(Command), cl::desc("neither use nor keep results")};
  Opt<unsigned> CacheSize{"cache-size", cl::value_desc("MB"), cl::init(1024), cl::sub(Command),
                          cl::desc("the most that the cache may hold (default: 1024)")};
  Opt<bool> Quiet{"quiet", cl::sub(Command), cl::desc("print findings and errors only")};
  cl::list<std::string> TestFaults{"test-fault", cl::value_desc("file=fault"), cl::Hidden,
                                   cl::sub(Command)};

  void fill(driver::GateRequest &Request, ArrayRef<const char *> Args) const;
};

struct CheckOptions {
  cl::SubCommand Command{"check", "check all files of a compile database"};
  RunOptions Run{Command};
  template <typename T> using Opt = cl::opt<T>;

  cl::list<std::string> Paths{cl::Positional, cl::desc("[PATH...]"), cl::sub(Command)};
  Opt<std::string> Base{"base", cl::value_desc("revision"), cl::sub(Command),
                        cl::desc("report only what the change since this git revision "
                                 "introduces")};
  Opt<bool> Exact{"exact", cl::sub(Command),
                  cl::desc("with --base: also check the base where nothing is known of it")};
  Opt<std::string> Results{"base-results", cl::value_desc("file"), cl::sub(Command),
                           cl::desc("a SARIF file of an earlier run, or a baseline: report only "
                                    "what is not in it")};
  Opt<std::string> Baseline{"baseline", cl::value_desc("file"), cl::sub(Command),
                            cl::desc("findings to live with; 'leash baseline write' makes it")};
  Opt<std::string> Sarif{"sarif", cl::value_desc("file"), cl::sub(Command),
                         cl::desc("write SARIF 2.1.0")};
  Opt<std::string> GitLab{"gitlab", cl::value_desc("file"), cl::sub(Command),
                          cl::desc("write GitLab's code quality report")};
  Opt<std::string> JUnit{"junit", cl::value_desc("file"), cl::sub(Command),
                         cl::desc("write JUnit's XML")};
  Opt<bool> GitHub{"github", cl::sub(Command), cl::desc("also print GitHub's annotations")};
  Opt<bool> WarnOnly{"warn-only", cl::sub(Command),
                     cl::desc("findings do not make the exit status 1")};
  Opt<bool> UnusedNolint{"unused-nolint", cl::sub(Command),
                         cl::desc("also report NOLINT comments for Leash's checks that "
                                  "suppress nothing")};
  Opt<cl::boolOrDefault> Colour{"color", cl::sub(Command),
                                cl::desc("colours (default: on a terminal)")};
};

struct BaselineOptions {
  cl::SubCommand Command{"baseline", "make or prune the file of findings to live with"};
  RunOptions Run{Command};

  cl::opt<std::string> Task{cl::Positional, cl::Required, cl::desc("write|prune"),
                            cl::sub(Command)};
  cl::opt<std::string> File{cl::Positional, cl::desc("[FILE]"), cl::init(".leash-baseline.json"),
                            cl::sub(Command)};
};

bool wantsColours(cl::boolOrDefault Said) {
  return Said == cl::BOU_UNSET ? sys::Process::StandardOutHasColors() : Said == cl::BOU_TRUE;
}

void RunOptions::fill(driver::GateRequest &Request, ArrayRef<const char *> Args) const {
  Request.Database = Database;
  Request.Run.Executable =
      sys::fs::getMainExecutable(Args.front(), reinterpret_cast<void *>(&wantsColours));
  Request.Run.Limits.Jobs = Jobs ? Jobs : hardware_concurrency().compute_thread_count();
  Request.Run.Limits.TimeoutSeconds = Timeout;
  Request.Run.Limits.MemoryMb = Memory;
  if (Checks.getNumOccurrences())
    Request.Run.Config.Checks = Checks;
  if (Config.getNumOccurrences())
    Request.Run.Config.Text = Config;
  if (ConfigFile.getNumOccurrences())
    Request.Run.Config.File = driver::absolute(ConfigFile);
  if (!NoCache)
    Request.CacheFolder = Cache.empty() ? driver::defaultCacheFolder() : Cache.getValue();
  Request.CacheBytes = static_cast<uint64_t>(CacheSize) << 20;
  Request.Quiet = Quiet;
  Request.CommandLine.assign(Args.begin() + 1, Args.end());
  for (StringRef Fault : TestFaults) {
    auto [File, What] = Fault.split('=');
    Request.Run.TestFaults[File.str()] = What.str();
  }
}

/// False if the arguments make no sense; the reason has been printed.
bool parse(ArrayRef<const char *> Args, StringRef Overview) {
  return cl::ParseCommandLineOptions(static_cast<int>(Args.size()), Args.data(), Overview, &errs());
}

} // namespace

int runCheckCommand(ArrayRef<const char *> Args) {
  CheckOptions Options;
  if (!parse(Args, "Checks the files of a compile database, and fails if there are findings.\n"))
    return driver::GateFailed;
  driver::GateRequest Request;
  Options.Run.fill(Request, Args);
  Request.Paths.assign(Options.Paths.begin(), Options.Paths.end());
  Request.Revision = Options.Base;
  Request.Exact = Options.Exact;
  Request.Results = Options.Results;
  Request.Baseline = Options.Baseline;
  Request.Sarif = Options.Sarif;
  Request.GitLab = Options.GitLab;
  Request.JUnit = Options.JUnit;
  Request.Annotations = Options.GitHub;
  Request.WarnOnly = Options.WarnOnly;
  Request.UnusedNolint = Options.UnusedNolint;
  Request.Colours = wantsColours(Options.Colour);
  if (Options.Base.getNumOccurrences() && Options.Base.empty())
    return fail("--base needs a git revision");
  if (Options.Exact && Options.Base.empty())
    return fail("--exact needs --base");
  return driver::runGate(std::move(Request));
}

int runBaselineCommand(ArrayRef<const char *> Args) {
  BaselineOptions Options;
  if (!parse(Args, "Writes the findings of today to a file, or removes from it what is gone.\n"))
    return driver::GateFailed;
  driver::GateRequest Request;
  Options.Run.fill(Request, Args);
  Request.Baseline = Options.File;
  if (Options.Task == "write")
    Request.What = driver::GateRequest::Task::WriteBaseline;
  else if (Options.Task == "prune")
    Request.What = driver::GateRequest::Task::PruneBaseline;
  else
    return fail("'leash baseline' does 'write' or 'prune', not '" + Options.Task + "'");
  return driver::runGate(std::move(Request));
}

} // namespace leash
