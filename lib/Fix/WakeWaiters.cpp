//===- WakeWaiters.cpp - wake who waits when it is to end -----------------===//
#include "Fix/WakeWaiters.h"
#include "Fix/EndWait.h"
#include "Fix/Places.h"
#include "Fix/StopBeforeJoin.h"
#include "Fix/StopToken.h"
#include "Flow/HandMade.h"
#include "Flow/Unit.h"
#include "Flow/Waits.h"
#include "Support/Mentions.h"
#include "Support/SourceText.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::fix {

using flow::LostWakeup;
using flow::StuckLoop;
using Edits = std::vector<FixItHint>;

static bool isStdCondition(const ValueDecl *D) {
  const auto *Record = D ? D->getType()->getAsCXXRecordDecl() : nullptr;
  return Record && Record->isInStdNamespace() && Record->getIdentifier() &&
         Record->getName().starts_with("condition_variable");
}

/// Whether \p F can name \p D by itself: a field of its class.
static bool canName(const FunctionDecl *F, const ValueDecl *D) {
  const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(F);
  const auto *Field = llvm::dyn_cast_or_null<FieldDecl>(D);
  return Method && Field && !Method->isStatic() && !Method->getParent()->isLambda() &&
         !Method->getTemplateInstantiationPattern() &&
         Field->getParent()->getCanonicalDecl() == Method->getParent()->getCanonicalDecl();
}

/// The statement below \p S that is the expression \p E, alone in a block.
static const Expr *aloneIn(const Stmt *S, const Stmt *E) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return nullptr;
  bool IsBlock = llvm::isa<CompoundStmt>(S);
  for (const Stmt *Child : S->children()) {
    const auto *Whole = llvm::dyn_cast_or_null<Expr>(Child);
    if (IsBlock && Whole && (Whole == E || Whole->IgnoreImplicit() == E))
      return Whole;
    if (const Expr *Found = aloneIn(Child, E))
      return Found;
  }
  return nullptr;
}

static std::string notifyAllOf(const ValueDecl *Condition) {
  return " " + Condition->getNameAsString() + ".notify_all();";
}

//===----------------------------------------------------------------------===//
// Lost wake-ups
//===----------------------------------------------------------------------===//

/// 'notify_one' becomes 'notify_all'.
static Edits notifyAllInstead(const Expr *Notify) {
  const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(Notify);
  const auto *Member =
      Call ? llvm::dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts()) : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Member || !Method || !Method->getIdentifier() || Method->getName() != "notify_one" ||
      !Method->getParent()->isInStdNamespace() || Member->getMemberLoc().isMacroID())
    return {};
  return {FixItHint::CreateReplacement(Member->getMemberLoc(), "notify_all")};
}

Edits wakeAll(const LostWakeup &L, flow::Unit &Unit) {
  const FunctionDecl *F = L.By ? L.By->In : L.Notify ? L.Notify->In : nullptr;
  if (!F || F->getTemplateInstantiationPattern())
    return {};
  switch (L.What) {
  case LostWakeup::Kind::OneOfMany:
  case LostWakeup::Kind::AmongShares:
    return notifyAllInstead(L.NotifyCall);
  case LostWakeup::Kind::WrongWaiter:
    return notifyAllInstead(L.Notify->Call);
  case LostWakeup::Kind::HalfWoken: {
    const ValueDecl *Asleep = L.Wait->Condition;
    if (!isStdCondition(Asleep) || !canName(F, Asleep))
      return {};
    SourceLocation End = behindSemicolon(aloneIn(F->getBody(), L.NotifyCall), Unit.context());
    if (End.isInvalid())
      return {};
    return {FixItHint::CreateInsertion(End, notifyAllOf(Asleep))};
  }
  default:
    return {};
  }
}

//===----------------------------------------------------------------------===//
// Tasks that are joined
//===----------------------------------------------------------------------===//

