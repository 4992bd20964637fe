//===- Sarif.cpp - findings as SARIF 2.1.0 --------------------------------===//
#include "Driver/Sarif.h"
#include "Driver/Units.h"
#include "Driver/Uri.h"
#include "Module.h"
#include "Support/Config.h"
#include "Support/Embedded.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace leash::driver {

/// The key of our fingerprints. The number goes up if identity changes its meaning.
static constexpr StringLiteral FingerprintKey = "leashIdentity/v1";
static constexpr StringLiteral RootName = "SRCROOT";

static json::Object text(StringRef Text) {
  return json::Object{{"text", json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text)}};
}

// --- Places -----------------------------------------------------------------

static json::Object artifact(StringRef File, StringRef Root) {
  if (isBelow(File, Root))
    return json::Object{{"uri", percentEncode(relativeTo(File, Root))}, {"uriBaseId", RootName}};
  return json::Object{{"uri", "file://" + percentEncode(File)}};
}

static json::Object physical(const Place &P, StringRef Root) {
  json::Object Result{{"artifactLocation", artifact(P.File, Root)}};
  if (P.Line) {
    json::Object Region{{"startLine", P.Line}};
    if (P.Column)
      Region["startColumn"] = codePointColumn(P.Text, P.Column);
    if (!P.Text.empty())
      Region["snippet"] = text(P.Text);
    Result["region"] = std::move(Region);
  }
  return Result;
}

static json::Object location(const Step &S, StringRef Root) {
  json::Object Result{{"message", text(S.Text)}};
  if (!S.Where.File.empty())
    Result["physicalLocation"] = physical(S.Where, Root);
  return Result;
}

// --- Rules ------------------------------------------------------------------

static json::Array rules() {
  json::Array Result;
  for (const CheckInfo &Info : allChecks()) {
    std::string Page;
    for (const EmbeddedFile &File : embeddedPages())
      if (File.Name.drop_back(3) == Info.Name)
        Page = File.Text.str();
    // 'lock-across-blocking-call' is 'LockAcrossBlockingCall' for SARIF.
    std::string Name;
    for (StringRef Word : llvm::split(Info.Name, '-'))
      Name += toUpper(Word.front()) + Word.drop_front().str();
    std::string Shape = Info.Shape.str();
    Shape[0] = toUpper(Shape[0]);
    Result.push_back(json::Object{
        {"id", (CheckPrefix + Info.Name).str()},
        {"name", Name},
        {"shortDescription", text(Shape + ".")},
        {"fullDescription", text(Shape + ".")},
        {"help", json::Object{{"text", Page}, {"markdown", Page}}},
        {"helpUri", (LEASH_DOCS_BASE "/" + Info.Name + ".md").str()},
        {"defaultConfiguration", json::Object{{"level", "warning"}}},
        {"properties", json::Object{{"tags", json::Array{"concurrency", "reliability"}},
                                    {"precision", "high"},
                                    {"problem.severity", "warning"}}}});
  }
  return Result;
}

static int64_t ruleIndex(StringRef Check) {
  int64_t Index = 0;
  for (const CheckInfo &Info : allChecks()) {
    if (Check == (CheckPrefix + Info.Name).str())
      return Index;
    ++Index;
  }
  return -1;
}

// --- Results ----------------------------------------------------------------

static json::Array fixes(const Finding &F, StringRef Root) {
  std::map<std::string, json::Array> Files;
  for (const Edit &E : F.Fix)
    Files[E.File].push_back(
        json::Object{{"deletedRegion", json::Object{{"startLine", E.Line},
                                                    {"startColumn", E.Column},
                                                    {"endLine", E.EndLine},
                                                    {"endColumn", E.EndColumn}}},
                     {"insertedContent", text(E.Text)}});
  json::Array Changes;
  for (auto &[File, Replacements] : Files)
    Changes.push_back(json::Object{{"artifactLocation", artifact(File, Root)},
                                   {"replacements", std::move(Replacements)}});
  std::string How = "Apply the fix-it.";
  if (!F.Story.empty())
    How = F.Story.back().Text;
  return json::Array{
      json::Object{{"description", text(How)}, {"artifactChanges", std::move(Changes)}}};
}

/// The reason after a NOLINT comment, if there is one.
static std::string justification(StringRef Line) {
  StringRef After = Line.substr(Line.find("NOLINT"));
  size_t Close = After.find(')');
  if (Close == StringRef::npos)
    return "";
  return After.drop_front(Close + 1).ltrim(": ").rtrim().str();
}

