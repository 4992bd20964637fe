//===- Git.h - what changed since a revision --------------------*- C++ -*-===//
#ifndef LEASH_DRIVER_GIT_H
#define LEASH_DRIVER_GIT_H

#include "Driver/WorkFolder.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace leash::driver {

/// A git work tree, asked through the program `git`.
class Git {
public:
  /// The work tree around \p Folder. \returns an error if there is none.
  static llvm::Expected<Git> open(llvm::StringRef Folder, WorkFolder &Work);

  /// The top of the work tree, absolute.
  const std::string &top() const { return Top; }

  /// Where the history of \p Revision and the checked-out one part.
  llvm::Expected<std::string> forkPoint(llvm::StringRef Revision) const;

  /// All files that differ from \p Commit, or are not in it: each path, absolute,
  /// with a file that holds what the path held then, or with "".
  llvm::Expected<std::map<std::string, std::string>> filesAt(llvm::StringRef Commit) const;

private:
  explicit Git(WorkFolder &Work) : Work(&Work) {}
  llvm::Expected<std::string> ask(llvm::ArrayRef<llvm::StringRef> Args) const;

  WorkFolder *Work;
  std::string Program, Top, Folder;
};

/// The nearest folder above \p Folder, or itself, that holds '.git'; else \p Folder.
std::string projectRoot(llvm::StringRef Folder);

} // namespace leash::driver

#endif
