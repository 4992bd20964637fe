//===- Module.cpp - the clang-tidy module of Leash -------------------------===//
#include "Module.h"
#include "Support/Version.h"
#include "clang-tidy/ClangTidyCheck.h"
#include <atomic>

#if __has_include("Flow/Session.h") && __has_include("DoubleLock.h") &&                            \
                                                     __has_include("LockAcrossBlockingCall.h")
#include "DoubleLock.h"
#include "Flow/Session.h"
#include "LockAcrossBlockingCall.h"
#else
// Stands in until the checks exist.
namespace leash {
namespace flow {
struct Session {};
} // namespace flow
struct StubCheck : clang::tidy::ClangTidyCheck {
  StubCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
            std::shared_ptr<flow::Session>)
      : ClangTidyCheck(Name, Context) {}
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override {
    using namespace clang::ast_matchers;
    Finder->addMatcher(functionDecl(hasName("leash_stub")).bind("f"), this);
  }
  void check(const clang::ast_matchers::MatchFinder::MatchResult &R) override {
    diag(R.Nodes.getNodeAs<clang::FunctionDecl>("f")->getLocation(), "stub");
  }
};
using DoubleLock = StubCheck;
using LockAcrossBlockingCall = StubCheck;
} // namespace leash
#endif

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
                  std::shared_ptr<flow::Session> Session) {
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
