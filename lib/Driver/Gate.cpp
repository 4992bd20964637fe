//===- Gate.cpp - `leash check`: look at all of it, and judge -------------===//
#include "Driver/Gate.h"
#include "Driver/BaseRevision.h"
#include "Driver/Baseline.h"
#include "Driver/Git.h"
#include "Driver/OtherOutputs.h"
#include "Driver/Progress.h"
#include "Driver/Sarif.h"
#include "Driver/TextOutput.h"
#include "Driver/Units.h"
#include "Driver/WholeFile.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace leash::driver {

namespace {

std::string plural(size_t N, StringRef What) {
  return formatv("{0} {1}{2}", N, What, N == 1 ? "" : "s").str();
}

class Gate {
public:
  explicit Gate(GateRequest TheRequest)
      : Request(std::move(TheRequest)), Here(absolute(".")), Show(Request.Quiet) {
    Result.Root = projectRoot(Here);
    Result.CommandLine = Request.CommandLine;
  }

  int run() {
    if (Error E = lookAndJudge())
      return fail(toString(std::move(E)));
    switch (Request.What) {
    case GateRequest::Task::WriteBaseline:
      return writeBaseline();
    case GateRequest::Task::PruneBaseline:
      return pruneBaseline();
    case GateRequest::Task::Check:
      return report();
    }
    return GateFailed;
  }

private:
  int fail(const Twine &Message) {
    Show.clear();
    errs() << "leash: error: " << Message << "\n";
    return GateFailed;
  }

  void say(const Twine &Message) {
    if (!Request.Quiet)
      errs() << "leash: " << Message << "\n";
  }

  // --- Looking --------------------------------------------------------------

  Error lookAndJudge() {
    // What cannot be read is said before the long work.
    KnownFindings Accepted, Before;
    if (!Request.Baseline.empty() && Request.What == GateRequest::Task::Check)
      if (Error E = readKnown(Request.Baseline).moveInto(Accepted))
        return E;
    if (!Request.Results.empty())
      if (Error E = readKnown(Request.Results).moveInto(Before))
        return E;
    Selection Chosen;
    if (Error E = selectUnits(Request.Database, Request.Paths).moveInto(Chosen))
      return E;
    NotCxx = Chosen.NotCxx;
    std::unique_ptr<WorkFolder> Work;
    if (Error E = WorkFolder::make().moveInto(Work))
      return E;
    Cache Kept(Request.CacheFolder, Request.CacheBytes);

    std::vector<UnitOutcome> Outcomes;
    if (Request.Revision.empty()) {
      Outcomes = lookAtAll(Chosen.Units, Kept, *Work);
    } else {
      BaseComparison Compared;
      if (Error E = compareWithBase(Chosen.Units, Request.Revision, Request.Exact, Result.Root,
                                    Request.Run, Kept, *Work, Show)
                        .moveInto(Compared))
        return E;
      Outcomes = std::move(Compared.Now);
      if (Request.Results.empty())
        Before = std::move(Compared.Then);
      WithoutBase = Request.Results.empty() ? Compared.WithoutBase.size() : 0;
      Affected = Compared.Affected;
      Unread = std::move(Compared.Unread);
    }
    Kept.prune();
    Show.clear();
    if (!Kept.warning().empty())
      errs() << "leash: warning: " << Kept.warning() << "\n";

    noteOutcomes(Chosen.Units, Outcomes);
    All = merge(Outcomes);
    if (Looked && All.ChecksEnabled == 0 && Result.Faults.empty())
      return createStringError("none of Leash's checks is enabled for these files; enable them "
                               "with --checks='leash-*' or in .clang-tidy");
    Result.Findings = judge(All.Findings, Result.Root);
    if (!Request.Revision.empty() || !Request.Results.empty())
      Result.Fixed = compare(Result.Findings, std::move(Before));
    if (!Request.Baseline.empty() && Request.What == GateRequest::Task::Check)
      Stale = compare(Result.Findings, std::move(Accepted));
    return Error::success();
  }

