//===- Constant.h - what a constant argument says ---------------*- C++ -*-===//
#ifndef LEASH_MODEL_CONSTANT_H
#define LEASH_MODEL_CONSTANT_H

#include <cstdint>
#include <optional>

namespace clang {
class ASTContext;
class Expr;
class VarDecl;
} // namespace clang

namespace leash::model {

/// The value of \p E if it is the same in every run: of an integer, an
/// enumerator, a bool, a null pointer (0), or an object that is made of one
/// number, such as a duration (the number of its ticks). A fraction counts as
/// 1 or -1. Unsigned values beyond int64_t keep their bits.
std::optional<int64_t> constantValue(const clang::Expr *E, clang::ASTContext &Context);

/// As constantValue, and if \p E reads a local variable that gets one value only,
/// where it is declared or later, and that nothing else can write, that value.
/// Looks at the whole function that declares the variable.
std::optional<int64_t> soleValue(const clang::Expr *E, clang::ASTContext &Context);

/// Whether \p V, a local variable or a parameter, keeps the value that it starts
/// with: its function only reads it. Looks at the whole function.
bool keepsItsValue(const clang::VarDecl *V);

/// Whether \p E is certainly not a null pointer.
bool isNeverNull(const clang::Expr *E);

} // namespace leash::model

#endif
