//===- Sarif.h - findings as SARIF 2.1.0 ------------------------*- C++ -*-===//
//
// clang's SarifDocumentWriter wants a SourceManager and has no related locations
// with messages, fixes, suppressions or help texts; so this is llvm::json.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_DRIVER_SARIF_H
#define LEASH_DRIVER_SARIF_H

#include "Driver/Verdict.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

namespace leash::driver {

/// The whole document.
llvm::json::Value sarif(const Verdict &V);

/// The findings of a document that sarif() made, without suppressed and absent
/// ones. \returns an error if \p Text is something else; \p File is for its message.
llvm::Expected<KnownFindings> knownOfSarif(llvm::StringRef Text, llvm::StringRef File);

} // namespace leash::driver

#endif
