//===- UnstoppedTimer.cpp -------------------------------------------------===//
#include "UnstoppedTimer.h"
#include "Fix/StopTimer.h"
#include "Support/SourceText.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace leash {

using flow::ForgottenTimer;
using flow::HoldT;
using report::Finding;

UnstoppedTimer::UnstoppedTimer(llvm::StringRef Name, tidy::ClangTidyContext *Context,
                               std::shared_ptr<flow::Session> Session)
    : LeashCheck(Name, Context, std::move(Session)),
      ClosingMethods(Options.get("ClosingMethods",
                                 "stop;close;shutdown;terminate;deinit;uninit;destroy;dispose;"
                                 "teardown;quit;finish;kill;abort;cancel;cleanup;disable;"
                                 "disconnect;deinitialize;uninitialize")) {
  llvm::SmallVector<llvm::StringRef, 16> Names;
  llvm::StringRef(ClosingMethods).split(Names, ';', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Each : Names)
    ClosingNames.push_back(Each.trim().lower());
}

void UnstoppedTimer::storeOptions(tidy::ClangTidyOptions::OptionMap &Map) {
  Options.store(Map, "ClosingMethods", ClosingMethods);
}

static std::string nameOf(const ForgottenTimer &F) { return quoted(F.Timer->getName()); }

/// Where the timer is armed, and where its handler arms it again.
static void tellArming(const ForgottenTimer &F, std::vector<report::Note> &Story) {
  Story.push_back({F.Start->Site->getExprLoc(),
                   nameOf(F) + " is armed here, in " + quoted(shownName(F.Start->In))});
  if (F.Again && F.Again != F.Start->Site)
    Story.push_back({F.Again->getExprLoc(), "its handler arms it again here"});
}

Finding UnstoppedTimer::bySibling(llvm::ArrayRef<const ForgottenTimer *> Group,
                                  flow::Unit &Unit) const {
  const ForgottenTimer &First = *Group.front();
  Finding Out;
  Out.Where = First.SiblingAt->getExprLoc();
  std::string Names = nameOf(First);
  bool Again = false;
  for (const ForgottenTimer *F : Group) {
    if (F != &First)
      Names += (F == Group.back() ? " and " : ", ") + nameOf(*F);
    Again |= F->Again || F->Start->Call.Repeats;
    tellArming(*F, Out.Story);
  }
  std::string Closer = quoted(shownName(First.Closer));
  std::string Sibling = quoted(First.Sibling->Timer->getName());
  bool Many = Group.size() > 1;
  Out.Message = Closer + " stops " + Sibling + " but forgets " + Names + ", which ";
  if (Again)
    Out.Message += std::string(Many ? "go" : "goes") + " on firing";
  else
    Out.Message += "may still fire";
  Out.Message +=
      First.Hold == HoldT::Raw ? ": the handler runs on an object that may be gone" : " after it";
  if (First.Sibling->In != First.Closer)
    Out.Story.push_back({First.Sibling->Site->getExprLoc(), Sibling + " is stopped here"});
  Out.Remedy = "stop " + Names + " beside " + Sibling;
  Out.Fixes = fix::stopBeside(Group, Unit);
  return Out;
}

Finding UnstoppedTimer::byRearming(const ForgottenTimer &F) const {
  Finding Out;
  Out.Where = F.Closer->getLocation();
  std::string Closer = quoted(shownName(F.Closer));
  Out.Message = Closer + " leaves " + nameOf(F) +
                " armed: it goes on firing for ever, and nobody " + "can stop it";
  tellArming(F, Out.Story);
  Out.Remedy = "stop " + nameOf(F) + " in " + Closer;
  return Out;
}

