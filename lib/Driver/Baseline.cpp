//===- Baseline.cpp - findings that a project lives with ------------------===//
#include "Driver/Baseline.h"
#include "Driver/Sarif.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <tuple>

using namespace llvm;

namespace leash::driver {

static constexpr int64_t Version = 1;

static bool fromJSON(const json::Value &V, BaselineEntry &E, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("check", E.What.Check) && O.map("file", E.What.File) &&
         O.mapOptional("function", E.What.Function) && O.map("statement", E.What.Statement) &&
         O.mapOptional("count", E.Count);
}

struct BaselineDocument {
  int64_t Version = 0;
  std::vector<BaselineEntry> Findings;
};

static bool fromJSON(const json::Value &V, BaselineDocument &D, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("leash-baseline", D.Version) && O.map("findings", D.Findings);
}

Expected<std::vector<BaselineEntry>> parseBaseline(StringRef Text, StringRef File) {
  Expected<BaselineDocument> Parsed = json::parse<BaselineDocument>(Text, "baseline");
  if (!Parsed)
    return createStringError("'" + File + "' is no baseline: " + toString(Parsed.takeError()));
  if (Parsed->Version != Version)
    return createStringError("'" + File +
                             "' is a baseline of another version of Leash; 'leash "
                             "baseline write' makes it anew");
  return std::move(Parsed->Findings);
}

std::string formatBaseline(ArrayRef<BaselineEntry> Entries) {
  std::string Text;
  raw_string_ostream OS(Text);
  json::OStream J(OS, 2);
  J.object([&] {
    J.attribute("leash-baseline", Version);
    J.attributeArray("findings", [&] {
      for (const BaselineEntry &E : Entries)
        J.object([&] {
          J.attribute("check", E.What.Check);
          J.attribute("file", E.What.File);
          if (!E.What.Function.empty())
            J.attribute("function", E.What.Function);
          J.attribute("statement", E.What.Statement);
          if (E.Count != 1)
            J.attribute("count", E.Count);
        });
    });
  });
  OS << "\n";
  return Text;
}

std::vector<BaselineEntry> baselineOf(ArrayRef<Finding> Findings, StringRef Root) {
  std::map<std::tuple<std::string, std::string, std::string, std::string>, BaselineEntry> Sorted;
  for (const Finding &F : Findings) {
    if (F.Suppressed || F.isOfCompiler())
      continue;
    Identity I = identify(F, Root);
    auto [It, New] = Sorted.try_emplace({I.File, I.Function, I.Check, I.Statement});
    if (New)
      It->second.What = std::move(I);
    else
      ++It->second.Count;
  }
  std::vector<BaselineEntry> Result;
  Result.reserve(Sorted.size());
  for (auto &[Key, Entry] : Sorted)
    Result.push_back(std::move(Entry));
  return Result;
}

Expected<KnownFindings> readKnown(StringRef Path) {
  auto Text = MemoryBuffer::getFile(Path);
  if (!Text)
    return createStringError("cannot read '" + Path + "': " + Text.getError().message());
  if ((*Text)->getBuffer().contains("\"runs\""))
    return knownOfSarif((*Text)->getBuffer(), Path);
  auto Entries = parseBaseline((*Text)->getBuffer(), Path);
  if (!Entries)
    return Entries.takeError();
  KnownFindings Known;
  for (const BaselineEntry &E : *Entries)
    Known.add(E.What, E.Count);
  return Known;
}

} // namespace leash::driver
