//===- main.cpp - the executable `leash` -----------------------------------===//
//
// clang-tidy with Leash's checks linked in, and what a gate needs around it.
//
//===----------------------------------------------------------------------===//
#include "CheckCommand.h"
#include "Commands.h"
#include "Module.h"
#include "Preflight.h"
#include "clang-tidy/tool/ClangTidyMain.h"

// clang-tidy's main defines the option --load; here only its count is wanted.
#define DONT_GET_PLUGIN_LOADER_OPTION
#include "llvm/Support/PluginLoader.h"

/// Tells the plugin that it is not needed here.
extern "C" [[gnu::used]] const char leashHasChecks = 1;

int main(int Count, const char **Values) {
  llvm::ArrayRef<const char *> Args(Values + 1, Values + Count);
  llvm::StringRef First = Args.empty() ? "" : Args.front();
  if (First == "check")
    return leash::runCheckCommand({Values, static_cast<size_t>(Count)});
  if (First == "baseline")
    return leash::runBaselineCommand({Values, static_cast<size_t>(Count)});
  if (std::optional<int> Status = leash::runCommand(Args))
    return *Status;

  leash::Request Request;
  if (int Status = leash::preflight(Args, Request))
    return Status;

  std::vector<const char *> Passed = {Values[0]};
  for (const std::string &Arg : Request.Args)
    Passed.push_back(Arg.c_str());
  Passed.push_back(nullptr);
  int Status = clang::tidy::clangTidyMain(static_cast<int>(Passed.size()) - 1, Passed.data());
  if (Status != 0 || Request.OnlyInforms)
    return Status;

  // clang-tidy goes on without a plugin that it cannot load.
  if (llvm::PluginLoader::getNumPlugins() < Request.Plugins)
    return leash::fail("a plugin could not be loaded");
  if (!leash::anyCheckRan() && !Request.MayHaveNoChecks)
    return leash::fail("none of Leash's checks ran");
  return 0;
}
