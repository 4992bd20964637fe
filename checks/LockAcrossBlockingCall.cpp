//===- LockAcrossBlockingCall.cpp -----------------------------------------===//
#include "LockAcrossBlockingCall.h"
#include "Fix/ShortenRegion.h"
#include "Flow/ConnectionLocks.h"
#include "Flow/Deadlock.h"
#include "Flow/Readiness.h"
#include "Flow/Reentry.h"
#include "Model/Words.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash {

using flow::Crossing;
using flow::Effect;
using model::BlockClass;
using model::Blocked;
using model::Bound;
using report::Finding;

LockAcrossBlockingCall::LockAcrossBlockingCall(llvm::StringRef Name,
                                               tidy::ClangTidyContext *Context,
                                               const std::shared_ptr<flow::Session> &Session)
    : LeashCheck(Name, Context, Session),
      Classes(Options.get("Classes", "join;wait;channel;sleep;network;process;rpc;database")),
      ReportBounded(Options.get("ReportBounded", true)),
      CallbacksWithoutEvidence(Options.get("CallbacksWithoutEvidence", false)) {
  llvm::SmallVector<llvm::StringRef, 8> Names;
  llvm::StringRef(Classes).split(Names, ';', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Class : Names) {
    if (std::optional<BlockClass> Known = model::valueOf<BlockClass>(Class.trim()))
      EnabledClasses |= 1U << static_cast<unsigned>(*Known);
    else
      configurationFault(("unknown class '" + Class.trim() + "' in option 'Classes' of '" + Name +
                          "'; known are: " + model::allWords<BlockClass>())
                             .str());
  }
}

void LockAcrossBlockingCall::storeOptions(tidy::ClangTidyOptions::OptionMap &Map) {
  Options.store(Map, "Classes", Classes);
  Options.store(Map, "ReportBounded", ReportBounded);
  Options.store(Map, "CallbacksWithoutEvidence", CallbacksWithoutEvidence);
}

/// "'m' is held while 'f' ", and the start of the story.
static Finding start(const Crossing &C) {
  Finding F;
  F.Where = C.Across->Where;
  F.Message = quoted(C.Lock->Text) + " is held while " + quoted(shownName(C.Across->In)) + " ";
  F.Story.push_back(report::lockedHere(*C.Lock));
  return F;
}

static std::string remedyFor(const Crossing &C) {
  std::string Lock = quoted(C.Lock->Text);
  switch (C.Across->innermost().Class) {
  case BlockClass::Join:
    return "move the handle out under " + Lock + ", unlock, then join it";
  case BlockClass::Wait:
    return "unlock " + Lock + " before the wait, or wait on a condition of " + Lock + " itself";
  case BlockClass::Channel:
    return "unlock " + Lock + " before the send or receive";
  case BlockClass::Sleep:
    return "unlock " + Lock + " before sleeping, or wait on a condition with a timeout";
  default:
    return "copy what the call needs under " + Lock +
           ", unlock, then call; lock again to store "
           "the result";
  }
}

std::optional<Finding> LockAcrossBlockingCall::blocked(const Crossing &C, flow::Unit &Unit) const {
  const Effect &Wait = *C.Across;
  bool IsBounded = Wait.HowLong == Bound::Bounded;
  bool IsEnabled = EnabledClasses & (1U << static_cast<unsigned>(Wait.Class));
  if (!IsEnabled || Wait.HowLong == Bound::Never || (IsBounded && !ReportBounded))
    return std::nullopt;
  // A fiber's lock stops only fibers, as its bounded waits do.
  if (C.Lock->Blocks == Blocked::Fiber && Wait.Blocks == Blocked::Fiber && IsBounded)
    return std::nullopt;
  if (flow::joinedTaskOnlyTries(Unit, C) || flow::joinsPickedTasks(C) ||
      flow::isHandshake(Unit, C) || flow::isPolledFor(Unit, Wait) ||
      flow::isLockOfConnection(Unit, C))
    return std::nullopt;
  Finding F = start(C);
  std::string Lock = quoted(C.Lock->Text);
  F.Remedy = remedyFor(C);
  std::string Through = report::throughWhom(Wait);
  if (std::optional<flow::Deadlock> Dead = flow::certainDeadlock(Unit, C)) {
    llvm::StringRef End = Wait.Class == BlockClass::Join ? "end" : "wake it";
    F.Message = ("deadlock: " + quoted(shownName(Wait.In)) + " " + report::describe(Wait) +
                 " while it holds " + Lock + ", which the task needs before it can " + End)
                    .str();
    report::appendChain(F.Story, Wait);
    F.Story.push_back(
        {Dead->Spawn, Dead->IsBody ? "this is the body of the task" : "the task is started here"});
    const Effect &Needs = Dead->Needs->innermost();
    F.Story.push_back({Needs.Where, "the task locks " + quoted(Needs.OnText) + " here, in " +
                                        quoted(shownName(Needs.In))});
    return F;
  }
  if (flow::isToldToStop(Unit, C))
    return std::nullopt;
  F.Message += report::describe(Wait);
  if (!Through.empty())
    F.Message += " (through " + quoted(Through) + ")";
  if (C.Lock->Blocks == Blocked::Thread && Wait.Blocks == Blocked::Fiber)
    F.Message += ": the other fibers of this thread wait for a lock that its holder cannot "
                 "release meanwhile";
  else if (IsBounded)
    F.Message += ": every task that needs " + Lock + " waits as long";
  else
    F.Message += ": a task that needs " + Lock + " may wait for ever";
  report::appendChain(F.Story, Wait);
  if (const std::string *Reason = Wait.innermost().Reason)
    F.Story.push_back({Wait.Where, *Reason});
  if (!Wait.GivesUp.empty() && Wait.Role == model::CallRole::Wait)
    F.Story.push_back({Wait.Where, "the wait gives up its own lock only, not " + Lock});
  else
    F.Fixes = fix::unlockBefore(C, Unit);
  return F;
}

