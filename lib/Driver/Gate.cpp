//===- Gate.cpp - `leash check`: look at all of it, and judge -------------===//
#include "Driver/Gate.h"
#include "Driver/Progress.h"
#include "Driver/TextOutput.h"
#include "Driver/Units.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;

namespace leash::driver {

namespace {

class Gate {
public:
  explicit Gate(GateRequest TheRequest)
      : Request(std::move(TheRequest)), Here(absolute(".")), Show(Request.Quiet) {}

  int run() {
    Expected<Selection> Chosen = selectUnits(Request.Database, Request.Paths);
    if (!Chosen)
      return fail(toString(Chosen.takeError()));
    auto Work = WorkFolder::make();
    if (!Work)
      return fail(toString(Work.takeError()));
    Cache Kept(Request.CacheFolder, Request.CacheBytes);

    Runner Run(Request.Run, Kept, **Work, Show);
    Show.begin(Chosen->Units.size(), "checked");
    std::vector<UnitOutcome> Outcomes = Run.recall(Chosen->Units);
    BitVector Missing(Outcomes.size());
    for (size_t I = 0; I < Outcomes.size(); ++I)
      if (!Outcomes[I].Looked)
        Missing.set(I);
    Run.analyse(Chosen->Units, Missing, Outcomes);
    Kept.prune();
    Show.clear();

    UnitResult All = merge(Outcomes);
    for (const Finding &F : All.Findings)
      if (!F.Suppressed) {
        printText(F, Here, Request.Colours, outs());
        Count += !F.isOfCompiler();
      }
    if (Request.UnusedNolint)
      printUnused(All);
    outs().flush();
    if (!Kept.warning().empty())
      errs() << "leash: warning: " << Kept.warning() << "\n";
    reportFaults(Chosen->Units, Outcomes);
    if (All.ChecksEnabled == 0 && !Failed)
      return fail("none of Leash's checks is enabled for these files; enable them "
                  "with --checks='leash-*' or in .clang-tidy");
    if (!Request.Quiet)
      summary(*Chosen, Outcomes);
    if (Failed)
      return GateFailed;
    return Count && !Request.WarnOnly ? GateFindings : GateClean;
  }

private:
  int fail(const Twine &Message) {
    Show.clear();
    errs() << "leash: error: " << Message << "\n";
    return GateFailed;
  }

  void printUnused(const UnitResult &All) {
    for (const Suppression &S : All.Suppressions) {
      if (S.Used)
        continue;
      Finding F;
      F.Check = "leash-unused-nolint";
      F.Message = "'" + S.Comment + "' suppresses nothing";
      F.Where = S.Where;
      printText(F, Here, Request.Colours, outs());
      ++Count;
    }
  }

  /// Names each unit that was not looked at, or not wholly.
  void reportFaults(ArrayRef<Unit> Units, ArrayRef<UnitOutcome> Outcomes) {
    StringSet<> Said;
    for (size_t I = 0; I < Units.size(); ++I) {
      std::string File = relativeTo(Units[I].File, Here);
      auto Say = [&](const Twine &Line) {
        Failed = true;
        std::string Text = Line.str();
        if (Said.insert(Text).second)
          fail(Text);
      };
      if (!Outcomes[I].Fault.empty())
        Say("'" + File + "' " + Outcomes[I].Fault);
      for (const std::string &Fault : Outcomes[I].Result.Faults)
        Say(Fault);
      if (llvm::any_of(Outcomes[I].Result.Findings,
                       [](const Finding &F) { return F.isOfCompiler(); }))
        Say("'" + File + "' does not parse");
    }
  }

  void summary(const Selection &Chosen, ArrayRef<UnitOutcome> Outcomes) {
    size_t Cached = 0, Looked = 0;
    for (const UnitOutcome &O : Outcomes) {
      Cached += O.FromCache;
      Looked += O.Looked;
    }
    auto Plural = [](size_t N, StringRef What) {
      return formatv("{0} {1}{2}", N, What, N == 1 ? "" : "s").str();
    };
    errs() << "leash: " << Plural(Count, "finding") << " in " << Plural(Looked, "file");
    if (Cached)
      errs() << " (" << Cached << " unchanged)";
    if (Chosen.NotCxx)
      errs() << "; " << Plural(Chosen.NotCxx, "file") << " not C++";
    errs() << "\n";
  }

  GateRequest Request;
  std::string Here;
  Progress Show;
  size_t Count = 0;
  bool Failed = false;
};

} // namespace

int runGate(GateRequest Request) { return Gate(std::move(Request)).run(); }

} // namespace leash::driver
