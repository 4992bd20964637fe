//===- QualifiedName.h - names of declarations as models spell them -*- C++ -*-===//
//
// A model name is a path of components: namespaces and classes without template
// arguments and without inline namespaces. '*' stands for one component.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_MODEL_QUALIFIEDNAME_H
#define LEASH_MODEL_QUALIFIEDNAME_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang {
class CXXRecordDecl;
class DeclContext;
class FunctionDecl;
} // namespace clang

namespace leash::model {

/// 'lock' of 'std::mutex::lock', 'operator a::B' of 'C::operator a::B'.
llvm::StringRef lastComponent(llvm::StringRef Name);

/// 'std::mutex' of 'std::mutex::lock'; empty for a name of one component.
llvm::StringRef enclosingName(llvm::StringRef Name);

/// What is wrong with \p Name as a name in a model file; empty if nothing is.
std::string faultOfName(llvm::StringRef Name);

/// The last component of \p F's name: 'lock', 'thread' for a constructor,
/// '~thread', 'operator()', 'operator bool'.
std::string lastComponent(const clang::FunctionDecl *F);

/// Whether \p Context, with what encloses it, is what \p Name names. The empty
/// name is the global namespace.
bool isNamed(const clang::DeclContext *Context, llvm::StringRef Name);

/// A class, and how many steps of inheritance lead to it.
struct Ancestor {
  const clang::CXXRecordDecl *Class = nullptr;
  unsigned Depth = 0;
};

/// \p Record or the first of its bases, direct or not, that \p Name names.
Ancestor findAncestor(const clang::CXXRecordDecl *Record, llvm::StringRef Name);

} // namespace leash::model

#endif
