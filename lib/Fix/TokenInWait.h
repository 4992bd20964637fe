//===- TokenInWait.h - a wait that a stop token ends ------------*- C++ -*-===//
#ifndef LEASH_FIX_TOKENINWAIT_H
#define LEASH_FIX_TOKENINWAIT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/Diagnostic.h"
#include <string>
#include <vector>

namespace leash::fix {

/// Edits that give the stop token \p Name to \p Call, a wait on a condition variable,
/// and leave the loop with the body \p Body when the token ends the wait. The wait has
/// a predicate, or stands alone in a loop whose condition becomes the predicate. None
/// if it stands otherwise.
std::vector<clang::FixItHint> tokenInWait(const clang::Stmt *Body,
                                          const clang::CXXMemberCallExpr &Call,
                                          const std::string &Name, clang::ASTContext &Context);

} // namespace leash::fix

#endif
