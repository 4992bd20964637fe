//===- TimerQuestions.cpp - what does a handler do to its timer? ----------===//
#include "Flow/TimerQuestions.h"
#include "Flow/TimerPaths.h"
#include "Flow/Unit.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace leash::flow {

using Kind = TimerUse::Kind;

static bool isIn(const Methods &List, const CXXMethodDecl *Method) {
  return llvm::is_contained(List, Method);
}

static bool leavesEarly(const Stmt *S) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return false;
  if (llvm::isa<ReturnStmt, BreakStmt, ContinueStmt, CXXThrowExpr>(S))
    return true;
  return llvm::any_of(S->children(), leavesEarly);
}

bool TimerQuestions::decides(const Stmt *Where, const FunctionDecl *Body, const FieldDecl *Timer) {
  if (leavesEarly(Where))
    return true;
  for (const TimerUse &Use : Class.Uses)
    if (Use.What == Kind::Start && Use.Timer == Timer && Use.Body == Body &&
        contains(Where, Use.Site))
      return true;
  return llvm::any_of(Class.Calls, [&](const OwnCall &Call) {
    return Call.Body == Body && contains(Where, Call.Site) && arms(Call.Callee, Timer);
  });
}

bool TimerQuestions::arms(const CXXMethodDecl *Method, const FieldDecl *Timer) {
  const auto *Body = llvm::cast_or_null<CXXMethodDecl>(U.bodyOf(Method));
  if (!Body)
    return false;
  Methods Runs = U.timers().reach(Class, Body);
  return llvm::any_of(Class.Uses, [&](const TimerUse &Use) {
    return Use.What == Kind::Start && Use.Timer == Timer && isIn(Runs, Use.In);
  });
}

bool TimerQuestions::tellsHandler(const Methods &Closing, const ForgottenTimer &F) {
  llvm::SmallVector<const FunctionDecl *, 8> Bodies{F.Handler};
  if (F.Again)
    for (const CXXMethodDecl *M : U.timers().reachFromBody(Class, F.Handler))
      if (arms(M, F.Timer))
        Bodies.push_back(M);
  return llvm::any_of(Class.Asked, [&](const AskedField &Asked) {
    if (!llvm::is_contained(Bodies, Asked.Body))
      return false;
    bool Touched = llvm::any_of(Closing, [&](const CXXMethodDecl *M) {
      auto Where = Class.Touched.find(M);
      return Where != Class.Touched.end() && Where->second.contains(Asked.Field);
    });
    return Touched && (!F.Again || decides(Asked.Where, Asked.Body, F.Timer));
  });
}

bool TimerQuestions::mayTell(const Methods &Closing) {
  auto IsTimer = [&](const FieldDecl *Field) {
    return llvm::any_of(Class.Uses, [&](const TimerUse &Use) { return Use.Timer == Field; });
  };
  for (const CXXMethodDecl *M : Closing)
    if (auto Where = Class.Touched.find(M); Where != Class.Touched.end())
      for (const FieldDecl *Field : Where->second)
        if (!Field || (!IsTimer(Field) && llvm::any_of(Class.Asked, [&](const AskedField &Asked) {
              return !Asked.Field || Asked.Field == Field;
            })))
          return true;
  return false;
}

bool TimerQuestions::endsLimited(const Methods &Closing, const ForgottenTimer &F) {
  bool Limits = llvm::any_of(Class.Uses, [&](const TimerUse &Use) {
    return Use.What == Kind::Stop && Use.Timer == F.Timer && Use.Body != Use.In &&
           Use.Body != F.Handler && arms(Use.In, F.Timer);
  });
  return Limits && llvm::any_of(Closing, [&](const CXXMethodDecl *M) {
           auto Where = Class.Touched.find(M);
           return Where != Class.Touched.end() &&
                  llvm::any_of(Where->second, [&](const FieldDecl *Field) {
                    return Field && llvm::none_of(Class.Uses, [&](const TimerUse &Use) {
                             return Use.Timer == Field;
                           });
                  });
         });
}

const Expr *TimerQuestions::rearmedBy(const FunctionDecl *Handler, const FieldDecl *Timer) {
  for (const TimerUse &Use : Class.Uses)
    if (Use.What == Kind::Start && Use.Timer == Timer && Use.Body == Handler)
      return Use.Site;
  for (const OwnCall &Call : Class.Calls) {
    if (Call.Body != Handler)
      continue;
    const FunctionDecl *Body = U.bodyOf(Call.Callee);
    if (!Body || Body == Handler)
      continue;
    Methods Runs = U.timers().reach(Class, llvm::cast<CXXMethodDecl>(Body));
    for (const TimerUse &Use : Class.Uses)
      if (Use.What == Kind::Start && Use.Timer == Timer && isIn(Runs, Use.In) && Use.Body == Use.In)
        return Call.Site;
  }
  return nullptr;
}

bool TimerQuestions::alwaysArms(const FunctionDecl *Body, const FieldDecl *Timer, unsigned Depth) {
  if (Depth > 4)
    return false;
  llvm::DenseSet<const Stmt *> Sites;
  for (const TimerUse &Use : Class.Uses)
    if (Use.What == Kind::Start && Use.Timer == Timer && Use.Body == Body)
      Sites.insert(Use.Site);
  for (const OwnCall &Call : Class.Calls)
    if (Call.Body == Body && llvm::isa<CallExpr>(Call.Site))
      if (const FunctionDecl *Callee = U.bodyOf(Call.Callee);
          Callee && Callee != Body && alwaysArms(Callee, Timer, Depth + 1))
        Sites.insert(Call.Site);
  return !Sites.empty() && alwaysComesTo(U, Body, Sites);
}

