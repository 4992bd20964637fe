//===- UnstoppedTimer.cpp -------------------------------------------------===//
#include "UnstoppedTimer.h"
#include "Fix/StopTimer.h"
#include "Support/SourceText.h"
#include "TimerStories.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace leash {

using flow::ForgottenTimer;
using flow::HoldT;
using report::Finding;

UnstoppedTimer::UnstoppedTimer(llvm::StringRef Name, tidy::ClangTidyContext *Context,
                               const std::shared_ptr<flow::Session> &Session)
    : LeashCheck(Name, Context, Session),
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

Finding UnstoppedTimer::dropped(const ForgottenTimer &F, flow::Unit &Unit) const {
  Finding Out;
  Out.Where = F.Start->Site->getExprLoc();
  bool HasId = F.Start->Call.GivesId && !F.Start->Site->getType()->isVoidType();
  Out.Message = HasId || !F.Again ? "the timer's id is dropped, so nobody can stop it"
                                  : "nobody can stop this timer, which arms itself anew";
  Out.Message += ": it goes on calling into this " + quoted(F.Start->In->getParent()->getName()) +
                 " when that is gone";
  if (F.Again)
    Out.Story.push_back({F.Again->getExprLoc(),
                         F.MayEnd ? "a run may arm it again here" : "each run arms it again here"});
  Out.Story.push_back({F.Closer->getLocation(), "the destructor has nothing to stop it by"});
  Out.Remedy = HasId || !F.Again ? "keep the id, and stop the timer in the destructor"
                                 : "arm a timer that the object owns, and that ends with it";
  Out.Fixes = fix::keepId(F, Unit);
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
      report(dropped(F, Unit));
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
    report(tell(L, Function, Unit));
  for (const flow::OutlivedData &D : flow::outlivedData(Unit, &Function))
    report(tell(D, Function));
  for (const flow::LeftArmed &A : flow::leftArmed(Unit, &Function))
    report(tell(A, Function));
  for (const flow::PiledTimer &P : flow::piledTimers(Unit, &Function))
    report(tell(P));
  for (const flow::EndlessTicker &T : flow::endlessTickers(Unit, &Function))
    report(tell(T, Function, Unit));
  if (Method)
    if (std::optional<flow::EndlessRepost> R = flow::endlessRepost(Unit, Method))
      report(tell(*R, Function));
}

} // namespace leash
