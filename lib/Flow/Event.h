//===- Event.h - what happens to locks, step by step ------------*- C++ -*-===//
//
// A function's CFG elements are read once into events; the lock state is then
// computed over events only.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_EVENT_H
#define LEASH_FLOW_EVENT_H

#include "Flow/Summary.h"
#include "Support/CallView.h"
#include "clang/Analysis/CFG.h"

namespace leash::flow {

class Unit;
struct Target;

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
    Blur,    ///< code out of sight got guard Holder: its state is not known
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
  bool Attempt = false;  ///< Take may fail; the result of Site says so
  model::Success Succeeds = model::Success::True;
  bool Maybe = false;    ///< Take or Give happens on some paths of a callee only
  bool Adopted = false;  ///< Take of a lock that is held already
  bool FromCallee = false; ///< Take that a callee's Acquires effect speaks of, too
  bool Quiet = false;    ///< Give that does nothing if the lock is not held
};

/// Reads the elements of one function's CFG, or its calls, into events.
class EventReader {
public:
  EventReader(Unit &U, const clang::FunctionDecl *Function);

  void read(const clang::CFGElement &Element, std::vector<Event> &Out);
  /// One call or construction, also without a CFG.
  void readCall(const clang::Expr *E, std::vector<Event> &Out);
  void readAwait(const clang::Expr *E, std::vector<Event> &Out);
  /// What the function may take for granted when it starts: capability
  /// attributes and guards that it gets by reference.
  void readEntry(std::vector<Event> &Out);
  void readDestruction(const Object *O, const clang::CXXDestructorDecl *Destructor,
                       clang::SourceLocation Where, std::vector<Event> &Out);

private:
  struct Site;
  void readModelled(const Site &S, const model::CallEntry &Entry, std::vector<Event> &Out);
  bool readGuard(const Site &S, std::vector<Event> &Out);
  bool readLockVerb(const Site &S, std::vector<Event> &Out);
  bool readCallback(const Site &S, std::vector<Event> &Out);
  void readBody(const Site &S, const Target &Runs, std::vector<Event> &Out);
  void readDefaultArguments(const CallView &Call, std::vector<Event> &Out);
  const clang::CXXMethodDecl *knownOverrider(const clang::CXXMethodDecl *Method,
                                             const clang::Expr *Object);
  void readEscapes(const Site &S, std::vector<Event> &Out);
  void readStatement(const clang::Stmt *S, std::vector<Event> &Out);

  void take(const clang::Expr *Operand, const Site &S, model::LockMode Mode, bool Attempt,
            model::Success Succeeds, std::vector<Event> &Out);
  void give(const clang::Expr *Operand, const Site &S, std::vector<Event> &Out);
  const Object *of(const clang::Expr *E);
  bool isGuard(const clang::Expr *E);
  Acquisition *acquisition(const Object *Lock, std::string Text, const Site &S,
                           model::LockMode Mode);
  flow::Effect *newEffect(flow::Effect::Kind What, const Site &S, const clang::Expr *On);
  void happens(const flow::Effect *E, const Site &S, std::vector<Event> &Out);

  Unit &U;
  const clang::FunctionDecl *Function;
};

} // namespace leash::flow

#endif
