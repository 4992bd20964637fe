//===- UnreceivedSend.cpp -------------------------------------------------===//
#include "UnreceivedSend.h"
#include "Fix/RoomForSenders.h"
#include "Flow/Classes.h"
#include "Flow/StrandedSends.h"
#include "Flow/Unreceived.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash {

using flow::Count;
using flow::Unreceived;
using report::Finding;
using Consequence = Unreceived::Consequence;

/// "1 value is", "up to 'urls.size()' values are", "any number of values are".
static std::string values(const Count &C, llvm::StringRef Verb) {
  bool One = C.number() == 1;
  std::string Text = C.isZero() ? "no value" : C.text() + (One ? " value" : " values");
  if (!C.number() && !C.isMany())
    Text = "up to " + Text;
  return Text + (One || C.isZero() ? " is " : " are ") + Verb.str();
}

/// "1 is ", "2 are ", "none is ".
static std::string amount(const Count &C) {
  return (C.isZero() ? "none" : C.text()) + (C.number().value_or(2) < 2 ? " is " : " are ");
}

static std::string consequence(const Unreceived &U) {
  std::string Task = U.IsCoroutine ? "coroutine" : "task";
  switch (U.What) {
  case Consequence::Blocks:
    return quoted(shownName(U.Send->In)) + " itself waits for ever";
  case Consequence::JoinHangs:
    return "the join of " + quoted(U.Handle->name()) + " never returns";
  case Consequence::EndHangs:
    return "the destructor of " + quoted(U.Handle->name()) + " never returns";
  case Consequence::Destroyed:
    return "the channel is destroyed while the " + Task + " waits in it";
  case Consequence::Stays:
    return "the " + Task + " stays for ever";
  }
  llvm_unreachable("all consequences are named");
}

/// Where the tasks start that send, or that count down.
static void tellStart(const Unreceived &U, llvm::StringRef What, Finding &F) {
  if (!U.Starts.isValid())
    return;
  bool One = U.Senders.number() == 1;
  std::string Text = "the task that " + What.str() + " is started here";
  if (!One && !U.Senders.isMany())
    Text += ", " + U.Senders.text() + " times";
  else if (!One)
    Text += ", again and again";
  F.Story.push_back({U.Starts, Text});
}

/// A wait for more than is counted down.
static Finding storyOfWait(const Unreceived &U) {
  Finding F;
  std::string Name = quoted(U.On.Is->name());
  F.Where = U.Send->Where;
  if (U.On.IsPromise)
    F.Message = "wait for the value of " + Name + " can last for ever: a path leaves it unset";
  else
    F.Message = "wait for " + Name + " can last for ever: it waits for " + U.Sends.text() +
                " to count down, and for sure " +
                (U.Receives.isZero() ? "none" : U.Receives.text()) +
                (U.Receives.number().value_or(2) < 2 ? " does" : " do");
  F.Message += "; " + consequence(U);
  std::string Does = U.On.IsPromise ? "sets " + Name : "counts " + Name + " down";
  tellStart(U, Does, F);
  if (U.LeavesAt.isValid())
    F.Story.push_back({U.LeavesAt, U.Starts.isValid() || U.On.IsPromise
                                       ? "a path leaves here, and never " + Does
                                       : "a path leaves here before all are started"});
  else if (U.Receive)
    F.Story.push_back(
        {U.Receive->Where, "what " + Does + " is here, and not every path comes to it"});
  else if (!U.On.Receive)
    F.Story.push_back({U.On.Declaration->getLocation(), "nothing " + Does});
  F.Remedy = U.On.IsPromise
                 ? "set a value or an exception on every path, or let the task own the promise"
                 : "count down on every path, and wait after all tasks have been started";
  return F;
}

