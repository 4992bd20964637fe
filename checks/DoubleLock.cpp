//===- DoubleLock.cpp -----------------------------------------------------===//
#include "DoubleLock.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash {

using model::LockMode;

DoubleLock::DoubleLock(llvm::StringRef Name, tidy::ClangTidyContext *Context,
                       const std::shared_ptr<flow::Session> &Session)
    : LeashCheck(Name, Context, Session), RetakenReadLocks(Options.get("RetakenReadLocks", false)) {
}

void DoubleLock::storeOptions(tidy::ClangTidyOptions::OptionMap &Map) {
  Options.store(Map, "RetakenReadLocks", RetakenReadLocks);
}

void DoubleLock::checkFunction(const FunctionDecl &Function, flow::Unit &Unit) {
  for (const flow::Relock &R : Unit.flow(&Function).Relocks) {
    bool HeldShared = R.First->Mode == LockMode::Shared;
    bool TakenShared = R.Second->Mode == LockMode::Shared;
    if ((HeldShared && TakenShared && !RetakenReadLocks) || !Unit.isPossible(&Function, R))
      continue;
    std::string Lock = quoted((R.Through ? R.First : R.Second)->Text);
    std::string Name = quoted(shownName(R.First->In));
    report::Finding F;
    F.Where = R.Through ? R.Through->Where : R.Second->Where;
    std::string Callee = R.Through ? " (through '" + report::throughWhom(*R.Through) + "')" : "";
    if (HeldShared && !TakenShared)
      F.Message = Name + " locks " + Lock + " exclusively while it holds it shared" + Callee +
                  ": it waits for itself for ever";
    else if (HeldShared)
      F.Message = Name + " locks " + Lock + " shared again while it holds it shared" + Callee +
                  ": with a writer waiting in between, both wait for ever";
    else
      F.Message = Name + " locks " + Lock + " again while it holds it" + Callee +
                  ": it waits for itself for ever";
    F.Story.push_back(report::lockedHere(*R.First));
    if (R.Through)
      report::appendChain(F.Story, *R.Through);
    F.Remedy = R.Through ? "split a part out of '" + report::throughWhom(*R.Through) +
                               "' that expects " + Lock + " to be held, and call that"
                         : "lock " + Lock + " once, in the outer place";
    report(F);
  }
}

} // namespace leash
