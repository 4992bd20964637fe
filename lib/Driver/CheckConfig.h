//===- CheckConfig.h - which checks are enabled for a file ------*- C++ -*-===//
//
// clang-tidy goes on when a .clang-tidy file cannot be read or names a check that
// does not exist. A gate must not: here these are problems.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_DRIVER_CHECKCONFIG_H
#define LEASH_DRIVER_CHECKCONFIG_H

#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/StringSet.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leash::driver {

/// "; did you mean 'x'?" if a check has nearly the name \p Name, else "".
/// \p Name is without the prefix.
std::string suggestCheck(llvm::StringRef Name);

/// What the command line says about the configuration.
struct ConfigRequest {
  std::optional<std::string> Checks; ///< as clang-tidy's --checks
  std::optional<std::string> File;   ///< as --config-file
  std::optional<std::string> Text;   ///< as --config
};

/// How some files choose checks.
struct Choice {
  bool Chosen = false;              ///< something chooses checks
  bool Headers = false;             ///< something chooses headers
  std::vector<std::string> Enabled; ///< Leash's checks that are enabled for one of them
};

class CheckConfig {
public:
  CheckConfig(const ConfigRequest &Request, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

  /// How \p Sources choose. What is wrong on the way is added to problems().
  Choice choiceFor(llvm::ArrayRef<std::string> Sources);

  /// All sources of options for \p File, weakest first.
  std::vector<clang::tidy::ClangTidyOptionsProvider::OptionsSource> of(llvm::StringRef File);

  /// What cannot be read, and names that no check has: one line each.
  const std::vector<std::string> &problems() const { return Problems; }

private:
  void parseInline(llvm::MemoryBufferRef Text, const clang::tidy::ClangTidyOptions &Override);
  void lookForUnknown(llvm::StringRef List, llvm::StringRef Where);

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  std::vector<std::string> Problems;
  llvm::StringSet<> Seen; ///< sources of options that were looked at
  std::unique_ptr<clang::tidy::ClangTidyOptionsProvider> Provider;
};

} // namespace leash::driver

#endif
