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
  /// Looks at the functions: whether a crossing is right may depend on all of them.
  void checkUnit(flow::Unit &Unit) override;
  void look(const clang::FunctionDecl &Function, flow::Unit &Unit);
  std::optional<report::Finding> judge(const flow::Crossing &C, flow::Unit &Unit) const;
  std::optional<report::Finding> blocked(const flow::Crossing &C, flow::Unit &Unit) const;
  std::optional<report::Finding> calledBack(const flow::Crossing &C, flow::Unit &Unit) const;
  std::optional<report::Finding> suspended(const flow::Crossing &C) const;

  const std::string Classes;
  const bool ReportBounded;
  const bool CallbacksWithoutEvidence;
  unsigned EnabledClasses = 0;                      ///< bit set over model::BlockClass
  std::vector<const clang::FunctionDecl *> Crossed; ///< those with something to look at
};

} // namespace leash

#endif
