//===- Module.cpp - the clang-tidy module of Leash -------------------------===//
#include "Module.h"
#include "DoubleLock.h"
#include "LockAcrossBlockingCall.h"
#include "LostWakeup.h"
#include "SpinSelect.h"
#include "Support/Version.h"
#include "UnreceivedSend.h"
#include "UnstoppableReceive.h"
#include "UnstoppedTimer.h"
#include <atomic>

namespace leash {

namespace {

// Set by a factory, read by the executable when clang-tidy is done.
std::atomic<bool> CheckRan = false;

constexpr CheckInfo Infos[] = {
#define LEASH_CHECK(NAME, CLASS, SHAPE, FIXIT, SINCE) {NAME, SHAPE, FIXIT, SINCE},
#include "Checks.def"
};

class LeashModule : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &F) override {
    auto Session = std::make_shared<flow::Session>();
#define LEASH_CHECK(NAME, CLASS, SHAPE, FIXIT, SINCE) add<CLASS>(F, "leash-" NAME, Session);
#include "Checks.def"
  }

private:
  template <typename Check>
  static void add(clang::tidy::ClangTidyCheckFactories &F, llvm::StringRef Name,
                  const std::shared_ptr<flow::Session> &Session) {
    F.registerCheckFactory(Name, [Session](llvm::StringRef N, clang::tidy::ClangTidyContext *C) {
      CheckRan = true;
      return std::make_unique<Check>(N, C, Session);
    });
  }
};

clang::tidy::ClangTidyModuleRegistry::Add<LeashModule> Registered("leash-module",
                                                                  "Finds concurrency leaks.");

} // namespace

llvm::ArrayRef<CheckInfo> allChecks() { return Infos; }

bool anyCheckRan() { return CheckRan; }

} // namespace leash
