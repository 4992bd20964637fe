//===- main.cpp - the executable `leash-clangd` ----------------------------===//
//
// clangd with Leash's checks linked in.
//
//===----------------------------------------------------------------------===//
#include "Clangd.h"
#include "Support/Config.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <cstdlib>
#include <vector>

/// Tells the plugin that it is not needed here.
extern "C" [[gnu::used]] const char leashHasChecks = 1;

/// Whether the user says where clang's headers are. clangd reads its options from
/// the arguments and from a variable of the environment.
static bool namesResourceDir(llvm::ArrayRef<char *> Args) {
  constexpr llvm::StringLiteral Option = "-resource-dir";
  const char *Environment = std::getenv("CLANGD_FLAGS");
  return llvm::any_of(Args, [&](llvm::StringRef Arg) { return Arg.contains(Option); }) ||
         (Environment && llvm::StringRef(Environment).contains(Option));
}

int main(int Count, char **Values) {
  std::vector<char *> Args(Values, Values + Count);
  // The executable need not be next to clang's headers, so name their place.
  static char ResourceDir[] = "--resource-dir=" LEASH_RESOURCE_DIR;
  if (!namesResourceDir(Args) && llvm::sys::fs::exists(LEASH_RESOURCE_DIR "/include"))
    Args.insert(Args.begin() + 1, ResourceDir);
  Args.push_back(nullptr);
  return clang::clangd::clangdMain(static_cast<int>(Args.size()) - 1, Args.data());
}
