//===- Fingerprint.cpp - the same finding in other code -------------------===//
#include "Driver/Fingerprint.h"
#include "Driver/FilesRead.h"
#include "Driver/Units.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace leash::driver {

std::string Identity::fingerprint() const {
  return digestOf("leash 1\n" + Check + "\n" + File + "\n" + Function + "\n" + Statement);
}

std::string Identity::describe() const {
  std::string Where = Function.empty() ? File : "'" + Function + "' (" + File + ")";
  return Check + " in " + Where + ": " + Statement;
}

Identity identify(const Finding &F, StringRef Root) {
  return {F.Check, sys::path::convert_to_slash(relativeTo(F.Where.File, Root)), F.Function,
          F.Statement};
}

void KnownFindings::add(StringRef Fingerprint, std::string Description, unsigned Count) {
  Entry &E = Entries[Fingerprint];
  E.Description = std::move(Description);
  E.Count += Count;
}

bool KnownFindings::take(StringRef Fingerprint) {
  auto It = Entries.find(Fingerprint);
  if (It == Entries.end() || It->second.Count == 0)
    return false;
  --It->second.Count;
  return true;
}

std::vector<std::string> KnownFindings::left() const {
  std::vector<std::string> Result;
  for (const auto &E : Entries)
    Result.insert(Result.end(), E.second.Count, E.second.Description);
  llvm::sort(Result);
  return Result;
}

} // namespace leash::driver
