//===- Cache.h - results of earlier runs ------------------------*- C++ -*-===//
//
// One file for each unit and state of the files that it read: the name holds the
// digest of the command, the configuration from the command line, the environment
// and Leash itself; the file holds every answer that the file system gave. A file
// appears whole, by renaming, and is never changed; a damaged one is not used. So
// runs may share the folder and be killed at any moment.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_DRIVER_CACHE_H
#define LEASH_DRIVER_CACHE_H

#include "Driver/FilesRead.h"
#include "Driver/Unit.h"
#include "llvm/ADT/StringMap.h"
#include <optional>

namespace leash::driver {

/// The user's folder for caches, and 'leash' in it; or empty.
std::string defaultCacheFolder();

/// What identifies a unit, apart from the files that it reads. \p Tool
/// identifies this build of Leash.
std::string unitKey(const Unit &U, const ConfigRequest &Config, llvm::StringRef Tool);

/// What identifies this build of Leash: its version and bytes.
std::string toolIdentity(llvm::StringRef Executable);

class Cache {
public:
  /// \p Folder is made if it is missing. If \p Folder is empty, nothing is
  /// found and nothing is kept.
  explicit Cache(std::string Folder, uint64_t MostBytes);

  /// The report for \p Key whose answers are those of \p Now.
  std::optional<std::string> find(llvm::StringRef Key, FileWitness &Now);
  /// Keeps \p Report. Does nothing, but for a warning(), if that fails.
  void keep(llvm::StringRef Key, llvm::StringRef Report);
  /// Removes what was not used for long, and the oldest if there is too much.
  void prune();

  /// Why the cache is not used, or empty.
  const std::string &warning() const { return Warning; }

private:
  std::string path(llvm::StringRef Key, llvm::StringRef Variant) const;

  std::string Folder; ///< empty: unused
  uint64_t MostBytes;
  std::string Warning;
  bool Written = false;
  /// What the folder held when the run began: key to variants, the newest first.
  llvm::StringMap<std::vector<std::string>> Variants;
};

} // namespace leash::driver

#endif
