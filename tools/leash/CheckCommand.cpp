//===- CheckCommand.cpp - the command line of `leash check` ---------------===//
#include "CheckCommand.h"
#include "Commands.h"
#include "Driver/Gate.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace leash {

namespace {

/// The options. They are registered when `leash check` runs, so that they are
/// none of clang-tidy's.
struct CheckOptions {
  cl::SubCommand Command{"check", "check all files of a compile database"};
  template <typename T> using Opt = cl::opt<T>;

  cl::list<std::string> Paths{cl::Positional, cl::desc("[PATH...]"), cl::sub(Command)};
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
  Opt<bool> WarnOnly{"warn-only", cl::sub(Command),
                     cl::desc("findings do not make the exit status 1")};
  Opt<bool> UnusedNolint{"unused-nolint", cl::sub(Command),
                         cl::desc("also report NOLINT comments for Leash's checks that "
                                  "suppress nothing")};
  Opt<cl::boolOrDefault> Colour{"color", cl::sub(Command),
                                cl::desc("colours (default: on a terminal)")};
  cl::list<std::string> TestFaults{"test-fault", cl::value_desc("file=fault"), cl::Hidden,
                                   cl::sub(Command)};
};

bool wantsColours(cl::boolOrDefault Said) {
  return Said == cl::BOU_UNSET ? sys::Process::StandardOutHasColors() : Said == cl::BOU_TRUE;
}

} // namespace

int runCheckCommand(ArrayRef<const char *> Args) {
  CheckOptions Options;
  if (!cl::ParseCommandLineOptions(static_cast<int>(Args.size()), Args.data(),
                                   "Checks the files of a compile database, and fails if there "
                                   "are findings.\n",
                                   &errs()))
    return driver::GateFailed;

  driver::GateRequest Request;
  Request.Database = Options.Database;
  Request.Paths.assign(Options.Paths.begin(), Options.Paths.end());
  Request.Run.Executable =
      sys::fs::getMainExecutable(Args.front(), reinterpret_cast<void *>(&runCheckCommand));
  Request.Run.Limits.Jobs =
      Options.Jobs ? Options.Jobs : hardware_concurrency().compute_thread_count();
  Request.Run.Limits.TimeoutSeconds = Options.Timeout;
  Request.Run.Limits.MemoryMb = Options.Memory;
  if (Options.Checks.getNumOccurrences())
    Request.Run.Config.Checks = Options.Checks;
  if (Options.Config.getNumOccurrences())
    Request.Run.Config.Text = Options.Config;
  if (Options.ConfigFile.getNumOccurrences())
    Request.Run.Config.File = Options.ConfigFile;
  if (!Options.NoCache)
    Request.CacheFolder =
        Options.Cache.empty() ? driver::defaultCacheFolder() : Options.Cache.getValue();
  Request.CacheBytes = static_cast<uint64_t>(Options.CacheSize) << 20;
  Request.Quiet = Options.Quiet;
  Request.WarnOnly = Options.WarnOnly;
  Request.UnusedNolint = Options.UnusedNolint;
  Request.Colours = wantsColours(Options.Colour);
  for (StringRef Fault : Options.TestFaults) {
    auto [File, What] = Fault.split('=');
    Request.Run.TestFaults[File.str()] = What.str();
  }
  return driver::runGate(std::move(Request));
}

} // namespace leash