  std::vector<UnitOutcome> lookAtAll(ArrayRef<Unit> Units, Cache &Kept, WorkFolder &Work) {
    Runner Run(Request.Run, Kept, Work, Show);
    Show.begin(Units.size(), "checked");
    std::vector<UnitOutcome> Outcomes = Run.recall(Units);
    BitVector Missing(Outcomes.size());
    for (size_t I = 0; I < Outcomes.size(); ++I)
      if (!Outcomes[I].Looked)
        Missing.set(I);
    Run.analyse(Units, Missing, Outcomes);
    return Outcomes;
  }

  /// Names each unit that was not looked at, or not wholly.
  void noteOutcomes(ArrayRef<Unit> Units, ArrayRef<UnitOutcome> Outcomes) {
    StringSet<> Said, Files;
    auto Fault = [&](const Twine &Line) {
      std::string Text = Line.str();
      if (Said.insert(Text).second)
        Result.Faults.push_back(std::move(Text));
    };
    for (size_t I = 0; I < Units.size(); ++I) {
      const UnitOutcome &O = Outcomes[I];
      std::string File = relativeTo(Units[I].File, Here);
      Cached += O.FromCache;
      Looked += O.Looked;
      if (O.Looked && Files.insert(Units[I].File).second)
        Result.Files.push_back(Units[I].File);
      if (!O.Fault.empty())
        Fault("'" + File + "' " + O.Fault);
      for (const std::string &Text : O.Result.Faults)
        Fault(Text);
      if (llvm::any_of(O.Result.Findings, [](const Finding &F) { return F.isOfCompiler(); }))
        Fault("'" + File + "' does not parse");
    }
  }

  // --- Reporting ------------------------------------------------------------

  int report() {
    addUnused();
    size_t Count = 0, Old = 0;
    for (const Finding &F : All.Findings)
      if (F.isOfCompiler())
        printText(F, Here, Request.Colours, outs());
    for (const Judged &J : Result.Findings) {
      Old += J.How == State::Preexisting && !J.What.Suppressed;
      if (!J.counts())
        continue;
      printText(J.What, Here, Request.Colours, outs());
      ++Count;
    }
    if (Request.Annotations)
      printAnnotations(Result, outs());
    outs().flush();
    for (const std::string &Fault : Result.Faults)
      fail(Fault);
    if (Error E = writeFiles())
      return fail(toString(std::move(E)));
    summary(Count, Old);
    if (!Result.Faults.empty())
      return GateFailed;
    return Count && !Request.WarnOnly ? GateFindings : GateClean;
  }

  /// Makes findings of suppressions that suppress nothing.
  void addUnused() {
    if (!Request.UnusedNolint)
      return;
    for (const Suppression &S : All.Suppressions) {
      if (S.Used)
        continue;
      Judged J;
      J.What.Check = "leash-unused-nolint";
      J.What.Message = "'" + S.Comment + "' suppresses nothing";
      J.What.Where = S.Where;
      J.What.Statement = S.Comment;
      J.Fingerprint = identify(J.What, Result.Root).fingerprint();
      Result.Findings.push_back(std::move(J));
    }
  }

  Error writeFiles() {
    auto Write = [](StringRef Path, function_ref<void(raw_ostream &)> Print) {
      return Path.empty() ? Error::success() : writeWhole(Path, Print);
    };
    // All are tried, whatever becomes of the others.
    Error Whole =
        Write(Request.Sarif, [&](raw_ostream &OS) { OS << formatv("{0:2}\n", sarif(Result)); });
    Whole = joinErrors(std::move(Whole), Write(Request.GitLab, [&](raw_ostream &OS) {
                         OS << formatv("{0:2}\n", gitlabReport(Result));
                       }));
    return joinErrors(std::move(Whole),
                      Write(Request.JUnit, [&](raw_ostream &OS) { printJUnit(Result, OS); }));
  }

