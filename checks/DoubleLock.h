//===- DoubleLock.h ---------------------------------------------*- C++ -*-===//
//
// A non-recursive lock taken again by the task that holds it.
// docs/checks/double-lock.md
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_CHECKS_DOUBLELOCK_H
#define LEASH_CHECKS_DOUBLELOCK_H

#include "LeashCheck.h"

namespace leash {

class DoubleLock : public LeashCheck {
public:
  DoubleLock(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
             const std::shared_ptr<flow::Session> &Session);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;

private:
  void checkFunction(const clang::FunctionDecl &Function, flow::Unit &Unit) override;

  const bool RetakenReadLocks;
};

} // namespace leash

#endif
