//===- Paths.h - from one statement to another ------------------*- C++ -*-===//
//
// Questions about the paths through one function's CFG.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_PATHS_H
#define LEASH_FLOW_PATHS_H

#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace leash::flow {

class Paths {
public:
  /// \p Graph must outlive the object.
  explicit Paths(const clang::CFG &Graph);

  using StopT = llvm::function_ref<bool(const clang::Stmt *)>;

  /// Whether some path leads from just after \p From to \p To, without passing
  /// a statement for which \p Stop holds (null: none).
  bool leads(const clang::Stmt *From, const clang::Stmt *To, StopT Stop = nullptr) const;

  /// Whether some path leads from just after \p From to the function's end
  /// without passing a statement for which \p Stop holds.
  bool leaves(const clang::Stmt *From, StopT Stop) const;

private:
  struct Place {
    const clang::CFGBlock *Block = nullptr;
    unsigned Index = 0;
  };
  bool search(const clang::Stmt *From, const clang::Stmt *To, StopT Stop) const;

  llvm::DenseMap<const clang::Stmt *, Place> Places;
  const clang::CFG &Graph;
};

} // namespace leash::flow

#endif
