//===- CheckConfig.cpp - which checks are enabled for a file --------------===//
#include "Driver/CheckConfig.h"
#include "Module.h"
#include "clang-tidy/GlobList.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang::tidy;

namespace leash::driver {

std::string suggestCheck(llvm::StringRef Name) {
  unsigned Best = Name.size() / 3 + 1;
  llvm::StringRef Found;
  for (const CheckInfo &Info : allChecks())
    if (unsigned D = Name.edit_distance(Info.Name, true, Best); D < Best) {
      Best = D;
      Found = Info.Name;
    }
  if (Found.empty())
    return "";
  return llvm::formatv("; did you mean '{0}{1}'?", CheckPrefix, Found);
}

namespace {

/// Reads .clang-tidy files, and notes a failure: its base only prints it.
class FileProvider : public FileOptionsProvider {
public:
  FileProvider(const ClangTidyOptions &Override,
               llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
               std::vector<std::string> &Problems)
      : FileOptionsProvider(ClangTidyGlobalOptions(), ClangTidyOptions(), Override,
                            std::move(Files)) {
    for (auto &[Name, Read] : ConfigHandlers)
      Read = [Inner = Read, &Problems](llvm::MemoryBufferRef Text) {
        auto Parsed = Inner(Text);
        if (!Parsed)
          Problems.push_back(
              ("cannot read the configuration in '" + Text.getBufferIdentifier() + "'").str());
        return Parsed;
      };
  }
};

std::string describe(llvm::StringRef Where) {
  if (Where.starts_with("command-line option"))
    return Where.str();
  return ("'" + Where + "'").str();
}

} // namespace

CheckConfig::CheckConfig(const ConfigRequest &Request,
                         llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> TheFiles)
    : Files(std::move(TheFiles)) {
  ClangTidyOptions Override;
  Override.Checks = Request.Checks;
  if (Request.File) {
    auto Text = Files->getBufferForFile(*Request.File);
    if (Text)
      parseInline(**Text, Override);
    else
      Problems.push_back("cannot read '" + *Request.File + "': " + Text.getError().message());
  } else if (Request.Text) {
    parseInline(llvm::MemoryBufferRef(*Request.Text, "-config"), Override);
  } else {
    Provider = std::make_unique<FileProvider>(Override, Files, Problems);
  }
}

void CheckConfig::parseInline(llvm::MemoryBufferRef Text, const ClangTidyOptions &Override) {
  auto Parsed = parseConfiguration(Text);
  if (!Parsed) {
    Problems.push_back(
        ("cannot read the configuration in '" + Text.getBufferIdentifier() + "'").str());
    return;
  }
  Provider = std::make_unique<ConfigOptionsProvider>(ClangTidyGlobalOptions(), ClangTidyOptions(),
                                                     *Parsed, Override, Files);
}

std::vector<ClangTidyOptionsProvider::OptionsSource> CheckConfig::of(llvm::StringRef File) {
  llvm::SmallString<256> Path(File);
  if (!Provider || llvm::sys::fs::make_absolute(Path))
    return {};
  return Provider->getRawOptions(Path);
}

void CheckConfig::lookForUnknown(llvm::StringRef List, llvm::StringRef Where) {
  llvm::SmallVector<llvm::StringRef, 8> Globs;
  for (llvm::StringRef Line : llvm::split(List, '\n'))
    for (llvm::StringRef Glob : llvm::split(Line, ','))
      Globs.push_back(Glob.trim());
  for (llvm::StringRef Glob : Globs) {
    Glob.consume_front("-");
    llvm::StringRef Name = Glob;
    if (!Name.consume_front(CheckPrefix))
      continue;
    GlobList Matcher(Glob);
    bool Known = llvm::any_of(allChecks(), [&](const CheckInfo &Info) {
      return Matcher.contains((CheckPrefix + Info.Name).str());
    });
    if (!Known)
      Problems.push_back(("unknown check '" + Glob + "' in " + Where + suggestCheck(Name) +
                          " ('leash explain' lists all)")
                             .str());
  }
}

Choice CheckConfig::choiceFor(llvm::ArrayRef<std::string> Sources) {
  Choice Result;
  llvm::StringSet<> Enabled;
  for (const std::string &Source : Sources) {
    ClangTidyOptions Merged;
    for (auto &[Options, Where] : of(Source)) {
      if (Options.Checks && !Options.Checks->empty()) {
        Result.Chosen = true;
        if (Seen.insert(Where).second)
          lookForUnknown(*Options.Checks, describe(Where));
      }
      Result.Headers |= Options.HeaderFilterRegex.has_value();
      Merged.mergeWith(Options, 0);
    }
    GlobList Globs(Merged.Checks.value_or(""));
    for (const CheckInfo &Info : allChecks()) {
      std::string Name = (CheckPrefix + Info.Name).str();
      if (Globs.contains(Name) && Enabled.insert(Name).second)
        Result.Enabled.push_back(Name);
    }
  }
  return Result;
}

} // namespace leash::driver
