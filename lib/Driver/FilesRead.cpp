//===- FilesRead.cpp - everything of the file system that a unit saw ------===//
#include "Driver/FilesRead.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace llvm;

namespace leash::driver {

std::string digestOf(StringRef Bytes) {
  TruncatedBLAKE3<16> Hasher;
  Hasher.update(Bytes);
  return toHex(Hasher.final(), /*LowerCase=*/true);
}

static unsigned strength(StringRef Answer) {
  return Answer.starts_with("=") ? 2 : Answer.starts_with("*") ? 1 : 0;
}

void FilesRead::note(StringRef Path, std::string Answer) {
  auto [It, New] = Answers.try_emplace(Path.str(), Answer);
  if (!New && strength(Answer) > strength(It->second))
    It->second = std::move(Answer);
}

/// What a folder lists, as one answer. Empty if it cannot be read.
static std::string listing(vfs::FileSystem &Files, const Twine &Folder) {
  std::set<std::string> Names;
  std::error_code EC;
  for (vfs::directory_iterator I = Files.dir_begin(Folder, EC), E; !EC && I != E; I.increment(EC))
    Names.insert(sys::path::filename(I->path()).str());
  return EC ? "" : "*" + digestOf(join(Names, "\n"));
}

namespace {

/// A file whose bytes are noted when they are read: those, and not what the path
/// holds some time later.
class NotedFile : public vfs::File {
public:
  NotedFile(std::unique_ptr<vfs::File> Inner, std::string Path, std::shared_ptr<FilesRead> Into)
      : Inner(std::move(Inner)), Path(std::move(Path)), Into(std::move(Into)) {}

  ErrorOr<vfs::Status> status() override { return Inner->status(); }
  ErrorOr<std::string> getName() override { return Inner->getName(); }
  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &Name, int64_t FileSize,
                                                   bool RequiresNullTerminator,
                                                   bool IsVolatile) override {
    auto Buffer = Inner->getBuffer(Name, FileSize, RequiresNullTerminator, IsVolatile);
    if (Buffer)
      Into->note(Path, "=" + digestOf((*Buffer)->getBuffer()));
    return Buffer;
  }
  std::error_code close() override { return Inner->close(); }

private:
  std::unique_ptr<vfs::File> Inner;
  std::string Path;
  std::shared_ptr<FilesRead> Into;
};

class RecordingFileSystem : public vfs::ProxyFileSystem {
public:
  RecordingFileSystem(IntrusiveRefCntPtr<vfs::FileSystem> Base, std::shared_ptr<FilesRead> Into)
      : ProxyFileSystem(std::move(Base)), Into(std::move(Into)) {}

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    auto Result = ProxyFileSystem::status(Path);
    Into->note(absolute(Path), Result ? "+" : "-");
    return Result;
  }

  bool exists(const Twine &Path) override {
    bool Result = ProxyFileSystem::exists(Path);
    Into->note(absolute(Path), Result ? "+" : "-");
    return Result;
  }

  ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const Twine &Path) override {
    auto File = ProxyFileSystem::openFileForRead(Path);
    std::string Name = absolute(Path);
    if (!File) {
      Into->note(Name, ProxyFileSystem::exists(Path) ? "+" : "-");
      return File;
    }
    Into->note(Name, "+");
    return std::make_unique<NotedFile>(std::move(*File), std::move(Name), Into);
  }

  vfs::directory_iterator dir_begin(const Twine &Folder, std::error_code &EC) override {
    std::string List = listing(getUnderlyingFS(), Folder);
    Into->note(absolute(Folder), List.empty() ? "-" : List);
    return ProxyFileSystem::dir_begin(Folder, EC);
  }

private:
  std::string absolute(const Twine &Path) {
    SmallString<256> Result;
    Path.toVector(Result);
    (void)makeAbsolute(Result);
    // Not '..': the folder before it may be a link.
    sys::path::remove_dots(Result);
    return std::string(Result);
  }

  std::shared_ptr<FilesRead> Into;
};

} // namespace

IntrusiveRefCntPtr<vfs::FileSystem> recordingFileSystem(IntrusiveRefCntPtr<vfs::FileSystem> Base,
                                                        std::shared_ptr<FilesRead> Into) {
  return makeIntrusiveRefCnt<RecordingFileSystem>(std::move(Base), std::move(Into));
}

// --- FileWitness ------------------------------------------------------------

const std::string &FileWitness::contents(StringRef Path) {
  auto [It, New] = Contents.try_emplace(Path);
  if (New)
    if (auto Buffer = Files->getBufferForFile(Path, -1, /*RequiresNullTerminator=*/false))
      It->second = digestOf((*Buffer)->getBuffer());
  return It->second;
}

bool FileWitness::isThere(StringRef Path) {
  if (auto Known = There.find(Path); Known != There.end())
    return Known->second;
  // Most paths that are not there are below a folder that is not.
  StringRef Parent = sys::path::parent_path(Path);
  bool Result = (Parent.empty() || Parent == Path || isThere(Parent)) && Files->exists(Path);
  There[Path] = Result;
  return Result;
}

bool FileWitness::stillTrue(StringRef Path, StringRef Answer) {
  if (Answer == "+" || Answer == "-")
    return isThere(Path) == (Answer == "+");
  if (Answer.starts_with("="))
    return contents(Path) == Answer.drop_front();
  auto [It, New] = Lists.try_emplace(Path);
  if (New)
    It->second = listing(*Files, Path);
  return It->second == Answer;
}

} // namespace leash::driver
