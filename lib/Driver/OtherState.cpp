//===- OtherState.cpp - the files as they are in another revision ---------===//
#include "Driver/OtherState.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace leash::driver {

namespace {

/// A file under another name.
class NamedFile : public vfs::File {
public:
  NamedFile(std::unique_ptr<vfs::File> Inner, vfs::Status Known)
      : Inner(std::move(Inner)), Known(std::move(Known)) {}
  ErrorOr<vfs::Status> status() override { return Known; }
  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &Name, int64_t FileSize,
                                                   bool RequiresNullTerminator,
                                                   bool IsVolatile) override {
    return Inner->getBuffer(Name, FileSize, RequiresNullTerminator, IsVolatile);
  }
  std::error_code close() override { return Inner->close(); }

private:
  std::unique_ptr<vfs::File> Inner;
  vfs::Status Known;
};

class ReplacingFileSystem : public vfs::ProxyFileSystem {
public:
  ReplacingFileSystem(IntrusiveRefCntPtr<vfs::FileSystem> Base,
                      std::map<std::string, std::string> Instead)
      : ProxyFileSystem(std::move(Base)), Instead(std::move(Instead)) {}

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    const std::string *Other = find(Path);
    if (!Other)
      return ProxyFileSystem::status(Path);
    if (Other->empty())
      return make_error_code(std::errc::no_such_file_or_directory);
    auto Result = ProxyFileSystem::status(*Other);
    return Result ? vfs::Status::copyWithNewName(*Result, Path) : Result;
  }

  bool exists(const Twine &Path) override {
    const std::string *Other = find(Path);
    return Other ? !Other->empty() : ProxyFileSystem::exists(Path);
  }

  ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const Twine &Path) override {
    const std::string *Other = find(Path);
    if (!Other)
      return ProxyFileSystem::openFileForRead(Path);
    auto Known = status(Path);
    if (!Known)
      return Known.getError();
    auto File = ProxyFileSystem::openFileForRead(*Other);
    if (!File)
      return File;
    return std::make_unique<NamedFile>(std::move(*File), *Known);
  }

  std::error_code getRealPath(const Twine &Path, SmallVectorImpl<char> &Output) override {
    if (!find(Path))
      return ProxyFileSystem::getRealPath(Path, Output);
    Output.clear();
    Path.toVector(Output);
    return {};
  }

private:
  const std::string *find(const Twine &Path) {
    SmallString<256> Name;
    Path.toVector(Name);
    (void)makeAbsolute(Name);
    sys::path::remove_dots(Name, /*remove_dot_dot=*/true);
    auto It = Instead.find(std::string(Name));
    return It == Instead.end() ? nullptr : &It->second;
  }

  std::map<std::string, std::string> Instead;
};

} // namespace

IntrusiveRefCntPtr<vfs::FileSystem>
replacingFileSystem(IntrusiveRefCntPtr<vfs::FileSystem> Base,
                    const std::map<std::string, std::string> &Instead) {
  if (Instead.empty())
    return Base;
  return makeIntrusiveRefCnt<ReplacingFileSystem>(std::move(Base), Instead);
}

} // namespace leash::driver
