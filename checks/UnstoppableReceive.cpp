//===- UnstoppableReceive.cpp ---------------------------------------------===//
#include "UnstoppableReceive.h"
#include "Fix/EndWait.h"
#include "Fix/WakeWaiters.h"
#include "Flow/SuppressedWakes.h"
#include "LoopStories.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash {

static std::string nameOf(const ValueDecl *D) { return quoted(D->getNameAsString()); }

static report::Finding findingFor(const flow::SuppressedWake &S) {
  report::Finding F;
  std::string Flag = nameOf(S.Sets->What), Setter = quoted(shownName(S.Sets->In));
  std::string Waker = quoted(shownName(S.Waker)), Task = quoted(shownName(S.Which->In));
  F.Where = S.Call->getExprLoc();
  F.Message = Setter + " has set " + Flag + " when it calls " + Waker +
              ", which then does nothing: " + Task + " " + report::describe(*S.Blocks) +
              " and is not woken";
  F.Story.push_back({S.Sets->Site->getBeginLoc(), Flag + " is set here"});
  F.Story.push_back({S.Tested->getExprLoc(), Waker + " looks at " + Flag + " here, and leaves"});
  F.Story.push_back({S.Wakes->getExprLoc(), "so the wake-up here never comes"});
  F.Story.push_back({S.Blocks->Where, Task + " waits for it here"});
  F.Remedy = "wake the task whatever " + Flag + " says";
  return F;
}

void UnstoppableReceive::checkUnit(flow::Unit &Unit) {
  for (const flow::StuckLoop &S : flow::findStuckLoops(Unit)) {
    report::Finding F = findingFor(S);
    F.Fixes = fix::leaveLoop(S, Unit);
    if (F.Fixes.empty())
      F.Fixes = fix::wakeBeforeJoin(S, Unit);
    report(F);
  }
  for (const flow::SuppressedWake &S : flow::findSuppressedWakes(Unit))
    report(findingFor(S));
}

} // namespace leash
