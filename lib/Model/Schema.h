//===- Schema.h - the form of a model file ----------------------*- C++ -*-===//
#ifndef LEASH_MODEL_SCHEMA_H
#define LEASH_MODEL_SCHEMA_H

#include "Model/Entry.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>

namespace leash::model {

/// One name that a file gives a meaning.
struct Claim {
  std::string Name;     ///< completed by a root
  std::string Overload; ///< what tells entries of one name apart, with the kind of entry
  size_t Offset;        ///< where it stands in the text
};

/// "line:column", from 1, of \p Offset in \p Text.
std::string placeIn(llvm::StringRef Text, size_t Offset);

/// Parses the text of a model file (docs/models.md) and completes its names by
/// its roots. \p Path names it in errors. On faults, appends one
/// "file:line:column: error: ..." line each to \p Errors and returns null.
/// Appends the names to \p Claims if that is not null.
std::unique_ptr<File> parseFile(llvm::StringRef Text, llvm::StringRef Path, std::string &Errors,
                                std::vector<Claim> *Claims = nullptr);

/// Parses one entry without names, "{role: block, class: rpc}", as annotations
/// in source have it. On faults, null, and \p Error says what was expected.
std::unique_ptr<CallEntry> parseCallEntry(llvm::StringRef Text, std::string &Error);
std::unique_ptr<TypeEntry> parseTypeEntry(llvm::StringRef Text, std::string &Error);

} // namespace leash::model

#endif
