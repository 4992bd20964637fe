//===- Bodies.cpp - functions in the user's headers keep their bodies ------===//
//
// clangd skips the bodies of functions in headers when it precompiles them. What
// such a function locks, waits for or calls would be unknown in the editor, and
// findings would differ from those on the command line. So bodies in the user's own
// headers are read; those in system headers, which Leash never looks into, are not.
//
//===----------------------------------------------------------------------===//
#include "Clangd.h"
#include "Support/Version.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Serialization/PCHContainerOperations.h"

using namespace clang;

namespace leash {

namespace {

class KeepsBodies : public PreambleCallbacks {
public:
  explicit KeepsBodies(PreambleCallbacks &Inner) : Inner(Inner) {}

  bool shouldSkipFunctionBody(Decl *D) override {
    if (!Inner.shouldSkipFunctionBody(D))
      return false;
    return !Sources || Sources->isInSystemHeader(Sources->getExpansionLoc(D->getLocation()));
  }

  void BeforeExecute(CompilerInstance &CI) override {
    Sources = &CI.getSourceManager();
    Inner.BeforeExecute(CI);
  }
  void AfterExecute(CompilerInstance &CI) override { Inner.AfterExecute(CI); }
  void AfterPCHEmitted(ASTWriter &Writer) override { Inner.AfterPCHEmitted(Writer); }
  void HandleTopLevelDecl(DeclGroupRef Group) override { Inner.HandleTopLevelDecl(Group); }
  std::unique_ptr<PPCallbacks> createPPCallbacks() override { return Inner.createPPCallbacks(); }
  CommentHandler *getCommentHandler() override { return Inner.getCommentHandler(); }

private:
  PreambleCallbacks &Inner;
  const SourceManager *Sources = nullptr;
};

} // namespace

using Built = llvm::ErrorOr<PrecompiledPreamble>;
using Files = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;
using Containers = std::shared_ptr<PCHContainerOperations>;

Built originalBuild(const CompilerInvocation &Invocation, const llvm::MemoryBuffer *Text,
                    PreambleBounds Bounds, PreambleDiagnostics Diagnostics, Files Files,
                    Containers Containers, bool InMemory, llvm::StringRef Folder,
                    PreambleCallbacks &Callbacks) LEASH_ORIGINAL(LEASH_PREAMBLE_BUILD);
Built build(const CompilerInvocation &Invocation, const llvm::MemoryBuffer *Text,
            PreambleBounds Bounds, PreambleDiagnostics Diagnostics, Files Files,
            Containers Containers, bool InMemory, llvm::StringRef Folder,
            PreambleCallbacks &Callbacks) LEASH_REPLACES(LEASH_PREAMBLE_BUILD);

Built build(const CompilerInvocation &Invocation, const llvm::MemoryBuffer *Text,
            PreambleBounds Bounds, PreambleDiagnostics Diagnostics, leash::Files Files,
            leash::Containers Containers, bool InMemory, llvm::StringRef Folder,
            PreambleCallbacks &Callbacks) {
  KeepsBodies Keeping(Callbacks);
  return originalBuild(Invocation, Text, Bounds, std::forward<PreambleDiagnostics>(Diagnostics),
                       std::move(Files), std::move(Containers), InMemory, Folder, Keeping);
}

} // namespace leash
