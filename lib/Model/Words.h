//===- Words.h - the words of model files and options -----------*- C++ -*-===//
//
// Each enumeration of Entry.h with its spelling; the only such lists.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_MODEL_WORDS_H
#define LEASH_MODEL_WORDS_H

#include "Model/Entry.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace leash::model {

template <typename Enum> struct Word {
  const char *Text;
  Enum Value;
};

template <typename Enum> struct Words;

template <> struct Words<TypeRole> {
  static constexpr Word<TypeRole> List[] = {
      {"lock", TypeRole::Lock},
      {"guard", TypeRole::Guard},
      {"inverse-guard", TypeRole::InverseGuard},
      {"guard-tag", TypeRole::GuardTag},
      {"condition", TypeRole::Condition},
      {"channel", TypeRole::Channel},
      {"task", TypeRole::Task},
      {"future", TypeRole::Future},
      {"promise", TypeRole::Promise},
      {"stop-signal", TypeRole::StopSignal},
      {"wait-group", TypeRole::WaitGroup},
      {"timer", TypeRole::Timer},
      {"callable", TypeRole::Callable},
      {"descriptor", TypeRole::Descriptor},
  };
};

template <> struct Words<CallRole> {
  static constexpr Word<CallRole> List[] = {
      {"acquire", CallRole::Acquire},
      {"release", CallRole::Release},
      {"disown", CallRole::Disown},
      {"owns-lock", CallRole::OwnsLock},
      {"assert-held", CallRole::AssertHeld},
      {"wait", CallRole::Wait},
      {"block", CallRole::Block},
      {"spawn", CallRole::Spawn},
      {"detach", CallRole::Detach},
      {"send", CallRole::Send},
      {"receive", CallRole::Receive},
      {"close", CallRole::Close},
      {"is-closed", CallRole::IsClosed},
      {"select", CallRole::Select},
      {"notify", CallRole::Notify},
      {"count-up", CallRole::CountUp},
      {"count-down", CallRole::CountDown},
      {"satisfy", CallRole::Satisfy},
      {"peer", CallRole::Peer},
      {"request-stop", CallRole::RequestStop},
      {"stop-requested", CallRole::StopRequested},
      {"on-stop", CallRole::OnStop},
      {"create", CallRole::Create},
      {"start", CallRole::Start},
      {"stop", CallRole::Stop},
      {"destroy", CallRole::Destroy},
      {"set-nonblocking", CallRole::SetNonBlocking},
      {"set-recursive", CallRole::SetRecursive},
      {"yield", CallRole::Yield},
      {"callback", CallRole::Callback},
      {"add", CallRole::Add},
      {"remove", CallRole::Remove},
      {"is-empty", CallRole::IsEmpty},
      {"count", CallRole::Count},
      {"set", CallRole::Set},
      {"get", CallRole::Get},
      {"clear", CallRole::Clear},
  };
};

template <> struct Words<BlockClass> {
  static constexpr Word<BlockClass> List[] = {
      {"lock", BlockClass::Lock},   {"wait", BlockClass::Wait},
      {"join", BlockClass::Join},   {"channel", BlockClass::Channel},
      {"sleep", BlockClass::Sleep}, {"network", BlockClass::Network},
      {"disk", BlockClass::Disk},   {"process", BlockClass::Process},
      {"rpc", BlockClass::Rpc},     {"database", BlockClass::Database},
  };
};

template <> struct Words<Bound> {
  static constexpr Word<Bound> List[] = {
      {"never", Bound::Never}, {"bounded", Bound::Bounded}, {"unbounded", Bound::Unbounded}};
};

template <> struct Words<LockMode> {
  static constexpr Word<LockMode> List[] = {{"exclusive", LockMode::Exclusive},
                                            {"shared", LockMode::Shared},
                                            {"upgrade", LockMode::Upgrade}};
};

template <> struct Words<Blocked> {
  static constexpr Word<Blocked> List[] = {
      {"thread", Blocked::Thread}, {"fiber", Blocked::Fiber}, {"coroutine", Blocked::Coroutine}};
};

template <> struct Words<GuardTagKind> {
  static constexpr Word<GuardTagKind> List[] = {
      {"adopt", GuardTagKind::Adopt}, {"defer", GuardTagKind::Defer}, {"try", GuardTagKind::Try}};
};

template <> struct Words<AtEnd> {
  static constexpr Word<AtEnd> List[] = {
      {"nothing", AtEnd::Nothing},           {"join", AtEnd::Join},
      {"stop-and-join", AtEnd::StopAndJoin}, {"detach", AtEnd::Detach},
      {"terminate", AtEnd::Terminate},       {"stop", AtEnd::Stop}};
};

template <> struct Words<Success> {
  static constexpr Word<Success> List[] = {{"true", Success::True},
                                           {"zero", Success::Zero},
                                           {"non-null", Success::NonNull},
                                           {"minus-one", Success::MinusOne}};
};

template <> struct Words<Fires> {
  static constexpr Word<Fires> List[] = {
      {"once", Fires::Once}, {"repeatedly", Fires::Repeatedly}, {"until-false", Fires::UntilFalse}};
};

template <> struct Words<Wakes> {
  static constexpr Word<Wakes> List[] = {{"one", Wakes::One},
                                         {"all", Wakes::All},
                                         {"receivers", Wakes::Receivers},
                                         {"none", Wakes::None}};
};

template <> struct Words<Counts> {
  static constexpr Word<Counts> List[] = {{"down", Counts::Down}, {"up", Counts::Up}};
};

template <> struct Words<ClosedBy> {
  static constexpr Word<ClosedBy> List[] = {
      {"false", ClosedBy::False}, {"null", ClosedBy::Null},         {"empty", ClosedBy::Empty},
      {"zero", ClosedBy::Zero},   {"negative", ClosedBy::Negative}, {"status", ClosedBy::Status},
      {"error", ClosedBy::Error}, {"throw", ClosedBy::Throw},       {"end", ClosedBy::End},
      {"never", ClosedBy::Never},
  };
};

/// The value that \p Text spells.
template <typename Enum> std::optional<Enum> valueOf(llvm::StringRef Text) {
  for (const Word<Enum> &W : Words<Enum>::List)
    if (Text == W.Text)
      return W.Value;
  return std::nullopt;
}

/// The spelling of \p Value.
template <typename Enum> llvm::StringRef wordFor(Enum Value) {
  for (const Word<Enum> &W : Words<Enum>::List)
    if (Value == W.Value)
      return W.Text;
  return "";
}

/// All spellings of an enumeration, "lock, wait, join", for messages.
template <typename Enum> std::string allWords() {
  std::string All;
  for (const Word<Enum> &W : Words<Enum>::List)
    All += (All.empty() ? "" : ", ") + std::string(W.Text);
  return All;
}

} // namespace leash::model

#endif
