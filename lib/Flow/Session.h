//===- Session.h - what the checks of one run share -------------*- C++ -*-===//
#ifndef LEASH_FLOW_SESSION_H
#define LEASH_FLOW_SESSION_H

#include "Flow/Unit.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <mutex>

namespace leash::flow {

/// The analysis of the translation unit at hand, made when a check first asks.
class SharedUnit {
public:
  explicit SharedUnit(std::shared_ptr<const model::Models> Models) : Models(std::move(Models)) {}
  Unit &of(clang::ASTContext &Context) {
    if (!TheUnit)
      TheUnit = std::make_unique<Unit>(Context, Models);
    return *TheUnit;
  }

  /// The unit if a check has asked for it, else null.
  Unit *made() const { return TheUnit.get(); }

  /// Whether the caller is the first to ask: one gathers the functions for all.
  bool claim() { return !std::exchange(IsClaimed, true); }

private:
  bool IsClaimed = false;
  std::shared_ptr<const model::Models> Models;
  std::unique_ptr<Unit> TheUnit;
};

/// Lives as long as the check factories; shared by threads (clangd).
class Session {
public:
  /// The unit that all checks made with \p Owner (clang-tidy's context of one
  /// translation unit) share. The models are the built-in ones and \p Files;
  /// the error says what is wrong with these.
  llvm::Expected<std::shared_ptr<SharedUnit>> unit(const void *Owner,
                                                   llvm::ArrayRef<std::string> Files);

private:
  std::mutex Mutex;
  llvm::DenseMap<const void *, std::weak_ptr<SharedUnit>> Units;
};

} // namespace leash::flow

#endif
