//===- Models.h - the loaded model files ------------------------*- C++ -*-===//
//
// Loads the built-in model files and the user's, and finds entries by name.
// Knows nothing of the AST; see Resolver.h for that.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_MODEL_MODELS_H
#define LEASH_MODEL_MODELS_H

#include "Entry.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace leash::model {

/// All entries that hold for one run. Immutable once built; safe to share
/// between threads.
class Models {
public:
  /// The built-in models. Parsed once for the process, on first use.
  static std::shared_ptr<const Models> builtin();

  /// The built-in models and \p UserFiles (absolute or relative to the working
  /// directory). The error's text has one "file:line:column: error: what was
  /// expected" line for each fault found.
  static llvm::Expected<std::shared_ptr<const Models>> load(llvm::ArrayRef<std::string> UserFiles);

  /// Entries whose name's last component is \p LastComponent, in the order in
  /// which they are to be tried (the user's before the built-in). The empty
  /// list for nearly every identifier of a program.
  struct NamedCall {
    llvm::StringRef Name;
    const CallEntry *Entry;
    const File *From = nullptr; ///< null: an annotation in the source
    bool BuiltIn = false;
  };
  struct NamedType {
    llvm::StringRef Name;
    const TypeEntry *Entry;
    const File *From = nullptr; ///< null: an annotation in the source
    bool BuiltIn = false;
  };
  llvm::ArrayRef<NamedCall> calls(llvm::StringRef LastComponent) const;
  llvm::ArrayRef<NamedType> types(llvm::StringRef LastComponent) const;
  /// As calls(), for the roles of plain state (isStateRole), which calls() omits.
  llvm::ArrayRef<NamedCall> states(llvm::StringRef LastComponent) const;

  /// All files, for listings. The library of an entry is its file's.
  llvm::ArrayRef<std::shared_ptr<const File>> files() const { return Files; }

private:
  /// \p Users of \p All, the first, are the user's own.
  Models(std::vector<std::shared_ptr<const File>> All, size_t Users);

  std::vector<std::shared_ptr<const File>> Files; ///< the user's first
  llvm::StringMap<std::vector<NamedCall>> CallIndex;
  llvm::StringMap<std::vector<NamedCall>> StateIndex;
  llvm::StringMap<std::vector<NamedType>> TypeIndex;
};

} // namespace leash::model

#endif
