//===- LockState.h - which locks are held at one point ----------*- C++ -*-===//
//
// The lattice of the held-lock analysis: for each lock and holder, whether it
// is held on all paths to the point, on some, or not known.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_LOCKSTATE_H
#define LEASH_FLOW_LOCKSTATE_H

#include "Flow/Event.h"

namespace leash::flow {

struct Holding {
  enum BitT : uint8_t { Held = 1, Free = 2, Unknown = 4 };
  const Object *Lock = nullptr;
  const Object *Holder = nullptr; ///< a guard; null: by hand
  const Acquisition *How = nullptr;
  const Acquisition *Named = nullptr; ///< where the guard that took it got it from
  uint8_t Bits = Held;
  uint8_t Depth = 1;    ///< of a recursive lock taken by hand
  bool Assumed = false; ///< the caller took it

  bool isHeldForSure() const { return Bits == Held; }
  bool mayBeHeld() const { return (Bits & Held) && !(Bits & Unknown); }
  bool operator==(const Holding &) const = default;
};

class LockState {
public:
  llvm::ArrayRef<Holding> holdings() const { return Holdings; }

  /// The caller's locks that the function has given up on all paths to here.
  void appendGivenUp(llvm::SmallVectorImpl<const Object *> &Out) const;

  /// Each of the caller's locks that is given up on some path, and whether on
  /// all.
  template <typename Callback> void forEachGivenUp(Callback F) const {
    for (const auto &[Lock, Bits] : Given)
      F(Lock, Bits == Holding::Free);
  }

  /// What the lock \p Lock is called where the guard \p Holder got it; null if
  /// it was taken without a guard.
  const Acquisition *nameOf(const Object *Lock, const Object *Holder) const;

  /// The locks behind \p Lock: those of a guard, or \p Lock itself.
  llvm::SmallVector<const Object *, 2> expand(const Object *Lock) const;

  void apply(const Event &E, ObjectTable &Objects);

  /// Adds what \p Other knows; true if that changed anything.
  bool join(const LockState &Other);

  /// Leaves a try block by an exception: its own guards end.
  void endHoldersIn(clang::SourceRange Range, const clang::SourceManager &Sources);

private:
  void take(const Event &E);
  void give(const Event &E);
  void end(const Object *Holder);
  void giveUp(const Object *Lock, uint8_t Bits);
  Holding *find(const Object *Lock, const Object *Holder);

  /// A guard and the locks that it manages, each with its name.
  struct BindingT {
    const Object *Guard;
    llvm::SmallVector<const Object *, 1> Locks;
    llvm::SmallVector<const Acquisition *, 1> Named;
  };
  llvm::SmallVector<Holding, 4> Holdings;
  llvm::SmallVector<std::pair<const Object *, uint8_t>, 2> Given;
  llvm::SmallVector<BindingT, 2> Bindings;
  llvm::SmallVector<std::pair<const Object *, Holding>, 1> Inverted;
};

} // namespace leash::flow

#endif
