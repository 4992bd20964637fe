//===- TimerQuestions.h - what does a handler do to its timer? --*- C++ -*-===//
#ifndef LEASH_FLOW_TIMERQUESTIONS_H
#define LEASH_FLOW_TIMERQUESTIONS_H

#include "Flow/Timers.h"

namespace leash::flow {

using Methods = llvm::SmallVector<const clang::CXXMethodDecl *, 8>;

/// Questions about the handlers of the timers of one class.
class TimerQuestions {
public:
  TimerQuestions(Unit &U, const ClassTimers &Class) : U(U), Class(Class) {}

  /// Whether the closer tells the handler by something else than the timer: a
  /// flag, a state, a socket that it closes. It counts where it decides whether
  /// the timer is armed again; in a handler that does not do that, anywhere.
  bool tellsHandler(const Methods &Closing, const ForgottenTimer &F);

  /// Whether the closer may tell a handler that is not known: it changes
  /// something, but for timers, that some condition of the class looks at.
  bool mayTell(const Methods &Closing);

  /// Whether \p F's timer limits another operation, whose handler stops it, and
  /// the closer ends that operation: it changes something that is no timer.
  bool endsLimited(const Methods &Closing, const ForgottenTimer &F);

  /// Where \p Handler arms \p Timer again, through the class's own methods.
  const clang::Expr *rearmedBy(const clang::FunctionDecl *Handler, const clang::FieldDecl *Timer);

  /// Whether each run of \p Body arms \p Timer.
  bool alwaysArms(const clang::FunctionDecl *Body, const clang::FieldDecl *Timer,
                  unsigned Depth = 0);

  /// Whether each return of \p Handler says that the timer goes on: the way of
  /// GLib. True for handlers without a result.
  bool goesOn(const clang::FunctionDecl *Handler);

  /// Where each run of \p Handler arms a timer anew that runs \p Handler, itself or
  /// through what it calls. Null: some run may not. Not \p Always: some run, and
  /// whether it does so is no question to the object.
  const clang::Expr *armsItself(const clang::FunctionDecl *Handler, bool Always = true);

  /// Whether the handler stops a timer that it gets some other way.
  bool stopsItself(const clang::FunctionDecl *Handler);

  /// Whether what \p Start runs has the raw 'this': in the callable, or as user
  /// data beside it.
  bool keepsThis(const TimerUse &Start);

  /// Whether code outside of the class may stop \p Timer before it lets the object
  /// go, or the object may end by itself: true where not all of the class is in sight.
  bool ownerMayStop(const clang::FieldDecl *Timer);

private:
  const clang::Expr *starts(const clang::FunctionDecl *Body, const clang::FunctionDecl *Handler,
                            bool Always, unsigned Depth);
  /// Whether a condition on a field decides whether \p Body comes to \p Site.
  bool asksObject(const clang::FunctionDecl *Body, const clang::Expr *Site);
  /// Whether the 'if' or loop \p Where in \p Body decides whether \p Timer is
  /// armed there.
  bool decides(const clang::Stmt *Where, const clang::FunctionDecl *Body,
               const clang::FieldDecl *Timer);
  /// Whether \p Method, or what it runs on its own object, arms \p Timer.
  bool arms(const clang::CXXMethodDecl *Method, const clang::FieldDecl *Timer);

  Unit &U;
  const ClassTimers &Class;
};

} // namespace leash::flow

#endif