  void summary(size_t Count, size_t Old) {
    for (const std::string &Description : Stale)
      if (Request.Paths.empty() && Request.Revision.empty())
        say("stale in the baseline ('leash baseline prune' removes it): " + Description);
    for (const std::string &Description : Result.Fixed)
      say("fixed: " + Description);
    // Where only a part is asked for, the rest is read by files that are not.
    for (const std::string &File : Unread)
      if (Request.Paths.empty())
        errs() << "leash: warning: '" << relativeTo(File, Here)
               << "' has changed, and no file of the compile database reads it: not checked\n";
    if (WithoutBase)
      say("no result for the base is known of " + plural(WithoutBase, "file") +
          (Request.Exact ? ", which could not be checked as it was"
                         : "; --exact checks the base too") +
          ": what is found there counts as introduced");
    bool Compared = !Request.Revision.empty() || !Request.Results.empty();
    std::string Line = Compared ? formatv("{0} introduced, fixed: {1}, {2} preexisting", Count,
                                          Result.Fixed.size(), Old)
                                      .str()
                                : plural(Count, "finding");
    if (!Compared && !Request.Baseline.empty())
      Line += formatv(" ({0} in the baseline)", Old).str();
    Line += " in " + plural(Looked, "file");
    if (!Request.Revision.empty())
      Line += formatv(" ({0} affected)", Affected).str();
    else if (Cached)
      Line += formatv(" ({0} unchanged)", Cached).str();
    if (NotCxx)
      Line += "; " + plural(NotCxx, "file") + " not C++";
    say(Line);
  }

  // --- The baseline ---------------------------------------------------------

  /// False, with a reason, if the run saw less than all.
  bool sawAll() {
    for (const std::string &Fault : Result.Faults)
      fail(Fault);
    return Result.Faults.empty();
  }

  int writeBaseline() {
    if (!sawAll())
      return fail("no baseline is written: not all files could be looked at");
    auto Entries = baselineOf(All.Findings, Result.Root);
    return finishBaseline(
        Entries,
        formatv("{0} {1}", Entries.size(), Entries.size() == 1 ? "entry" : "entries").str());
  }

  int pruneBaseline() {
    if (!sawAll())
      return fail("the baseline stays: not all files could be looked at");
    auto Text = MemoryBuffer::getFile(Request.Baseline);
    if (!Text)
      return fail("cannot read '" + Request.Baseline + "': " + Text.getError().message());
    auto Entries = parseBaseline((*Text)->getBuffer(), Request.Baseline);
    if (!Entries)
      return fail(toString(Entries.takeError()));
    KnownFindings Live;
    for (const BaselineEntry &E : baselineOf(All.Findings, Result.Root))
      Live.add(E.What, E.Count);
    std::vector<BaselineEntry> Kept;
    size_t Removed = 0;
    for (BaselineEntry E : *Entries) {
      uint64_t Found = 0;
      while (Found < E.Count && Live.take(E.What.fingerprint()))
        ++Found;
      Removed += E.Count - Found;
      if (Found < E.Count)
        say("removed: " + E.What.describe());
      E.Count = Found;
      if (Found)
        Kept.push_back(std::move(E));
    }
    return finishBaseline(Kept, formatv("{0} removed, {1} left", Removed, Kept.size()).str());
  }

  int finishBaseline(ArrayRef<BaselineEntry> Entries, const std::string &What) {
    if (Error E =
            writeWhole(Request.Baseline, [&](raw_ostream &OS) { OS << formatBaseline(Entries); }))
      return fail(toString(std::move(E)));
    say("'" + Request.Baseline + "': " + What);
    return GateClean;
  }

  GateRequest Request;
  std::string Here;
  Progress Show;
  UnitResult All;
  Verdict Result;
  std::vector<std::string> Stale, Unread;
  size_t Looked = 0, Cached = 0, NotCxx = 0, WithoutBase = 0, Affected = 0;
};

} // namespace

int runGate(GateRequest Request) { return Gate(std::move(Request)).run(); }

} // namespace leash::driver
