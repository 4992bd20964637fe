//===- ReportFile.cpp - what a worker writes and the cache keeps ----------===//
//
// Three parts: a head with a digest of the rest, what was read, the result as
// JSON. What was read is long and is asked for on each run: one line for each
// folder, with a slash at its end, then one for each name in it, after its answer.
//
//===----------------------------------------------------------------------===//
#include "Driver/Worker.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace leash::driver {

static constexpr StringLiteral Magic = "leash-report 1 ";

std::string formatReport(const FilesRead &Read, const UnitResult &Result) {
  std::map<StringRef, std::vector<std::pair<StringRef, StringRef>>> Folders;
  for (const auto &[Path, Answer] : Read.Answers)
    if (size_t Slash = Path.rfind('/');
        Slash != std::string::npos && !StringRef(Path).contains('\n'))
      Folders[StringRef(Path).take_front(Slash + 1)].emplace_back(
          StringRef(Path).drop_front(Slash + 1), Answer);
  std::string Files;
  raw_string_ostream OS(Files);
  for (const auto &[Folder, Names] : Folders) {
    OS << Folder << "\n";
    for (const auto &[Name, Answer] : Names)
      OS << Answer << " " << Name << "\n";
  }
  std::string Body = formatv("{0}\n{1}{2}", Files.size(), Files, toJSON(Result));
  return (Magic + digestOf(Body) + "\n" + Body).str();
}

Expected<Report> splitReport(StringRef Text) {
  auto [Head, Body] = Text.split('\n');
  auto [Size, Rest] = Body.split('\n');
  size_t Length = 0;
  if (!Head.consume_front(Magic) || Head != digestOf(Body) || Size.getAsInteger(10, Length) ||
      Length > Rest.size())
    return createStringError("the report is damaged");
  return Report{Rest.take_front(Length), Rest.drop_front(Length)};
}

bool eachFileRead(StringRef Text, function_ref<bool(StringRef, StringRef)> Each) {
  SmallString<256> Path;
  size_t Folder = 0;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    if (Line.starts_with("/")) {
      Path = Line;
      Folder = Line.size();
      continue;
    }
    auto [Answer, Name] = Line.split(' ');
    Path.resize(Folder);
    Path += Name;
    if (Folder == 0 || !Each(Path, Answer))
      return false;
  }
  return true;
}

} // namespace leash::driver
