//===- Annotations.cpp - entries written in the source --------------------===//
#include "Model/Annotations.h"
#include "Model/Schema.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace leash::model {

/// The attribute of \p D that is meant for Leash, if any. Later declarations
/// inherit the attributes of earlier ones, and instances those of their pattern.
static const AnnotateAttr *attributeOf(const Decl *D) {
  D = D->getMostRecentDecl();
  if (D->hasAttrs())
    for (const auto *A : D->specific_attrs<AnnotateAttr>())
      if (llvm::StringRef Text = A->getAnnotation();
          Text.consume_front("leash") && (Text.empty() || !llvm::isAlnum(Text.front())))
        return A;
  return nullptr;
}

static const AnnotateAttr *attributeOfFunction(const FunctionDecl *F) {
  if (const AnnotateAttr *Own = attributeOf(F))
    return Own;
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F))
    for (const CXXMethodDecl *Overridden : Method->overridden_methods())
      if (const AnnotateAttr *Inherited = attributeOfFunction(Overridden))
        return Inherited;
  return nullptr;
}

template <typename Entry, typename Parser>
const Entry *Annotations::read(const AnnotateAttr *Attribute, Parser Parse,
                               llvm::DenseMap<const AnnotateAttr *, std::unique_ptr<Entry>> &Kept) {
  if (!Attribute)
    return nullptr;
  auto [Where, New] = Kept.try_emplace(Attribute);
  if (!New)
    return Where->second.get();
  std::string Error;
  llvm::StringRef Text = Attribute->getAnnotation();
  Text.consume_front("leash");
  Where->second = Parse(Text, Error);
  bool IsKnown = llvm::any_of(Faults, [&](const AnnotationFault &F) {
    return F.Where == Attribute->getLocation(); // of another instance of the same pattern
  });
  if (!Where->second && !IsKnown)
    Faults.push_back({Attribute->getLocation(), std::move(Error)});
  return Where->second.get();
}

bool Annotations::mayHave(const FunctionDecl *F) { return attributeOfFunction(F) != nullptr; }

const CallEntry *Annotations::call(const FunctionDecl *F) {
  return read(attributeOfFunction(F), parseCallEntry, Calls);
}

const TypeEntry *Annotations::type(const CXXRecordDecl *Record) {
  const AnnotateAttr *Attribute = attributeOf(Record);
  // An instance that nothing has asked to be complete has no attributes yet.
  if (const auto *Instance = llvm::dyn_cast<ClassTemplateSpecializationDecl>(Record);
      Instance && !Attribute && !Instance->isExplicitSpecialization())
    Attribute = attributeOf(Instance->getSpecializedTemplate()->getTemplatedDecl());
  return read(Attribute, parseTypeEntry, Types);
}

} // namespace leash::model
