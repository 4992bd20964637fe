//===- Cache.cpp - results of earlier runs --------------------------------===//
#include "Driver/Cache.h"
#include "Driver/WholeFile.h"
#include "Driver/Worker.h"
#include "Support/Config.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace llvm;

namespace leash::driver {

/// pruneCache() looks at files of this name only.
static constexpr StringLiteral Prefix = "llvmcache-";
/// States of one unit that are kept: branches that are switched between.
static constexpr size_t MostVariants = 8;

std::string defaultCacheFolder() {
  SmallString<128> Folder;
  if (!sys::path::cache_directory(Folder))
    return "";
  sys::path::append(Folder, "leash");
  return std::string(Folder);
}

std::string toolIdentity(StringRef Executable) {
  std::string Text = LEASH_VERSION "\n" + clang::getClangFullVersion() + "\n";
  if (auto Bytes = MemoryBuffer::getFile(Executable, false, /*RequiresNullTerminator=*/false))
    Text += digestOf((*Bytes)->getBuffer());
  // What clang reads from the environment.
  for (const char *Name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH",
                           "OBJCPLUS_INCLUDE_PATH", "COMPILER_PATH", "GCC_EXEC_PREFIX", "SDKROOT",
                           "CCC_OVERRIDE_OPTIONS", "SOURCE_DATE_EPOCH"})
    if (auto Value = sys::Process::GetEnv(Name))
      Text += std::string("\n") + Name + "=" + *Value;
  return digestOf(Text);
}

std::string unitKey(const Unit &U, const ConfigRequest &Config, StringRef Tool) {
  std::string Text;
  raw_string_ostream(Text) << json::Value(json::Object{{"file", U.File},
                                                       {"directory", U.Directory},
                                                       {"command", json::Array(U.Command)},
                                                       {"checks", Config.Checks},
                                                       {"configFile", Config.File},
                                                       {"config", Config.Text}})
                           << Tool;
  return digestOf(Text);
}

Cache::Cache(std::string TheFolder, uint64_t MostBytes)
    : Folder(std::move(TheFolder)), MostBytes(MostBytes) {
  if (Folder.empty())
    return;
  if (std::error_code EC = sys::fs::create_directories(Folder)) {
    Warning = "no cache: cannot make the folder '" + Folder + "': " + EC.message();
    Folder.clear();
    return;
  }
  std::vector<std::pair<sys::TimePoint<>, std::string>> Names;
  std::error_code EC;
  for (sys::fs::directory_iterator I(Folder, EC), E; !EC && I != E; I.increment(EC)) {
    StringRef Name = sys::path::filename(I->path());
    if (!Name.consume_front(Prefix) || !Name.contains('-'))
      continue;
    if (auto Status = I->status())
      Names.emplace_back(Status->getLastModificationTime(), Name.str());
  }
  llvm::sort(Names, [](const auto &A, const auto &B) { return A > B; });
  for (const auto &[Time, Name] : Names) {
    auto [Key, Variant] = StringRef(Name).split('-');
    // Names with more after it are being written.
    if (!Variant.contains('-') && !Variant.contains('.'))
      Variants[Key].push_back(Variant.str());
  }
}

std::string Cache::path(StringRef Key, StringRef Variant) const {
  SmallString<128> Result(Folder);
  sys::path::append(Result, Prefix + Key + "-" + Variant);
  return std::string(Result);
}

std::optional<std::string> Cache::find(StringRef Key, FileWitness &Now) {
  auto Known = Variants.find(Key);
  if (Folder.empty() || Known == Variants.end())
    return std::nullopt;
  for (const std::string &Variant : Known->second) {
    auto Buffer = MemoryBuffer::getFile(path(Key, Variant), false, false);
    if (!Buffer)
      continue; // pruned meanwhile
    StringRef Text = (*Buffer)->getBuffer();
    Expected<Report> Parts = splitReport(Text);
    if (!Parts) {
      consumeError(Parts.takeError());
      continue;
    }
    if (eachFileRead(Parts->Read,
                     [&](StringRef Path, StringRef Answer) { return Now.stillTrue(Path, Answer); }))
      return Text.str();
  }
  return std::nullopt;
}

void Cache::keep(StringRef Key, StringRef Text) {
  if (Folder.empty())
    return;
  Expected<Report> Parts = splitReport(Text);
  if (!Parts)
    return consumeError(Parts.takeError());
  std::string Variant = digestOf(Parts->Read);
  if (Error E = writeWhole(path(Key, Variant), [&](raw_ostream &OS) { OS << Text; })) {
    Warning = "no cache: " + toString(std::move(E));
    Folder.clear();
    return;
  }
  Written = true;
  std::vector<std::string> &All = Variants[Key];
  llvm::erase(All, Variant);
  All.insert(All.begin(), Variant);
  for (; All.size() > MostVariants; All.pop_back())
    (void)sys::fs::remove(path(Key, All.back()));
}

void Cache::prune() {
  if (Folder.empty() || !Written)
    return;
  CachePruningPolicy Policy;
  Policy.Expiration = std::chrono::hours(24 * 30);
  Policy.MaxSizeBytes = MostBytes;
  (void)pruneCache(Folder, Policy);
}

} // namespace leash::driver
