//===- CoroutineTasks.h - coroutines that are started as tasks --*- C++ -*-===//
#ifndef LEASH_FLOW_COROUTINETASKS_H
#define LEASH_FLOW_COROUTINETASKS_H

#include "Flow/Classes.h"

namespace leash::flow {

/// The body of \p F, if it is a coroutine that can be analysed; else null.
const clang::FunctionDecl *coroutineBody(const clang::FunctionDecl *F);

/// The coroutines that \p Function starts as tasks of their own. They have no
/// handle.
std::vector<Spawned> coroutinesOf(Unit &U, const clang::FunctionDecl *Function);

} // namespace leash::flow

#endif
