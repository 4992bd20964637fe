//===- LeashCheck.h - what all checks have in common ------------*- C++ -*-===//
#ifndef LEASH_CHECKS_LEASHCHECK_H
#define LEASH_CHECKS_LEASHCHECK_H

#include "Flow/Session.h"
#include "Report/Finding.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace leash {

/// A check is asked once about each function that the user's code defines, and
/// then about the whole translation unit. It answers with findings. The first
/// check of a unit gathers the functions for all.
class LeashCheck : public clang::tidy::ClangTidyCheck {
public:
  LeashCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
             const std::shared_ptr<flow::Session> &Session);

  bool isLanguageVersionSupported(const clang::LangOptions &Options) const override {
    return Options.CPlusPlus;
  }
  /// In an editor, shows the faults of the configuration.
  void registerPPCallbacks(const clang::SourceManager &Sources, clang::Preprocessor *Preprocessor,
                           clang::Preprocessor *Expander) final;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) final;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) final;
  /// Calls checkFunction for each function, then checkUnit, and says which
  /// annotations of the user's make no sense. After a fatal error, nothing.
  void onEndOfTranslationUnit() final;

protected:
  /// Looks at one function that has a body; instantiations of templates come
  /// one by one.
  virtual void checkFunction(const clang::FunctionDecl &Function, flow::Unit &Unit) {}

  /// Looks at all functions together: Unit.functions().
  virtual void checkUnit(flow::Unit &Unit) {}

  /// Reports \p F, once for each place.
  void report(const report::Finding &F);

  /// Says that an option or a model file is wrong: without a place in the code,
  /// and in an editor, which would not show that, at the beginning of the file.
  void configurationFault(std::string Text);

private:
  /// Whether diagnostics are shown one by one beside the code.
  bool InEditor;
  std::vector<std::string> Faults; ///< to be shown in an editor
  std::string PageName;            ///< 'double-lock'
  std::string DocsBase;
  /// No other check needs the system's headers: only they are left out.
  bool ReadsAllOfUser = false;
  std::shared_ptr<flow::SharedUnit> Shared;
  llvm::DenseSet<unsigned> Reported;
};

} // namespace leash

#endif
