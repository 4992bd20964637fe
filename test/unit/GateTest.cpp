//===- GateTest.cpp - identity, baselines, paths and reports --------------===//
#include "Driver/Baseline.h"
#include "Driver/FilesRead.h"
#include "Driver/Units.h"
#include "Driver/Uri.h"
#include "Driver/Verdict.h"
#include "Driver/Worker.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace leash::driver;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

Finding finding(const char *File, unsigned Line, const char *Function, const char *Statement) {
  Finding F;
  F.Check = "leash-double-lock";
  F.Message = "message";
  F.Where = {File, Line, 3, "  text"};
  F.Function = Function;
  F.Statement = Statement;
  return F;
}

std::string printOf(const Finding &F, const char *Root = "/p") {
  return identify(F, Root).fingerprint();
}

// --- Identity ---------------------------------------------------------------

TEST(Fingerprint, KeepsWhenCodeMoves) {
  EXPECT_EQ(printOf(finding("/p/a.cpp", 3, "f", "m . lock ( )")),
            printOf(finding("/p/a.cpp", 90, "f", "m . lock ( )")));
}

TEST(Fingerprint, KeepsWhenTheProjectMoves) {
  EXPECT_EQ(printOf(finding("/p/a.cpp", 3, "f", "s")),
            printOf(finding("/elsewhere/q/a.cpp", 3, "f", "s"), "/elsewhere/q"));
}

TEST(Fingerprint, DiffersByEachPart) {
  Finding Other = finding("/p/a.cpp", 3, "f", "s");
  Other.Check = "leash-lock-across-blocking-call";
  std::set<std::string> All = {printOf(finding("/p/a.cpp", 3, "f", "s")),
                               printOf(finding("/p/b.cpp", 3, "f", "s")),
                               printOf(finding("/p/a.cpp", 3, "g", "s")),
                               printOf(finding("/p/a.cpp", 3, "f", "t")), printOf(Other)};
  EXPECT_EQ(All.size(), 5u);
}

TEST(Fingerprint, StaysTheSameForEver) {
  // Committed baselines and the alerts of CI systems hang on it.
  EXPECT_EQ(printOf(finding("/p/a.cpp", 3, "f", "s")), "e4a7eb1baa6bf572ba7141bb7553719a");
}

TEST(Verdict, TellsEqualFindingsApartByNumber) {
  auto All = judge({finding("/p/a.cpp", 3, "f", "s"), finding("/p/a.cpp", 5, "f", "s")}, "/p");
  ASSERT_EQ(All.size(), 2u);
  EXPECT_EQ(All[0].Fingerprint, All[1].Fingerprint);
  EXPECT_NE(All[0].uniqueFingerprint(), All[1].uniqueFingerprint());
}

TEST(Verdict, ComparesAsOftenAsKnown) {
  KnownFindings Known;
  Known.add(identify(finding("/p/a.cpp", 1, "f", "s"), "/p"));
  Known.add(identify(finding("/p/a.cpp", 1, "gone", "s"), "/p"), 2);
  auto All = judge({finding("/p/a.cpp", 3, "f", "s"), finding("/p/a.cpp", 5, "f", "s")}, "/p");
  auto Gone = compare(All, std::move(Known));
  EXPECT_EQ(All[0].How, State::Preexisting);
  EXPECT_EQ(All[1].How, State::Introduced);
  EXPECT_THAT(Gone, ElementsAre("leash-double-lock in 'gone' (a.cpp): s",
                                "leash-double-lock in 'gone' (a.cpp): s"));
}

TEST(Verdict, SuppressedIsNeitherNewNorGone) {
  KnownFindings Known;
  Known.add(identify(finding("/p/a.cpp", 1, "f", "s"), "/p"));
  Finding F = finding("/p/a.cpp", 3, "f", "s");
  F.Suppressed = true;
  auto All = judge({F}, "/p");
  EXPECT_TRUE(compare(All, std::move(Known)).empty());
  EXPECT_FALSE(All[0].counts());
}

// --- Baselines --------------------------------------------------------------

TEST(Baseline, ReadsWhatItWrites) {
  auto Entries = baselineOf({finding("/p/b.cpp", 9, "", "\"\\\n"), finding("/p/a.cpp", 3, "f", "s"),
                             finding("/p/a.cpp", 8, "f", "s")},
                            "/p");
  ASSERT_EQ(Entries.size(), 2u);
  EXPECT_EQ(Entries[0].What.File, "a.cpp");
  EXPECT_EQ(Entries[0].Count, 2u);
  auto Read = parseBaseline(formatBaseline(Entries), "b.json");
  ASSERT_TRUE(bool(Read));
  ASSERT_EQ(Read->size(), 2u);
  for (size_t I = 0; I < 2; ++I) {
    EXPECT_EQ((*Read)[I].What.fingerprint(), Entries[I].What.fingerprint());
    EXPECT_EQ((*Read)[I].Count, Entries[I].Count);
  }
}

