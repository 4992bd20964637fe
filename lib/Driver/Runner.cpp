//===- Runner.cpp - all units of a run, from the cache or analysed --------===//
#include "Driver/Runner.h"
#include "Driver/OtherState.h"
#include "Driver/Worker.h"
#include "Model/Models.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace leash::driver {

Runner::Runner(RunOptions TheOptions, Cache &Kept, WorkFolder &Work, RunListener &Listener)
    : Options(std::move(TheOptions)), Kept(Kept), Work(Work), Listener(Listener),
      Now(replacingFileSystem(vfs::getRealFileSystem(), Options.Instead)),
      Tool(toolIdentity(Options.Executable)) {}

/// Reads a report. False if it is damaged.
bool Runner::take(StringRef Text, UnitOutcome &Into) const {
  Expected<Report> Parts = splitReport(Text);
  if (!Parts) {
    consumeError(Parts.takeError());
    return false;
  }
  Expected<UnitResult> Result = parseResult(Parts->Result);
  if (!Result) {
    consumeError(Result.takeError());
    return false;
  }
  Into.Result = std::move(*Result);
  Into.Looked = true;
  if (Options.KeepRead)
    Into.Read = Parts->Read.str();
  return true;
}

std::vector<UnitOutcome> Runner::recall(ArrayRef<Unit> Units) {
  std::vector<UnitOutcome> Outcomes(Units.size());
  for (size_t I = 0; I < Units.size(); ++I) {
    if (Options.TestFaults.count(sys::path::filename(Units[I].File).str()))
      continue;
    std::optional<std::string> Text = Kept.find(keyOf(Units[I]), Now);
    if (!Text || !take(*Text, Outcomes[I]))
      continue;
    Outcomes[I].FromCache = true;
    Listener.unitDone(Outcomes[I]);
  }
  return Outcomes;
}

std::optional<UnitResult> Runner::recall(const Unit &U, FileWitness &Then) {
  UnitOutcome Outcome;
  std::optional<std::string> Text = Kept.find(keyOf(U), Then);
  if (!Text || !take(*Text, Outcome))
    return std::nullopt;
  return std::move(Outcome.Result);
}

Job Runner::job(const Unit &U, size_t Number) {
  UnitRequest Request;
  Request.What = U;
  Request.Config = Options.Config;
  Request.Instead = Options.Instead;
  Request.ScanOnly = Options.ScanOnly;
  Request.Output = Work.file(Twine(Number) + ".report");
  auto Fault = Options.TestFaults.find(sys::path::filename(U.File).str());
  if (Fault != Options.TestFaults.end())
    Request.TestFault = Fault->second;
  return {[Request = std::move(Request)] { return runWorker(Request); },
          Work.file(Twine(Number) + ".log")};
}

static bool isGood(const UnitResult &R) {
  return R.Faults.empty() &&
         llvm::none_of(R.Findings, [](const Finding &F) { return F.isOfCompiler(); });
}

/// The last line of what a process printed that says something.
static std::string lastWords(StringRef Log) {
  auto Text = MemoryBuffer::getFile(Log);
  if (!Text)
    return "";
  StringRef All = (*Text)->getBuffer().trim();
  // clang's stack dump is not for users.
  size_t Dump = All.find("PLEASE submit a bug report");
  All = All.take_front(Dump).trim();
  return All.rsplit('\n').second.empty() ? All.str() : All.rsplit('\n').second.str();
}

UnitOutcome Runner::outcome(const Unit &U, size_t Number, const Outcome &Ended) {
  UnitOutcome Result;
  std::string Output = Work.file(Twine(Number) + ".report");
  std::string Log = Work.file(Twine(Number) + ".log");
  switch (Ended.How) {
  case Outcome::End::Exited:
    if (Ended.Status == 0)
      if (auto Text = MemoryBuffer::getFile(Output, false, false);
          Text && take((*Text)->getBuffer(), Result)) {
        if (isGood(Result.Result) && !Options.ScanOnly)
          Kept.keep(keyOf(U), (*Text)->getBuffer());
        break;
      }
    if (Ended.Status == OutOfMemory)
      Result.Fault = ("ran out of memory (the limit is " + Twine(Options.Limits.MemoryMb) +
                      " MB; --memory sets it)")
                         .str();
    else
      Result.Fault = ("ended with status " + Twine(Ended.Status) + ": " + lastWords(Log)).str();
    break;
  case Outcome::End::Crashed:
    Result.Fault = "crashed: " + Ended.Why;
    break;
  case Outcome::End::TimedOut:
    Result.Fault =
        ("took more than " + Twine(Options.Limits.TimeoutSeconds) + " s (--timeout sets the limit)")
            .str();
    break;
  case Outcome::End::NotStarted:
    Result.Fault = "could not be started: " + Ended.Why;
    break;
  }
  (void)sys::fs::remove(Output);
  (void)sys::fs::remove(Log);
  return Result;
}

void Runner::analyse(ArrayRef<Unit> Units, const BitVector &Which,
                     std::vector<UnitOutcome> &Outcomes) {
  SmallVector<size_t, 0> Numbers(Which.set_bits_begin(), Which.set_bits_end());
  if (Numbers.size() > 1)
    (void)model::Models::builtin()->files(); // parsed once, for all processes
  runPool(
      Numbers.size(), Options.Limits, [&](size_t I) { return job(Units[Numbers[I]], Numbers[I]); },
      [&](size_t I, const Outcome &Ended) {
        UnitOutcome &Place = Outcomes[Numbers[I]];
        Place = outcome(Units[Numbers[I]], Numbers[I], Ended);
        Listener.unitDone(Place);
      },
      [&] { Listener.idle(); });
}

UnitResult merge(ArrayRef<UnitOutcome> Outcomes) {
  UnitResult All;
  std::map<std::string, Suppression> Suppressions;
  for (const UnitOutcome &Outcome : Outcomes) {
    llvm::append_range(All.Findings, Outcome.Result.Findings);
    All.ChecksEnabled = std::max(All.ChecksEnabled, Outcome.Result.ChecksEnabled);
    for (const Suppression &S : Outcome.Result.Suppressions) {
      std::string Key =
          (S.Where.File + Twine('\n') + utohexstr(S.Where.Line, false, 8) + S.Comment).str();
      Suppressions.try_emplace(Key, S).first->second.Used |= S.Used;
    }
  }
  llvm::sort(All.Findings);
  All.Findings.erase(std::unique(All.Findings.begin(), All.Findings.end(), isSame),
                     All.Findings.end());
  for (auto &[Key, S] : Suppressions)
    All.Suppressions.push_back(std::move(S));
  return All;
}

} // namespace leash::driver
