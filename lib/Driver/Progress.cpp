//===- Progress.cpp - how far a run is ------------------------------------===//
#include "Driver/Progress.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace leash::driver {

Progress::Progress(bool Quiet) : Quiet(Quiet), Terminal(sys::Process::StandardErrIsDisplayed()) {}

void Progress::begin(size_t Units, StringRef TheWhat) {
  clear();
  What = TheWhat.str();
  All = Units;
  Finished = Cached = Findings = 0;
  Began = Shown = Clock::now();
}

void Progress::clear() {
  if (OnScreen)
    errs() << "\r\x1b[K";
  OnScreen = false;
}

void Progress::unitDone(const UnitOutcome &Outcome) {
  ++Finished;
  Cached += Outcome.FromCache;
  for (const Finding &F : Outcome.Result.Findings)
    Findings += !F.Suppressed;
  show();
}

void Progress::show() {
  auto Now = Clock::now();
  auto Pause = Terminal ? std::chrono::milliseconds(100) : std::chrono::milliseconds(30000);
  if (Quiet || Now - Shown < Pause)
    return;
  Shown = Now;
  double Seconds = std::chrono::duration<double>(Now - Began).count();
  size_t Analysed = Finished - Cached;
  double Rate = Seconds > 0 ? static_cast<double>(Analysed) / Seconds : 0;
  std::string Left = "?";
  if (Rate > 0) {
    auto S = static_cast<unsigned>(static_cast<double>(All - Finished) / Rate);
    Left = formatv("{0}:{1}{2}", S / 60, S % 60 < 10 ? "0" : "", S % 60).str();
  }
  // A header's finding counts once for each file here.
  std::string Line = formatv("{0} {1}/{2} files, {3:f1} files/s, {4} left, {5} findings", What,
                             Finished, All, Rate, Left, Findings);
  if (Terminal)
    errs() << "\r\x1b[K" << Line;
  else
    errs() << "leash: " << Line << "\n";
  OnScreen = Terminal;
}

} // namespace leash::driver
