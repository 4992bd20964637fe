//===- Checks.cpp - Leash's checks run without a configuration -------------===//
//
// clangd runs the checks that a configuration enables, or else a list of its own,
// and of these only those that its table calls fast. Leash's checks are in
// neither. They are fast, and here they are enabled wherever the configuration
// (.clang-tidy and .clangd) does not speak of them.
//
//===----------------------------------------------------------------------===//
#include "Clangd.h"
#include "Module.h"
#include "Support/Version.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

using clang::tidy::ClangTidyOptions;

#define FAST "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE"
#define DEFAULTS "_ZN5clang6clangd20provideDefaultChecksEv"

namespace leash {

/// Whether a list of globs decides about Leash's checks: one glob can only mean
/// them, or the list ends with all checks off.
static bool speaksOfLeash(llvm::StringRef List) {
  llvm::SmallVector<llvm::StringRef, 16> Globs;
  llvm::StringRef Last;
  for (llvm::StringRef Line : llvm::split(List, '\n'))
    Line.split(Globs, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Glob : Globs) {
    Glob = Glob.trim();
    if (Glob.empty())
      continue;
    Last = Glob;
    Glob.consume_front("-");
    if (Glob.starts_with(CheckPrefix))
      return true;
  }
  return Last == "-*";
}

ClangdTidyProvider originalDefaultChecks() LEASH_ORIGINAL(DEFAULTS);
ClangdTidyProvider defaultChecks() LEASH_REPLACES(DEFAULTS);

/// Stands after the providers that read configurations.
ClangdTidyProvider defaultChecks() {
  static const auto Add = [](ClangTidyOptions &Options, llvm::StringRef File) {
    static const ClangdTidyProvider Original = originalDefaultChecks();
    bool Speaks = speaksOfLeash(Options.Checks.value_or(""));
    Original(Options, File);
    if (!Speaks)
      Options.Checks = Options.Checks.value_or("") + "," + CheckPrefix.str() + "*";
  };
  return Add;
}

std::optional<bool> originalIsFast(llvm::StringRef Check) LEASH_ORIGINAL(FAST);
std::optional<bool> isFast(llvm::StringRef Check) LEASH_REPLACES(FAST);

std::optional<bool> isFast(llvm::StringRef Check) {
  return Check.starts_with(CheckPrefix) ? true : originalIsFast(Check);
}

} // namespace leash
