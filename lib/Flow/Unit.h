//===- Unit.h - the analysis of one translation unit ------------*- C++ -*-===//
//
// All checks share one Unit. Everything in it is computed on demand and once.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_UNIT_H
#define LEASH_FLOW_UNIT_H

#include "Flow/Facts.h"
#include "Flow/Object.h"
#include "Flow/Summary.h"
#include "Model/Resolver.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"
#include <deque>
#include <memory>

namespace leash::flow {

class ClassTable;
class Conditions;
class LoopTable;
class TimerTable;
class HandMadeTable;
class Paths;
class WaitTable;

class Unit {
public:
  Unit(clang::ASTContext &Context, std::shared_ptr<const model::Models> Models);
  ~Unit();

  /// What \p Function does, seen from outside, and what is wrong inside. Empty
  /// for functions without a body that can be analysed.
  const FunctionFlow &flow(const clang::FunctionDecl *Function);

  /// Whether \p Found, a crossing or relock of \p Function, can happen: on every
  /// path, or as the conditions on the way allow. Costly, so to be asked last.
  template <typename CrossingOrRelock>
  bool isPossible(const clang::FunctionDecl *Function, const CrossingOrRelock &Found) {
    return Found.Always || mayBeHeld(Function, Found.Held, Found.Holder, Found.site());
  }

  /// Adds \p Definition, a function of the user's that can be analysed, to
  /// functions(), which nobody has asked for yet.
  void note(const clang::FunctionDecl *Definition) {
    assert(!IsAsked && "functions() was asked for before the end of the unit");
    Met += Functions.insert(Definition);
  }
  /// Says that all of the user's functions are read, whatever clang's traversal
  /// leaves out.
  void readAll() { ReadAll = true; }
  /// The user's functions that have bodies, in the order in which they were
  /// met: all of them once the translation unit has been read. An editor reads
  /// the main file only; there the functions of headers that it reaches follow.
  llvm::ArrayRef<const clang::FunctionDecl *> functions();

  /// Those of functions() that were read: what an editor shows.
  llvm::ArrayRef<const clang::FunctionDecl *> met() { return functions().take_front(Met); }

  /// The definition that a call of \p Callee runs, if it is the user's and can
  /// be analysed; else null.
  const clang::FunctionDecl *bodyOf(const clang::FunctionDecl *Callee);

  /// The CFG of \p Function, which has a body, with destructors and, where there
  /// is a 'try', exceptions. Null if there is none, or if it is too large.
  const clang::CFG *graph(const clang::FunctionDecl *Function);

  /// The paths through graph(). Null if there is none.
  const Paths *paths(const clang::FunctionDecl *Function);

  /// Whether \p Function, or what it calls, may take or give up a lock.
  bool touchesLocks(const clang::FunctionDecl *Function);

  clang::ASTContext &context() { return Context; }
  model::Resolver &models() { return Models; }
  ObjectTable &objects() { return Objects; }
  FactsTable &facts() { return TheFacts; }
  ClassTable &classes() { return *Classes; }
  LoopTable &loops() { return *Loops; }
  TimerTable &timers() { return *Timers; }
  HandMadeTable &handMade() { return *HandMade; }
  /// To be asked for when functions() is complete.
  WaitTable &waits();

  Effect *newEffect() { return &Effects.emplace_back(); }
  Acquisition *newAcquisition() { return &Acquisitions.emplace_back(); }

  /// Notes that \p Function is too large, too deep or too broken for some
  /// question; gaveUp() says of how many functions that is true.
  void giveUp(const clang::FunctionDecl *Function) { GaveUpOn.insert(Function); }
  unsigned gaveUp() const { return GaveUpOn.size(); }

  /// The classes that are known to hold channels, or not; see Channels.h.
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> &channelHolders() { return ChannelHolders; }

private:
  struct Slot {
    FunctionFlow Flow;
    bool Running = false;
    bool Done = false;
    bool Recursive = false;
    unsigned Runs = 0;
  };
  void noteUnread();
  bool mayBeHeld(const clang::FunctionDecl *Function, const Object *Lock, const Object *Holder,
                 const clang::Stmt *Site);
  FunctionFlow compute(const clang::FunctionDecl *Function);
  FunctionFlow withoutLocks(const clang::FunctionDecl *Function);

  clang::ASTContext &Context;
  model::Resolver Models;
  FactsTable TheFacts{Models};
  ObjectTable Objects{TheFacts};
  std::unique_ptr<ClassTable> Classes;
  std::unique_ptr<LoopTable> Loops;
  std::unique_ptr<TimerTable> Timers;
  std::unique_ptr<HandMadeTable> HandMade;
  std::unique_ptr<WaitTable> Waits;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Slot>> Slots;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Conditions>> Answers;
  llvm::DenseMap<const clang::FunctionDecl *, bool> LockTouchers;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<clang::CFG>> Graphs;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Paths>> PathTables;
  llvm::SetVector<const clang::FunctionDecl *> Functions;
  unsigned Met = 0; ///< the first ones, which were read
  bool ReadAll = false;
  bool IsAsked = false; ///< functions() was asked for
  std::vector<const clang::FunctionDecl *> Stack;
  /// Lowest stack index that a computation in progress has asked for.
  unsigned LowestOpen = ~0U;
  std::deque<Effect> Effects;
  std::deque<Acquisition> Acquisitions;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> ChannelHolders;
  llvm::DenseSet<const clang::FunctionDecl *> GaveUpOn;
};

/// Adds \p E to \p Out unless it says nothing new.
void addEffect(std::vector<const Effect *> &Out, const Effect *E);

} // namespace leash::flow

#endif
