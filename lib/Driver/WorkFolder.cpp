//===- WorkFolder.cpp - a run's folder for files that pass by -------------===//
#include "Driver/WorkFolder.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include <chrono>
#include <unistd.h>

using namespace llvm;

namespace leash::driver {

static constexpr StringLiteral LockName = "lock";

/// Removes the folders below \p Parent whose runs are gone.
static void sweep(StringRef Parent) {
  std::error_code EC;
  for (sys::fs::directory_iterator I(Parent, EC), E; !EC && I != E; I.increment(EC)) {
    SmallString<128> Lock(I->path());
    sys::path::append(Lock, LockName);
    int File = -1;
    // A folder that has no lock yet is being made.
    if (sys::fs::openFileForReadWrite(Lock, File, sys::fs::CD_OpenExisting, sys::fs::OF_None))
      continue;
    if (!sys::fs::tryLockFile(File, std::chrono::milliseconds(0)))
      (void)sys::fs::remove_directories(I->path());
    (void)sys::Process::SafelyCloseFileDescriptor(File);
  }
}

Expected<std::unique_ptr<WorkFolder>> WorkFolder::make() {
  SmallString<128> Parent;
  sys::path::system_temp_directory(/*ErasedOnReboot=*/true, Parent);
  sys::path::append(Parent, "leash-" + Twine(::getuid()));
  if (std::error_code EC = sys::fs::create_directories(Parent, true, sys::fs::owner_all))
    return createStringError(EC, "cannot make the folder '" + Parent + "': " + EC.message());
  sweep(Parent);
  SmallString<128> Path(Parent);
  sys::path::append(Path, "run");
  SmallString<128> Made;
  std::error_code EC = sys::fs::createUniqueDirectory(Path, Made);
  int Lock = -1;
  if (!EC) {
    SmallString<128> Name(Made);
    sys::path::append(Name, LockName);
    // Locked before it has its name, or another run's sweep could take it.
    SmallString<128> First(Made);
    sys::path::append(First, "new");
    EC = sys::fs::openFileForReadWrite(First, Lock, sys::fs::CD_CreateNew, sys::fs::OF_None);
    if (!EC)
      EC = sys::fs::tryLockFile(Lock, std::chrono::milliseconds(0));
    if (!EC)
      EC = sys::fs::rename(First, Name);
  }
  if (EC)
    return createStringError(EC, "cannot make a folder in '" + Parent + "': " + EC.message());
  return std::unique_ptr<WorkFolder>(new WorkFolder(std::string(Made), Lock));
}

WorkFolder::~WorkFolder() {
  (void)sys::fs::remove_directories(Path);
  (void)sys::Process::SafelyCloseFileDescriptor(Lock);
}

std::string WorkFolder::file(const Twine &Name) const {
  SmallString<128> Result(Path);
  sys::path::append(Result, Name);
  return std::string(Result);
}

} // namespace leash::driver
