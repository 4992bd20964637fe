//===- ConnectionLocks.cpp - the lock of a connection ---------------------===//
#include "Flow/ConnectionLocks.h"
#include "Flow/Paths.h"
#include "Flow/SharedState.h"
#include "Flow/Unit.h"

using namespace clang;

namespace leash::flow {

static bool isOf(const Effect &E, model::BlockClass Class) {
  return E.What == Effect::Kind::Blocks && E.innermost().Class == Class;
}

/// Whether \p E waits for its peer to say something: such calls can tell that the
/// peer has closed the connection.
static bool isAnswer(Unit &U, const Effect &E) {
  std::optional<CallView> Call = E.Site ? CallView::of(llvm::dyn_cast<Expr>(E.Site)) : std::nullopt;
  const model::CallEntry *Entry = Call ? U.models().call(*Call) : nullptr;
  return Entry && Entry->Closed;
}

/// Whether \p Function, wherever it takes \p Lock, asks a peer and waits for the
/// answer before it gives the lock back.
static bool asksPeer(Unit &U, const FunctionDecl *Function, const ValueDecl *Lock) {
  llvm::SmallPtrSet<const Stmt *, 4> Questions;
  bool IsAnswered = false;
  const FunctionFlow &Flow = U.flow(Function);
  for (const Crossing &C : Flow.Crossings)
    if (stateOf(C.Held) == Lock && isOf(*C.Across, model::BlockClass::Network)) {
      bool Answers = isAnswer(U, C.Across->innermost());
      IsAnswered |= Answers;
      if (!Answers)
        Questions.insert(C.site());
    }
  const Paths *All = IsAnswered && !Questions.empty() ? U.paths(Function) : nullptr;
  return All && llvm::none_of(Flow.Taken, [&](const Acquisition *A) {
           return stateOf(A->Lock) == Lock &&
                  All->leaves(A->Site, [&](const Stmt *S) { return Questions.contains(S); });
         });
}

static bool asksDatabase(Unit &U, const FunctionDecl *Function, const ValueDecl *Lock) {
  return llvm::any_of(U.flow(Function).Crossings, [&](const Crossing &C) {
    return stateOf(C.Held) == Lock && isOf(*C.Across, model::BlockClass::Database);
  });
}

bool isLockOfConnection(Unit &U, const Crossing &C) {
  const ValueDecl *Lock = stateOf(C.Held);
  const auto *Variable = llvm::dyn_cast_or_null<VarDecl>(Lock);
  if (!Lock || (Variable && Variable->isLocalVarDeclOrParm()))
    return false;
  bool OfDatabase = isOf(*C.Across, model::BlockClass::Database);
  // The peer may be a process that is waited for when it fails.
  if (!OfDatabase && !isOf(*C.Across, model::BlockClass::Network) &&
      !isOf(*C.Across, model::BlockClass::Process))
    return false;
  bool HasOther = false;
  for (const FunctionDecl *F : U.functions()) {
    if (!U.touchesLocks(F) || llvm::none_of(U.flow(F).Taken, [&](const Acquisition *A) {
          return stateOf(A->Lock) == Lock;
        }))
      continue;
    if (!(OfDatabase ? asksDatabase(U, F, Lock) : asksPeer(U, F, Lock)))
      return false; // it wants something else
    HasOther |= F != C.Lock->In;
  }
  return HasOther;
}

} // namespace leash::flow
