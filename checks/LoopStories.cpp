//===- LoopStories.cpp ----------------------------------------------------===//
#include "LoopStories.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash {

using flow::StuckLoop;
using Kind = StuckLoop::Kind;

/// What follows for the owner.
static std::string consequence(const StuckLoop &S) {
  if (S.End)
    return S.End->Text + " never returns";
  return S.IsCoroutine ? "the coroutine stays for ever" : "the task stays for ever";
}

static std::string nameOf(const NamedDecl *D) { return quoted(D->getNameAsString()); }

/// Whether the wait is for several descriptors at once.
static bool selects(const StuckLoop &S) {
  return S.Blocks->innermost().Role == model::CallRole::Select;
}

static std::string wakesOf(const StuckLoop &S) {
  if (S.Blocks->Class != model::BlockClass::Network)
    return "";
  return selects(S) ? ", and closing a descriptor does not wake it either"
                    : ", and closing the descriptor does not wake it either";
}

static void noWayOut(const StuckLoop &S, const std::string &Task, report::Finding &F) {
  F.Message = Task + " " + report::describe(*S.Blocks) +
              " in a loop that nothing can end: " + consequence(S);
  report::appendChain(F.Story, *S.Blocks);
  F.Remedy = "give the loop a second way out: a flag or a closed channel that also ends the wait";
}

static void tokenUnused(const StuckLoop &S, const std::string &Task, report::Finding &F) {
  std::string Token = S.Token->getDeclName() ? nameOf(S.Token) : "it gets";
  F.Message = Task + " " + report::describe(*S.Blocks) +
              " in a loop that never looks at the stop " + "token " + Token + ": " + consequence(S);
  F.Story.push_back({S.Token->getLocation(), "the stop token comes in here"});
  report::appendChain(F.Story, *S.Blocks);
  F.Remedy = "look at the token in each turn, and give it to the wait: "
             "'std::condition_variable_any::wait(lock, token, predicate)'";
}

static void notWoken(const StuckLoop &S, const std::string &Task, report::Finding &F) {
  std::string Flag = nameOf(S.Sets->What), Setter = quoted(shownName(S.Sets->In));
  F.Message = Task + " " + report::describe(*S.Blocks) + " and is not woken when " + Setter +
              " sets " + Flag + ": " + consequence(S);
  F.Story.push_back({S.Tested->getExprLoc(), "the loop looks at " + Flag + " here"});
  report::appendChain(F.Story, *S.Blocks);
  F.Story.push_back(
      {S.Sets->Site->getBeginLoc(), Setter + " changes " + Flag + " here" + wakesOf(S)});
  if (S.Blocks->Class != model::BlockClass::Network)
    F.Remedy = "let the wait end when " + Flag + " changes, and notify or close after it";
  else if (selects(S))
    F.Remedy = "wait for a descriptor of its own as well, such as an 'eventfd', and write to it "
               "after the change of " +
               Flag;
  else
    F.Remedy = "shut the socket down after the change of " + Flag + ", or wait with a timeout";
}

static void tokenNotWoken(const StuckLoop &S, const std::string &Task, report::Finding &F) {
  std::string Token = nameOf(S.Token);
  F.Message = Task + " " + report::describe(*S.Blocks) + " and is not woken when a stop is " +
              "requested of " + Token + ": " + consequence(S);
  F.Story.push_back({S.Tested->getExprLoc(), "the loop looks at " + Token + " here"});
  report::appendChain(F.Story, *S.Blocks);
  F.Remedy = "give " + Token + " to the wait ('std::condition_variable_any'), or wake it from a " +
             "'std::stop_callback'";
}

static void askedNotWoken(const StuckLoop &S, const std::string &Task, report::Finding &F) {
  std::string Asker = quoted(shownName(S.Asker));
  F.Message = Task + " " + report::describe(*S.Blocks) + " and is not woken when " + Asker +
              " asks it to stop: " + consequence(S);
  F.Story.push_back({S.Tested->getExprLoc(), "the loop asks for it here"});
  report::appendChain(F.Story, *S.Blocks);
  F.Story.push_back({S.Asks->getExprLoc(), Asker + " asks it here, which wakes nobody"});
  F.Remedy = "end the wait as well after the request: release, notify or close what the task "
             "waits for";
}

static void notShutDown(const StuckLoop &S, const std::string &Task, report::Finding &F) {
  F.Message = Task + " " + report::describe(*S.Blocks) + ", and nothing ends that before " +
              quoted(shownName(S.End->In)) + " joins it: " + consequence(S);
  report::appendChain(F.Story, *S.Blocks);
  if (S.Asks)
    F.Story.push_back({S.Asks->getExprLoc(), "closing the descriptor here does not wake it"});
  F.Remedy = "shut the socket down before the join, and close it after";
}

