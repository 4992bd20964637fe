//===- TimerCalls.h - what does a call do to a timer? -----------*- C++ -*-===//
//
// Model entries first. Frameworks bring timers of their own, so what no entry
// names is known by its structure: a method that takes a callable and a
// duration and gives an id, beside a method that takes such an id away.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_TIMERCALLS_H
#define LEASH_FLOW_TIMERCALLS_H

#include "Support/CallView.h"
#include "clang/AST/DeclCXX.h"

namespace leash::flow {

class Unit;

struct TimerCall {
  enum class Kind { Create, Start, Stop, Destroy };

  Kind What = Kind::Start;
  /// The timer, or what keeps its id; null: the call's result is the id.
  const clang::Expr *Operand = nullptr;
  bool GivesId = false;                          ///< the result names the timer
  const clang::Expr *Callable = nullptr;         ///< what a Start runs
  bool Repeats = false;                          ///< it fires until somebody stops it
  bool Aborts = false;                           ///< stopping runs the callable, with an error
  const clang::CXXMethodDecl *Remover = nullptr; ///< of an inferred Start: takes the id away
  bool IsRemoverSure = false;                    ///< no other method could be meant
  bool ByHandle = false; ///< of an inferred Start: the result itself can take it away
};

/// What \p Call does to a timer, by the models, by structure or by what the callee
/// does with it; nothing for most calls.
std::optional<TimerCall> timerCall(Unit &U, const CallView &Call);
/// The same, but without a look into the callee.
std::optional<TimerCall> knownTimerCall(Unit &U, const CallView &Call);

/// Whether \p E can be called: a function, a lambda, a function object.
bool isCallable(const clang::Expr *E);

/// Whether \p Callee's name says that it takes something back: 'cancel',
/// 'removeTimer', 'unregister_timeout_handler'.
bool isTakingBack(const clang::FunctionDecl *Callee);

/// Whether \p Record is a timer: by the models, or by its name together with
/// its methods.
bool isTimerClass(Unit &U, const clang::CXXRecordDecl *Record);

/// The lower-case words of a name: 'runEvery' and 'run_every' are run, every.
llvm::SmallVector<std::string, 4> wordsOf(llvm::StringRef Name);

/// Whether \p Name says that something happens again and again: 'repeat'.
bool isRepeating(llvm::StringRef Name);
/// Whether a method called \p Undoes takes back what one called \p Does has done:
/// 'resume' and 'pause', 'showMenu' and 'hideMenu'.
bool isOpposite(llvm::StringRef Does, llvm::StringRef Undoes);
/// Whether \p Name says that something happens once: 'setSingleShot'.
bool firesOnce(llvm::StringRef Name);

/// How a callable refers to the object that its author is a method of.
enum class HoldT {
  None,   ///< not at all
  Raw,    ///< through 'this' or a plain pointer
  Shared, ///< it keeps the object alive
  Weak,   ///< it looks whether the object is alive, or is taken back when that ends
};
HoldT holdOf(Unit &U, const clang::Expr *Callable);

/// The function of the user's that \p Callable runs in the end: the body of a
/// lambda, or what is bound. Null if there is none to be read.
const clang::FunctionDecl *handlerOf(Unit &U, const clang::Expr *Callable);

} // namespace leash::flow

#endif
