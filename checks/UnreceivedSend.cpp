//===- UnreceivedSend.cpp -------------------------------------------------===//
#include "UnreceivedSend.h"
#include "Fix/RoomForSenders.h"
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

static Finding story(const Unreceived &U, flow::Unit &Unit) {
  Finding F;
  std::string Name = quoted(U.On.Is->name());
  F.Where = U.Send->Where;
  bool Rendezvous = U.On.Capacity.isZero();
  F.Message = "send on " + Name + " can be left without a receiver: " + values(U.Sends, "sent") +
              ", " + values(U.Receives, "received for sure") + ", and the channel " +
              (Rendezvous ? "holds none" : "holds " + U.On.Capacity.text()) + "; " + consequence(U);
  if (U.Starts.isValid()) {
    bool One = U.Senders.number() == 1;
    std::string Text = "the task that sends is started here";
    if (!One && !U.Senders.isMany())
      Text += ", " + U.Senders.text() + " times";
    else if (!One)
      Text += ", again and again";
    F.Story.push_back({U.Starts, Text});
  }
  if (U.Receive)
    F.Story.push_back({U.Receive->Where, Name + " is received from here"});
  else if (U.On.Receive)
    F.Story.push_back({U.On.Receive->Where,
                       Name + " is received from here, which not every path reaches in time"});
  else
    F.Story.push_back({U.On.Declaration->getLocation(), "nothing receives from " + Name});
  if (U.LeavesAt.isValid())
    F.Story.push_back({U.LeavesAt, "a path leaves here without a further receive"});
  if (U.Where.isValid() && U.Handle)
    F.Story.push_back({U.Where, quoted(U.Handle->name()) + " is joined here"});
  F.Remedy = "give the channel room for every sender, or let the send end when the receiver leaves";
  for (const FixItHint &Fix : fix::roomForSenders(U, Unit.context()))
    F.Fixes.push_back(Fix);
  return F;
}

void UnreceivedSend::checkFunction(const FunctionDecl &Function, flow::Unit &Unit) {
  for (const Unreceived &U : flow::unreceivedSends(Unit, &Function))
    report(story(U, Unit));
}

void UnreceivedSend::checkUnit(flow::Unit &Unit) {
  for (const Unreceived &U : flow::unreceivedInClasses(Unit))
    report(story(U, Unit));
}

} // namespace leash
