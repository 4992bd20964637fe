//===- TimerPaths.cpp - what happens to a timer on each path --------------===//
#include "Flow/TimerPaths.h"
#include "Flow/Unit.h"
#include "clang/Analysis/CFG.h"

using namespace clang;

namespace leash::flow {

bool alwaysComesTo(Unit &U, const FunctionDecl *Function,
                   const llvm::DenseSet<const Stmt *> &Sites) {
  const CFG *Graph = U.graph(Function);
  if (!Graph)
    return false;
  auto Comes = [&](const CFGBlock &Block) {
    return llvm::any_of(Block, [&](const CFGElement &Element) {
      std::optional<CFGStmt> S = Element.getAs<CFGStmt>();
      return S && Sites.contains(S->getStmt());
    });
  };
  llvm::SmallVector<const CFGBlock *, 16> Open{&Graph->getEntry()};
  llvm::DenseSet<const CFGBlock *> Seen{&Graph->getEntry()};
  bool Found = false;
  while (!Open.empty()) {
    const CFGBlock *Block = Open.pop_back_val();
    if (Block == &Graph->getExit())
      return false;
    if (Block->hasNoReturnElement())
      continue;
    if (Comes(*Block)) {
      Found = true;
      continue;
    }
    for (const CFGBlock *Next : Block->succs())
      if (Next && Seen.insert(Next).second)
        Open.push_back(Next);
  }
  return Found;
}

bool neverReturns(Unit &U, const FunctionDecl *Function) {
  const CFG *Graph = U.graph(Function);
  if (!Graph)
    return false;
  llvm::SmallVector<const CFGBlock *, 16> Open{&Graph->getEntry()};
  llvm::DenseSet<const CFGBlock *> Seen{&Graph->getEntry()};
  bool Loops = false;
  while (!Open.empty()) {
    const CFGBlock *Block = Open.pop_back_val();
    if (Block == &Graph->getExit())
      return false;
    if (Block->hasNoReturnElement())
      continue;
    for (const CFGBlock *Next : Block->succs()) {
      if (!Next)
        continue;
      Loops |= Block->getLoopTarget() != nullptr;
      if (Seen.insert(Next).second)
        Open.push_back(Next);
    }
  }
  return Loops;
}

} // namespace leash::flow
