//===- Paths.cpp - from one statement to another --------------------------===//
#include "Flow/Paths.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SmallVector.h"

using namespace clang;

namespace leash::flow {

Paths::Paths(const CFG &Graph) : Graph(Graph) {
  for (const CFGBlock *Block : Graph) {
    unsigned Index = 0;
    for (const CFGElement &Element : *Block) {
      if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>())
        Places.try_emplace(S->getStmt(), Place{Block, Index});
      ++Index;
    }
  }
}

bool Paths::search(const Stmt *From, const Stmt *To, StopT Stop) const {
  auto Start = Places.find(From);
  if (Start == Places.end())
    return false;
  llvm::BitVector Seen(Graph.getNumBlockIDs());
  llvm::SmallVector<std::pair<const CFGBlock *, unsigned>, 16> Work;
  Work.emplace_back(Start->second.Block, Start->second.Index + 1);
  while (!Work.empty()) {
    auto [Block, Index] = Work.pop_back_val();
    bool Stopped = false;
    for (; Index < Block->size() && !Stopped; ++Index) {
      std::optional<CFGStmt> S = (*Block)[Index].getAs<CFGStmt>();
      if (!S)
        continue;
      if (S->getStmt() == To)
        return true;
      Stopped = Stop && Stop(S->getStmt());
    }
    if (Stopped)
      continue;
    if (!To && Block == &Graph.getExit())
      return true;
    for (const CFGBlock *Next : Block->succs())
      if (Next && !Seen[Next->getBlockID()]) {
        Seen.set(Next->getBlockID());
        Work.emplace_back(Next, 0);
      }
  }
  return false;
}

bool Paths::leads(const Stmt *From, const Stmt *To, StopT Stop) const {
  return To && search(From, To, Stop);
}

bool Paths::leaves(const Stmt *From, StopT Stop) const { return search(From, nullptr, Stop); }

} // namespace leash::flow
