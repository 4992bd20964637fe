//===- BaseRevision.cpp - what a change introduces ------------------------===//
#include "Driver/BaseRevision.h"
#include "Driver/Git.h"
#include "Driver/OtherState.h"
#include "Driver/Units.h"
#include "Driver/Worker.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace leash::driver {

namespace {

class Comparer {
public:
  Comparer(ArrayRef<Unit> Units, const RunOptions &Options, Cache &Kept, WorkFolder &Work,
           Progress &Show, std::map<std::string, std::string> Differs)
      : Units(Units), Options(Options), Kept(Kept), Work(Work), Show(Show),
        Differs(std::move(Differs)),
        Then(replacingFileSystem(vfs::getRealFileSystem(), this->Differs)) {
    this->Options.KeepRead = true;
  }

  BaseComparison run(StringRef Root, bool Exact) {
    lookAtNow();
    findUnread();
    std::vector<UnitOutcome> Before = lookAtThen(Exact);
    for (const Finding &F : merge(Before).Findings)
      if (!F.Suppressed && !F.isOfCompiler())
        Result.Then.add(identify(F, Root));
    return std::move(Result);
  }

private:
  /// True if the files that a unit read were the same in the base.
  bool wasSame(StringRef Read) {
    return !Read.empty() && eachFileRead(Read, [&](StringRef Path, StringRef Answer) {
      return Then.stillTrue(Path, Answer);
    });
  }

  void lookAtNow() {
    Runner Run(Options, Kept, Work, Show);
    Show.begin(Units.size(), "checked");
    Result.Now = Run.recall(Units);
    // What the cache does not know may still be unaffected: its includes tell.
    BitVector Unknown(Units.size()), Affected(Units.size());
    for (size_t I = 0; I < Units.size(); ++I)
      if (!Result.Now[I].Looked)
        (Run.recall(Units[I], Then) ? Affected : Unknown).set(I);
    RunOptions Scan = Options;
    Scan.ScanOnly = true;
    Scan.TestFaults.clear();
    std::vector<UnitOutcome> Scanned(Units.size());
    Show.begin(Unknown.count(), "looked for changes in");
    Runner(Scan, Kept, Work, Show).analyse(Units, Unknown, Scanned);
    for (size_t I : Unknown.set_bits())
      if (!Scanned[I].Looked || !wasSame(Scanned[I].Read))
        Affected.set(I);
    for (const UnitOutcome &Unit : Scanned)
      noteRead(Unit.Read);
    Show.begin(Affected.count(), "checked");
    Run.analyse(Units, Affected, Result.Now);
    for (const UnitOutcome &Unit : Result.Now)
      noteRead(Unit.Read);
  }

  /// Remembers which of the files that differ a unit reads.
  void noteRead(StringRef Read) {
    if (Names.empty())
      for (const auto &[Path, Other] : Differs)
        Names.insert(sys::path::filename(Path));
    eachFileRead(Read, [&](StringRef Path, StringRef Answer) {
      if (!Answer.starts_with("=") || !Names.contains(sys::path::filename(Path)))
        return true;
      SmallString<256> Real;
      ReadNow.insert(absolute(Path));
      if (!sys::fs::real_path(Path, Real))
        ReadNow.insert(Real);
      return true;
    });
  }

  void findUnread() {
    for (const auto &[Path, Other] : Differs)
      if (isCxxFile(Path) && sys::fs::exists(Path) && !ReadNow.contains(Path))
        Result.Unread.push_back(Path);
  }

  std::vector<UnitOutcome> lookAtThen(bool Exact) {
    Runner Run(Options, Kept, Work, Show);
    std::vector<UnitOutcome> Before(Units.size());
    BitVector Missing(Units.size());
    for (size_t I = 0; I < Units.size(); ++I) {
      const UnitOutcome &Now = Result.Now[I];
      if (!Now.Looked)
        continue;
      if (wasSame(Now.Read)) {
        Before[I].Result = Now.Result;
        continue;
      }
      ++Result.Affected;
      auto Changed = Differs.find(Units[I].File);
      if (Changed != Differs.end() && Changed->second.empty())
        continue; // a new file: nothing was said about it
      if (auto Known = Run.recall(Units[I], Then))
        Before[I].Result = std::move(*Known);
      else
        Missing.set(I);
    }
    if (Exact) {
      RunOptions Old = Options;
      Old.Instead = Differs;
      Old.TestFaults.clear();
      Show.begin(Missing.count(), "checked the base of");
      Runner(Old, Kept, Work, Show).analyse(Units, Missing, Before);
    }
    for (size_t I : Missing.set_bits())
      if (!Before[I].Looked || !Before[I].Result.Faults.empty() ||
          llvm::any_of(Before[I].Result.Findings,
                       [](const Finding &F) { return F.isOfCompiler(); }))
        Result.WithoutBase.push_back(Units[I].File);
    return Before;
  }

  ArrayRef<Unit> Units;
  RunOptions Options;
  Cache &Kept;
  WorkFolder &Work;
  Progress &Show;
  std::map<std::string, std::string> Differs;
  FileWitness Then;
  StringSet<> Names;   ///< of the files that differ, without folders
  StringSet<> ReadNow; ///< of those, the ones that some unit reads
  BaseComparison Result;
};

} // namespace

Expected<BaseComparison> compareWithBase(ArrayRef<Unit> Units, StringRef Revision, bool Exact,
                                         StringRef Root, const RunOptions &Options, Cache &Kept,
                                         WorkFolder &Work, Progress &Show) {
  Expected<Git> Tree = Git::open(absolute("."), Work);
  if (!Tree)
    return Tree.takeError();
  Expected<std::string> Base = Tree->forkPoint(Revision);
  if (!Base)
    return Base.takeError();
  auto Differs = Tree->filesAt(*Base);
  if (!Differs)
    return Differs.takeError();
  return Comparer(Units, Options, Kept, Work, Show, std::move(*Differs)).run(Root, Exact);
}

} // namespace leash::driver
