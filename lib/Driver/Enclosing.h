//===- Enclosing.h - what is around a place in the code ---------*- C++ -*-===//
#ifndef LEASH_DRIVER_ENCLOSING_H
#define LEASH_DRIVER_ENCLOSING_H

#include "clang/AST/ASTContext.h"
#include <string>

namespace leash::driver {

/// What stays when code moves: it identifies a finding in place of the line.
struct Enclosing {
  std::string Function;  ///< 'pool::Worker::run', or empty
  std::string Statement; ///< without spaces and comments, up to its first brace
};

/// What is around \p Where, which is in a file and not in a macro.
Enclosing enclosing(clang::SourceLocation Where, clang::ASTContext &Context);

} // namespace leash::driver

#endif
