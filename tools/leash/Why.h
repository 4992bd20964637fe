//===- Why.h - what the models say about a file ------------------*- C++ -*-===//
#ifndef LEASH_TOOLS_WHY_H
#define LEASH_TOOLS_WHY_H

#include "Model/Models.h"
#include <string>
#include <vector>

namespace leash {

/// What `leash models` is asked.
struct WhyRequest {
  std::string File;
  unsigned Line = 0;    ///< 0: all lines
  std::string Library;  ///< empty: all
  std::string Database; ///< the directory of the compile database; empty: look for it
  bool HasFlags = false;
  std::vector<std::string> Flags; ///< after '--'
  bool IsGood = true;             ///< set: no annotation was met that cannot be read
};

/// 'acquire exclusive', 'block class=sleep bound=bounded'.
std::string describe(const model::CallEntry &Entry, model::Bound HowLong);
/// 'lock', 'guard shared'.
std::string describe(const model::TypeEntry &Entry);

/// Parses the file and prints one line for each call and each variable that
/// the models know. Returns the exit status.
int printWhy(std::shared_ptr<const model::Models> Known, WhyRequest &Request);

} // namespace leash

#endif