static json::Object result(const Judged &J, const Verdict &V) {
  const Finding &F = J.What;
  json::Object Where{{"physicalLocation", physical(F.Where, V.Root)}};
  if (!F.Function.empty())
    Where["logicalLocations"] =
        json::Array{json::Object{{"fullyQualifiedName", F.Function}, {"kind", "function"}}};
  json::Object Result{{"ruleId", F.Check},
                      {"level", F.IsError ? "error" : "warning"},
                      {"message", text(F.Message)},
                      {"locations", json::Array{std::move(Where)}},
                      {"partialFingerprints", json::Object{{FingerprintKey, J.Fingerprint}}},
                      {"properties", json::Object{{"description", identify(F, V.Root).describe()},
                                                  {"number", J.Number}}}};
  if (int64_t Index = ruleIndex(F.Check); Index >= 0)
    Result["ruleIndex"] = Index;
  json::Array Related, Flow;
  for (size_t I = 0; I < F.Story.size(); ++I) {
    json::Object Step = location(F.Story[I], V.Root);
    Step["id"] = static_cast<int64_t>(I + 1);
    Related.push_back(json::Value(json::Object(Step)));
    // The way out is no step of the story.
    bool IsRemedy = StringRef(F.Story[I].Text).starts_with("canonical fix:");
    if (!IsRemedy && Step.get("physicalLocation"))
      Flow.push_back(json::Object{{"location", location(F.Story[I], V.Root)}});
  }
  Flow.push_back(json::Object{{"location", location({F.Where, F.Message}, V.Root)}});
  if (!Related.empty())
    Result["relatedLocations"] = std::move(Related);
  Result["codeFlows"] = json::Array{
      json::Object{{"threadFlows", json::Array{json::Object{{"locations", std::move(Flow)}}}}}};
  if (!F.Fix.empty())
    Result["fixes"] = fixes(F, V.Root);
  if (F.Suppressed) {
    json::Object Suppression{{"kind", "inSource"}};
    if (std::string Reason = justification(F.Where.Text); !Reason.empty())
      Suppression["justification"] = Reason;
    Result["suppressions"] = json::Array{std::move(Suppression)};
  }
  if (J.How != State::Unknown)
    Result["baselineState"] = J.How == State::Introduced ? "new" : "unchanged";
  return Result;
}

// --- The document -----------------------------------------------------------

json::Value sarif(const Verdict &V) {
  json::Array Results, Notifications, Arguments;
  for (const Judged &J : V.Findings)
    Results.push_back(result(J, V));
  for (const std::string &Fault : V.Faults)
    Notifications.push_back(json::Object{{"level", "error"}, {"message", text(Fault)}});
  json::Object Invocation{{"executionSuccessful", V.Faults.empty()}};
  if (!Notifications.empty())
    Invocation["toolExecutionNotifications"] = std::move(Notifications);
  for (const std::string &Arg : V.CommandLine)
    Arguments.push_back(Arg);
  Invocation["arguments"] = std::move(Arguments);
  json::Object Driver{{"name", "leash"},
                      {"fullName", "Leash " LEASH_VERSION " with LLVM " LEASH_LLVM_VERSION},
                      {"version", LEASH_VERSION},
                      {"semanticVersion", LEASH_VERSION},
                      {"informationUri", LEASH_HOMEPAGE},
                      {"rules", rules()}};
  json::Object Run{
      {"tool", json::Object{{"driver", std::move(Driver)}}},
      {"columnKind", "unicodeCodePoints"},
      {"originalUriBaseIds",
       json::Object{{RootName, json::Object{{"uri", "file://" + percentEncode(V.Root) + "/"}}}}},
      {"invocations", json::Array{std::move(Invocation)}},
      {"results", std::move(Results)}};
  return json::Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                      {"version", "2.1.0"},
                      {"runs", json::Array{std::move(Run)}}};
}

Expected<KnownFindings> knownOfSarif(StringRef Text, StringRef File) {
  auto Wrong = [&] {
    return createStringError("'" + File + "' is no SARIF file of 'leash check'");
  };
  Expected<json::Value> Parsed = json::parse(Text);
  if (!Parsed) {
    consumeError(Parsed.takeError());
    return Wrong();
  }
  const json::Object *Top = Parsed->getAsObject();
  const json::Array *Runs = Top ? Top->getArray("runs") : nullptr;
  if (!Runs)
    return Wrong();
  KnownFindings Known;
  for (const json::Value &Run : *Runs) {
    const json::Array *Results =
        Run.getAsObject() ? Run.getAsObject()->getArray("results") : nullptr;
    if (!Results)
      return Wrong();
    for (const json::Value &V : *Results) {
      const json::Object *R = V.getAsObject();
      const json::Object *Prints = R ? R->getObject("partialFingerprints") : nullptr;
      auto Print = Prints ? Prints->getString(FingerprintKey) : std::nullopt;
      if (!Print)
        return Wrong();
      if (R->get("suppressions"))
        continue;
      const json::Object *More = R->getObject("properties");
      auto Description = More ? More->getString("description") : std::nullopt;
      Known.add(*Print, Description.value_or("a finding").str());
    }
  }
  return Known;
}

} // namespace leash::driver
