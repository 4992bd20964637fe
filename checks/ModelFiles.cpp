//===- ModelFiles.cpp - the user's model files ----------------------------===//
#include "ModelFiles.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace leash {

static constexpr llvm::StringLiteral Key = "leash.Models";

/// Whether the .clang-tidy at \p Path gives the option the value \p Value.
static bool names(llvm::StringRef Path, llvm::StringRef Value) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return false;
  llvm::ErrorOr<tidy::ClangTidyOptions> Options =
      tidy::parseConfiguration((*Buffer)->getMemBufferRef());
  if (!Options)
    return false;
  auto Found = Options->CheckOptions.find(Key);
  return Found != Options->CheckOptions.end() && Found->second.Value == Value;
}

/// The folder of the nearest .clang-tidy above \p File that names \p Value, or
/// empty.
static std::string namingFolder(llvm::StringRef File, llvm::StringRef Value) {
  llvm::SmallString<256> Folder(File);
  (void)llvm::sys::fs::make_absolute(Folder);
  llvm::sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
  while (llvm::sys::path::has_parent_path(Folder)) {
    llvm::sys::path::remove_filename(Folder);
    llvm::SmallString<256> Config(Folder);
    llvm::sys::path::append(Config, ".clang-tidy");
    if (names(Config, Value))
      return std::string(Folder);
  }
  return "";
}

std::vector<std::string> userModelFiles(const tidy::ClangTidyContext &Context) {
  const auto &All = Context.getOptions().CheckOptions;
  auto Found = All.find(Key);
  if (Found == All.end())
    return {};
  std::vector<std::string> Files;
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  llvm::StringRef(Found->second.Value).split(Parts, ';', -1, /*KeepEmpty=*/false);
  std::string Folder;
  for (llvm::StringRef Part : Parts) {
    llvm::SmallString<256> Path(Part.trim());
    if (llvm::sys::path::is_relative(Path)) {
      if (Folder.empty())
        Folder = namingFolder(Context.getCurrentFile(), Found->second.Value);
      if (!Folder.empty()) {
        llvm::SmallString<256> Absolute(Folder);
        llvm::sys::path::append(Absolute, Path);
        Path = Absolute;
      }
    }
    Files.push_back(std::string(Path));
  }
  return Files;
}

} // namespace leash
