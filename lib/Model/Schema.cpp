//===- Schema.cpp - the form of a model file ------------------------------===//
#include "Model/Schema.h"
#include "Model/Words.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"

using namespace leash::model;
using llvm::yaml::IO;

namespace {

/// What a file's faults and names are collected in while it is read.
struct Reading {
  std::string Path;
  std::string Errors;
  llvm::StringSet<> Seen;
};

/// An operand as it is written: 'this', 'return', 'all' or an index.
Operand operandOf(IO &Io, llvm::StringRef Word) {
  if (Word == "this")
    return {Operand::This, 0};
  if (Word == "return")
    return {Operand::Return, 0};
  if (Word == "all")
    return {Operand::All, 0};
  unsigned Index;
  if (!Word.getAsInteger(10, Index))
    return {Operand::Argument, Index};
  Io.setError("expected 'this', 'return', 'all' or an argument index, found '" + Word + "'");
  return {};
}

void mapOperand(IO &Io, const char *Key, Operand &Out) {
  std::optional<std::string> Word;
  Io.mapOptional(Key, Word);
  if (Word)
    Out = operandOf(Io, *Word);
}

void mapOperand(IO &Io, const char *Key, std::optional<Operand> &Out) {
  std::optional<std::string> Word;
  Io.mapOptional(Key, Word);
  if (Word)
    Out = operandOf(Io, *Word);
}

} // namespace

