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

/// Opens the lock of \p Folder, which is made if it is not there.
static std::error_code openLock(StringRef Folder, int &File) {
  SmallString<128> Lock(Folder);
  sys::path::append(Lock, LockName);
  return sys::fs::openFileForReadWrite(Lock, File, sys::fs::CD_OpenAlways, sys::fs::OF_None);
}

/// Removes the folders below \p Parent whose runs are gone.
static void sweep(StringRef Parent) {
  std::error_code EC;
  for (sys::fs::directory_iterator I(Parent, EC), E; !EC && I != E; I.increment(EC)) {
    int File = -1;
    if (!sys::fs::is_directory(I->path()) || openLock(I->path(), File))
      continue;
    if (!sys::fs::tryLockFile(File, std::chrono::milliseconds(0)))
      (void)sys::fs::remove_directories(I->path());
    (void)sys::Process::SafelyCloseFileDescriptor(File);
  }
}

/// Makes a folder for this run in \p Parent, and locks it.
static std::error_code makeLocked(StringRef Parent, SmallString<128> &Made, int &Lock) {
  SmallString<128> Path(Parent);
  sys::path::append(Path, "run");
  if (std::error_code EC = sys::fs::createUniqueDirectory(Path, Made))
    return EC;
  if (std::error_code EC = openLock(Made, Lock))
    return EC;
  return sys::fs::tryLockFile(Lock, std::chrono::milliseconds(0));
}

Expected<std::unique_ptr<WorkFolder>> WorkFolder::make() {
  SmallString<128> Parent;
  sys::path::system_temp_directory(/*ErasedOnReboot=*/true, Parent);
  sys::path::append(Parent, "leash-" + Twine(::getuid()));
  if (std::error_code EC = sys::fs::create_directories(Parent, true, sys::fs::owner_all))
    return createStringError(EC, "cannot make the folder '" + Parent + "': " + EC.message());
  // One run at a time comes by here: a folder whose lock nobody holds is nobody's.
  SmallString<128> Made;
  int Turn = -1, Lock = -1;
  std::error_code EC = openLock(Parent, Turn);
  if (!EC)
    EC = sys::fs::lockFile(Turn);
  if (!EC) {
    sweep(Parent);
    EC = makeLocked(Parent, Made, Lock);
  }
  if (Turn != -1)
    (void)sys::Process::SafelyCloseFileDescriptor(Turn);
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
