//===- WakeStories.cpp ----------------------------------------------------===//
#include "WakeStories.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash {

using flow::LostWakeup;
using flow::WaitPoint;
using report::Finding;
using Kind = LostWakeup::Kind;

static std::string nameOf(const NamedDecl *D) { return quoted(D->getNameAsString()); }
static std::string functionOf(const FunctionDecl *F) { return quoted(shownName(F)); }

static Finding edgeOnly(const LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  F.Where = L.NotifyCall->getExprLoc();
  F.Message = functionOf(L.By->In) + " wakes one waiter, and only on an edge of " +
              nameOf(L.By->What) + ": while that is on its way, further changes wake nobody, and " +
              "the other tasks in " + functionOf(W.In) + " sleep on";
  if (L.Started.isValid())
    F.Story.push_back({L.Started, "the tasks are started here"});
  F.Story.push_back(
      {W.Call->getExprLoc(), functionOf(W.In) + " waits on " + quoted(W.ConditionText) + " here"});
  F.Story.push_back({L.By->Site->getBeginLoc(), nameOf(L.By->What) + " changes here"});
  F.Story.push_back({L.Edge->getExprLoc(), "the notify comes only if this holds"});
  if (L.OfAll)
    F.Story.push_back({L.OfAll->Call->getExprLoc(), "that several may wait shows here"});
  F.Remedy = "notify after each change";
  return F;
}

/// One way wakes nobody.
static Finding skipped(const LostWakeup &L) {
  Finding F;
  const WaitPoint &W = *L.Wait;
  std::string By = functionOf(L.By->In), State = nameOf(L.By->What), Waiter = functionOf(W.In),
              Condition = quoted(W.ConditionText);
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
  if (const flow::Test *T = W.Until.of(L.By->What))
    F.Story.push_back(
        {T->Where->getExprLoc(), Waiter + " tests " + State + " here, before it waits"});
  F.Story.push_back({W.Call->getExprLoc(), Waiter + " waits on " + Condition + " here"});
  F.Story.push_back({L.By->Site->getBeginLoc(), By + " changes " + State + " here"});
  F.Story.push_back({L.NotifyCall->getExprLoc(),
                     PassedBy ? "the notify is here" : "the other way notifies here"});
  F.Remedy = "notify " + Condition + " after each change that it waits for";
  return F;
}

Finding tellEdge(const LostWakeup &L) {
  return L.What == Kind::EdgeOnly ? edgeOnly(L) : skipped(L);
}

} // namespace leash
