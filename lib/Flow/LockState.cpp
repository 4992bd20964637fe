//===- LockState.cpp - which locks are held at one point ------------------===//
#include "Flow/LockState.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace leash::flow {

llvm::SmallVector<const Object *, 2> LockState::expand(const Object *Lock) const {
  if (Lock->kind() == Object::Kind::Guarded)
    for (const BindingT &B : Bindings)
      if (B.Guard == Lock->parent())
        return {B.Locks.begin(), B.Locks.end()};
  return {Lock};
}

const Acquisition *LockState::nameOf(const Object *Lock, const Object *Holder) const {
  for (const BindingT &B : Bindings)
    if (B.Guard == Holder)
      for (size_t I = 0; I != B.Named.size(); ++I)
        if (B.Locks[I] == Lock)
          return B.Named[I];
  return nullptr;
}

void LockState::appendGivenUp(llvm::SmallVectorImpl<const Object *> &Out) const {
  for (const auto &[Lock, Bits] : Given)
    if (Bits == Holding::Free)
      Out.push_back(Lock);
}

Holding *LockState::find(const Object *Lock, const Object *Holder) {
  for (Holding &H : Holdings)
    if (H.Lock == Lock && H.Holder == Holder)
      return &H;
  return nullptr;
}

void LockState::giveUp(const Object *Lock, uint8_t Bits) {
  for (auto &[Known, Old] : Given)
    if (Known == Lock) {
      Old = Bits;
      return;
    }
  Given.emplace_back(Lock, Bits);
}

void LockState::take(const Event &E) {
  for (const Object *Lock : expand(E.Lock)) {
    bool GivenBefore = false;
    llvm::erase_if(Given, [&](const auto &G) { return G.first == Lock && (GivenBefore = true); });
    if (E.Adopted)
      if (Holding *ByHand = find(Lock, nullptr)) {
        ByHand->Holder = E.Holder;
        continue;
      }
    Holding *Known = find(Lock, E.Holder);
    if (Known && E.How->Assumed)
      continue; // said once more
    if (Known && !E.Holder && Known->isHeldForSure()) {
      if (Known->Depth < 4)
        ++Known->Depth;
      continue;
    }
    if (!Known) {
      Holdings.emplace_back();
      Known = &Holdings.back();
    }
    *Known = Holding{Lock, E.Holder, E.How, nameOf(Lock, E.Holder)};
    Known->Assumed = E.How->Assumed || E.Adopted || GivenBefore;
    if (E.Attempt)
      Known->Bits |= Holding::Free;
    if (E.Maybe)
      Known->Bits |= Holding::Unknown;
  }
}

void LockState::give(const Event &E) {
  for (const Object *Lock : expand(E.Lock)) {
    Holding *Known = find(Lock, E.Holder);
    if (!Known && !E.Holder)
      for (Holding &H : Holdings)
        if (H.Lock == Lock)
          Known = &H;
    // One side speaks of the user's lock class, the other of what is in it: an
    // assertion, or a method whose body is out of sight.
    if (!Known)
      for (Holding &H : Holdings)
        if (H.Lock->isSameLock(Lock))
          Known = &H;
    if (!Known) {
      if (!E.Quiet)
        giveUp(Lock, E.Maybe ? Holding::Free | Holding::Held : Holding::Free);
      continue;
    }
    if (E.Maybe) {
      Known->Bits |= Holding::Free | Holding::Unknown;
      continue;
    }
    if (Known->Depth > 1) {
      --Known->Depth;
      continue;
    }
    if (Known->Assumed)
      giveUp(Lock, Holding::Free);
    Holdings.erase(Known);
  }
}

void LockState::end(const Object *Holder) {
  for (const Holding &H : Holdings)
    if (H.Assumed && H.Holder && H.Holder->livesIn(Holder))
      giveUp(H.Lock, Holding::Free);
  llvm::erase_if(Holdings, [&](const Holding &H) { return H.Holder && H.Holder->livesIn(Holder); });
  llvm::erase_if(Bindings, [&](const BindingT &B) { return B.Guard->livesIn(Holder); });
  for (auto &[Inverse, Saved] : Inverted)
    if (Inverse->livesIn(Holder))
      Holdings.push_back(Saved);
  llvm::erase_if(Inverted, [&](const auto &I) { return I.first->livesIn(Holder); });
}