/// A semaphore from which more is taken than is given back.
static std::string messageOfTaken(const Unreceived &U, const std::string &Name) {
  std::string Text = "acquire of " + Name + " can wait for ever: " + amount(U.Sends) + "taken, " +
                     amount(U.Receives) + "given back for sure, and ";
  return Text + (U.On.Capacity.isZero() ? "it starts with none"
                                        : "it starts with " + U.On.Capacity.text());
}

static Finding story(const Unreceived &U, flow::Unit &Unit) {
  if (U.IsWait)
    return storyOfWait(U);
  Finding F;
  std::string Name = quoted(U.On.Is->name());
  bool IsTaken = U.On.IsGroup; // a semaphore
  F.Where = U.Send->Where;
  F.Message =
      IsTaken ? messageOfTaken(U, Name)
              : "send on " + Name + " can be left without a receiver: " + values(U.Sends, "sent") +
                    ", " + values(U.Receives, "received for sure") + ", and the channel " +
                    (U.On.Capacity.isZero() ? "holds none" : "holds " + U.On.Capacity.text());
  F.Message += "; " + consequence(U);
  tellStart(U, !IsTaken ? "sends" : U.What == Consequence::Blocks ? "gives back" : "takes", F);
  std::string Does = IsTaken ? "given back" : "received from";
  if (U.Receive)
    F.Story.push_back({U.Receive->Where, Name + " is " + Does + " here"});
  else if (U.On.Receive)
    F.Story.push_back({U.On.Receive->Where,
                       Name + " is " + Does + " here, which not every path reaches in time"});
  else
    F.Story.push_back(
        {U.On.Declaration->getLocation(),
         "nothing " + std::string(IsTaken ? "gives back to " : "receives from ") + Name});
  if (U.LeavesAt.isValid())
    F.Story.push_back({U.LeavesAt, std::string("a path leaves here without ") +
                                       (IsTaken ? "giving it back" : "a further receive")});
  if (U.Where.isValid() && U.Handle)
    F.Story.push_back({U.Where, quoted(U.Handle->name()) + " is joined here"});
  if (IsTaken) {
    F.Remedy = "give back on every path, or take with a timeout";
    return F;
  }
  F.Remedy = "give the channel room for every sender, or let the send end when the receiver leaves";
  for (const FixItHint &Fix : fix::roomForSenders(U, Unit.context()))
    F.Fixes.push_back(Fix);
  return F;
}

/// A wait for room that a stop leaves behind.
static Finding storyOfStranded(const flow::StrandedSend &S) {
  Finding F;
  std::string Items = quoted(S.Items->getNameAsString());
  std::string Sender = quoted(shownName(S.Sender));
  std::string Flag = quoted(S.Stops.What->getNameAsString());
  std::string Stopper = quoted(shownName(flow::outermost(S.Stops.In)));
  F.Where = S.Wait->Call->getExprLoc();
  F.Message =
      "send on " + Items + " can be left without a receiver: " + Sender + " waits for room, and " +
      (S.ByTasks ? "those who make it leave" : "nobody makes it any more") + " when " + Stopper +
      " changes " + Flag + ", which this wait does not test; the sender stays for ever";
  F.Story.push_back({S.Takes.Site->getBeginLoc(), "room is made here"});
  F.Story.push_back({S.Leaves, "who takes leaves here when " + Flag + " has changed"});
  F.Story.push_back({S.Stops.Site->getBeginLoc(), Flag + " is changed here"});
  F.Remedy = "test " + Flag + " in this wait too, and wake its condition variable where it changes";
  return F;
}

void UnreceivedSend::checkFunction(const FunctionDecl &Function, flow::Unit &Unit) {
  for (const Unreceived &U : flow::unreceivedSends(Unit, &Function))
    report(story(U, Unit));
}

void UnreceivedSend::checkUnit(flow::Unit &Unit) {
  for (const Unreceived &U : flow::unreceivedInClasses(Unit))
    report(story(U, Unit));
  for (const flow::StrandedSend &S : flow::strandedSends(Unit))
    report(storyOfStranded(S));
}

} // namespace leash
