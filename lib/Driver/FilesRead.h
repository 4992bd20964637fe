//===- FilesRead.h - everything of the file system that a unit saw -*- C++ -*-===//
//
// A result may be used again as long as the file system would answer every
// question that the analysis asked in the same way: what a file holds, whether a
// path is there (a new header earlier in the search path changes what '#include'
// means), what a folder lists (clang looks for the newest GCC so).
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_DRIVER_FILESREAD_H
#define LEASH_DRIVER_FILESREAD_H

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <memory>
#include <string>

namespace leash::driver {

/// A digest of some bytes, in hexadecimal digits.
std::string digestOf(llvm::StringRef Bytes);

/// The questions and answers, by absolute path.
struct FilesRead {
  /// "=DIGEST": a file with these bytes; "+": there; "-": not there;
  /// "*DIGEST": a folder with these names in it.
  std::map<std::string, std::string> Answers;

  /// Keeps the strongest of the answers for \p Path.
  void note(llvm::StringRef Path, std::string Answer);
};

/// \p Base, with all that is asked written to \p Into.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
recordingFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base,
                    std::shared_ptr<FilesRead> Into);

/// Answers the same questions later, each once.
class FileWitness {
public:
  explicit FileWitness(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files)
      : Files(std::move(Files)) {}

  /// True if \p Path would still be answered with \p Answer.
  bool stillTrue(llvm::StringRef Path, llvm::StringRef Answer);

private:
  const std::string &contents(llvm::StringRef Path);
  bool isThere(llvm::StringRef Path);

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  llvm::StringMap<std::string> Contents; ///< digests; empty: cannot be read
  llvm::StringMap<bool> There;
  llvm::StringMap<std::string> Lists;
};

} // namespace leash::driver

#endif
