//===- WakeStories.cpp ----------------------------------------------------===//
#include "WakeStories.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash {

using flow::Change;
using flow::WaitPoint;
using report::Finding;
using Kind = flow::LostWakeup::Kind;

static std::string functionOf(const FunctionDecl *F) { return quoted(shownName(F)); }
static std::string stateOf(const Change &C) { return quoted(C.What->getNameAsString()); }
static std::string waiterOf(const WaitPoint &W) { return functionOf(W.In); }
static std::string conditionOf(const WaitPoint &W) { return quoted(W.ConditionText); }

static report::Note waitsHere(const WaitPoint &W) {
  return {W.Call->getExprLoc(), waiterOf(W) + " waits on " + conditionOf(W) + " here"};
}

static report::Note testsHere(const WaitPoint &W, const ValueDecl *What) {
  if (const flow::Test *T = W.Until.of(What))
    return {T->Where->getExprLoc(),
            waiterOf(W) + " tests " + quoted(What->getNameAsString()) + " here, before it waits"};
  return waitsHere(W);
}

static Finding unlockedChange(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  std::string Lock = quoted(W.LockText);
  F.Where = L.By->Site->getBeginLoc();
  F.Message = functionOf(L.By->In) + " changes " + stateOf(*L.By) + " without " + Lock + ": when " +
              waiterOf(W) + " has tested it and does not wait yet, the notify is lost, and " +
              waiterOf(W) + " waits for ever";
  F.Story.push_back(testsHere(W, L.By->What));
  F.Story.push_back({W.Call->getExprLoc(), "only from here on can a notify reach " + waiterOf(W)});
  F.Story.push_back({L.NotifyCall->getExprLoc(), "the notify may come before that"});
  F.Remedy = "lock " + Lock + " around the change of " + stateOf(*L.By) + "; notify after it";
  return F;
}

static Finding untestedWait(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  std::string Lock = quoted(W.LockText);
  F.Where = W.Call->getExprLoc();
  F.Message = waiterOf(W) + " waits on " + conditionOf(W) +
              " and tests nothing after it has locked " + Lock +
              ": a notify that came before is lost, and the wait never ends";
  if (!W.Until.All.empty())
    F.Story.push_back({W.Until.All.front().Where->getExprLoc(),
                       quoted(W.Until.All.front().What->getNameAsString()) +
                           " is tested here, while " + Lock + " is not held"});
  F.Story.push_back({L.Taken, Lock + " is locked here"});
  F.Remedy = "wait with a predicate: it is tested under " + Lock + ", before each wait";
  return F;
}

static Finding staleTest(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  std::string Lock = quoted(W.LockText), Flag = stateOf(*L.By);
  F.Where = W.Call->getExprLoc();
  F.Message = waiterOf(W) + " waits on " + conditionOf(W) + " without a look at " + Flag +
              " since it has locked " + Lock + ": if " + functionOf(L.By->In) +
              " sets it before that, the notify is lost, and the wait never ends";
  F.Story.push_back(testsHere(W, L.By->What));
  F.Story.push_back({L.Taken, Lock + " is locked here"});
  F.Story.push_back({L.By->Site->getBeginLoc(), Flag + " changes here"});
  F.Story.push_back({L.NotifyCall->getExprLoc(), "the notify may come before the wait"});
  F.Remedy = "test " + Flag + " under " + Lock + " as well, before each wait";
  return F;
}

static Finding wrongWaiter(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &Meant = *L.Wait, &Wrong = *L.Other;
  F.Where = L.Notify->Call->getExprLoc();
  F.Message = "this notify is meant for " + waiterOf(Meant) +
              " and wakes one waiter only, which may be " + waiterOf(Wrong) +
              ": that goes back to waiting, and " + waiterOf(Meant) + " waits for ever";
  F.Story.push_back(waitsHere(Meant));
  F.Story.push_back({Wrong.Call->getExprLoc(), waiterOf(Wrong) + " waits on the same " +
                                                   conditionOf(Wrong) + " for something else"});
  F.Remedy = "notify all, or give each kind of waiter a condition variable of its own";
  return F;
}

static Finding oneOfMany(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  F.Where = L.NotifyCall->getExprLoc();
  F.Message = stateOf(*L.By) + " ends all tasks that wait in " + waiterOf(W) +
              ", but one is woken: the others wait for ever, and who joins them does too";
  F.Story.push_back({L.Started, "the tasks are started here"});
  F.Story.push_back(waitsHere(W));
  F.Story.push_back({L.By->Site->getBeginLoc(), stateOf(*L.By) + " changes here"});
  F.Remedy = "notify all";
  return F;
}

static Finding halfWoken(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &Asleep = *L.Wait, &Woken = *L.Other;
  F.Where = L.By->Site->getBeginLoc();
  F.Message = stateOf(*L.By) + " ends the wait in " + waiterOf(Asleep) + " too, but " +
              functionOf(L.By->In) + " notifies " + conditionOf(Woken) +
              " only: " + waiterOf(Asleep) + " sleeps on " + conditionOf(Asleep) + " for ever";
  F.Story.push_back(testsHere(Asleep, L.By->What));
  F.Story.push_back(waitsHere(Asleep));
  F.Story.push_back({L.NotifyCall->getExprLoc(),
                     conditionOf(Woken) + " is notified here, for " + waiterOf(Woken)});
  F.Remedy = "notify " + conditionOf(Asleep) + " as well";
  return F;
}

