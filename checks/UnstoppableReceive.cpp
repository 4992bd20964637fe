//===- UnstoppableReceive.cpp ---------------------------------------------===//
#include "UnstoppableReceive.h"
#include "Flow/StuckLoops.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash {

using flow::StuckLoop;
using Kind = StuckLoop::Kind;

static report::Finding findingFor(const StuckLoop &S) {
  report::Finding F;
  std::string Task = quoted(shownName(S.Which->In));
  std::string Joiner = quoted(shownName(S.Joiner));
  std::string Join = "'" + S.Handle + ".join()' in " + Joiner;
  std::string Wait = report::describe(*S.Blocks);
  F.Where = S.Blocks->Where;
  F.Story.push_back({S.Started, "the task is started here"});
  if (S.What == Kind::NoWayOut) {
    F.Message = Task + " " + Wait + " in a loop that nothing can end: " + Join + " never returns";
    report::appendChain(F.Story, *S.Blocks);
    F.Remedy = "give the loop a second way out: a flag or a closed channel that also ends the wait";
  } else {
    std::string Flag = quoted(S.Sets->What->getNameAsString());
    std::string Setter = quoted(shownName(S.Sets->In));
    F.Story.push_back({S.Tested->getExprLoc(), "the loop looks at " + Flag + " here"});
    report::appendChain(F.Story, *S.Blocks);
    if (S.What == Kind::NotWoken) {
      F.Message = Task + " " + Wait + " and is not woken when " + Setter + " sets " + Flag + ": " +
                  Join + " never returns";
      F.Remedy = "let the wait end when " + Flag + " changes, and notify or close after it";
    } else {
      F.Message = Task + " " + Wait + " until " + Flag + " changes, which " + Setter +
                  " does only after it has joined the task: " + Join + " never returns";
      F.Remedy = "set " + Flag + " and wake the wait before the join";
    }
    F.Story.push_back({S.Sets->Site->getBeginLoc(), Setter + " changes " + Flag + " here"});
  }
  F.Story.push_back({S.Joined, "the task is joined here"});
  return F;
}

void UnstoppableReceive::checkUnit(flow::Unit &Unit) {
  for (const StuckLoop &S : flow::findStuckLoops(Unit))
    report(findingFor(S));
}

} // namespace leash
