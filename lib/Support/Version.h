/// \file
/// All differences between the LLVM versions that Leash is built with. No other
/// file may test the version.

#ifndef LEASH_SUPPORT_VERSION_H
#define LEASH_SUPPORT_VERSION_H

#include "llvm/Config/llvm-config.h"

#if LLVM_VERSION_MAJOR != 19 && LLVM_VERSION_MAJOR != 22
#error "Leash is tested with LLVM 19 and 22 only"
#endif

// The registry of clang-tidy modules: a header of its own until 23, part of
// ClangTidyModule.h from 22 on.
#include "clang-tidy/ClangTidyModule.h"
#if LLVM_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>

namespace leash {

/// The diagnostics engine that a ClangTidyContext has to be given.
class ContextDiagnostics {
public:
  ContextDiagnostics(clang::tidy::ClangTidyContext &Context, clang::DiagnosticConsumer &Consumer) {
#if LLVM_VERSION_MAJOR < 22
    Engine = std::make_unique<clang::DiagnosticsEngine>(new clang::DiagnosticIDs(),
                                                        new clang::DiagnosticOptions(), &Consumer,
                                                        /*ShouldOwnClient=*/false);
    Context.setDiagnosticsEngine(Engine.get());
#else
    auto Options = std::make_unique<clang::DiagnosticOptions>();
    Engine = std::make_unique<clang::DiagnosticsEngine>(clang::DiagnosticIDs::create(), *Options,
                                                        &Consumer, /*ShouldOwnClient=*/false);
    Context.setDiagnosticsEngine(std::move(Options), Engine.get());
#endif
  }

private:
  std::unique_ptr<clang::DiagnosticsEngine> Engine;
};

/// The type of the objects of \p Record.
inline clang::QualType typeOf(const clang::ASTContext &Context, const clang::RecordDecl *Record) {
#if LLVM_VERSION_MAJOR < 22
  return Context.getRecordType(Record);
#else
  return Context.getCanonicalTagType(Record);
#endif
}

// What leash-clangd replaces in clangd.

#if LLVM_VERSION_MAJOR < 22

/// What clangd's providers of clang-tidy's options return.
using ClangdTidyProvider =
    llvm::function_ref<void(clang::tidy::ClangTidyOptions &, llvm::StringRef)>;
/// How clang::PrecompiledPreamble::Build takes the diagnostics.
using PreambleDiagnostics = clang::DiagnosticsEngine &;
/// The linker's name of that function.
#define LEASH_PREAMBLE_BUILD                                                                       \
  "_ZN5clang19PrecompiledPreamble5BuildERKNS_18CompilerInvocationEPKN4llvm12MemoryBufferE"         \
  "NS_14PreambleBoundsERNS_17DiagnosticsEngineENS4_18IntrusiveRefCntPtrINS4_3vfs10FileSystemEEE"   \
  "St10shared_ptrINS_22PCHContainerOperationsEEbNS4_9StringRefERNS_17PreambleCallbacksE"

#else

using ClangdTidyProvider =
    llvm::unique_function<void(clang::tidy::ClangTidyOptions &, llvm::StringRef) const>;
using PreambleDiagnostics = llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>;
#define LEASH_PREAMBLE_BUILD                                                                       \
  "_ZN5clang19PrecompiledPreamble5BuildERKNS_18CompilerInvocationEPKN4llvm12MemoryBufferE"         \
  "NS_14PreambleBoundsENS4_18IntrusiveRefCntPtrINS_17DiagnosticsEngineEEE"                         \
  "NS9_INS4_3vfs10FileSystemEEESt10shared_ptrINS_22PCHContainerOperationsEEb"                      \
  "NS4_9StringRefERNS_17PreambleCallbacksE"

#endif

} // namespace leash

#endif // LEASH_SUPPORT_VERSION_H
