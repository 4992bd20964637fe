//===- Fields.cpp - reads one mapping of a model file ---------------------===//
#include "Model/Fields.h"
#include "Model/Schema.h"
#include "llvm/Support/YAMLParser.h"

namespace leash::model {

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

const char *Reading::here() const {
  const llvm::yaml::Node *Node = In ? In->getCurrentNode() : nullptr;
  return Node ? Node->getSourceRange().Start.getPointer() : Text.begin();
}

size_t Reading::offset(const char *At) const {
  return At >= Text.begin() && At <= Text.end() ? At - Text.begin() : 0;
}

void Reading::fault(const char *At, const llvm::Twine &Message) {
  if (hasStopped())
    return;
  Faults.try_emplace(offset(At), Message.str());
}

std::string placeIn(llvm::StringRef Text, size_t Offset) {
  llvm::StringRef Before = Text.take_front(Offset);
  size_t Line = Before.rfind('\n') + 1; // 0 if there is none
  return llvm::utostr(Before.count('\n') + 1) + ":" + llvm::utostr(Before.size() - Line + 1);
}

std::string Reading::errors() const {
  std::string All;
  for (const auto &[Offset, Message] : Faults)
    All += Path + ":" + placeIn(Text, Offset) + ": error: " + Message + "\n";
  return All;
}

//===----------------------------------------------------------------------===//
// Fields
//===----------------------------------------------------------------------===//

Fields::Fields(llvm::yaml::IO &Io)
    : Io(Io), Where(*static_cast<Reading *>(Io.getContext())), Begin(Where.here()) {}

Fields::~Fields() { Where.Keys = Known; }

const char *Fields::nested(const char *Key) {
  Known.push_back(Key);
  return Begin;
}

const char *Fields::find(llvm::StringRef Key) const {
  for (const auto &[Name, At] : Read)
    if (Name == Key)
      return At;
  return nullptr;
}

std::optional<Scalar> Fields::scalar(const char *Key) {
  std::optional<Scalar> Value;
  nested(Key);
  Io.mapOptional(Key, Value);
  if (!Value || Where.hasStopped())
    return std::nullopt;
  Read.push_back({Key, Value->At});
  return Value;
}

void Fields::require(llvm::StringRef Key) {
  if (!has(Key))
    fault("'" + Key + "' is missing here");
}

void Fields::fits(llvm::StringRef Key, bool Fits, const llvm::Twine &WhatItNeeds) {
  if (const char *At = find(Key); At && !Fits)
    Where.fault(At, "'" + Key + "' does not fit here: it needs " + WhatItNeeds);
}

void Fields::text(const char *Key, std::string &Out) {
  if (std::optional<Scalar> S = scalar(Key))
    Out = S->Text;
}

void Fields::flag(const char *Key, bool &Out) {
  std::optional<Scalar> S = scalar(Key);
  if (!S)
    return;
  Out = S->Text == "true";
  if (!Out && S->Text != "false")
    Where.fault(S->At,
                "expected true or false for '" + llvm::Twine(Key) + "', found '" + S->Text + "'");
}

void Fields::operand(const char *Key, std::optional<Operand> &Out) {
  std::optional<Scalar> S = scalar(Key);
  if (!S)
    return;
  unsigned Index;
  if (S->Text == "this")
    Out = Operand{Operand::This, 0};
  else if (S->Text == "return")
    Out = Operand{Operand::Return, 0};
  else if (S->Text == "all")
    Out = Operand{Operand::All, 0};
  else if (S->Text == "task")
    Out = Operand{Operand::Task, 0};
  else if (!llvm::StringRef(S->Text).getAsInteger(10, Index))
    Out = Operand{Operand::Argument, Index};
  else
    Where.fault(S->At, "expected this, return, all, task or an argument index for '" +
                           llvm::Twine(Key) + "', found '" + S->Text + "'");
}

void Fields::callable(const char *Key, std::optional<unsigned> &Out, bool &First) {
  std::optional<Scalar> S = scalar(Key);
  if (!S)
    return;
  unsigned Index = 0;
  First = S->Text == "first";
  if (First || !llvm::StringRef(S->Text).getAsInteger(10, Index))
    Out = Index;
  else
    Where.fault(S->At, "expected an argument index or first for '" + llvm::Twine(Key) +
                           "', found '" + S->Text + "'");
}

void Fields::names(const char *Key, std::vector<Scalar> &Out) {
  std::optional<std::vector<Scalar>> Names;
  nested(Key);
  Io.mapOptional(Key, Names);
  if (!Names || Where.hasStopped())
    return;
  Read.push_back({Key, Begin});
  Out = std::move(*Names);
}

} // namespace leash::model
