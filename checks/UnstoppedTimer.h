//===- UnstoppedTimer.h -----------------------------------------*- C++ -*-===//
//
// A timer that is started and, on some path or by what ends its owner, never
// stopped.
// docs/checks/unstopped-timer.md
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_CHECKS_UNSTOPPEDTIMER_H
#define LEASH_CHECKS_UNSTOPPEDTIMER_H

#include "Flow/Timers.h"
#include "LeashCheck.h"

namespace leash {

class UnstoppedTimer : public LeashCheck {
public:
  UnstoppedTimer(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                 const std::shared_ptr<flow::Session> &Session);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;

private:
  void checkFunction(const clang::FunctionDecl &Function, flow::Unit &Unit) override;
  void checkClass(const clang::CXXRecordDecl &Record, flow::Unit &Unit);
  report::Finding bySibling(llvm::ArrayRef<const flow::ForgottenTimer *> Group,
                            flow::Unit &Unit) const;
  report::Finding byRearming(const flow::ForgottenTimer &F) const;
  report::Finding byDestructor(const flow::ForgottenTimer &F, flow::Unit &Unit) const;
  report::Finding noAbort(const flow::ForgottenTimer &F, flow::Unit &Unit) const;

  report::Finding dropped(const flow::ForgottenTimer &F, flow::Unit &Unit) const;

  const std::string ClosingMethods;
  std::vector<std::string> ClosingNames;
  llvm::DenseSet<const clang::CXXRecordDecl *> Judged;
};

} // namespace leash

#endif
