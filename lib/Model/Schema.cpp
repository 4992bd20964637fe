//===- Schema.cpp - the form of a model file ------------------------------===//
#include "Model/Schema.h"
#include "Model/Form.h"
#include "Model/QualifiedName.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

namespace leash::model {

/// Takes down what LLVM's reader finds itself, in our words.
static void collect(const llvm::SMDiagnostic &D, void *Context) {
  auto &Where = *static_cast<Reading *>(Context);
  llvm::StringRef Message = D.getMessage();
  std::string Text = Message.str();
  if (Message.starts_with("unknown key"))
    Text += "; expected one of: " + llvm::join(Where.Keys, ", ");
  else if (Message == "not a mapping")
    Text = "expected keys with values, found something else";
  else if (Message == "not a sequence")
    Text = "expected a list, such as [first, second]";
  else if (Message == "unexpected scalar")
    Text = "expected one value, found a list or keys";
  Where.fault(D.getLoc().getPointer(), Text);
}

template <typename T> static void read(llvm::MemoryBufferRef Text, Reading &Where, T &Out) {
  llvm::yaml::Input In(Text, &Where, collect, &Where);
  Where.In = &In;
  In.setAllowUnknownKeys(true); // they are reported all the same, but not only the first
  In >> Out;
  Where.In = nullptr;
  if (In.error() && Where.Faults.empty())
    Where.fault(Where.Text.begin(), In.error().message());
  if (!In.error() && In.getCurrentNode() && In.nextDocument())
    Where.fault(Where.Text.end(), "expected one document in a file, found a second");
}

/// A key that tells the entries of one name apart.
static std::string overloadOf(const TypeEntry &) { return "type"; }
static std::string overloadOf(const CallEntry &C) {
  std::string Key = "call";
  auto Add = [&](const std::optional<Condition> &Test, char Mark) {
    if (Test)
      Key += Mark + std::to_string(Test->Arg) + "." + std::to_string(Test->Test) + "." +
             std::to_string(Test->Value);
  };
  if (C.Params)
    Key += "/" + std::to_string(*C.Params);
  Add(C.When, '+');
  Add(C.Unless, '-');
  return Key;
}

/// Completes the names of \p P by the roots and takes them down.
template <typename Entry>
static Entry complete(Placed<Entry> &P, const std::vector<Scalar> &Roots, Reading &Where,
                      llvm::StringSet<> &Seen, std::vector<Claim> &Claims) {
  std::string Overload = overloadOf(P.Value);
  auto Add = [&](std::string Name, const char *At) {
    if (!Seen.insert(Name + "\n" + Overload).second)
      Where.fault(At, "'" + Name +
                          "' is named twice: expected one entry, or 'params', 'when' or "
                          "'unless' to tell them apart");
    Claims.push_back({Name, Overload, Where.offset(At)});
    P.Value.Names.push_back(std::move(Name));
  };
  for (const Scalar &Name : P.Names) {
    if (std::string Fault = faultOfName(Name.Text); !Fault.empty())
      Where.fault(Name.At, Fault);
    if (Roots.empty())
      Add(Name.Text, Name.At);
    for (const Scalar &Root : Roots)
      Add(Root.Text + "::" + Name.Text, Name.At);
  }
  return std::move(P.Value);
}

std::unique_ptr<File> parseFile(llvm::StringRef Text, llvm::StringRef Path, std::string &Errors,
                                std::vector<Claim> *Claims) {
  Reading Where{Text, Path.str(), {}, {}, nullptr};
  PlacedFile Placed;
  if (Text.trim().empty())
    Where.fault(Text.begin(), "the file is empty: expected 'library', 'types' and 'calls'");
  else
    read(llvm::MemoryBufferRef(Text, Path), Where, Placed);

  auto Result = std::make_unique<File>(std::move(Placed.Value));
  for (const Scalar &Root : Placed.Roots) {
    // A root stands before a name; it may end in a wildcard.
    if (std::string Fault = faultOfName(Root.Text + "::name"); !Fault.empty())
      Where.fault(Root.At, Fault);
    Result->Roots.push_back(Root.Text);
  }
  llvm::StringSet<> Seen;
  std::vector<Claim> Own;
  for (auto &T : Placed.Types)
    Result->Types.push_back(complete(T, Placed.Roots, Where, Seen, Own));
  for (auto &C : Placed.Calls)
    Result->Calls.push_back(complete(C, Placed.Roots, Where, Seen, Own));
  if (!Where.Faults.empty()) {
    Errors += Where.errors();
    return nullptr;
  }
  if (Claims)
    *Claims = std::move(Own);
  return Result;
}

template <typename Entry>
static std::unique_ptr<Entry> parseEntry(llvm::StringRef Text, std::string &Error) {
  // The names are those of the annotated declaration.
  std::string Whole = Text.trim().str();
  if (!llvm::StringRef(Whole).starts_with("{")) {
    Error = "expected an entry in braces, such as {role: block}";
    return nullptr;
  }
  Whole.insert(1, "names: [annotated], ");
  Reading Where{Whole, "annotation", {}, {}, nullptr};
  Placed<Entry> Result;
  read(llvm::MemoryBufferRef(Whole, "annotation"), Where, Result);
  if (Where.Faults.empty())
    return std::make_unique<Entry>(std::move(Result.Value));
  Error = Where.Faults.begin()->second;
  return nullptr;
}

std::unique_ptr<CallEntry> parseCallEntry(llvm::StringRef Text, std::string &Error) {
  return parseEntry<CallEntry>(Text, Error);
}

std::unique_ptr<TypeEntry> parseTypeEntry(llvm::StringRef Text, std::string &Error) {
  return parseEntry<TypeEntry>(Text, Error);
}

} // namespace leash::model
