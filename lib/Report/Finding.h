//===- Finding.h - a finding as data ----------------------------*- C++ -*-===//
//
// A finding tells a story that a reviewer can check without the tool: the
// message says who blocks on what and what follows; the notes lead there step
// by step; the last note names the way out.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_REPORT_FINDING_H
#define LEASH_REPORT_FINDING_H

#include "Flow/Summary.h"
#include "clang/Basic/Diagnostic.h"
#include <string>
#include <vector>

namespace leash::report {

struct Note {
  clang::SourceLocation Where;
  std::string Text;
};

struct Finding {
  clang::SourceLocation Where;
  std::string Message;
  std::vector<Note> Story;
  std::string Remedy; ///< one clause; the canonical-fix note adds where to read more
  std::vector<clang::FixItHint> Fixes;
};

/// "'m' is locked here", or where the function says that its caller holds it.
Note lockedHere(const flow::Acquisition &Lock);

/// One note for each call on the way from \p E, which happens in the function
/// that the finding is about, to the place where it really happens.
void appendChain(std::vector<Note> &Story, const flow::Effect &E);

/// What a task does in \p E, as a verb with its object: "sleeps", "joins
/// 'worker'", "waits for the network in 'recv'".
std::string describe(const flow::Effect &E);

/// The name of the function that \p E is reached through, or empty if it
/// happens in the function itself.
std::string throughWhom(const flow::Effect &E);

} // namespace leash::report

#endif
