//===- SpinSelect.cpp -----------------------------------------------------===//
#include "SpinSelect.h"
#include "Fix/WaitForFlag.h"
#include "Fix/WaitInstead.h"
#include "Flow/Unit.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash {

using flow::IdleTurn;
using flow::Poll;
using model::CallRole;
using report::Finding;

/// What was polled, as a message names it: the object, or the operation.
static std::string subject(const Poll &P) {
  if (!P.OnText.empty() && P.Through.empty())
    return quoted(P.OnText);
  if (P.On)
    return quoted(P.On->name());
  return P.Callee ? quoted(shownName(P.Callee)) : "a condition";
}

/// The operation as the function sees it: the poll itself, or the call that
/// leads to it.
static std::string operation(const Poll &P) {
  if (!P.Through.empty())
    if (std::optional<CallView> Call = CallView::of(P.Through.front()); Call && Call->Callee)
      return quoted(shownName(Call->Callee));
  return P.Callee ? quoted(shownName(P.Callee)) : "a look at " + subject(P);
}

/// What no value means for \p P: "finds nothing to receive".
static std::string nothing(const Poll &P) {
  if (!P.Entry)
    return "finds nothing to do";
  switch (P.Entry->Role) {
  case CallRole::Acquire:
    return "does not get " + subject(P);
  case CallRole::Receive:
    return "finds nothing in " + subject(P);
  case CallRole::Send:
    return "finds no room in " + subject(P);
  case CallRole::Select:
    return "finds nothing ready";
  default:
    return P.Entry->Class == model::BlockClass::Network ? "would have to wait"
                                                        : "finds nothing to do";
  }
}

static std::string remedyFor(const IdleTurn &Turn) {
  const Poll &P = Turn.Polls.front();
  switch (P.How) {
  case Poll::Kind::Flag:
    return "wait for " + subject(P) +
           " to change and notify where it is set: 'wait()' of an atomic "
           "or a condition variable";
  case Poll::Kind::State:
    return "wait on a condition variable that is notified where " + subject(P) + " changes";
  case Poll::Kind::Fails:
    return "leave the loop on an error that stays and on end of file, or sleep before the next try";
  case Poll::Kind::Try:
    break;
  }
  if (P.Entry)
    switch (P.Entry->Role) {
    case CallRole::Acquire:
      return "wait for the lock, or sleep a while before the next try";
    case CallRole::Select:
      return "give " + operation(P) + " a timeout, and wake it where the loop is to stop";
    case CallRole::Receive:
    case CallRole::Send:
      return "use the blocking " +
             (P.Entry->Blocking.empty() ? "call" : quoted(P.Entry->Blocking)) +
             " with a stop signal, or sleep a while before the next try";
    default:
      break;
    }
  return "wait until there is something to do, or sleep a while before the next try";
}

static Finding tell(const IdleTurn &Turn, flow::Unit &Unit) {
  const Poll &P = Turn.Polls.front();
  std::string Name = quoted(shownName(Turn.In));
  Finding F;
  F.Where = Turn.Where;
  switch (P.How) {
  case Poll::Kind::Try:
    F.Message = Name + " polls in a loop that never waits: each time " + operation(P) + " " +
                nothing(P) + ", the next turn comes at once";
    break;
  case Poll::Kind::Fails:
    F.Message = Name + " tries again at once when " + operation(P) +
                " fails: as long as the error stays, this loop never waits";
    break;
  case Poll::Kind::Flag:
  case Poll::Kind::State:
    F.Message = Name + " looks at " + subject(P) +
                " again and again, and nothing in this loop waits for it to change";
    break;
  }
  if (Turn.Yield)
    F.Message += "; 'yield' lets others run first, and the core burns all the same";
  else
    F.Message += ", and a core burns";
  if (Turn.StopTest) {
    std::string Stop = operandText(Turn.StopTest, Unit.context());
    F.Message += "; " + (Stop.empty() ? std::string("the stop test") : quoted(Stop)) +
                 " ends the loop, but does not make it wait";
  }
  for (const Poll &Each : Turn.Polls) {
    if (!Each.Site)
      continue;
    const FunctionDecl *In = Turn.In;
    for (const Expr *Call : Each.Through)
      if (std::optional<CallView> View = CallView::of(Call); View && View->Callee) {
        F.Story.push_back({Call->getExprLoc(), quoted(shownName(In)) + " calls " +
                                                   quoted(shownName(View->Callee)) + " here"});
        In = View->Callee;
      }
    std::string What = Each.Callee ? quoted(shownName(Each.Callee)) : subject(Each);
    F.Story.push_back({Each.Where, Each.How == Poll::Kind::Fails
                                       ? What + " returns at once when it fails"
                                       : What + " does not wait"});
  }
  if (Turn.Yield)
    F.Story.push_back({Turn.Yield->getExprLoc(), "with nothing else to run, this returns at once"});
  F.Remedy = remedyFor(Turn);
  F.Fixes = fix::waitForFlag(Turn, Unit);
  if (F.Fixes.empty())
    F.Fixes = fix::waitInstead(Turn, Unit);
  return F;
}

void SpinSelect::checkUnit(flow::Unit &Unit) {
  flow::IdleTable Table;
  for (const FunctionDecl *Function : Unit.functions())
    for (const IdleTurn &Turn : flow::idleTurns(Unit, Table, Function))
      report(tell(Turn, Unit));
}

} // namespace leash
