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
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace leash::model {

/// All entries that hold for one run. Immutable once built; safe to share
/// between threads. A built-in file is parsed when the first name is looked up
/// in it.
class Models {
public:
  /// The built-in models.
  static std::shared_ptr<const Models> builtin();

  /// The built-in models and \p UserFiles (absolute or relative to the working
  /// directory). The error's text has one "file:line:column: error: what was
  /// expected" line for each fault found.
  static llvm::Expected<std::shared_ptr<const Models>> load(llvm::ArrayRef<std::string> UserFiles);

  /// These models without the built-in files that can name nothing in a program
  /// whose identifiers are those that \p Has is true for. Parses nothing.
  std::shared_ptr<const Models> among(llvm::function_ref<bool(llvm::StringRef)> Has) const;

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
  template <typename Row> using RowsOf = llvm::SmallVector<Row, 0>;

  /// Entries whose name's last component is \p LastComponent, in the order in
  /// which they are to be tried (the user's before the built-in). The empty
  /// list for nearly every identifier of a program.
  RowsOf<NamedCall> calls(llvm::StringRef LastComponent) const;
  RowsOf<NamedType> types(llvm::StringRef LastComponent) const;
  /// As calls(), for the roles of plain state (isStateRole), which calls() omits.
  RowsOf<NamedCall> states(llvm::StringRef LastComponent) const;

  /// All files, the user's first, for listings. The library of an entry is its
  /// file's.
  std::vector<const File *> files() const;

private:
  class Part;
  explicit Models(std::vector<std::shared_ptr<const Part>> Parts) : Parts(std::move(Parts)) {}
  template <typename Row, typename Index>
  RowsOf<Row> rows(Index Part::*Where, llvm::StringSet<> Part::*Claimed,
                   llvm::StringRef LastComponent) const;

  std::vector<std::shared_ptr<const Part>> Parts; ///< the user's first
};

/// What must be in a program for the names of a model file to mean anything in
/// it: all identifiers of one of these lists. Found in the \p Text without
/// parsing it; the components are parts of the text.
std::vector<llvm::SmallVector<llvm::StringRef, 2>> marksOf(llvm::StringRef Text);

} // namespace leash::model

#endif
