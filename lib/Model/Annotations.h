//===- Annotations.h - entries written in the source ------------*- C++ -*-===//
#ifndef LEASH_MODEL_ANNOTATIONS_H
#define LEASH_MODEL_ANNOTATIONS_H

#include "Model/Entry.h"
#include "clang/AST/DeclCXX.h"
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
  /// What the source says that a call of \p F does; null if it says nothing.
  const CallEntry *call(const clang::FunctionDecl *F);
  /// What the source says that objects of \p Record are for.
  const TypeEntry *type(const clang::CXXRecordDecl *Record);

  const std::vector<AnnotationFault> &faults() const { return Faults; }

private:
  std::vector<std::unique_ptr<CallEntry>> Calls;
  std::vector<std::unique_ptr<TypeEntry>> Types;
  std::vector<AnnotationFault> Faults;
};

} // namespace leash::model

#endif
