//===- UserCode.cpp - which part of a file is looked at -------------------===//
#include "UserCode.h"
#include "Module.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallVector.h"

using namespace clang;

namespace leash {

bool enablesOnlyLeash(llvm::StringRef Checks) {
  bool Only = false;
  llvm::SmallVector<llvm::StringRef, 8> Globs;
  Checks.split(Globs, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Glob : Globs) {
    Glob = Glob.trim();
    if (Glob == "-*")
      Only = true;
    else if (Glob.contains('\n') || (!Glob.starts_with("-") && !Glob.starts_with(CheckPrefix)))
      Only = false;
  }
  return Only;
}

void leaveOutSystemHeaders(ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  std::vector<Decl *> Kept;
  for (Decl *D : Context.getTranslationUnitDecl()->decls())
    if (D->getLocation().isInvalid() ||
        !Sources.isInSystemHeader(Sources.getExpansionLoc(D->getLocation())))
      Kept.push_back(D);
  Context.setTraversalScope(Kept);
}

} // namespace leash
