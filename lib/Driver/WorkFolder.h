//===- WorkFolder.h - a run's folder for files that pass by -----*- C++ -*-===//
#ifndef LEASH_DRIVER_WORKFOLDER_H
#define LEASH_DRIVER_WORKFOLDER_H

#include "llvm/Support/Error.h"
#include <memory>
#include <string>

namespace leash::driver {

/// A folder of this run alone, below the system's folder for temporary files. It
/// goes with the object. What a killed run left behind goes when the next one
/// begins: a run holds a lock in its folder, which ends with its process.
class WorkFolder {
public:
  static llvm::Expected<std::unique_ptr<WorkFolder>> make();
  ~WorkFolder();

  /// The path of the file \p Name in it.
  std::string file(const llvm::Twine &Name) const;

private:
  WorkFolder(std::string Path, int Lock) : Path(std::move(Path)), Lock(Lock) {}

  std::string Path;
  int Lock; ///< an open file
};

} // namespace leash::driver

#endif
