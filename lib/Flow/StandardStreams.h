//===- StandardStreams.h - output and error as descriptors ------*- C++ -*-===//
#ifndef LEASH_FLOW_STANDARDSTREAMS_H
#define LEASH_FLOW_STANDARDSTREAMS_H

#include "Flow/Object.h"

namespace leash::flow {

class Unit;

/// Whether \p Function gives \p O, a descriptor, the number of the standard output
/// or error: a log that may go there.
bool isGivenStandardStream(Unit &U, const Object *O, const clang::FunctionDecl *Function);

} // namespace leash::flow

#endif
