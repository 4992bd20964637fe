//===- OtherOutputs.cpp - findings for the pages of CI systems ------------===//
#include "Driver/OtherOutputs.h"
#include "Driver/TextOutput.h"
#include "Driver/Units.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace llvm;

namespace leash::driver {

json::Value gitlabReport(const Verdict &V) {
  json::Array Result;
  for (const Judged &J : V.Findings) {
    if (!J.counts())
      continue;
    const Finding &F = J.What;
    Result.push_back(
        json::Object{{"type", "issue"},
                     {"description", json::fixUTF8(F.Message)},
                     {"check_name", F.Check},
                     {"categories", json::Array{"Bug Risk"}},
                     {"fingerprint", J.uniqueFingerprint()},
                     {"severity", F.IsError ? "critical" : "major"},
                     {"location", json::Object{{"path", relativeTo(F.Where.File, V.Root)},
                                               {"lines", json::Object{{"begin", F.Where.Line}}}}}});
  }
  return Result;
}

// --- GitHub -----------------------------------------------------------------

static std::string escaped(StringRef Text, bool InProperty) {
  std::string Result;
  for (char C : Text)
    if (C == '%' || C == '\r' || C == '\n' || (InProperty && (C == ':' || C == ',')))
      Result += {'%', hexdigit(static_cast<unsigned char>(C) >> 4), hexdigit(C & 15)};
    else
      Result += C;
  return Result;
}

void printAnnotations(const Verdict &V, raw_ostream &OS) {
  for (const Judged &J : V.Findings) {
    if (!J.counts())
      continue;
    const Finding &F = J.What;
    std::string Text = F.Message;
    for (const Step &S : F.Story)
      Text += "\n" + relativeTo(S.Where.File, V.Root) + ":" + std::to_string(S.Where.Line) + ": " +
              S.Text;
    OS << (F.IsError ? "::error " : "::warning ")
       << "file=" << escaped(relativeTo(F.Where.File, V.Root), true) << ",line=" << F.Where.Line
       << ",col=" << F.Where.Column << ",title=" << escaped(F.Check, true)
       << "::" << escaped(Text, false) << "\n";
  }
}

// --- JUnit ------------------------------------------------------------------

void printJUnit(const Verdict &V, raw_ostream &OS) {
  std::map<std::string, std::vector<const Finding *>> Files;
  for (const std::string &File : V.Files)
    Files[relativeTo(File, V.Root)];
  for (const Judged &J : V.Findings)
    if (J.counts())
      Files[relativeTo(J.What.Where.File, V.Root)].push_back(&J.What);
  size_t Failures = llvm::count_if(Files, [](const auto &File) { return !File.second.empty(); });
  OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"leash\" tests=\""
     << Files.size() + V.Faults.size() << "\" failures=\"" << Failures << "\" errors=\""
     << V.Faults.size() << "\">\n";
  for (const auto &[File, Findings] : Files) {
    OS << "  <testcase classname=\"leash\" name=\"";
    printHTMLEscaped(File, OS);
    if (Findings.empty()) {
      OS << "\"/>\n";
      continue;
    }
    std::string Text;
    raw_string_ostream TextOS(Text);
    for (const Finding *F : Findings)
      printText(*F, V.Root, false, TextOS);
    OS << "\">\n    <failure message=\"";
    printHTMLEscaped(Findings.front()->Message, OS);
    OS << "\">";
    printHTMLEscaped(json::fixUTF8(Text), OS);
    OS << "</failure>\n  </testcase>\n";
  }
  for (const std::string &Fault : V.Faults) {
    OS << "  <testcase classname=\"leash\" name=\"run\"><error message=\"";
    printHTMLEscaped(Fault, OS);
    OS << "\"/></testcase>\n";
  }
  OS << "</testsuite>\n";
}

} // namespace leash::driver
