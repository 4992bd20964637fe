//===- Fields.h - reads one mapping of a model file -------------*- C++ -*-===//
//
// LLVM's YAML reader stops at the first fault and does not say what it would
// have liked. So all values are read as text with its place, and judged here:
// all faults of a file are found, each with what was expected.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_MODEL_FIELDS_H
#define LEASH_MODEL_FIELDS_H

#include "Model/Words.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/YAMLTraits.h"
#include <map>

namespace leash::model {

/// A value as it is written, and where.
struct Scalar {
  std::string Text;
  const char *At = nullptr;
};

/// What is collected while a model text is read.
struct Reading {
  llvm::StringRef Text;
  std::string Path;
  /// The messages by their place in the text; a place has one.
  std::map<size_t, std::string> Faults;
  /// The keys of the mapping that was read last, for messages.
  llvm::SmallVector<const char *, 20> Keys;
  llvm::yaml::Input *In = nullptr;

  /// Whether LLVM's reader has stopped at a fault of its own; then nothing that
  /// is missing is the file's fault.
  bool hasStopped() const { return In && In->error(); }
  /// Where the node that is being read begins.
  const char *here() const;
  void fault(const char *At, const llvm::Twine &Message);
  /// Where \p At points to in the text.
  size_t offset(const char *At) const;
  /// "path:line:column: error: message" for each fault, in their order.
  std::string errors() const;
};

/// The keys of one mapping. Each key is asked for once, in the order in which
/// messages are to list them.
class Fields {
public:
  explicit Fields(llvm::yaml::IO &Io);
  ~Fields();

  void fault(const llvm::Twine &Message) { Where.fault(Begin, Message); }
  /// Whether the mapping has \p Key, of those read so far.
  bool has(llvm::StringRef Key) const { return find(Key) != nullptr; }
  /// Reports \p Key if it is absent.
  void require(llvm::StringRef Key);
  /// Reports \p Key if it is there though \p Fits is false.
  void fits(llvm::StringRef Key, bool Fits, const llvm::Twine &WhatItNeeds);

  void text(const char *Key, std::string &Out);
  void flag(const char *Key, bool &Out);
  void operand(const char *Key, std::optional<Operand> &Out);
  /// An argument index, or 'first'.
  void callable(const char *Key, std::optional<unsigned> &Out, bool &First);
  void names(const char *Key, std::vector<Scalar> &Out);

  template <typename Number> void number(const char *Key, std::optional<Number> &Out) {
    Number Value;
    if (std::optional<Scalar> S = scalar(Key)) {
      if (llvm::StringRef(S->Text).getAsInteger(0, Value))
        Where.fault(S->At,
                    "expected a number for '" + llvm::Twine(Key) + "', found '" + S->Text + "'");
      else
        Out = Value;
    }
  }

  template <typename Enum> void word(const char *Key, std::optional<Enum> &Out) {
    std::optional<Scalar> S = scalar(Key);
    if (!S)
      return;
    Out = valueOf<Enum>(S->Text);
    if (!Out)
      Where.fault(S->At, "unknown value for '" + llvm::Twine(Key) + "'; expected one of: " +
                             allWords<Enum>() + "; found '" + S->Text + "'");
  }

  template <typename Enum> void word(const char *Key, Enum &Out) {
    std::optional<Enum> Value;
    word(Key, Value);
    Out = Value.value_or(Out);
  }

  template <typename T> void nested(const char *Key, std::optional<T> &Out) {
    const char *At = nested(Key);
    Io.mapOptional(Key, Out);
    if (Where.hasStopped())
      Out.reset();
    else if (Out)
      Read.push_back({Key, At});
  }

  /// A scalar of any form.
  std::optional<Scalar> scalar(const char *Key);

private:
  const char *nested(const char *Key);
  const char *find(llvm::StringRef Key) const;

  llvm::yaml::IO &Io;
  Reading &Where;
  const char *Begin;
  llvm::SmallVector<std::pair<llvm::StringRef, const char *>, 8> Read; ///< the keys that are there
  llvm::SmallVector<const char *, 20> Known;                           ///< all keys
};

} // namespace leash::model

LLVM_YAML_IS_FLOW_SEQUENCE_VECTOR(leash::model::Scalar)

template <> struct llvm::yaml::ScalarTraits<leash::model::Scalar> {
  static void output(const leash::model::Scalar &S, void *, raw_ostream &Out) { Out << S.Text; }
  static StringRef input(StringRef Text, void *Context, leash::model::Scalar &S) {
    S = {Text.str(), static_cast<leash::model::Reading *>(Context)->here()};
    return {};
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::Single; }
};

#endif
