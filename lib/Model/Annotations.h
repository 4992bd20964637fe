//===- Annotations.h - entries written in the source ------------*- C++ -*-===//
#ifndef LEASH_MODEL_ANNOTATIONS_H
#define LEASH_MODEL_ANNOTATIONS_H

#include "Model/Entry.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>
#include <vector>

namespace leash::model {

/// An annotation that says nothing that Leash understands.
struct AnnotationFault {
  clang::SourceLocation Where;
  std::string Text; ///< what was expected
};

/// Reads the attributes that include/leash/annotations.h writes:
/// annotate("leash {role: block, class: rpc}"), an entry of a model file
/// without its names.
class Annotations {
public:
  /// Whether \p F, or a method that it overrides, has an annotation of ours,
  /// good or bad. Cheap.
  static bool mayHave(const clang::FunctionDecl *F);

  /// What the source says that a call of \p F does; null if it says nothing.
  /// A method does what the method says that it overrides.
  const CallEntry *call(const clang::FunctionDecl *F);
  /// What the source says that objects of \p Record are for.
  const TypeEntry *type(const clang::CXXRecordDecl *Record);

  /// What was wrong so far, each once, in the order in which it was met.
  const std::vector<AnnotationFault> &faults() const { return Faults; }

private:
  template <typename Entry, typename Parser>
  const Entry *read(const clang::AnnotateAttr *Attribute, Parser Parse,
                    llvm::DenseMap<const clang::AnnotateAttr *, std::unique_ptr<Entry>> &Kept);

  llvm::DenseMap<const clang::AnnotateAttr *, std::unique_ptr<CallEntry>> Calls;
  llvm::DenseMap<const clang::AnnotateAttr *, std::unique_ptr<TypeEntry>> Types;
  std::vector<AnnotationFault> Faults;
};

} // namespace leash::model

#endif