TEST(Baseline, RefusesWhatIsNone) {
  for (const char *Text : {"", "[]", "{}", "{\"leash-baseline\": 2, \"findings\": []}",
                           "{\"leash-baseline\": 1, \"findings\": [{\"check\": \"c\"}]}"}) {
    auto Read = parseBaseline(Text, "b.json");
    ASSERT_FALSE(bool(Read)) << Text;
    EXPECT_THAT(llvm::toString(Read.takeError()), HasSubstr("b.json"));
  }
}

// --- Paths ------------------------------------------------------------------

TEST(Paths, Below) {
  EXPECT_TRUE(isBelow("/p/a", "/p"));
  EXPECT_TRUE(isBelow("/p/a", "/p/"));
  EXPECT_TRUE(isBelow("/p", "/p"));
  EXPECT_TRUE(isBelow("/p", "/"));
  EXPECT_FALSE(isBelow("/pq/a", "/p"));
  EXPECT_FALSE(isBelow("/", "/p"));
}

TEST(Paths, Relative) {
  EXPECT_EQ(relativeTo("/p/src/a.cpp", "/p"), "src/a.cpp");
  EXPECT_EQ(relativeTo("/pq/a.cpp", "/p"), "/pq/a.cpp");
  EXPECT_EQ(relativeTo("/p", "/p"), "/p");
  EXPECT_EQ(relativeTo("/usr/a", "/"), "usr/a");
}

TEST(Paths, PercentEncoding) {
  EXPECT_EQ(percentEncode("/a b/ü%#?.cpp"), "/a%20b/%C3%BC%25%23%3F.cpp");
}

TEST(Paths, ColumnsInCodePoints) {
  EXPECT_EQ(codePointColumn("abc", 3), 3u);
  EXPECT_EQ(codePointColumn("üx", 3), 2u);
  EXPECT_EQ(codePointColumn("€𝄞x", 8), 3u);
  EXPECT_EQ(codePointColumn("\xff\xffx", 3), 3u); // no UTF-8
  EXPECT_EQ(codePointColumn("a", 9), 2u);         // past the end
}

// --- What the cache keeps ---------------------------------------------------

TEST(Report, KeepsWhatWasRead) {
  FilesRead Read;
  Read.note("/p/a.h", "+");
  Read.note("/p/a.h", "=12");
  Read.note("/p/a.h", "-");
  Read.note("/p/q r/b.h", "-");
  Read.note("/p", "*34");
  std::string Text = formatReport(Read, UnitResult());
  auto Parts = splitReport(Text);
  ASSERT_TRUE(bool(Parts));
  std::vector<std::string> Seen;
  EXPECT_TRUE(eachFileRead(Parts->Read, [&](llvm::StringRef Path, llvm::StringRef Answer) {
    Seen.push_back((Path + " " + Answer).str());
    return true;
  }));
  EXPECT_THAT(Seen, ElementsAre("/p *34", "/p/a.h =12", "/p/q r/b.h -"));
}

TEST(Report, RefusesDamage) {
  FilesRead Read;
  Read.note("/p/a.h", "-");
  UnitResult Result;
  Result.Findings.push_back(finding("/p/a.cpp", 1, "f", "s"));
  std::string Text = formatReport(Read, Result);
  for (size_t At = 0; At < Text.size(); ++At) {
    std::string Changed = Text;
    Changed[At] ^= 1;
    for (const std::string &Bad : {Changed, Text.substr(0, At)}) {
      auto Parts = splitReport(Bad);
      EXPECT_FALSE(bool(Parts)) << At;
      llvm::consumeError(Parts.takeError());
    }
  }
}

TEST(Result, ReadsWhatItWrites) {
  UnitResult Result;
  Result.Findings.push_back(finding("/p/\xff.cpp", 7, "f", "s"));
  Result.Findings.front().Story.push_back({{"/p/b.h", 1, 2, "x"}, "why"});
  Result.Findings.front().Fix.push_back({"/p/b.h", 1, 2, 3, 4, "new"});
  Result.Faults.push_back("fault");
  std::string Text;
  llvm::raw_string_ostream(Text) << toJSON(Result);
  auto Read = parseResult(Text);
  ASSERT_TRUE(bool(Read));
  std::string Again;
  llvm::raw_string_ostream(Again) << toJSON(*Read);
  EXPECT_EQ(Text, Again);
}

} // namespace
