//===- LockAcrossBlockingCall.h ---------------------------------*- C++ -*-===//
//
// A lock held while the task may block, or while it calls back into unknown
// code that may come back for the lock.
// docs/checks/lock-across-blocking-call.md
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_CHECKS_LOCKACROSSBLOCKINGCALL_H
#define LEASH_CHECKS_LOCKACROSSBLOCKINGCALL_H

#include "LeashCheck.h"

namespace leash {

class LockAcrossBlockingCall : public LeashCheck {
public:
  LockAcrossBlockingCall(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                         const std::shared_ptr<flow::Session> &Session);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;

private:
  void checkFunction(const clang::FunctionDecl &Function, flow::Unit &Unit) override;
  std::optional<report::Finding> judge(const flow::Crossing &C, flow::Unit &Unit) const;
  std::optional<report::Finding> blocked(const flow::Crossing &C, flow::Unit &Unit) const;
  std::optional<report::Finding> calledBack(const flow::Crossing &C, flow::Unit &Unit) const;
  std::optional<report::Finding> suspended(const flow::Crossing &C) const;

  const std::string Classes;
  const bool ReportBounded;
  const bool CallbacksWithoutEvidence;
  unsigned EnabledClasses = 0; ///< bit set over model::BlockClass
};

} // namespace leash

#endif
