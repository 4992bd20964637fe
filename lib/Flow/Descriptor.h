//===- Descriptor.h - how does a descriptor behave? -------------*- C++ -*-===//
#ifndef LEASH_FLOW_DESCRIPTOR_H
#define LEASH_FLOW_DESCRIPTOR_H

#include "Flow/Object.h"

namespace leash::flow {

class Unit;

enum class DescriptorMode {
  Unknown,     ///< operations on it may wait for a peer
  NonBlocking, ///< somebody puts it into non-blocking mode
  Disk,        ///< it names a file
};

/// What the translation unit shows of the descriptor or socket \p O that
/// \p Function uses: any method of its class, any line of its function.
DescriptorMode descriptorMode(Unit &U, const Object *O, const clang::FunctionDecl *Function);

} // namespace leash::flow

#endif
