//===- WholeFile.cpp - files that appear whole or not at all --------------===//
//
// llvm::writeToOutput ends the process if the disk is full.
//
//===----------------------------------------------------------------------===//
#include "Driver/WholeFile.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace leash::driver {

/// Ends \p OS. Says what went wrong, and keeps OS from ending the process for it.
static std::error_code finish(raw_fd_ostream &OS) {
  OS.flush();
  std::error_code EC = OS.error();
  OS.clear_error();
  return EC;
}

Error writeWhole(StringRef Path, function_ref<void(raw_ostream &)> Print) {
  auto Wrong = [&](const Twine &Why) {
    return createStringError("cannot write '" + Path + "': " + Why);
  };
  sys::fs::file_status Status;
  if (Path == "-" || (!sys::fs::status(Path, Status) && !sys::fs::is_regular_file(Status))) {
    std::error_code EC;
    raw_fd_ostream OS(Path, EC);
    if (EC)
      return Wrong(EC.message());
    Print(OS);
    EC = finish(OS);
    if (EC)
      return Wrong(EC.message());
    return Error::success();
  }
  auto Temp =
      sys::fs::TempFile::create(Path + "-%%%%%%%%.tmp", sys::fs::all_read | sys::fs::owner_write);
  if (!Temp)
    return Wrong(toString(Temp.takeError()));
  std::error_code EC;
  {
    raw_fd_ostream OS(Temp->FD, /*shouldClose=*/false);
    Print(OS);
    EC = finish(OS);
  }
  if (EC)
    return joinErrors(Wrong(EC.message()), Temp->discard());
  if (Error E = Temp->keep(Path))
    return joinErrors(Wrong(toString(std::move(E))), Temp->discard());
  return Error::success();
}

} // namespace leash::driver
