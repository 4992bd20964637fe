//===- Timers.h - the timers of a class, seen by all its methods -*- C++ -*-===//
//
// Which timers does a class arm, which does it stop, where, and through which
// of its methods? A timer is a field: the timer itself, a pointer to it, or the
// id that a framework gave for it.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_TIMERS_H
#define LEASH_FLOW_TIMERS_H

#include "Flow/TimerCalls.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <memory>
#include <vector>

namespace leash::flow {

class Unit;

/// One place where a method does something to a timer.
struct TimerUse {
  enum class Kind {
    Start,
    Stop,   ///< for certain
    Unclear ///< code that may stop it
  };
  Kind What = Kind::Unclear;
  const clang::FieldDecl *Timer = nullptr; ///< null: a Start whose id is dropped
  const clang::Expr *Site = nullptr;
  const clang::CXXMethodDecl *In = nullptr;  ///< the method of the class
  const clang::FunctionDecl *Body = nullptr; ///< In, or a lambda in it
  TimerCall Call;                            ///< of Start and Stop
};

/// A call of a method of the same object, or its address being taken.
struct OwnCall {
  const clang::CXXMethodDecl *Callee = nullptr; ///< may have no body here
  const clang::Expr *Site = nullptr;
  const clang::CXXMethodDecl *In = nullptr;
  const clang::FunctionDecl *Body = nullptr;
};

/// What is said of a timer before it is armed: where it is made, or by writing
/// to its parts.
struct TimerSetup {
  const clang::Expr *Made = nullptr;     ///< a call of role create, or 'new' with no owner
  const clang::Expr *Callable = nullptr; ///< what it runs
  bool IsNew = false;                    ///< made by 'new'
  bool Owned = false;                    ///< its constructor got 'this': it ends with the object
  bool Repeats = false;
  bool Once = false;
};

/// A field on which a condition in a body (a method or a lambda) rests.
struct AskedField {
  const clang::FunctionDecl *Body = nullptr;
  const clang::Stmt *Where = nullptr;      ///< the 'if' or loop
  const clang::FieldDecl *Field = nullptr; ///< null: something out of sight
};

/// What is known of one class.
struct ClassTimers {
  const clang::CXXRecordDecl *Record = nullptr;
  std::vector<TimerUse> Uses;
  llvm::DenseMap<const clang::FieldDecl *, TimerSetup> Setups;
  std::vector<OwnCall> Calls;
  /// Fields that a method assigns, or on which it calls what may change them.
  llvm::DenseMap<const clang::CXXMethodDecl *, llvm::DenseSet<const clang::FieldDecl *>> Touched;
  std::vector<AskedField> Asked;
  /// Timers that a body stops only to arm them anew.
  llvm::DenseSet<const clang::FieldDecl *> Restarted;
  /// Methods that end the event loop, or call what may.
  llvm::DenseSet<const clang::CXXMethodDecl *> EndsLoop;
  bool RunsLoop = false; ///< a method runs an event loop itself
  /// Calls that get 'this' as an argument.
  std::vector<OwnCall> GivesThis;
};

class TimerTable {
public:
  explicit TimerTable(Unit &U) : U(U) {}

  /// The timers of \p Record; empty for most classes.
  const ClassTimers &of(const clang::CXXRecordDecl *Record);

  /// The methods that \p From runs on its own object, \p From included.
  llvm::SmallVector<const clang::CXXMethodDecl *, 8> reach(const ClassTimers &Class,
                                                           const clang::CXXMethodDecl *From);
  /// The same from any body: a lambda that is a handler.
  llvm::SmallVector<const clang::CXXMethodDecl *, 8> reachFromBody(const ClassTimers &Class,
                                                                   const clang::FunctionDecl *Body);

  /// Whether functions, and what they call to some depth, are known to make
  /// timers, or not; see TimerWrappers.h.
  using MakersT = llvm::DenseMap<std::pair<const clang::FunctionDecl *, unsigned>, bool>;
  MakersT &makers() { return Makers; }

private:
  Unit &U;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<ClassTimers>> Table;
  MakersT Makers;
};

/// A timer that a class arms and that what ends its objects forgets.
struct ForgottenTimer {
  enum class Why {
    Sibling,    ///< Closer stops another timer, and not this one
    Rearms,     ///< Closer stops no timer, and the handler arms it again for ever
    Destructor, ///< the object ends, and the handler still has 'this'
    NoAbort,    ///< the handler arms it again, also when it was stopped
    Dropped,    ///< it repeats, and its id is dropped
  };
  Why Reason = Why::Sibling;
  const clang::FieldDecl *Timer = nullptr;
  const TimerUse *Start = nullptr;
  const clang::CXXMethodDecl *Closer = nullptr; ///< null: an implicit destructor
  const TimerUse *Sibling = nullptr;
  const clang::Expr *SiblingAt = nullptr; ///< in Closer: the stop, or the call that leads there
  const TimerUse *Stop = nullptr;         ///< where some other method stops this one
  const clang::FunctionDecl *Handler = nullptr;
  const clang::Expr *Again = nullptr; ///< in Handler: where it is armed again
  bool MayEnd = false;                ///< of Dropped: some run does not do so
  const clang::Expr *Made = nullptr;  ///< where the object makes the timer that it leaves behind
  HoldT Hold = HoldT::None;
};

/// The forgotten timers of \p Record. Methods whose name is one of
/// \p ClosingNames (lower case, no '_') end an object, as the destructor does.
std::vector<ForgottenTimer> forgottenTimers(Unit &U, const clang::CXXRecordDecl *Record,
                                            llvm::ArrayRef<std::string> ClosingNames);

} // namespace leash::flow

#endif
