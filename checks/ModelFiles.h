//===- ModelFiles.h - the user's model files --------------------*- C++ -*-===//
#ifndef LEASH_CHECKS_MODELFILES_H
#define LEASH_CHECKS_MODELFILES_H

#include <string>
#include <vector>

namespace clang::tidy {
class ClangTidyContext;
}

namespace leash {

/// The files of the option leash.Models for the file at hand. A relative path
/// is taken from the folder of the .clang-tidy that names it; where none does
/// (the option came from the command line), from the working directory.
std::vector<std::string> userModelFiles(const clang::tidy::ClangTidyContext &Context);

} // namespace leash

#endif