LLVM_YAML_IS_SEQUENCE_VECTOR(TypeEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(CallEntry)

namespace llvm::yaml {

#define LEASH_WORDS(ENUM)                                                                          \
  template <> struct ScalarEnumerationTraits<ENUM> {                                               \
    static void enumeration(IO &Io, ENUM &Value) { eachWord(Io, Value, Words<ENUM>::List); }       \
  };

/// Reads \p Value as one of \p List, or says which words there are.
template <typename Enum, size_t N>
static void eachWord(IO &Io, Enum &Value, const Word<Enum> (&List)[N]) {
  for (const Word<Enum> &W : List)
    Io.enumCase(Value, W.Text, W.Value);
}

LEASH_WORDS(TypeRole)
LEASH_WORDS(CallRole)
LEASH_WORDS(BlockClass)
LEASH_WORDS(Bound)
LEASH_WORDS(LockMode)
LEASH_WORDS(Blocked)
LEASH_WORDS(GuardTagKind)
LEASH_WORDS(AtEnd)
LEASH_WORDS(Success)
#undef LEASH_WORDS

template <> struct MappingTraits<leash::model::Condition> {
  static void mapping(IO &Io, leash::model::Condition &C) {
    Io.mapRequired("arg", C.Arg);
    std::optional<std::string> Is;
    std::optional<int64_t> Bits, Lacks;
    Io.mapOptional("is", Is);
    Io.mapOptional("bits", Bits);
    Io.mapOptional("lacks", Lacks);
    if (Is.has_value() + Bits.has_value() + Lacks.has_value() != 1) {
      Io.setError("expected exactly one of 'is', 'bits' and 'lacks'");
      return;
    }
    if (Bits || Lacks) {
      C.Test = Bits ? leash::model::Condition::HasBits : leash::model::Condition::LacksBits;
      C.Value = Bits ? *Bits : *Lacks;
      return;
    }
    using leash::model::Condition;
    if (*Is == "null")
      C.Test = Condition::IsNull;
    else if (*Is == "non-null")
      C.Test = Condition::IsNonNull;
    else if (*Is == "zero")
      C.Test = Condition::IsZero;
    else if (*Is == "non-zero")
      C.Test = Condition::IsNonZero;
    else if (llvm::StringRef(*Is).getAsInteger(0, C.Value))
      Io.setError("expected null, non-null, zero, non-zero or a number, found '" + *Is + "'");
    else
      C.Test = Condition::IsValue;
  }
};

template <> struct MappingTraits<Timeout> {
  static void mapping(IO &Io, Timeout &T) {
    Io.mapRequired("arg", T.Arg);
    Io.mapOptional("zero", T.Zero);
    Io.mapOptional("negative", T.Negative);
    Io.mapOptional("null", T.Null);
    Io.mapOptional("forever", T.Forever);
  }
};

template <> struct MappingTraits<Capacity> {
  static void mapping(IO &Io, Capacity &C) {
    Io.mapOptional("arg", C.Arg);
    Io.mapOptional("default", C.Default);
    Io.mapOptional("lost", C.Lost);
  }
};

static void checkNames(IO &Io, llvm::ArrayRef<std::string> Names, llvm::StringRef Overload) {
  auto &Where = *static_cast<Reading *>(Io.getContext());
  if (Names.empty())
    Io.setError("'names' is empty: expected at least one name");
  for (const std::string &Name : Names) {
    if (Name.empty())
      Io.setError("expected a name, found an empty one");
    else if (!Where.Seen.insert((Name + Overload).str()).second)
      Io.setError("'" + Name + "' is named twice: expected one entry, or 'params', 'when' or "
                  "'unless' to tell them apart");
  }
}

template <> struct MappingTraits<TypeEntry> {
  static void mapping(IO &Io, TypeEntry &T) {
    Io.mapRequired("names", T.Names);
    Io.mapRequired("role", T.Role);
    Io.mapOptional("blocks", T.Blocks);
    Io.mapOptional("recursive", T.Recursive);
    Io.mapOptional("spins", T.Spins);
    Io.mapOptional("mode", T.Mode);
    mapOperand(Io, "lock", T.Lock);
    Io.mapOptional("tag", T.Tag);
    Io.mapOptional("at-end", T.End);
    Io.mapOptional("room", T.Room);
    Io.mapOptional("reason", T.Reason);
    if (T.Role == TypeRole::GuardTag && !T.Tag)
      Io.setError("a guard-tag needs 'tag': adopt, defer or try");
    checkNames(Io, T.Names, " (type)");
  }
};

/// A key that tells overloads of one name apart.
static std::string overloadKey(const CallEntry &C) {
  std::string Key;
  auto Add = [&](const std::optional<leash::model::Condition> &Test, char Mark) {
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

template <> struct MappingTraits<CallEntry> {
  static void mapping(IO &Io, CallEntry &C) {
    Io.mapRequired("names", C.Names);
    Io.mapRequired("role", C.Role);
    if (C.Role == CallRole::Acquire)
      C.Class = BlockClass::Lock;
    else if (C.Role == CallRole::Send || C.Role == CallRole::Receive ||
             C.Role == CallRole::Select)
      C.Class = BlockClass::Channel;
    mapOperand(Io, "on", C.On);
    Io.mapOptional("mode", C.Mode);
    Io.mapOptional("attempt", C.Attempt);
    Io.mapOptional("succeeds", C.Succeeds);
    Io.mapOptional("class", C.Class);
    Io.mapOptional("bound", C.HowLong);
    Io.mapOptional("timeout", C.Timeout);
    Io.mapOptional("blocks", C.Blocks);
    Io.mapOptional("params", C.Params);
    Io.mapOptional("when", C.When);
    Io.mapOptional("unless", C.Unless);
    mapOperand(Io, "releases", C.Releases);
    Io.mapOptional("predicate", C.Predicate);
    Io.mapOptional("callable", C.Callable);
    mapOperand(Io, "handle", C.Handle);
    Io.mapOptional("reason", C.Reason);
    checkNames(Io, C.Names, overloadKey(C));
  }
};

template <> struct MappingTraits<File> {
  static void mapping(IO &Io, File &F) {
    Io.mapRequired("library", F.Library);
    Io.mapOptional("roots", F.Roots);
    Io.mapOptional("types", F.Types);
    Io.mapOptional("calls", F.Calls);
  }
};

} // namespace llvm::yaml

namespace leash::model {

/// LLVM's reader says 'unknown enumerated scalar'; say which words it knows.
static std::string expectation(llvm::StringRef Message, llvm::StringRef Line) {
  if (!Message.contains("unknown enumerated scalar"))
    return Message.str();
  llvm::StringRef Key = Line.split(':').first.trim(" -{\t");
  std::string Known = wordsForKey(Key);
  std::string Text = "unknown value for '" + Key.str() + "'";
  return Known.empty() ? Text : Text + "; expected one of: " + Known;
}

static void collect(const llvm::SMDiagnostic &D, void *Context) {
  auto &Where = *static_cast<Reading *>(Context);
  Where.Errors += (Where.Path + ":" + llvm::Twine(D.getLineNo()) + ":" +
                   llvm::Twine(D.getColumnNo() + 1) + ": error: " +
                   expectation(D.getMessage(), D.getLineContents()) + "\n")
                      .str();
}

static void complete(File &F) {
  if (F.Roots.empty())
    return;
  auto Below = [&](std::vector<std::string> &Names) {
    std::vector<std::string> All;
    for (const std::string &Root : F.Roots)
      for (const std::string &Name : Names)
        All.push_back(Root + "::" + Name);
    Names = std::move(All);
  };
  for (TypeEntry &T : F.Types)
    Below(T.Names);
  for (CallEntry &C : F.Calls)
    Below(C.Names);
}

std::unique_ptr<File> parseFile(llvm::StringRef Text, llvm::StringRef Path, std::string &Errors) {
  Reading Where{Path.str(), "", {}};
  auto Result = std::make_unique<File>();
  llvm::yaml::Input In(llvm::MemoryBufferRef(Text, Path), &Where, collect, &Where);
  In >> *Result;
  if (!In.error() && Result->Library.empty() && Where.Errors.empty())
    Where.Errors = Path.str() + ":1:1: error: expected a model file with 'library', found nothing\n";
  if (In.error() || !Where.Errors.empty()) {
    if (Where.Errors.empty())
      Where.Errors = Path.str() + ":1:1: error: " + In.error().message() + "\n";
    Errors += Where.Errors;
    return nullptr;
  }
  complete(*Result);
  return Result;
}

template <typename Entry>
static std::unique_ptr<Entry> parseEntry(llvm::StringRef Text, std::string &Error) {
  // The names are those of the annotated declaration.
  std::string Whole = "{names: ['annotated'], " + Text.trim().drop_front(1).str();
  Reading Where{"annotation", "", {}};
  auto Result = std::make_unique<Entry>();
  llvm::yaml::Input In(Whole, &Where, collect, &Where);
  In >> *Result;
  if (!In.error() && Where.Errors.empty())
    return Result;
  Error = llvm::StringRef(Where.Errors).split("error: ").second.split('\n').first.str();
  return nullptr;
}

std::unique_ptr<CallEntry> parseCallEntry(llvm::StringRef Text, std::string &Error) {
  return parseEntry<CallEntry>(Text, Error);
}

std::unique_ptr<TypeEntry> parseTypeEntry(llvm::StringRef Text, std::string &Error) {
  return parseEntry<TypeEntry>(Text, Error);
}

} // namespace leash::model
