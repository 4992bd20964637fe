//===- OtherOutputs.h - findings for the pages of CI systems ----*- C++ -*-===//
#ifndef LEASH_DRIVER_OTHEROUTPUTS_H
#define LEASH_DRIVER_OTHEROUTPUTS_H

#include "Driver/Verdict.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace leash::driver {

/// GitLab's code quality report: the findings that count.
/// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
llvm::json::Value gitlabReport(const Verdict &V);

/// GitHub's workflow commands: one annotation for each finding that counts.
/// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
void printAnnotations(const Verdict &V, llvm::raw_ostream &OS);

/// JUnit's XML: a test case for each file, failed if a finding in it counts.
void printJUnit(const Verdict &V, llvm::raw_ostream &OS);

} // namespace leash::driver

#endif
