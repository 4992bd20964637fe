//===- Result.cpp - what the analysis of one unit says, as data -----------===//
#include "Driver/Result.h"
#include <tuple>

using namespace llvm;

namespace leash::driver {

// --- To JSON ----------------------------------------------------------------

/// JSON holds UTF-8 only; source lines may hold anything.
static std::string utf8(StringRef Text) {
  return json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text);
}

static json::Value toJSON(const Place &P) {
  return json::Object{
      {"file", utf8(P.File)}, {"line", P.Line}, {"column", P.Column}, {"text", utf8(P.Text)}};
}

static json::Value toJSON(const Step &S) {
  return json::Object{{"where", toJSON(S.Where)}, {"text", utf8(S.Text)}};
}

static json::Value toJSON(const Edit &E) {
  return json::Object{{"file", utf8(E.File)}, {"line", E.Line},           {"column", E.Column},
                      {"endLine", E.EndLine}, {"endColumn", E.EndColumn}, {"text", utf8(E.Text)}};
}

static json::Value toJSON(const Suppression &S) {
  return json::Object{{"where", toJSON(S.Where)}, {"comment", utf8(S.Comment)}, {"used", S.Used}};
}

template <typename T> static json::Array toArray(const std::vector<T> &Items) {
  json::Array Result;
  for (const T &Item : Items)
    Result.push_back(toJSON(Item));
  return Result;
}

static json::Value toJSON(const Finding &F) {
  return json::Object{
      {"check", F.Check},          {"error", F.IsError},           {"message", utf8(F.Message)},
      {"where", toJSON(F.Where)},  {"function", utf8(F.Function)}, {"statement", utf8(F.Statement)},
      {"story", toArray(F.Story)}, {"fix", toArray(F.Fix)},        {"suppressed", F.Suppressed}};
}

json::Value toJSON(const UnitResult &R) {
  json::Array Faults;
  for (const std::string &Fault : R.Faults)
    Faults.push_back(utf8(Fault));
  return json::Object{{"findings", toArray(R.Findings)},
                      {"suppressions", toArray(R.Suppressions)},
                      {"faults", std::move(Faults)},
                      {"checksEnabled", R.ChecksEnabled}};
}

// --- From JSON --------------------------------------------------------------

static bool fromJSON(const json::Value &V, Place &P, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("file", P.File) && O.map("line", P.Line) && O.map("column", P.Column) &&
         O.map("text", P.Text);
}

static bool fromJSON(const json::Value &V, Step &S, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("where", S.Where) && O.map("text", S.Text);
}

static bool fromJSON(const json::Value &V, Edit &E, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("file", E.File) && O.map("line", E.Line) && O.map("column", E.Column) &&
         O.map("endLine", E.EndLine) && O.map("endColumn", E.EndColumn) && O.map("text", E.Text);
}

static bool fromJSON(const json::Value &V, Suppression &S, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("where", S.Where) && O.map("comment", S.Comment) && O.map("used", S.Used);
}

static bool fromJSON(const json::Value &V, Finding &F, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("check", F.Check) && O.map("error", F.IsError) && O.map("message", F.Message) &&
         O.map("where", F.Where) && O.map("function", F.Function) &&
         O.map("statement", F.Statement) && O.map("story", F.Story) && O.map("fix", F.Fix) &&
         O.map("suppressed", F.Suppressed);
}

static bool fromJSON(const json::Value &V, UnitResult &R, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("findings", R.Findings) && O.map("suppressions", R.Suppressions) &&
         O.map("faults", R.Faults) && O.map("checksEnabled", R.ChecksEnabled);
}

Expected<UnitResult> parseResult(StringRef Text) { return json::parse<UnitResult>(Text, "result"); }

// --- Order ------------------------------------------------------------------

static auto key(const Finding &F) {
  return std::tie(F.Where.File, F.Where.Line, F.Where.Column, F.Check);
}

bool operator<(const Finding &A, const Finding &B) {
  if (key(A) != key(B))
    return key(A) < key(B);
  if (A.Message != B.Message)
    return A.Message < B.Message;
  // Units may tell different stories of one place; which one stays must not vary.
  auto Less = [](const Step &S, const Step &T) {
    return std::tie(S.Where.File, S.Where.Line, S.Where.Column, S.Text) <
           std::tie(T.Where.File, T.Where.Line, T.Where.Column, T.Text);
  };
  return std::lexicographical_compare(A.Story.begin(), A.Story.end(), B.Story.begin(),
                                      B.Story.end(), Less);
}

bool isSame(const Finding &A, const Finding &B) {
  return key(A) == key(B) && (!A.isOfCompiler() || A.Message == B.Message);
}

} // namespace leash::driver
