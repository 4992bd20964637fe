//===- LeashCheck.h - what all checks have in common ------------*- C++ -*-===//
#ifndef LEASH_CHECKS_LEASHCHECK_H
#define LEASH_CHECKS_LEASHCHECK_H

#include "Flow/Session.h"
#include "Report/Finding.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace leash {

/// A check is asked once about each function that the user's code defines, and
/// once, at the end, about the whole translation unit. It answers with findings.
class LeashCheck : public clang::tidy::ClangTidyCheck {
public:
  LeashCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
             std::shared_ptr<flow::Session> Session);

  bool isLanguageVersionSupported(const clang::LangOptions &Options) const override {
    return Options.CPlusPlus;
  }
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) final;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) final;
  /// Calls checkUnit, and says which annotations of the user's make no sense.
  void onEndOfTranslationUnit() final;

protected:
  /// Looks at one function that has a body; instantiations of templates come
  /// one by one.
  virtual void checkFunction(const clang::FunctionDecl &Function, flow::Unit &Unit) {}

  /// Looks at all functions together: Unit.functions().
  virtual void checkUnit(flow::Unit &Unit) {}

  /// Reports \p F, once for each place.
  void report(const report::Finding &F);

private:
  std::string PageName; ///< 'double-lock'
  std::string DocsBase;
  bool OnlyLeash = false; ///< no other checks run
  std::shared_ptr<flow::SharedUnit> Shared;
  llvm::DenseSet<unsigned> Reported;
};

} // namespace leash

#endif
