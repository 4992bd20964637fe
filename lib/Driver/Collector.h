//===- Collector.h - clang-tidy's diagnostics as data -----------*- C++ -*-===//
#ifndef LEASH_DRIVER_COLLECTOR_H
#define LEASH_DRIVER_COLLECTOR_H

#include "Driver/Result.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"

namespace leash::driver {

/// clang-tidy's own consumer (filters, NOLINT, fix-its), which also keeps what
/// NOLINT comments suppress.
class Collector : public clang::tidy::ClangTidyDiagnosticConsumer {
public:
  explicit Collector(clang::tidy::ClangTidyContext &Context);

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;

  /// Moves what was said so far to \p Result, with places and what is around them.
  void moveTo(UnitResult &Result, clang::ASTContext &AST);
  /// The same where nothing was parsed.
  void moveTo(UnitResult &Result);

private:
  clang::tidy::ClangTidyContext &Context;
  std::vector<clang::tooling::Diagnostic> Hidden; ///< by NOLINT
  bool LastIsHidden = false;
};

} // namespace leash::driver

#endif
