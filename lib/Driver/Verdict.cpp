//===- Verdict.cpp - what a run says in the end ---------------------------===//
#include "Driver/Verdict.h"

using namespace llvm;

namespace leash::driver {

std::vector<Judged> judge(std::vector<Finding> Findings, StringRef Root) {
  std::vector<Judged> Result;
  StringMap<unsigned> Numbers;
  for (Finding &F : Findings) {
    if (F.isOfCompiler())
      continue;
    Judged J;
    J.Fingerprint = identify(F, Root).fingerprint();
    J.Number = ++Numbers[J.Fingerprint];
    J.What = std::move(F);
    Result.push_back(std::move(J));
  }
  return Result;
}

std::vector<std::string> compare(std::vector<Judged> &Findings, KnownFindings Known) {
  for (Judged &J : Findings) {
    bool IsKnown = Known.take(J.Fingerprint);
    // Suppressed now: neither new nor gone.
    if (J.How != State::Preexisting)
      J.How = IsKnown ? State::Preexisting : State::Introduced;
  }
  return Known.left();
}

} // namespace leash::driver