std::optional<Finding> LockAcrossBlockingCall::calledBack(const Crossing &C,
                                                          flow::Unit &Unit) const {
  flow::Reentry Reentry = flow::judgeReentry(Unit, C);
  if (!Reentry.IsForeign || (!Reentry.Evidence && !CallbacksWithoutEvidence))
    return std::nullopt;
  Finding F = start(C);
  std::string Lock = quoted(C.Lock->Text);
  const Effect &Innermost = C.Across->innermost();
  std::string Through = Innermost.OnText.empty() && Innermost.Callee
                            ? Innermost.Callee->getNameAsString()
                            : Innermost.OnText;
  F.Message += "calls back into unknown code through " + quoted(Through);
  report::appendChain(F.Story, *C.Across);
  if (Reentry.Evidence) {
    std::string Method = quoted(shownName(Reentry.Evidence->In));
    F.Message += ": a callback that calls " + Method + " waits for " + Lock + " for ever";
    F.Story.push_back({Reentry.Evidence->Where, Method + " locks " + Lock + " too"});
  }
  F.Remedy = "copy the callback under " + Lock + ", unlock, then call the copy";
  return F;
}

std::optional<Finding> LockAcrossBlockingCall::suspended(const Crossing &C) const {
  if (C.Lock->Blocks != Blocked::Thread)
    return std::nullopt;
  Finding F = start(C);
  F.Message = quoted(C.Lock->Text) + " is held across 'co_await' in " +
              quoted(shownName(C.Across->In)) +
              ": the coroutine may resume on another thread, which cannot unlock it, and who "
              "needs it waits until then";
  F.Remedy = "end the guard's scope before 'co_await', or use the library's own asynchronous lock";
  return F;
}

std::optional<Finding> LockAcrossBlockingCall::judge(const Crossing &C, flow::Unit &Unit) const {
  switch (C.Across->What) {
  case Effect::Kind::Blocks:
    return blocked(C, Unit);
  case Effect::Kind::CallsBack:
    return calledBack(C, Unit);
  case Effect::Kind::Suspends:
    return suspended(C);
  default:
    return std::nullopt;
  }
}

void LockAcrossBlockingCall::checkFunction(const FunctionDecl &Function, flow::Unit &Unit) {
  if (!Unit.flow(&Function).Crossings.empty())
    Crossed.push_back(&Function);
}

void LockAcrossBlockingCall::checkUnit(flow::Unit &Unit) {
  for (const FunctionDecl *Function : Crossed)
    look(*Function, Unit);
}

void LockAcrossBlockingCall::look(const FunctionDecl &Function, flow::Unit &Unit) {
  // The same call again under the same lock is the same story.
  llvm::DenseSet<std::pair<const flow::Acquisition *, const NamedDecl *>> Told;
  llvm::DenseSet<const Effect *> Reported;
  const flow::FunctionFlow &Flow = Unit.flow(&Function);
  // A call that locks again never gets as far as to call back.
  auto StopsBefore = [&](const Crossing &C) {
    return C.Across->What == Effect::Kind::CallsBack &&
           llvm::any_of(Flow.Relocks, [&](const flow::Relock &R) {
             return R.Through && R.Through->Site == C.Across->Site && Unit.isPossible(&Function, R);
           });
  };
  for (const Crossing &C : Flow.Crossings) {
    if (Reported.contains(C.Across) || Told.contains({C.Lock, C.Across->Callee}))
      continue;
    std::optional<Finding> F = judge(C, Unit);
    if (!F || StopsBefore(C) || !Unit.isPossible(&Function, C))
      continue;
    Reported.insert(C.Across);
    Told.insert({C.Lock, C.Across->Callee});
    report(*F);
  }
}

} // namespace leash
