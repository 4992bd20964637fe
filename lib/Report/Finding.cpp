//===- Finding.cpp - a finding as data ------------------------------------===//
#include "Report/Finding.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash::report {

using flow::Effect;
using model::BlockClass;
using model::CallRole;

Note lockedHere(const flow::Acquisition &Lock) {
  if (Lock.Assumed)
    return {Lock.Where, quoted(Lock.Text) + " is held by the caller of " +
                            quoted(shownName(Lock.In)) + ", as it says here"};
  return {Lock.Where, quoted(Lock.Text) + " is locked here"};
}

std::string throughWhom(const Effect &E) { return E.Inner && E.Callee ? shownName(E.Callee) : ""; }

/// The object of the innermost effect, or the API's name where it has none.
static std::string object(const Effect &E) {
  if (!E.OnText.empty())
    return quoted(E.OnText);
  if (E.On)
    return quoted(E.On->name());
  return E.Callee ? quoted(E.Callee->getNameAsString()) : "something";
}

static std::string calleeName(const Effect &E) {
  return E.Callee ? quoted(E.Callee->getNameAsString()) : "a call";
}

std::string describe(const Effect &Outer) {
  const Effect &E = Outer.innermost();
  switch (E.Role) {
  case CallRole::Wait:
    return "waits on " + object(E);
  case CallRole::Send:
    return "sends on " + object(E);
  case CallRole::Receive:
    return "receives from " + object(E);
  case CallRole::Select:
    return "waits in " + calleeName(E);
  default:
    break;
  }
  switch (E.Class) {
  case BlockClass::Sleep:
    return "sleeps";
  case BlockClass::Join:
    return "joins " + object(E);
  case BlockClass::Network:
    return "waits for the network in " + calleeName(E);
  case BlockClass::Disk:
    return "waits for the disk in " + calleeName(E);
  case BlockClass::Process:
    return "waits for a process in " + calleeName(E);
  case BlockClass::Rpc:
    return "waits for a reply in " + calleeName(E);
  case BlockClass::Database:
    return "waits for the database in " + calleeName(E);
  case BlockClass::Lock:
    return "waits for the lock " + object(E);
  case BlockClass::Wait:
  case BlockClass::Channel:
    return "waits for " + object(E);
  }
  return "blocks";
}

void appendChain(std::vector<Note> &Story, const Effect &E) {
  for (const Effect *Step = E.Inner; Step; Step = Step->Inner) {
    std::string In = quoted(shownName(Step->In));
    if (Step->Inner)
      Story.push_back({Step->Where, In + " calls " + calleeName(*Step) + " here"});
    else if (Step->What == Effect::Kind::Acquires)
      Story.push_back({Step->Where, In + " locks " + object(*Step) + " here"});
    else if (Step->What == Effect::Kind::CallsBack)
      Story.push_back({Step->Where, In + " calls back here, through " + object(*Step)});
    else
      Story.push_back({Step->Where, In + " blocks here: it " + describe(*Step)});
  }
}

} // namespace leash::report
