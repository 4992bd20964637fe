//===- OtherState.h - the files as they are in another revision -*- C++ -*-===//
#ifndef LEASH_DRIVER_OTHERSTATE_H
#define LEASH_DRIVER_OTHERSTATE_H

#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <string>

namespace leash::driver {

/// \p Base, but the files that are named in \p Instead hold what the files that
/// they are mapped to hold; those that are mapped to "" are not there. All keep
/// their names, so that a compile command means the same in both.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
replacingFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base,
                    const std::map<std::string, std::string> &Instead);

} // namespace leash::driver

#endif
