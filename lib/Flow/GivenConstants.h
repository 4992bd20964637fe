//===- GivenConstants.h - what constant arguments leave out -----*- C++ -*-===//
//
// 'relay(1, socket)' and 'relay(0, 0)' may be two functions under one name: a
// flag of the caller's says which. What only the other one does is none of the
// call's effects.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_GIVENCONSTANTS_H
#define LEASH_FLOW_GIVENCONSTANTS_H

#include "Flow/Facts.h"
#include "Flow/Summary.h"
#include "Support/CallView.h"

namespace leash::flow {

class Unit;

/// Collects what one function does, as its callers see it: of like effects, one that
/// each call has; where only parameters choose them, the first and the last, which
/// may be the two ways of an 'if'.
class EffectsOutside {
public:
  explicit EffectsOutside(const Facts &Known) : Known(Known) {}

  void add(const Effect *E);
  std::vector<const Effect *> take();

private:
  const Facts &Known;
  std::vector<const Effect *> Always, Chosen;
};

/// The body of a callee, with the constants that one call gives it.
class GivenConstants {
public:
  /// \p Call must run \p Body.
  GivenConstants(Unit &U, const CallView &Call, const clang::FunctionDecl *Body);

  /// Whether the call never comes to \p Site in the body: an 'if' on a constant
  /// that it gave leaves \p Site out, or returns before it.
  bool leaveOut(const clang::Stmt *Site) const;

private:
  std::optional<bool> truthOf(const clang::Expr *Condition) const;
  std::optional<int64_t> valueOf(const clang::Expr *E) const;
  bool comesTo(const clang::Stmt *Site, const clang::Stmt *S, bool InSwitch) const;
  bool leaves(const clang::Stmt *S) const;

  Unit &U;
  const clang::FunctionDecl *Body;
  llvm::SmallVector<std::pair<const clang::ParmVarDecl *, int64_t>, 2> Given;
};

} // namespace leash::flow

#endif
