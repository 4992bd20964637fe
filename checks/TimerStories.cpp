//===- TimerStories.cpp - findings on timers outside of classes -----------===//
#include "TimerStories.h"
#include "Fix/GiveBackTimer.h"
#include "Fix/GuardTimer.h"
#include "Fix/StopToken.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash {

using report::Finding;

Finding tell(const flow::LeakedTimer &L, const FunctionDecl &Function, flow::Unit &Unit) {
  Finding Out;
  Out.Where = L.Made->getExprLoc();
  std::string Name = quoted(L.Timer->getName()), In = quoted(shownName(&Function));
  if (L.Anew) {
    Out.Message = "the timer " + Name + " is made anew on each turn, and the one before is never " +
                  "given back: each turn leaks one";
    Out.Remedy = "make " + Name + " once, before the loop, and arm it again on each turn";
    return Out;
  }
  Out.Message = In + " leaves the timer " + Name +
                (L.GivenBack ? " behind on one path" : " behind") + ": each such call leaks one";
  if (L.Inner)
    Out.Story.push_back({L.Inner->getExprLoc(), "the timer is made here"});
  Out.Story.push_back({L.Leaves, "the path leaves here"});
  if (L.GivenBack)
    Out.Story.push_back({L.GivenBack->getBeginLoc(), "another path gives it back here"});
  Out.Remedy = "give " + Name + " back on each path, or hand it to an object whose destructor does";
  // A guard says it once for many paths.
  if (L.Returns.size() > 2)
    Out.Fixes = fix::guardTimer(L, Function, Unit);
  if (Out.Fixes.empty())
    Out.Fixes = fix::giveBackOnPaths(L, Function, Unit);
  if (Out.Fixes.empty())
    Out.Fixes = fix::guardTimer(L, Function, Unit);
  return Out;
}

Finding tell(const flow::OutlivedData &D, const FunctionDecl &Function) {
  Finding Out;
  Out.Where = D.Start->getExprLoc();
  std::string Name = quoted(D.Data->getName()), Handler = quoted(shownName(D.Handler));
  Out.Message = "this timer goes on calling " + Handler + " with " + Name + ", which is gone " +
                (D.GivenBack ? "when " + quoted(shownName(&Function)) + " gives it back"
                             : "when " + quoted(shownName(&Function)) + " returns") +
                ": its id is dropped, so nobody can stop it";
  if (D.GivenBack)
    Out.Story.push_back({D.GivenBack->getBeginLoc(), Name + " is given back here"});
  Out.Story.push_back({D.Handler->getLocation(), Handler + " always asks to be called again"});
  Out.Remedy = "keep the id, and stop the timer before " + Name + " is gone";
  return Out;
}

Finding tell(const flow::LeftArmed &A, const FunctionDecl &Function) {
  Finding Out;
  Out.Where = A.Armed->getExprLoc();
  Out.Message = quoted(shownName(&Function)) +
                " leaves the process's timer armed on one path: it fires later, in code that knows "
                "nothing of it";
  Out.Story.push_back({A.Leaves->getBeginLoc(), "the path leaves here"});
  Out.Story.push_back({A.Disarmed->getExprLoc(), "it is disarmed here only"});
  Out.Remedy = "disarm it on each path, or in the destructor of a local";
  return Out;
}

Finding tell(const flow::PiledTimer &P) {
  Finding Out;
  Out.Where = P.Start->getExprLoc();
  Out.Message = "each turn of this loop arms one more timer, and nobody can stop those of the "
                "turns before: ";
  Out.Message += P.Repeats ? "they go on firing" : "they stay armed until they expire";
  Out.Story.push_back({P.Loop->getBeginLoc(), "the loop is here"});
  Out.Remedy = P.Repeats ? "arm the timer once, before the loop, or keep its id and stop it on "
                           "each turn"
                         : "make one timer before the loop, and set it anew on each turn";
  return Out;
}

Finding tell(const flow::EndlessTicker &T, const FunctionDecl &Spawner, flow::Unit &Unit) {
  Finding Out;
  Out.Where = T.Spawn;
  std::string Who = T.Waiter ? quoted(shownName(T.Waiter)) : "the handle's destructor";
  if (!T.Flag)
    Out.Message = "the ticker that starts here can never end: nothing leaves its loop, so " + Who +
                  " waits for it for ever";
  else if (!T.Setter)
    Out.Message = "the ticker that starts here can never end: nobody changes " +
                  quoted(T.Flag->getName()) + ", so " + Who + " waits for it for ever";
  else
    Out.Message = Who + " waits for the ticker that starts here, but does not change " +
                  quoted(T.Flag->getName()) + ": it waits for ever unless " +
                  quoted(shownName(T.Setter)) + " was called before";
  Out.Story.push_back({T.Sleep->getExprLoc(), "the ticker sleeps here, and goes on"});
  if (T.Setter)
    Out.Story.push_back({T.Setter->getLocation(), "only here is it told to stop"});
  if (T.Wait.isValid())
    Out.Story.push_back({T.Wait, "it is waited for here"});
  Out.Remedy = "give the loop a stop signal that " + Who +
               " sets first, and wait on it instead of "
               "sleeping";
  Out.Fixes = fix::giveStopToken(T, Spawner, Unit);
  return Out;
}

Finding tell(const flow::EndlessRepost &R, const FunctionDecl &Function) {
  Finding Out;
  Out.Where = R.Post->getExprLoc();
  std::string Name = quoted(shownName(&Function)), Loop = quoted(R.Loop->getName()),
              Who = quoted(shownName(R.Waiter));
  Out.Message = "the ticker " + Name +
                " posts itself anew on each run and looks for no stop: " + Loop +
                " never runs out of work, so " + Who + " waits for it for ever";
  if (R.Run)
    Out.Story.push_back({R.Run->getExprLoc(), "this runs until " + Loop + " has no work left"});
  Out.Story.push_back({R.Wait->getExprLoc(), "it is waited for here"});
  Out.Remedy = "look for a stop signal before " + Name + " is posted again, or stop " + Loop +
               " before it is waited for";
  return Out;
}

} // namespace leash
