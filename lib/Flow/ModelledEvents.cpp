//===- ModelledEvents.cpp - what a modelled call does -----------------------===//
#include "Flow/EventReader.h"
#include "Flow/ObjectMode.h"
#include "Flow/Target.h"
#include "Flow/Unit.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash::flow {

using model::CallRole;

static std::optional<Effect::Kind> effectKind(CallRole Role) {
  switch (Role) {
  case CallRole::Wait:
  case CallRole::Block:
  case CallRole::Send:
  case CallRole::Receive:
  case CallRole::Select:
    return Effect::Kind::Blocks;
  case CallRole::Callback:
    return Effect::Kind::CallsBack;
  case CallRole::SetNonBlocking:
    return Effect::Kind::SetsNonBlocking;
  case CallRole::CountDown:
  case CallRole::Satisfy:
  case CallRole::Notify:
  case CallRole::Close:
    return Effect::Kind::Satisfies;
  default:
    return std::nullopt;
  }
}

void EventReader::readModelled(const Site &S, const model::CallEntry &Entry,
                               std::vector<Event> &Out) {
  model::Operand On = model::Resolver::on(Entry, S.Call);
  const Expr *Operand = model::Resolver::operand(S.Call, On);
  switch (Entry.Role) {
  case CallRole::Acquire:
    // absl's LockWhen waits for more than the lock.
    if (Entry.Class != model::BlockClass::Lock) {
      Effect *E = newEffect(Effect::Kind::Blocks, S, Operand);
      E->Class = Entry.Class;
      E->HowLong = U.models().bound(Entry, S.Call);
      E->Reason = Entry.Reason.empty() ? nullptr : &Entry.Reason;
      happens(E, S, Out);
    }
    if (On.Kind == model::Operand::All) {
      for (const Expr *Arg : S.Call.Args)
        take(Arg, S, Entry.Mode, Entry.Attempt, Entry.Succeeds, Out);
      return;
    }
    // guard.acquire(mutex) names the lock that the guard takes from now on.
    if (Operand && isGuard(Operand) && !S.Call.Args.empty() && On.Kind == model::Operand::This)
      if (const model::TypeEntry *Type = U.models().type(S.Call.Args[0]->getType());
          Type && Type->Role == model::TypeRole::Lock)
        if (const Object *Guard = of(Operand), *Lock = of(S.Call.Args[0]); Guard && Lock)
          bind(Guard, Lock,
               acquisition(Lock, operandText(S.Call.Args[0], U.context()), S, Entry.Mode), S, Out);
    if (Operand)
      take(Operand, S, Entry.Mode, Entry.Attempt, Entry.Succeeds, Out);
    return;
  case CallRole::Release:
    if (Operand)
      give(Operand, S, Out);
    return;
  case CallRole::AssertHeld:
    if (Operand)
      if (take(Operand, S, Entry.Mode, false, Entry.Succeeds, Out); !Out.empty())
        const_cast<Acquisition *>(Out.back().How)->Assumed = true;
    return;
  case CallRole::Disown:
  case CallRole::OwnsLock: {
    Event E;
    E.What = Entry.Role == CallRole::Disown ? Event::Kind::Forget : Event::Kind::Owns;
    E.Site = S.Where;
    E.Holder = Operand ? of(Operand) : nullptr;
    if (E.Holder)
      Out.push_back(std::move(E));
    return;
  }
  default:
    break;
  }
  std::optional<unsigned> Runs = U.models().callable(Entry, S.Call);
  if (Entry.Role == CallRole::Callback && Runs) {
    const Expr *Callable = S.Call.Args[*Runs];
    if (std::optional<Target> T = targetOf(U, Callable, {}, Function)) {
      readBody(S, *T, Out);
      return;
    }
  }
  // Calling an object whose function is known.
  if (Entry.Role == CallRole::Callback && Operand && !Entry.Callable)
    if (std::optional<Target> T = targetOf(U, Operand, {}, Function)) {
      readBody(S, *T, Out);
      return;
    }
  std::optional<Effect::Kind> Kind = effectKind(Entry.Role);
  model::Bound HowLong = U.models().bound(Entry, S.Call);
  // A stop that waits for the running callback.
  if (Kind != Effect::Kind::Blocks && HowLong != model::Bound::Never)
    Kind = Effect::Kind::Blocks;
  if (!Kind)
    return;
  // A send on a channel also satisfies whoever waits for it.
  if (*Kind == Effect::Kind::Blocks && HowLong == model::Bound::Never) {
    if (Entry.Role != CallRole::Send)
      return;
    Kind = Effect::Kind::Satisfies;
  }
  Effect *E = newEffect(*Kind, S, Operand);
  E->Role = Entry.Role;
  E->Class = Entry.Class;
  E->HowLong = HowLong;
  E->Blocks = Entry.Blocks;
  if (!Entry.Reason.empty())
    E->Reason = &Entry.Reason;
  if (Entry.Class == model::BlockClass::Network && *Kind == Effect::Kind::Blocks) {
    ObjectMode Mode = modeOf(U, E->On, Function);
    if (Mode == ObjectMode::NonBlocking)
      return;
    if (Mode == ObjectMode::Disk)
      E->Class = model::BlockClass::Disk;
    if (Mode == ObjectMode::Timed && E->HowLong == model::Bound::Unbounded)
      E->HowLong = model::Bound::Bounded;
  }
  if (Entry.Releases)
    if (const Expr *Released = model::Resolver::operand(S.Call, *Entry.Releases))
      if (const Object *Lock = of(Released))
        E->GivesUp.push_back(isGuard(Released) ? U.objects().guarded(Lock) : Lock);
  // A wait on a lock that nobody can name may well release ours.
  if (Entry.Releases && E->GivesUp.empty())
    return;
  happens(E, S, Out);
}

} // namespace leash::flow