static Finding silentChange(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  F.Where = L.By->Site->getBeginLoc();
  F.Message = functionOf(L.By->In) + " changes " + stateOf(*L.By) + ", for which " + waiterOf(W) +
              " waits, and does not notify " + conditionOf(W) + ": " + waiterOf(W) +
              " sleeps on, for ever if nothing else comes";
  F.Story.push_back(testsHere(W, L.By->What));
  F.Story.push_back(waitsHere(W));
  F.Story.push_back({L.Sibling->Site->getBeginLoc(),
                     functionOf(L.Sibling->In) + " makes the same change and notifies"});
  F.Remedy = "notify " + conditionOf(W) + " after each change that it waits for";
  return F;
}

static Finding silentPath(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  F.Where = L.By->Site->getBeginLoc();
  F.Message = functionOf(L.By->In) + " sets " + stateOf(*L.By) + " and leaves without waking " +
              waiterOf(W) + ", which looks at it only after its wait: it waits for ever";
  F.Story.push_back(waitsHere(W));
  F.Story.push_back({L.Notify->Call->getExprLoc(), "the other path notifies here"});
  F.Remedy = "let the wait in " + waiterOf(W) + " end when " + stateOf(*L.By) +
             " is set, and notify on this path too";
  return F;
}

static Finding amongShares(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  F.Where = L.NotifyCall->getExprLoc();
  F.Message = functionOf(L.By->In) + " wakes one waiter, ";
  F.Message += L.ItsOwn ? "but each waits for an amount of its own: if there is too little for the "
                          "one that is woken, it goes back to waiting, and those in " +
                              waiterOf(W) + " for whom there is enough sleep on"
                        : "but may give back several of " + stateOf(*L.By) + ": the others in " +
                              waiterOf(W) + " sleep on";
  F.Story.push_back(waitsHere(W));
  F.Story.push_back({L.By->Site->getBeginLoc(), stateOf(*L.By) + " changes here"});
  F.Remedy = "notify all";
  return F;
}

static Finding setOnce(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  F.Where = L.By->Site->getBeginLoc();
  F.Message = functionOf(L.By->In) + " takes back " + stateOf(*L.By) +
              ", which is set once and never again: from then on " + waiterOf(W) +
              " waits for ever";
  F.Story.push_back(testsHere(W, L.By->What));
  F.Story.push_back({L.Sibling->Site->getBeginLoc(), stateOf(*L.By) + " is set here only"});
  F.Story.push_back({L.NotifyCall->getExprLoc(), "and this runs it once in the object's life"});
  F.Remedy = "leave " + stateOf(*L.By) + " as it is, or let what sets it run again";
  return F;
}

static Finding edgeOnly(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  F.Where = L.NotifyCall->getExprLoc();
  F.Message = functionOf(L.By->In) + " wakes one waiter, and only on an edge of " + stateOf(*L.By) +
              ": while that is on its way, further changes wake nobody, and " +
              "the other tasks in " + waiterOf(W) + " sleep on";
  if (L.Started.isValid())
    F.Story.push_back({L.Started, "the tasks are started here"});
  F.Story.push_back(waitsHere(W));
  F.Story.push_back({L.By->Site->getBeginLoc(), stateOf(*L.By) + " changes here"});
  F.Story.push_back({L.Edge->getExprLoc(), "the notify comes only if this holds"});
  if (L.OfAll)
    F.Story.push_back({L.OfAll->Call->getExprLoc(), "that several may wait shows here"});
  F.Remedy = "notify after each change";
  return F;
}

/// One way wakes nobody.
static Finding skipped(const flow::LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  std::string By = functionOf(L.By->In), State = stateOf(*L.By), Waiter = waiterOf(W),
              Condition = conditionOf(W);
  bool PassedBy = L.What == Kind::PassedBy;
  F.Where = L.Edge->getBeginLoc();
  if (PassedBy)
    F.Message = By + " notifies " + Condition +
                " only where this holds, and passes it by when it changes " + State +
                " more than once";
  else
    F.Message = std::string("where this is ") + (L.EdgeIs ? "true" : "false") + ", " + By +
                " has changed " + State + " and does not notify " + Condition;
  F.Message += ": " + Waiter + " sleeps on, for ever if nothing else comes";
  if (W.Until.of(L.By->What))
    F.Story.push_back(testsHere(W, L.By->What));
  F.Story.push_back(waitsHere(W));
  F.Story.push_back({L.By->Site->getBeginLoc(), By + " changes " + State + " here"});
  F.Story.push_back({L.NotifyCall->getExprLoc(),
                     PassedBy ? "the notify is here" : "the other way notifies here"});
  F.Remedy = "notify " + Condition + " after each change that it waits for";
  return F;
}

Finding wakeStory(const flow::LostWakeup &L) {
  switch (L.What) {
  case Kind::UnlockedChange:
    return unlockedChange(L);
  case Kind::UntestedWait:
    return untestedWait(L);
  case Kind::StaleTest:
    return staleTest(L);
  case Kind::WrongWaiter:
    return wrongWaiter(L);
  case Kind::OneOfMany:
    return oneOfMany(L);
  case Kind::HalfWoken:
    return halfWoken(L);
  case Kind::SilentChange:
    return silentChange(L);
  case Kind::EdgeOnly:
    return edgeOnly(L);
  case Kind::SkippedWake:
  case Kind::PassedBy:
    return skipped(L);
  case Kind::AmongShares:
    return amongShares(L);
  case Kind::SetOnce:
    return setOnce(L);
  case Kind::SilentPath:
    return silentPath(L);
  }
  llvm_unreachable("a kind without a message");
}

} // namespace leash
