//===- Git.cpp - what changed since a revision ----------------------------===//
#include "Driver/Git.h"
#include "Driver/WholeFile.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>

using namespace llvm;

namespace leash::driver {

std::string projectRoot(StringRef Folder) {
  for (StringRef Up = Folder; !Up.empty(); Up = sys::path::parent_path(Up)) {
    SmallString<256> Mark(Up);
    sys::path::append(Mark, ".git");
    if (sys::fs::exists(Mark))
      return Up.str();
  }
  return Folder.str();
}

Expected<std::string> Git::ask(ArrayRef<StringRef> Args) const {
  SmallVector<StringRef, 12> All = {Program, "-C", Folder};
  llvm::append_range(All, Args);
  std::string Out = Work->file("git.out"), Err = Work->file("git.err"), Why;
  // A redirection writes over what is there and does not shorten it.
  (void)sys::fs::remove(Out);
  (void)sys::fs::remove(Err);
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(Out), StringRef(Err)};
  int Status = sys::ExecuteAndWait(Program, All, std::nullopt, Redirects, 0, 0, &Why);
  auto Text = MemoryBuffer::getFile(Out), Errors = MemoryBuffer::getFile(Err);
  if (Status != 0 || !Text) {
    if (Why.empty() && Errors)
      Why = (*Errors)->getBuffer().trim().str();
    return createStringError("git says: " + Why);
  }
  return (*Text)->getBuffer().str();
}

Expected<Git> Git::open(StringRef Folder, WorkFolder &Work) {
  Git Result(Work);
  ErrorOr<std::string> Program = sys::findProgramByName("git");
  if (!Program)
    return createStringError("there is no program 'git'");
  Result.Program = *Program;
  Result.Folder = Folder.str();
  Expected<std::string> Top = Result.ask({"rev-parse", "--show-toplevel"});
  if (!Top)
    return Top.takeError();
  Result.Top = Result.Folder = StringRef(*Top).rtrim('\n').str();
  return Result;
}

Expected<std::string> Git::forkPoint(StringRef Revision) const {
  std::string Commit = (Revision + "^{commit}").str();
  Expected<std::string> Known = ask({"rev-parse", "--verify", "--end-of-options", Commit});
  if (!Known)
    return Known.takeError();
  std::string Id = StringRef(*Known).rtrim('\n').str();
  Expected<std::string> Base = ask({"merge-base", Id, "HEAD"});
  if (Base)
    return StringRef(*Base).rtrim('\n').str();
  // A shallow clone need not have it.
  consumeError(Base.takeError());
  return Id;
}

Expected<std::map<std::string, std::string>> Git::filesAt(StringRef Commit) const {
  Expected<std::string> Changed =
      ask({"diff", "--name-status", "--no-renames", "--ignore-submodules", "-z", Commit, "--"});
  if (!Changed)
    return Changed.takeError();
  Expected<std::string> Untracked = ask({"ls-files", "--others", "--exclude-standard", "-z"});
  if (!Untracked)
    return Untracked.takeError();

  std::map<std::string, std::string> Files;
  auto Absolute = [&](StringRef Path) { return Top + "/" + Path.str(); };
  std::string Wanted; // from the commit
  SmallVector<StringRef, 0> Words;
  StringRef(*Changed).split(Words, '\0', -1, /*KeepEmpty=*/false);
  std::string Then = Work->file("then");
  for (size_t I = 0; I + 1 < Words.size(); I += 2) {
    bool IsNew = Words[I] == "A";
    Files[Absolute(Words[I + 1])] = IsNew ? "" : Then + "/" + Words[I + 1].str();
    if (!IsNew)
      Wanted += Words[I + 1].str() + '\0';
  }
  Words.clear();
  StringRef(*Untracked).split(Words, '\0', -1, /*KeepEmpty=*/false);
  for (StringRef Path : Words)
    Files.try_emplace(Absolute(Path), "");
  if (Wanted.empty())
    return Files;

  std::string List = Work->file("then.list");
  if (Error E = writeWhole(List, [&](raw_ostream &OS) { OS << Wanted; }))
    return std::move(E);
  if (std::error_code EC = sys::fs::create_directories(Then))
    return createStringError(EC, "cannot make '" + Then + "': " + EC.message());
  Expected<std::string> Folder = ask({"rev-parse", "--absolute-git-dir"});
  if (!Folder)
    return Folder.takeError();
  // Into another work tree; the index and the real one stay as they are.
  std::string GitDir = "--git-dir=" + StringRef(*Folder).rtrim('\n').str();
  Expected<std::string> Done =
      ask({"-C", Then, GitDir, "--work-tree=" + Then, "--literal-pathspecs", "restore",
           "--source=" + Commit.str(), "--worktree", "--pathspec-from-file=" + List,
           "--pathspec-file-nul"});
  if (!Done)
    return Done.takeError();
  return Files;
}

} // namespace leash::driver
