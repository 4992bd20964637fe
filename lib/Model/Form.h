//===- Form.h - the keys of a model file ------------------------*- C++ -*-===//
//
// docs/models.md in code: each key, what it may say, and where it fits. Only
// Schema.cpp includes this.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_MODEL_FORM_H
#define LEASH_MODEL_FORM_H

#include "Model/Fields.h"
#include "llvm/ADT/StringSwitch.h"

namespace leash::model {

/// An entry, or a file, with the places of its names.
template <typename Entry> struct Placed {
  Entry Value;
  std::vector<Scalar> Names;
};
struct PlacedFile {
  File Value;
  std::vector<Scalar> Roots;
  std::vector<Placed<TypeEntry>> Types;
  std::vector<Placed<CallEntry>> Calls;
};

inline bool isOneOf(auto Role, std::initializer_list<decltype(Role)> Roles) {
  return llvm::is_contained(Roles, Role);
}

} // namespace leash::model

LLVM_YAML_IS_SEQUENCE_VECTOR(leash::model::Placed<leash::model::TypeEntry>)
LLVM_YAML_IS_SEQUENCE_VECTOR(leash::model::Placed<leash::model::CallEntry>)

namespace llvm::yaml {
using leash::model::allWords;
using leash::model::BlockClass;
using leash::model::Bound;
using leash::model::CallEntry;
using leash::model::CallRole;
using leash::model::Capacity;
using leash::model::ClosedBy;
using leash::model::ClosedSign;
using leash::model::Fields;
using leash::model::GuardTagKind;
using leash::model::isOneOf;
using leash::model::Operand;
using leash::model::Placed;
using leash::model::PlacedFile;
using leash::model::Reading;
using leash::model::Scalar;
using leash::model::Timeout;
using leash::model::TypeEntry;
using leash::model::TypeRole;

template <> struct MappingTraits<leash::model::Condition> {
  static void mapping(IO &Io, leash::model::Condition &C) {
    using leash::model::Condition;
    Fields F(Io);
    std::optional<unsigned> Arg;
    std::optional<int64_t> Bits, Lacks;
    F.number("arg", Arg);
    std::optional<Scalar> Is = F.scalar("is");
    F.number("bits", Bits);
    F.number("lacks", Lacks);
    F.require("arg");
    C.Arg = Arg.value_or(0);
    if (F.has("is") + F.has("bits") + F.has("lacks") != 1) {
      F.fault("expected exactly one of 'is', 'bits' and 'lacks'");
      return;
    }
    C.Value = Bits ? *Bits : Lacks.value_or(0);
    C.Test = Bits ? Condition::HasBits : Condition::LacksBits;
    if (!Is)
      return;
    auto Named = StringSwitch<std::optional<Condition::TestT>>(Is->Text)
                     .Case("null", Condition::IsNull)
                     .Case("non-null", Condition::IsNonNull)
                     .Case("zero", Condition::IsZero)
                     .Case("non-zero", Condition::IsNonZero)
                     .Default(std::nullopt);
    C.Test = Named.value_or(Condition::IsValue);
    if (!Named && StringRef(Is->Text).getAsInteger(0, C.Value))
      static_cast<Reading *>(Io.getContext())
          ->fault(Is->At, "expected null, non-null, zero, non-zero or a number for 'is', found '" +
                              Is->Text + "'");
  }
};

template <> struct MappingTraits<Timeout> {
  static void mapping(IO &Io, Timeout &T) {
    Fields F(Io);
    std::optional<unsigned> Arg;
    std::vector<Scalar> Forever;
    F.number("arg", Arg);
    F.word("zero", T.Zero);
    F.word("negative", T.Negative);
    F.word("null", T.Null);
    F.names("forever", Forever);
    F.require("arg");
    T.Arg = Arg.value_or(0);
    for (const Scalar &S : Forever) {
      uint64_t Value;
      if (StringRef(S.Text).getAsInteger(0, Value))
        static_cast<Reading *>(Io.getContext())
            ->fault(S.At, "expected a number in 'forever', found '" + S.Text + "'");
      else
        T.Forever.push_back(Value);
    }
  }
};

template <> struct MappingTraits<Capacity> {
  static void mapping(IO &Io, Capacity &C) {
    Fields F(Io);
    std::optional<uint64_t> Lost;
    F.number("arg", C.Arg);
    F.number("default", C.Default);
    F.number("lost", Lost);
    C.Lost = Lost.value_or(0);
  }
};

template <> struct MappingTraits<ClosedSign> {
  static void mapping(IO &Io, ClosedSign &C) {
    Fields F(Io);
    F.word("by", C.By);
    F.text("is", C.Value);
    F.number("arg", C.Arg);
    F.require("by");
    F.fits("is", C.By == ClosedBy::Status, "by: status");
    F.fits("arg", C.By == ClosedBy::Error, "by: error");
    if (F.has("by") && C.By == ClosedBy::Status && C.Value.empty())
      F.fault("'by: status' needs 'is': the enumerator that says so");
  }
};

inline void requireNames(Fields &F, const std::vector<Scalar> &Names) {
  F.require("names");
  if (F.has("names") && Names.empty())
    F.fault("'names' is empty: expected at least one name");
}

template <> struct MappingTraits<Placed<TypeEntry>> {
  static void mapping(IO &Io, Placed<TypeEntry> &P) {
    TypeEntry &T = P.Value;
    Fields F(Io);
    std::optional<TypeRole> Role;
    std::optional<Operand> Lock;
    F.names("names", P.Names);
    F.word("role", Role);
    F.word("blocks", T.Blocks);
    F.flag("recursive", T.Recursive);
    F.flag("spins", T.Spins);
    F.word("mode", T.Mode);
    F.nested("shared-unless", T.SharedUnless);
    F.operand("lock", Lock);
    F.word("tag", T.Tag);
    F.word("at-end", T.End);
    F.word("fires", T.Fires);
    F.nested("room", T.Room);
    F.text("reason", T.Reason);
    requireNames(F, P.Names);
    F.require("role");
    if (!Role)
      return;
    T.Role = *Role;
    T.Lock = Lock.value_or(T.Lock);
    bool IsGuard = isOneOf(*Role, {TypeRole::Guard, TypeRole::InverseGuard});
    F.fits("recursive", *Role == TypeRole::Lock, "role: lock");
    F.fits("spins", *Role == TypeRole::Lock, "role: lock");
    F.fits("mode", IsGuard, "role: guard or inverse-guard");
    F.fits("shared-unless", IsGuard, "role: guard or inverse-guard");
    F.fits("lock", IsGuard, "role: guard or inverse-guard");
    F.fits("tag", *Role == TypeRole::GuardTag, "role: guard-tag");
    F.fits("at-end",
           isOneOf(*Role, {TypeRole::Task, TypeRole::Future, TypeRole::Timer, TypeRole::Callable}),
           "role: task, future, timer or callable");
    F.fits("fires", *Role == TypeRole::Timer, "role: timer");
    F.fits("room", isOneOf(*Role, {TypeRole::Channel, TypeRole::WaitGroup}),
           "role: channel or wait-group");
    if (*Role == TypeRole::GuardTag && !F.has("tag"))
      F.fault("a guard-tag needs 'tag': " + allWords<GuardTagKind>());
  }
};

/// Fills in what an entry says by its role where it says nothing itself.
inline void setDefaults(CallEntry &C, std::optional<BlockClass> Class, std::optional<Bound> Long) {
  bool IsTransfer = isOneOf(C.Role, {CallRole::Send, CallRole::Receive, CallRole::Select});
  bool Blocks = IsTransfer || isOneOf(C.Role, {CallRole::Acquire, CallRole::Wait, CallRole::Block});
  C.Class = Class                         ? *Class
            : C.Role == CallRole::Acquire ? BlockClass::Lock
            : IsTransfer                  ? BlockClass::Channel
                                          : BlockClass::Wait;
  bool MayWait = C.Timeout || (Blocks && !C.Attempt);
  C.HowLong = Long ? *Long : MayWait ? Bound::Unbounded : Bound::Never;
}

template <> struct MappingTraits<Placed<CallEntry>> {
  static void mapping(IO &Io, Placed<CallEntry> &P) {
    CallEntry &C = P.Value;
    Fields F(Io);
    std::optional<CallRole> Role;
    std::optional<Operand> On;
    std::optional<BlockClass> Class;
    std::optional<Bound> HowLong;
    F.names("names", P.Names);
    F.word("role", Role);
    F.operand("on", On);
    F.word("mode", C.Mode);
    F.flag("attempt", C.Attempt);
    F.word("succeeds", C.Succeeds);
    F.word("class", Class);
    F.word("bound", HowLong);
    F.nested("timeout", C.Timeout);
    F.word("blocks", C.Blocks);
    F.number("params", C.Params);
    F.nested("when", C.When);
    F.nested("unless", C.Unless);
    F.operand("releases", C.Releases);
    F.number("predicate", C.Predicate);
    F.callable("callable", C.Callable, C.FirstCallable);
    F.operand("handle", C.Handle);
    F.operand("stopped-by", C.StoppedBy);
    F.nested("closed", C.Closed);
    F.word("wakes", C.Wakes);
    F.word("counts", C.Counts);
    F.word("fires", C.Fires);
    F.flag("aborts", C.Aborts);
    F.text("blocking", C.Blocking);
    F.text("reason", C.Reason);
    requireNames(F, P.Names);
    F.require("role");
    if (!Role)
      return;
    C.Role = *Role;
    C.On = On.value_or(C.On);
    setDefaults(C, Class, HowLong);
    F.fits("mode", isOneOf(*Role, {CallRole::Acquire, CallRole::Release, CallRole::AssertHeld}),
           "role: acquire, release or assert-held");
    bool Waits = isOneOf(*Role, {CallRole::Wait, CallRole::Block, CallRole::Send, CallRole::Receive,
                                 CallRole::Select});
    F.fits("releases", Waits, "a role that waits");
    F.fits("predicate", Waits || *Role == CallRole::Acquire, "a role that waits");
    F.fits("callable",
           isOneOf(*Role, {CallRole::Spawn, CallRole::Create, CallRole::Start, CallRole::OnStop,
                           CallRole::Callback}),
           "role: spawn, create, start, on-stop or callback");
    F.fits("handle", isOneOf(*Role, {CallRole::Spawn, CallRole::Start}), "role: spawn or start");
    F.fits("stopped-by", Waits || *Role == CallRole::Acquire, "a role that waits");
    F.fits("closed", Waits, "a role that waits");
    F.fits("wakes", isOneOf(*Role, {CallRole::Notify, CallRole::Close, CallRole::RequestStop}),
           "role: notify, close or request-stop");
    F.fits("counts", *Role == CallRole::Block, "role: block");
    F.fits("fires", isOneOf(*Role, {CallRole::Start, CallRole::Create, CallRole::Callback}),
           "role: start, create or callback");
    F.fits("aborts", *Role == CallRole::Start, "role: start");
    F.fits("blocking", Waits || isOneOf(*Role, {CallRole::Acquire, CallRole::Callback}),
           "a role that waits, acquire or callback");
  }
};

template <> struct MappingTraits<PlacedFile> {
  static void mapping(IO &Io, PlacedFile &P) {
    Fields F(Io);
    F.text("library", P.Value.Library);
    F.names("roots", P.Roots);
    std::optional<std::vector<Placed<TypeEntry>>> Types;
    std::optional<std::vector<Placed<CallEntry>>> Calls;
    F.nested("types", Types);
    F.nested("calls", Calls);
    F.require("library");
    if (F.has("library") && P.Value.Library.empty())
      F.fault("'library' is empty: expected the name of the library");
    P.Types = std::move(Types).value_or(std::vector<Placed<TypeEntry>>());
    P.Calls = std::move(Calls).value_or(std::vector<Placed<CallEntry>>());
  }
};

} // namespace llvm::yaml

#endif
