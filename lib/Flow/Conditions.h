//===- Conditions.h - is a lock held when a condition decides? --*- C++ -*-===//
//
// Where a lock is held on some paths only (taken under a flag, by try_lock,
// tested by owns_lock()), clang's flow-sensitive framework decides whether a
// path on which it is held can reach the place in question. It is costly, so
// it runs only for functions with such a question, and when somebody asks.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_CONDITIONS_H
#define LEASH_FLOW_CONDITIONS_H

#include "Flow/Object.h"
#include <memory>

namespace leash::flow {

class Unit;

/// The answers to the questions that the flow of one function leaves open.
class Conditions {
public:
  /// Asks what the crossings and relocks of \p Function leave open.
  Conditions(Unit &U, const clang::FunctionDecl *Function);
  ~Conditions();

  /// Whether \p Lock can be held by \p Holder (null: by hand) when \p Site is
  /// reached; false where the framework gave up.
  bool isPossible(const Object *Lock, const Object *Holder, const clang::Stmt *Site) const;

private:
  struct Impl;
  std::unique_ptr<Impl> I;
};

} // namespace leash::flow

#endif