/// The flag is in the predicate, and nobody notifies.
static Edits notifyAfterChange(const StuckLoop &S, flow::Unit &Unit) {
  const flow::Change &C = *S.Sets;
  for (const flow::WaitPoint &W : Unit.waits().waits()) {
    if (W.Call != S.Blocks->innermost().Site)
      continue;
    if (!W.Until.of(C.What) || !isStdCondition(W.Condition) || !canName(C.In, W.Condition) ||
        !W.Lock)
      return {};
    SourceLocation End = behindSemicolon(aloneIn(C.In->getBody(), C.Site), Unit.context());
    if (End.isInvalid())
      return {};
    if (Unit.waits().mayHold(C.In, C.Site, W.Lock))
      return {FixItHint::CreateInsertion(End, notifyAllOf(W.Condition))};
    LostWakeup Unlocked{};
    Unlocked.What = LostWakeup::Kind::UnlockedChange;
    Unlocked.Wait = &W;
    Unlocked.By = &C;
    Edits Guarded = changeUnderLock(Unlocked, Unit);
    if (!Guarded.empty())
      Guarded.back().CodeToInsert += notifyAllOf(W.Condition);
    return Guarded;
  }
  return {};
}

/// The name of the method of \p Class without parameters that closes it.
static std::string closerOf(const CXXRecordDecl *Class, flow::Unit &Unit) {
  const flow::HandMadeChannel *Own = Unit.handMade().of(Class);
  for (const CXXMethodDecl *Method : Class->methods()) {
    if (Method->getNumParams() || !Method->getIdentifier() || Method->getAccess() != AS_public)
      continue;
    CallView Call;
    Call.Callee = Method;
    const model::CallEntry *Entry = Unit.models().call(Call);
    const flow::ChannelMethod *What = Own ? Own->method(Method) : nullptr;
    if ((Entry && Entry->Role == model::CallRole::Close) ||
        (What && What->Role == model::CallRole::Close))
      return Method->getNameAsString();
  }
  return "";
}

/// Nobody closes the channel: the owner does, before the join.
static Edits closeBeforeJoin(const StuckLoop &S, flow::Unit &Unit) {
  const FunctionDecl *F = S.End && S.End->Join ? S.End->In : nullptr;
  const auto *Body = F ? llvm::dyn_cast_or_null<CompoundStmt>(F->getBody()) : nullptr;
  const CXXRecordDecl *Class = S.Receive ? S.Receive->Class : nullptr;
  const auto *Local = llvm::dyn_cast<VarDecl>(S.Channel);
  if (!Body || !Class || F->getTemplateInstantiationPattern() ||
      S.Channel->getType().getNonReferenceType()->getAsCXXRecordDecl() != Class ||
      !(Local ? Local->getDeclContext() == F : canName(F, S.Channel)))
    return {};
  std::string Close = closerOf(Class, Unit);
  for (const Stmt *Each : Body->body()) {
    if (!flow::contains(Each, S.End->Join))
      continue;
    if (Close.empty() || mentions(Each, S.Channel) || Each->getBeginLoc().isMacroID())
      return {};
    return {FixItHint::CreateInsertion(Each->getBeginLoc(),
                                       S.Channel->getNameAsString() + "." + Close + "(); ")};
  }
  return {};
}

Edits wakeBeforeJoin(const StuckLoop &S, flow::Unit &Unit) {
  switch (S.What) {
  case StuckLoop::Kind::NotWoken:
    return notifyAfterChange(S, Unit);
  case StuckLoop::Kind::NeverClosed:
    return closeBeforeJoin(S, Unit);
  case StuckLoop::Kind::SetAfterJoin:
  case StuckLoop::Kind::CloseAfterJoin:
    return stopBeforeJoin(S, Unit);
  case StuckLoop::Kind::NoWayOut:
  case StuckLoop::Kind::TokenUnused:
    return giveStopToken(S, Unit);
  default:
    return {};
  }
}

} // namespace leash::fix