Finding UnstoppedTimer::byDestructor(const ForgottenTimer &F, flow::Unit &Unit) const {
  Finding Out;
  std::string Class = quoted(F.Start->In->getParent()->getName());
  if (F.Closer) {
    Out.Where = F.Closer->getLocation();
    Out.Message = quoted(shownName(F.Closer)) + " leaves " + nameOf(F) + " armed";
  } else {
    Out.Where = F.Start->Site->getExprLoc();
    Out.Message = "nothing stops " + nameOf(F) + " when its " + Class + " is destroyed";
  }
  bool IsPart = !F.Start->Call.GivesId && !F.Start->Call.Remover && !F.Made;
  bool HasThis = !IsPart && (!F.Made || F.Handler);
  Out.Message += IsPart    ? ": the event loop then works on a timer that is gone"
                 : HasThis ? ": the callback then runs on an object that is gone"
                           : ": it goes on firing, and nobody can stop it";
  if (F.Made)
    Out.Story.push_back(
        {F.Made->getExprLoc(), nameOf(F) + " is made here, and nobody else owns it"});
  Out.Story.push_back({F.Start->Site->getExprLoc(),
                       nameOf(F) + " is armed here" +
                           (HasThis && !F.Made ? ", and its callback keeps 'this'" : "")});
  if (F.Stop)
    Out.Story.push_back({F.Stop->Site->getExprLoc(), "it is stopped here, in " +
                                                         quoted(shownName(F.Stop->In)) +
                                                         ", which the destructor does not reach"});
  Out.Remedy = "stop " + nameOf(F) + " in the destructor";
  Out.Fixes = fix::stopInDestructor(F, Unit);
  return Out;
}

Finding UnstoppedTimer::noAbort(const ForgottenTimer &F, flow::Unit &Unit) const {
  Finding Out;
  Out.Where = F.Again->getExprLoc();
  std::string Closer = quoted(shownName(F.Closer));
  Out.Message = "the handler of " + nameOf(F) + " arms it again also when " + Closer +
                " has stopped it: the timer never ends, and the event loop never runs out of work";
  Out.Story.push_back({F.Stop->Site->getExprLoc(), Closer + " stops it here: the handler runs with "
                                                            "an error, which it does not look at"});
  Out.Remedy = "return from the handler when its error says that the wait was aborted";
  Out.Fixes = fix::returnWhenAborted(F, Unit);
  return Out;
}

Finding UnstoppedTimer::dropped(const ForgottenTimer &F) const {
  Finding Out;
  Out.Where = F.Start->Site->getExprLoc();
  Out.Message = "the timer's id is dropped, so nobody can stop it: it goes on calling into this " +
                quoted(F.Start->In->getParent()->getName()) + " when that is gone";
  Out.Story.push_back({F.Closer->getLocation(), "the destructor has nothing to stop it by"});
  Out.Remedy = "keep the id, and stop the timer in the destructor";
  return Out;
}

Finding UnstoppedTimer::leaked(const flow::LeakedTimer &L, const FunctionDecl &Function) const {
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
  Out.Story.push_back({L.Leaves, "the path leaves here"});
  if (L.GivenBack)
    Out.Story.push_back({L.GivenBack->getBeginLoc(), "another path gives it back here"});
  Out.Remedy = "give " + Name + " back on each path, or hand it to an object whose destructor does";
  return Out;
}

Finding UnstoppedTimer::endless(const flow::EndlessTicker &T) const {
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
  return Out;
}

void UnstoppedTimer::checkClass(const CXXRecordDecl &Record, flow::Unit &Unit) {
  std::vector<ForgottenTimer> Forgotten = flow::forgottenTimers(Unit, &Record, ClosingNames);
  llvm::MapVector<const CXXMethodDecl *, llvm::SmallVector<const ForgottenTimer *, 2>> Siblings;
  for (const ForgottenTimer &F : Forgotten) {
    switch (F.Reason) {
    case ForgottenTimer::Why::Sibling:
      Siblings[F.Closer].push_back(&F);
      break;
    case ForgottenTimer::Why::Rearms:
      report(byRearming(F));
      break;
    case ForgottenTimer::Why::Destructor:
      report(byDestructor(F, Unit));
      break;
    case ForgottenTimer::Why::NoAbort:
      report(noAbort(F, Unit));
      break;
    case ForgottenTimer::Why::Dropped:
      report(dropped(F));
      break;
    }
  }
  for (const auto &[Closer, Group] : Siblings)
    report(bySibling(Group, Unit));
}

void UnstoppedTimer::checkFunction(const FunctionDecl &Function, flow::Unit &Unit) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  if (Method && !Method->getParent()->isLambda() &&
      Judged.insert(Method->getParent()->getCanonicalDecl()).second)
    checkClass(*Method->getParent()->getDefinition(), Unit);
  for (const flow::LeakedTimer &L : flow::leakedTimers(Unit, &Function))
    report(leaked(L, Function));
  for (const flow::EndlessTicker &T : flow::endlessTickers(Unit, &Function))
    report(endless(T));
}

} // namespace leash
