//===- KeptHere.h - can code out of sight reach this object? ----*- C++ -*-===//
#ifndef LEASH_FLOW_KEPTHERE_H
#define LEASH_FLOW_KEPTHERE_H

#include "clang/AST/Decl.h"

namespace leash::flow {

class Unit;

/// Whether all that can happen to the object \p D, a local variable or a field,
/// is in sight: it is made here, only its members are called, and who else gets
/// it has a body here and keeps it, too. False for anything else.
bool isKeptHere(Unit &U, const clang::ValueDecl *D);

} // namespace leash::flow

#endif
