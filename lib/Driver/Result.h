//===- Result.h - what the analysis of one unit says, as data ---*- C++ -*-===//
//
// A unit is one compile command of one file. Its result travels from the process
// that analysed it to the gate, and into the cache, as JSON.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_DRIVER_RESULT_H
#define LEASH_DRIVER_RESULT_H

#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <string>
#include <vector>

namespace leash::driver {

/// A place in a file. Lines and columns count from 1, columns in bytes.
struct Place {
  std::string File; ///< absolute; empty: nowhere
  uint64_t Line = 0;
  uint64_t Column = 0;
  std::string Text; ///< the source line
};

/// One note of the story.
struct Step {
  Place Where;
  std::string Text;
};

/// One piece of a fix-it: the text between two places and what it becomes. The
/// columns count characters (code points), as those count who apply it.
struct Edit {
  std::string File;
  uint64_t Line = 0, Column = 0;
  uint64_t EndLine = 0, EndColumn = 0;
  std::string Text;
};

/// A finding of a check, or an error of the compiler's.
struct Finding {
  std::string Check;
  bool IsError = false;
  std::string Message;
  Place Where;
  std::string Function;  ///< the function around it, or empty
  std::string Statement; ///< the statement around it without spaces and comments
  std::vector<Step> Story;
  std::vector<Edit> Fix;
  bool Suppressed = false; ///< by a NOLINT comment

  /// True if the compiler says it: the file does not parse.
  bool isOfCompiler() const { return Check == "clang-diagnostic-error"; }
};

/// A NOLINT comment that names checks of Leash's.
struct Suppression {
  Place Where;
  std::string Comment; ///< 'NOLINT(leash-double-lock)'
  bool Used = false;   ///< it hides a finding
};

/// What the analysis of one unit says.
struct UnitResult {
  std::vector<Finding> Findings;
  std::vector<Suppression> Suppressions;
  std::vector<std::string> Faults; ///< why the job could not be done, if so
  uint64_t ChecksEnabled = 0;      ///< how many of Leash's checks are enabled for the file
};

llvm::json::Value toJSON(const UnitResult &R);
/// \returns an error if \p Text is no result.
llvm::Expected<UnitResult> parseResult(llvm::StringRef Text);

/// The order of all output: by place, then by check and message.
bool operator<(const Finding &A, const Finding &B);
/// Same check at the same place: one finding, whichever unit says it.
bool isSame(const Finding &A, const Finding &B);

} // namespace leash::driver

#endif
