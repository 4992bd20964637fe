//===- Suppressions.cpp - the NOLINT comments of a unit -------------------===//
#include "Driver/Suppressions.h"
#include "Module.h"
#include "clang-tidy/GlobList.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using namespace clang;

namespace leash::driver {

namespace {

/// A comment and the lines that it speaks about.
struct Directive {
  Suppression What;
  std::string Globs;
  unsigned From = 0, To = 0;
};

bool namesOurs(llvm::StringRef Globs) {
  // '*' and the like are about all tools' checks: not ours to judge.
  return Globs.contains(CheckPrefix);
}

/// The comments of one file. clang-tidy reads them so too: by text, line by line.
std::vector<Directive> directivesOf(llvm::StringRef Path, llvm::StringRef Code) {
  std::vector<Directive> Found;
  std::vector<size_t> Open;
  static const llvm::Regex Pattern("NOLINT(NEXTLINE|BEGIN|END)?\\(([^)]*)\\)");
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  Code.split(Lines, '\n');
  for (unsigned Line = 1; Line <= Lines.size(); ++Line) {
    llvm::StringRef Text = Lines[Line - 1].rtrim('\r');
    llvm::SmallVector<llvm::StringRef, 3> Match;
    if (!Text.contains("NOLINT") || !Pattern.match(Text, &Match) || !namesOurs(Match[2]))
      continue;
    if (Match[1] == "END") {
      if (!Open.empty()) {
        Found[Open.back()].To = Line;
        Open.pop_back();
      }
      continue;
    }
    Directive D;
    D.What.Where = {Path.str(), Line, unsigned(Match[0].data() - Text.data()) + 1, Text.str()};
    D.What.Comment = Match[0].str();
    D.Globs = Match[2].str();
    D.From = D.To = Match[1] == "NEXTLINE" ? Line + 1 : Line;
    if (Match[1] == "BEGIN")
      Open.push_back(Found.size());
    Found.push_back(std::move(D));
  }
  return Found;
}

} // namespace

void findSuppressions(SourceManager &SM, UnitResult &Result) {
  llvm::StringSet<> Done;
  for (unsigned I = 1; I < SM.local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile() || SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
      continue;
    const SrcMgr::ContentCache &Content = Entry.getFile().getContentCache();
    std::optional<llvm::StringRef> Code = Content.getBufferDataIfLoaded();
    if (!Content.OrigEntry || !Code || !Code->contains("NOLINT"))
      continue;
    llvm::SmallString<256> Path(Content.OrigEntry->getName());
    SM.getFileManager().makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    if (!Done.insert(Path).second)
      continue;
    for (Directive &D : directivesOf(Path, *Code)) {
      tidy::GlobList Globs(D.Globs);
      D.What.Used = llvm::any_of(Result.Findings, [&](const Finding &F) {
        return F.Suppressed && F.Where.File == Path && F.Where.Line >= D.From &&
               F.Where.Line <= D.To && Globs.contains(F.Check);
      });
      Result.Suppressions.push_back(std::move(D.What));
    }
  }
}

} // namespace leash::driver
