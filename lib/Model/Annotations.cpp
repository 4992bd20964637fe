//===- Annotations.cpp - entries written in the source --------------------===//
#include "Model/Annotations.h"
#include "Model/Schema.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace leash::model {

/// The entry's text and its attribute, if \p D carries one of ours.
static std::pair<llvm::StringRef, const AnnotateAttr *> written(const Decl *D) {
  if (D->hasAttrs())
    for (const auto *A : D->specific_attrs<AnnotateAttr>())
      if (llvm::StringRef Text = A->getAnnotation(); Text.consume_front("leash "))
        return {Text, A};
  return {{}, nullptr};
}

template <typename Entry, typename Parser>
static const Entry *read(const Decl *D, Parser Parse, std::vector<std::unique_ptr<Entry>> &Kept,
                         std::vector<AnnotationFault> &Faults) {
  auto [Text, Attribute] = written(D);
  if (!Attribute)
    return nullptr;
  std::string Error;
  std::unique_ptr<Entry> Parsed = Parse(Text, Error);
  if (!Parsed) {
    Faults.push_back({Attribute->getLocation(), std::move(Error)});
    return nullptr;
  }
  return Kept.emplace_back(std::move(Parsed)).get();
}

const CallEntry *Annotations::call(const FunctionDecl *F) {
  // The annotation may stand at any declaration, and at a template's pattern.
  if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
    if (const CallEntry *Known = read(Pattern, parseCallEntry, Calls, Faults))
      return Known;
  for (const FunctionDecl *Redeclaration : F->redecls())
    if (const CallEntry *Known = read(Redeclaration, parseCallEntry, Calls, Faults))
      return Known;
  return nullptr;
}

const TypeEntry *Annotations::type(const CXXRecordDecl *Record) {
  if (const CXXRecordDecl *Pattern = Record->getTemplateInstantiationPattern())
    if (const TypeEntry *Known = read(Pattern, parseTypeEntry, Types, Faults))
      return Known;
  for (const TagDecl *Redeclaration : Record->redecls())
    if (const TypeEntry *Known = read(Redeclaration, parseTypeEntry, Types, Faults))
      return Known;
  return nullptr;
}

} // namespace leash::model
