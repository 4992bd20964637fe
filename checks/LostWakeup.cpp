//===- LostWakeup.cpp -----------------------------------------------------===//
#include "LostWakeup.h"
#include "Fix/EndWait.h"
#include "Fix/WakeWaiters.h"
#include "WakeStories.h"

namespace leash {

using Kind = flow::LostWakeup::Kind;

void LostWakeup::checkUnit(flow::Unit &Unit) {
  for (const flow::LostWakeup &L : flow::findLostWakeups(Unit)) {
    report::Finding F = wakeStory(L);
    F.Fixes =
        L.What == Kind::UnlockedChange ? fix::changeUnderLock(L, Unit) : fix::wakeAll(L, Unit);
    report(F);
  }
}

} // namespace leash
