/// \file
/// The files that are compiled into Leash: built-in models and the pages of the
/// checks.

#ifndef LEASH_SUPPORT_EMBEDDED_H
#define LEASH_SUPPORT_EMBEDDED_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace leash {

struct EmbeddedFile {
  /// The file's name without its directory, such as "std.yaml".
  llvm::StringRef Name;
  llvm::StringRef Text;
};

/// models/*.yaml, ordered by name.
llvm::ArrayRef<EmbeddedFile> embeddedModels();
/// docs/checks/*.md, ordered by name.
llvm::ArrayRef<EmbeddedFile> embeddedPages();

} // namespace leash

#endif // LEASH_SUPPORT_EMBEDDED_H