static void setAfterJoin(const StuckLoop &S, const std::string &Task, report::Finding &F) {
  std::string Flag = nameOf(S.Sets->What), Setter = quoted(shownName(S.Sets->In));
  F.Message = Task + " " + (S.Blocks ? report::describe(*S.Blocks) : "goes on") + " until " + Flag +
              " changes, which " + Setter +
              " does only after it has joined the task: " + consequence(S);
  F.Story.push_back({S.Tested->getExprLoc(), "the loop looks at " + Flag + " here"});
  if (S.Blocks)
    report::appendChain(F.Story, *S.Blocks);
  F.Story.push_back({S.Sets->Site->getBeginLoc(), Setter + " changes " + Flag + " here"});
  F.Remedy = "set " + Flag + (S.Blocks ? " and wake the wait" : "") + " before the join";
}

static void closedIgnored(const StuckLoop &S, const std::string &Task, report::Finding &F) {
  std::string Channel = nameOf(S.Channel);
  F.Message = Task + " does not look whether " + Channel + " is closed: from then on its loop " +
              "spins, and " + consequence(S);
  F.Story.push_back({S.Closes.Call->getExprLoc(),
                     Channel + " is closed here, and each receive returns at once after that"});
  F.Remedy = "test what the receive says, and leave the loop when " + Channel + " is closed";
}

static void stopNotWatched(const StuckLoop &S, const std::string &Task, report::Finding &F) {
  std::string Stop = nameOf(S.Channel);
  F.Message = Task + " " + report::describe(*S.Blocks) + " here without watching " + Stop +
              ", as its select does: if " + Stop + " is closed meanwhile, " + consequence(S);
  F.Story.push_back({S.Arm->getExprLoc(), "the select has " + Stop + " for its stop arm"});
  F.Story.push_back({S.Closes.Call->getExprLoc(), Stop + " is closed here"});
  F.Remedy = "select on " + Stop + " here, too, or take what is there without waiting";
}

static void neverClosed(const StuckLoop &S, const std::string &Task, report::Finding &F) {
  std::string Channel = nameOf(S.Channel);
  F.Message = Task + " receives from " + Channel + " until it is closed, ";
  if (S.What == Kind::CloseAfterJoin) {
    std::string Closer = quoted(shownName(S.Closes.In));
    F.Message += "which " + Closer + " does only after it has joined the task: " + consequence(S);
    F.Story.push_back({S.Closes.Call->getExprLoc(), Closer + " closes " + Channel + " here"});
    F.Remedy = "close " + Channel + " before the join";
    return;
  }
  F.Message += "and nobody closes it: " + consequence(S);
  F.Story.push_back({S.Channel->getLocation(), Channel + " is declared here, and stays here"});
  F.Remedy = S.End ? "close " + Channel + " after the last value, before the join"
                   : "close " + Channel + " after the last value";
}

static void wokenOnce(const StuckLoop &S, const std::string &Task, report::Finding &F) {
  std::string Channel = nameOf(S.Channel);
  F.Where = S.Closes.Call->getExprLoc();
  F.Message = "this wakes " + Task + " only if it waits on " + Channel +
              " at that moment: if it is at work, its next receive waits again, and " +
              consequence(S);
  F.Story.push_back({S.Blocks->Where, Task + " waits here, in each turn of its loop"});
  F.Remedy = "send " + Channel + " a last value that ends the loop, or wake " + Task +
             " again until it has ended";
}

report::Finding findingFor(const StuckLoop &S) {
  report::Finding F;
  std::string Task = quoted(shownName(S.Which->In));
  F.Where = S.Blocks ? S.Blocks->Where : S.Tested->getExprLoc();
  F.Story.push_back({S.Started, !S.Thread ? "the task is started here"
                                          : "an object of " + nameOf(S.Thread) +
                                                " is a task, and this is its body"});
  switch (S.What) {
  case Kind::NoWayOut:
    noWayOut(S, Task, F);
    break;
  case Kind::TokenUnused:
    tokenUnused(S, Task, F);
    break;
  case Kind::NotWoken:
    notWoken(S, Task, F);
    break;
  case Kind::TokenNotWoken:
    tokenNotWoken(S, Task, F);
    break;
  case Kind::AskedNotWoken:
    askedNotWoken(S, Task, F);
    break;
  case Kind::NotShutDown:
    notShutDown(S, Task, F);
    break;
  case Kind::SetAfterJoin:
    setAfterJoin(S, Task, F);
    break;
  case Kind::ClosedIgnored:
    closedIgnored(S, Task, F);
    break;
  case Kind::StopNotWatched:
    stopNotWatched(S, Task, F);
    break;
  case Kind::CloseAfterJoin:
  case Kind::NeverClosed:
    neverClosed(S, Task, F);
    break;
  case Kind::WokenOnce:
    wokenOnce(S, Task, F);
    break;
  }
  if (S.End)
    F.Story.push_back({S.End->Where, S.End->Join ? "the task is joined here"
                                                 : "the handle that joins is declared here"});
  return F;
}

} // namespace leash
