//===- ObjectMode.h - how was an object set up? -----------------*- C++ -*-===//
#ifndef LEASH_FLOW_OBJECTMODE_H
#define LEASH_FLOW_OBJECTMODE_H

#include "Flow/Object.h"

namespace leash::flow {

class Unit;

enum class ObjectMode {
  Unknown,
  NonBlocking, ///< a descriptor or socket: operations on it do not wait
  Timed,       ///< a socket: operations on it give up after a time
  Disk,        ///< a descriptor: it names a file, or may be a standard stream
  Recursive,   ///< a lock: its holder may take it again
};

/// What the translation unit shows of how \p O, which \p Function uses, was set
/// up: in any method of its class, in any line of the function.
ObjectMode modeOf(Unit &U, const Object *O, const clang::FunctionDecl *Function);

/// Whether \p O, a descriptor that \p Function reads, is one end of a pair whose other
/// end the code keeps and, as far as is seen, never closes: its end never comes.
bool keepsOtherEnd(Unit &U, const Object *O, const clang::FunctionDecl *Function);

} // namespace leash::flow

#endif