void LockState::apply(const Event &E, ObjectTable &Objects) {
  switch (E.What) {
  case Event::Kind::Take:
    return take(E);
  case Event::Kind::Give:
    return give(E);
  case Event::Kind::Bind:
    llvm::erase_if(Bindings, [&](const BindingT &B) { return B.Guard == E.Holder; });
    Bindings.push_back({E.Holder, E.Locks, E.Named});
    return;
  case Event::Kind::Invert:
    for (const Object *Given : E.Locks)
      for (const Object *Lock : expand(Given))
        for (const Holding &H : Holdings)
          if (H.Lock == Lock) {
            Inverted.emplace_back(E.Holder, H);
            Holdings.erase(&H);
            break;
          }
    return;
  case Event::Kind::Forget:
    for (Holding &H : Holdings)
      if (H.Holder == E.Holder)
        H.Holder = nullptr;
    return;
  case Event::Kind::Move:
    for (Holding &H : Holdings) {
      if (H.Holder && H.Holder->livesIn(E.Lock))
        H.Holder = Objects.rebase(H.Holder, E.Lock, E.Holder);
      if (H.Lock->livesIn(E.Lock)) // a lock inside the object that was made
        H.Lock = Objects.rebase(H.Lock, E.Lock, E.Holder);
    }
    for (BindingT &B : Bindings)
      if (B.Guard->livesIn(E.Lock))
        B.Guard = Objects.rebase(B.Guard, E.Lock, E.Holder);
    for (auto &[Inverse, Saved] : Inverted)
      if (Inverse->livesIn(E.Lock))
        Inverse = Objects.rebase(Inverse, E.Lock, E.Holder);
    return;
  case Event::Kind::Swap: {
    auto Exchange = [&](const Object *O) {
      return O == E.Lock ? E.Holder : O == E.Holder ? E.Lock : O;
    };
    for (Holding &H : Holdings)
      H.Holder = Exchange(H.Holder);
    for (BindingT &B : Bindings)
      B.Guard = Exchange(B.Guard);
    return;
  }
  case Event::Kind::End:
    return end(E.Holder);
  case Event::Kind::Blur:
    for (Holding &H : Holdings)
      if (E.Lock ? H.Lock->livesIn(E.Lock) : H.Holder == E.Holder)
        H.Bits |= Holding::Unknown;
    return;
  case Event::Kind::Owns:
  case Event::Kind::Happens:
    return;
  }
}

bool LockState::join(const LockState &Other) {
  bool Changed = false;
  auto Merge = [&](uint8_t &Bits, uint8_t More) {
    Changed |= (Bits | More) != Bits;
    Bits |= More;
  };
  for (Holding &H : Holdings) {
    const Holding *Theirs = const_cast<LockState &>(Other).find(H.Lock, H.Holder);
    Merge(H.Bits, Theirs ? Theirs->Bits : static_cast<uint8_t>(Holding::Free));
  }
  for (const Holding &H : Other.Holdings)
    if (!find(H.Lock, H.Holder)) {
      Holdings.push_back(H);
      Holdings.back().Bits |= Holding::Free;
      Changed = true;
    }
  auto LookUp = [](auto &List, const Object *Key) {
    return llvm::find_if(List, [&](const auto &Row) { return Row.first == Key; });
  };
  for (auto &[Lock, Bits] : Given) {
    const auto *Theirs = LookUp(Other.Given, Lock);
    Merge(Bits, Theirs != Other.Given.end() ? Theirs->second : static_cast<uint8_t>(Holding::Held));
  }
  for (const auto &[Lock, Bits] : Other.Given)
    if (LookUp(Given, Lock) == Given.end()) {
      Given.emplace_back(Lock, static_cast<uint8_t>(Bits | Holding::Held));
      Changed = true;
    }
  for (const BindingT &B : Other.Bindings)
    if (llvm::none_of(Bindings, [&](const BindingT &Own) { return Own.Guard == B.Guard; })) {
      Bindings.push_back(B);
      Changed = true;
    }
  for (const auto &I : Other.Inverted)
    if (LookUp(Inverted, I.first) == Inverted.end()) {
      Inverted.push_back(I);
      Changed = true;
    }
  return Changed;
}

void LockState::endHoldersIn(SourceRange Range, const SourceManager &Sources) {
  llvm::SmallVector<const Object *, 2> Ending;
  for (const Holding &H : Holdings) {
    const Decl *Root = H.Holder ? H.Holder->root()->decl() : nullptr;
    if (Root && Sources.isPointWithin(Root->getLocation(), Range.getBegin(), Range.getEnd()))
      Ending.push_back(H.Holder);
  }
  for (const Object *Holder : Ending)
    end(Holder);
}

} // namespace leash::flow
