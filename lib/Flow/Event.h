//===- Event.h - what happens to locks, step by step ------------*- C++ -*-===//
//
// A function's CFG elements are read once into events (EventReader.h); the
// lock state is then computed over events only.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_EVENT_H
#define LEASH_FLOW_EVENT_H

#include "Flow/Summary.h"

namespace leash::flow {

struct Event {
  enum class Kind {
    Take,    ///< Lock is taken by Holder (a guard; null: by hand)
    Give,    ///< Lock is given up
    Bind,    ///< guard Holder now manages Locks
    Invert,  ///< inverse guard Holder gives Lock up until it ends
    Forget,  ///< guard Holder leaves its locks locked
    Move,    ///< what guard Lock holds, Holder holds from now on
    Swap,    ///< guards Lock and Holder change places
    End,     ///< Holder is destroyed
    Blur,    ///< code out of sight got guard Holder or Lock: its state is not known
    Owns,    ///< Site tells whether guard Holder holds its lock
    Happens, ///< Effect
  };

  Kind What = Kind::Happens;
  const clang::Stmt *Site = nullptr;
  const Object *Lock = nullptr;
  const Object *Holder = nullptr;
  llvm::SmallVector<const Object *, 1> Locks;
  llvm::SmallVector<const Acquisition *, 1> Named; ///< of Bind: what each lock is called
  const Acquisition *How = nullptr;
  const Effect *Effect = nullptr;
  bool Attempt = false; ///< Take may fail; the result of Site says so
  model::Success Succeeds = model::Success::True;
  bool Maybe = false;      ///< Take or Give happens on some paths of a callee only
  bool Adopted = false;    ///< Take of a lock that is held already
  bool FromCallee = false; ///< Take that a callee's Acquires effect speaks of, too
  bool Quiet = false;      ///< Give that does nothing if the lock is not held
};

} // namespace leash::flow

#endif