bool TimerQuestions::goesOn(const FunctionDecl *Handler) {
  if (Handler->getReturnType()->isVoidType())
    return true;
  bool Always = true;
  auto Look = [&](const Stmt *S, auto &Self) -> void {
    if (!S || llvm::isa<LambdaExpr>(S))
      return;
    if (const auto *Return = llvm::dyn_cast<ReturnStmt>(S)) {
      std::optional<int64_t> Value =
          Return->getRetValue() ? U.models().constant(Return->getRetValue()) : std::nullopt;
      Always &= Value && *Value != 0;
    }
    for (const Stmt *Child : S->children())
      Self(Child, Self);
  };
  Look(Handler->getBody(), Look);
  return Always;
}

bool TimerQuestions::asksObject(const FunctionDecl *Body, const Expr *Site) {
  return llvm::any_of(Class.Asked, [&](const AskedField &Asked) {
    return Asked.Body == Body && (contains(Asked.Where, Site) || leavesEarly(Asked.Where));
  });
}

const Expr *TimerQuestions::starts(const FunctionDecl *Body, const FunctionDecl *Handler,
                                   bool Always, unsigned Depth) {
  llvm::DenseSet<const Stmt *> Sites;
  const Expr *First = nullptr;
  for (const Expr *E : U.facts().of(Body).Calls) {
    std::optional<CallView> Call = CallView::of(E);
    if (!Call->Callee || !llvm::isa<CallExpr>(E))
      continue;
    bool Arms = false;
    if (std::optional<TimerCall> Timer = timerCall(U, *Call)) {
      const FunctionDecl *Runs =
          Timer->What == TimerCall::Kind::Start ? handlerOf(U, Timer->Callable) : nullptr;
      Arms = Runs && Runs->getCanonicalDecl() == Handler->getCanonicalDecl();
    } else if (const FunctionDecl *Callee = Depth < 3 ? U.bodyOf(Call->Callee) : nullptr) {
      Arms = Callee != Body && starts(Callee, Handler, Always, Depth + 1);
    }
    if (Arms && (Always || !asksObject(Body, E)) && Sites.insert(E).second && !First)
      First = E;
  }
  return First && (!Always || alwaysComesTo(U, Body, Sites)) ? First : nullptr;
}

const Expr *TimerQuestions::armsItself(const FunctionDecl *Handler, bool Always) {
  return Handler && Handler->getBody() ? starts(Handler, Handler, Always, 0) : nullptr;
}

bool TimerQuestions::stopsItself(const FunctionDecl *Handler) {
  return llvm::any_of(U.facts().of(Handler).Calls, [&](const Expr *E) {
    std::optional<TimerCall> Call = timerCall(U, *CallView::of(E));
    return Call && (Call->What == TimerCall::Kind::Stop || Call->What == TimerCall::Kind::Destroy);
  });
}

bool TimerQuestions::keepsThis(const TimerUse &Start) {
  if (Start.Call.Callable && holdOf(U, Start.Call.Callable) == HoldT::Raw)
    return true;
  std::optional<CallView> Call = CallView::of(Start.Site);
  return Call && llvm::any_of(Call->Args, [](const Expr *Arg) {
           return llvm::isa<CXXThisExpr>(Arg->IgnoreParenCasts());
         });
}

static bool deletesThis(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Delete = llvm::dyn_cast<CXXDeleteExpr>(S))
    if (llvm::isa<CXXThisExpr>(Delete->getArgument()->IgnoreParenCasts()))
      return true;
  return llvm::any_of(S->children(), deletesThis);
}

/// Whether \p Method is called by whoever owns its object, and not for an event.
static bool isForOwner(const CXXMethodDecl *Method) {
  if (llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Method))
    return false;
  if (Method->getAccess() == AS_public)
    return true;
  // A base may pass on a call of its own, or an event.
  return Method->isVirtual() && llvm::none_of(Method->parameters(), [](const ParmVarDecl *P) {
           QualType T = P->getType().getNonReferenceType();
           return (T->isPointerType() ? T->getPointeeType() : T)->isRecordType();
         });
}

bool TimerQuestions::ownerMayStop(const FieldDecl *Timer) {
  auto Stops = [&](const TimerUse &Use) { return Use.What != Kind::Start && Use.Timer == Timer; };
  // A signal of somebody's may come just before the end.
  if (Class.Record->hasFriends() || llvm::any_of(Class.Uses, [&](const TimerUse &Use) {
        return Stops(Use) && Use.Body != Use.In;
      }))
    return true;
  for (const CXXMethodDecl *Method : Class.Record->methods()) {
    if (!Method->isUserProvided() || Method->isPureVirtual())
      continue;
    const auto *Body = llvm::cast_or_null<CXXMethodDecl>(U.bodyOf(Method));
    if (!Body) {
      // Nobody in sight calls it, and nobody else can.
      bool IsOurs = Method->getAccess() == AS_private && !Method->isVirtual() &&
                    !llvm::isa<CXXConstructorDecl>(Method) &&
                    llvm::none_of(Class.Calls, [&](const OwnCall &Call) {
                      return Call.Callee->getCanonicalDecl() == Method->getCanonicalDecl();
                    });
      if (!Method->isConst() && !IsOurs)
        return true;
      continue;
    }
    if (deletesThis(Body->getBody()))
      return true;
    if (!isForOwner(Method))
      continue;
    Methods Runs = U.timers().reach(Class, Body);
    if (llvm::any_of(Class.Uses,
                     [&](const TimerUse &Use) { return Stops(Use) && isIn(Runs, Use.In); }))
      return true;
  }
  return false;
}

} // namespace leash::flow
