//===- ChannelCalls.cpp - paths through expressions and calls ---------------===//
#include "Flow/ChannelWalk.h"
#include "Flow/Unit.h"
#include "Support/Operand.h"
#include "Support/Types.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace leash::flow {

using Consequence = Unreceived::Consequence;

States ChannelWalk::evalChildren(const Stmt *S, const Frame &F, States In) {
  for (const Stmt *Child : S->children()) {
    if (const auto *E = llvm::dyn_cast_or_null<Expr>(Child))
      In = eval(E, F, std::move(In));
    else if (Child)
      In = exec(Child, F, std::move(In));
  }
  return In;
}

/// The lambda that the variable \p D is made of; null if it is none.
static const LambdaExpr *lambdaOf(const ValueDecl *D) {
  const auto *V = llvm::dyn_cast<VarDecl>(D);
  const Expr *Init =
      V && !V->isInitCapture() && !V->isInvalidDecl() ? withoutImplicit(V->getInit()) : nullptr;
  return llvm::dyn_cast_or_null<LambdaExpr>(Init);
}

States ChannelWalk::eval(const Expr *E, const Frame &F, States In) {
  if (!E || !step(In))
    return In;
  E = E->IgnoreImplicit();
  switch (E->getStmtClass()) {
  case Stmt::ParenExprClass:
    return eval(llvm::cast<ParenExpr>(E)->getSubExpr(), F, std::move(In));
  case Stmt::CXXDefaultArgExprClass:
  case Stmt::CXXDefaultInitExprClass:
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
    return In;
  case Stmt::CoawaitExprClass:
    return evalCall(withoutImplicit(llvm::cast<CoawaitExpr>(E)->getOperand()), F, std::move(In),
                    /*Awaited=*/true);
  case Stmt::LambdaExprClass: {
    // Somebody may run it, now or later, as often as he likes.
    if (!touches(E, F))
      return In;
    const auto *Lambda = llvm::cast<LambdaExpr>(E);
    for (const LambdaCapture &C : Lambda->captures()) {
      if (C.capturesVariable())
        if (const auto *V = llvm::dyn_cast<VarDecl>(C.getCapturedVar())) {
          if (V->isInitCapture())
            In = eval(V->getInit(), F, std::move(In));
          else if (const auto *Inner = lambdaOf(V))
            In = eval(Inner, F, std::move(In));
          else if (Carried Is = carried(V, F); Is.Lambda)
            In = eval(Is.Lambda, *Is.In, std::move(In));
          else
            escape(lift(U.objects().variable(V), F), In);
        }
    }
    if (llvm::any_of(Lambda->captures(), [](const LambdaCapture &C) { return C.capturesThis(); }))
      for (const Frame *Each = &F; Each; Each = Each->Lexical)
        if (Each->This)
          escape(Each->This, In);
    return In;
  }
  case Stmt::CXXThrowExprClass: {
    In = evalChildren(E, F, std::move(In));
    return leave(nullptr, Exit::Throw, E->getBeginLoc(), F, std::move(In));
  }
  case Stmt::ConditionalOperatorClass: {
    const auto *Choice = llvm::cast<ConditionalOperator>(E);
    Split S = test(Choice->getCond(), F, std::move(In));
    States Out = eval(Choice->getTrueExpr(), F, std::move(S.True));
    States Other = eval(Choice->getFalseExpr(), F, std::move(S.False));
    std::move(Other.begin(), Other.end(), std::back_inserter(Out));
    dedupe(Out);
    return Out;
  }
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass: {
    const auto *Binary = llvm::cast<BinaryOperator>(E);
    if (Binary->isLogicalOp()) {
      Split S = test(Binary, F, std::move(In));
      std::move(S.False.begin(), S.False.end(), std::back_inserter(S.True));
      dedupe(S.True);
      return std::move(S.True);
    }
    In = evalChildren(E, F, std::move(In));
    if (Binary->isAssignmentOp()) {
      if (const Object *O = resolve(Binary->getLHS(), F);
          O && Binary->getLHS()->getType()->isBooleanType())
        for (State &S : In)
          S.Triggered.push_back(O);
      if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(Binary->getLHS()->IgnoreParenImpCasts()))
        if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl()))
          for (State &S : In)
            noteValue(V, Binary->getRHS(), S);
    }
    return In;
  }
  case Stmt::DeclRefExprClass:
    // A lambda under its name, in somebody else's hands.
    if (const auto *Lambda = lambdaOf(llvm::cast<DeclRefExpr>(E)->getDecl())) {
      const auto *V = llvm::cast<DeclRefExpr>(E)->getDecl();
      for (const Frame *Where = &F; Where; Where = Where->Lexical)
        if (V->getDeclContext() == Where->Function)
          return eval(Lambda, *Where, std::move(In));
      return In;
    }
    if (Carried Is = carried(E, F); Is.Lambda)
      return eval(Is.Lambda, *Is.In, std::move(In));
    [[fallthrough]];
  case Stmt::CXXThisExprClass:
    escape(resolve(E, F), In);
    return In;
  case Stmt::MemberExprClass: {
    const auto *Member = llvm::cast<MemberExpr>(E);
    if (const Object *O = resolve(E, F)) {
      escape(O, In);
      return In;
    }
    return llvm::isa<FieldDecl>(Member->getMemberDecl()) && resolve(Member->getBase(), F)
               ? In
               : eval(Member->getBase(), F, std::move(In));
  }
  case Stmt::UnaryOperatorClass:
    if (llvm::cast<UnaryOperator>(E)->getOpcode() == UO_AddrOf ||
        llvm::cast<UnaryOperator>(E)->getOpcode() == UO_Deref)
      if (const Object *O = resolve(E, F)) {
        escape(O, In);
        return In;
      }
    return evalChildren(E, F, std::move(In));
  default:
    if (llvm::isa<CallExpr, CXXConstructExpr>(E))
      return evalCall(E, F, std::move(In), /*Awaited=*/false);
    return evalChildren(E, F, std::move(In));
  }
}

States ChannelWalk::evalArgs(const CallView &Call, const Frame &F, States In) {
  if (Call.Object)
    In = eval(Call.Object, F, std::move(In));
  else if (const auto *Through = llvm::dyn_cast_or_null<CallExpr>(Call.Whole);
           Through && !Call.Callee)
    In = eval(Through->getCallee(), F, std::move(In));
  for (const Expr *Arg : Call.Args)
    In = eval(Arg, F, std::move(In));
  return In;
}

/// Whether the value of \p E is a status that the code can test.
static bool hasStatus(const Expr *E) {
  QualType T = E->getType();
  if (T->isBooleanType() || T->isEnumeralType())
    return true;
  const auto *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return false;
  return Record->isInStdNamespace() || !Record->getVisibleConversionFunctions().empty();
}

States ChannelWalk::operate(const ChannelOp &Op, const Frame &F, States In, const Expr *Whole,
                            bool Blocks) {
  const unsigned *Found = find(resolve(Op.On, F));
  CallView View = *CallView::of(Op.Call);
  for (const Expr *Arg : View.Args)
    if (Arg->IgnoreImplicit() != Op.On->IgnoreImplicit())
      In = eval(Arg, F, std::move(In));
  if (!Found) {
    // A channel of somebody else's; but a select or a loop may test the result.
    if (Op.On && !resolve(Op.On, F))
      In = eval(Op.On, F, std::move(In));
    return In;
  }
  unsigned Index = *Found;
  const ChannelSite *Here = site(Op.Call, F, Whole);
  States Out;
  for (State &S : In) {
    if (S.How != Exit::None) {
      Out.push_back(std::move(S));
      continue;
    }
    Tally &T = S.at(Index);
    auto Learn = [&](State &To, bool Done) {
      To.learn({Whole, Done ? Known::Transferred : Known::Refused, 0, Op.Succeeds});
      To.learn({Op.Call, Done ? Known::Transferred : Known::Refused, 0, Op.Succeeds});
      // A status that is given back through an argument of the token.
      for (const Expr *Arg : View.Args)
        if (const auto *Token = llvm::dyn_cast<CallExpr>(withoutImplicit(Arg)))
          for (const Expr *Inner : Token->arguments())
            if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(withoutImplicit(Inner)))
              To.learn(
                  {Ref->getDecl(), Done ? Known::Transferred : Known::Refused, 0, Op.Succeeds});
    };
    switch (Op.What) {
    case ChannelOp::Kind::Close:
    case ChannelOp::Kind::Cancel:
      T.Released |= Op.WakesSenders;
      T.Closed = true;
      Relieves[Index].insert(F.Task);
      break;
    case ChannelOp::Kind::Send:
      if (!Blocks) {
        // It may fail, and then the task goes on.
        State Failed = S;
        Learn(Failed, false);
        Learn(S, true);
        Out.push_back(std::move(Failed));
        break;
      }
      T.Sends = T.Sends + 1;
      T.Send = Here;
      Learn(S, true);
      if (Channels[Index].Task == F.Task)
        judge(S, Index, Consequence::Blocks, Here->Where, nullptr);
      break;
    case ChannelOp::Kind::Receive: {
      // The channel may be closed.
      State Other = S;
      Learn(Other, false);
      if (Blocks) {
        Other.at(Index).SawClosed = true;
        if (Op.Throws || (!Op.Tells && !hasStatus(Whole))) {
          Other.How = Exit::Throw;
          Other.LeftAt = Here->Where;
        }
      } else if (Op.HowLong == model::Bound::Never) {
        // A try: drains what is there.
        Other.at(Index).Receives = Count::endless();
      }
      T.Receives = T.Receives + 1;
      if (Op.HowLong == model::Bound::Never)
        T.Receives = Count::endless();
      T.Receive = Here;
      noteReceive(Index, Here, F.Task);
      Learn(S, true);
      for (const Expr *Arg : View.Args)
        if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(withoutImplicit(Arg)))
          if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl()))
            if (!llvm::is_contained(Values, std::pair<const ValueDecl *, unsigned>(V, Index)))
              Values.push_back({V, Index});
      Out.push_back(std::move(Other));
      break;
    }
    }
    Out.push_back(std::move(S));
  }
  dedupe(Out);
  return Out;
}

bool ChannelWalk::isActive(const FunctionDecl *Body, const Frame &F) {
  unsigned Deep = 0;
  for (const Frame *Each = &F; Each; Each = Each->Caller)
    if (Each->Function == Body || ++Deep > MaxDepth)
      return true;
  return false;
}

States ChannelWalk::enter(const FunctionDecl *Body, Frame &Inner, States In) {
  const Stmt *What = Body->getBody();
  if (const auto *Coroutine = llvm::dyn_cast_or_null<CoroutineBodyStmt>(What))
    What = Coroutine->getBody();
  // The loops of the caller are none of the callee's.
  llvm::SmallVector<const Loop *, 4> Outer;
  std::swap(Outer, Loops);
  In = exec(What, Inner, std::move(In));
  std::swap(Outer, Loops);
  for (State &S : In)
    if (S.How == Exit::Return)
      S.How = Exit::None;
  dedupe(In);
  return In;
}

std::optional<States> ChannelWalk::callBody(const CallView &Call, const Frame &F, States &In,
                                            bool Awaited) {
  const Expr *Lambda = nullptr;
  const FunctionDecl *Body = nullptr;
  Frame Found;
  bool IsCarried = false;
  if (Call.Object && Call.Callee->getOverloadedOperator() == OO_Call) {
    // A local lambda, or one that the function has got.
    Body = bodyOfTask(Call.Object, {}, F, Found);
    Carried Is = carried(Call.Object, F);
    IsCarried = Is.Lambda && Is.In != &F;
    if (!Body || (Body->getCanonicalDecl() != Call.Callee->getCanonicalDecl() && !IsCarried))
      return std::nullopt;
    Lambda = Call.Object;
  } else {
    Body = bodyOf(Call.Callee, Awaited);
  }
  if (!Body || isActive(Body, F))
    return std::nullopt;
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Body);
      Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>() && Call.Object &&
      !const_cast<CXXMethodDecl *>(Method)->getDevirtualizedMethod(
          Call.Object->IgnoreParenImpCasts(), false))
    return std::nullopt;
  bool Gives = givesChannel(U, Call.Callee->getReturnType());
  bool Touched = Lambda ? true : Call.Object && touches(Call.Object, F);
  for (const Expr *Arg : Call.Args)
    Touched |= touches(Arg, F);
  if (!Touched && !Gives) {
    // Nothing of ours is in it.
    return evalArgs(Call, F, std::move(In));
  }
  Frame &Inner = newFrame(Body, Found.Lexical, F);
  Inner.This = Lambda ? Found.This : Call.Object ? resolve(Call.Object, F) : nullptr;
  if (Call.Object && !Lambda && !Inner.This)
    In = eval(Call.Object, F, std::move(In));
  bind(Inner, Call.Args, F);
  bool Carries = false;
  for (const Expr *Arg : Call.Args) {
    if (goesAlong(Arg, Body, F))
      Carries = true;
    else if (!resolve(Arg, F))
      In = eval(Arg, F, std::move(In));
  }
  bool IsUsed = Call.Whole != Unused;
  In = enter(Body, Inner, std::move(In));
  if (Carries)
    noteDropped(Body, IsUsed && !Body->getReturnType()->isVoidType(), In);
  if (IsCarried)
    noteRun(In);
  return In;
}

States ChannelWalk::evalCall(const Expr *E, const Frame &F, States In, bool Awaited) {
  std::optional<CallView> Call = CallView::of(E);
  if (!Call)
    return eval(E, F, std::move(In));
  if (!step(In))
    return In;
  States Left, Live;
  for (State &S : In)
    (S.How == Exit::None ? Live : Left).push_back(std::move(S));
  auto Done = [&](States Out) {
    std::move(Left.begin(), Left.end(), std::back_inserter(Out));
    return Out;
  };
  if (!Call->Callee)
    return Done(evalArgs(*Call, F, std::move(Live)));
  // The program ends, or an exception leaves: std::rethrow_exception. Which of the
  // two it is for a function of the user's is not asked.
  if (Call->Callee->isNoReturn()) {
    Live = evalArgs(*Call, F, std::move(Live));
    const auto *Type = Call->Callee->getType()->getAs<FunctionProtoType>();
    bool Throws = Call->Callee->isInStdNamespace() && Type && !Type->isNothrow();
    return Done(Throws ? leave(nullptr, Exit::Throw, E->getBeginLoc(), F, std::move(Live))
                       : States());
  }
  // An operation on a channel.
  if (std::optional<ChannelOp> Op = channelOp(U, *Call)) {
    if (Op->Deferred && !Awaited) {
      startOperation(*Op, F, Live);
      return Done(std::move(Live));
    }
    return Done(operate(*Op, F, std::move(Live), E, Op->HowLong == model::Bound::Unbounded));
  }
  if (std::optional<States> Out = count(*Call, F, Live))
    return Done(std::move(*Out));
  if (llvm::SmallVector<SelectArm, 4> Arms = handMadeSelect(U, *Call); !Arms.empty())
    return Done(selectByHand(Arms, F, std::move(Live), E));
  if (std::optional<States> Out = spawn(E, *Call, F, Live))
    return Done(std::move(*Out));
  if (const model::CallEntry *Entry = U.models().call(*Call)) {
    const Expr *On = model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call));
    switch (Entry->Role) {
    case model::CallRole::Select:
      return Done(select(*Call, F, std::move(Live), E));
    case model::CallRole::Block:
      // The future of an operation, waited for where it is made.
      if (std::optional<CallView> Made = On ? CallView::of(withoutImplicit(On)) : std::nullopt)
        if (std::optional<ChannelOp> Op = channelOp(U, *Made);
            Op && Op->Deferred && U.models().bound(*Entry, *Call) == model::Bound::Unbounded)
          return Done(evalCall(withoutImplicit(On), F, std::move(Live), /*Awaited=*/true));
      if (Entry->Class == model::BlockClass::Join || Entry->Class == model::BlockClass::Wait)
        if (const Object *Handle = On ? resolve(On, F) : nullptr;
            Handle && U.models().bound(*Entry, *Call) == model::Bound::Unbounded)
          join(Handle, E->getExprLoc(), Consequence::JoinHangs, F.Task, Live);
      break;
    case model::CallRole::RequestStop:
      if (const Object *Signal = On ? resolve(On, F) : nullptr)
        for (State &S : Live)
          S.Triggered.push_back(Signal);
      break;
    default:
      break;
    }
    // A task that has no name: 'fiber([] { ... }).detach()'.
    if (Call->Object && !resolve(Call->Object, F))
      Live = eval(Call->Object, F, std::move(Live));
    // What is modelled does not keep its arguments, but may run a callback.
    for (const Expr *Arg : Call->Args)
      if (!startCallback(Arg, F, Live) && !resolve(Arg, F))
        Live = eval(Arg, F, std::move(Live));
    return Done(std::move(Live));
  }
  // A flag that is set: 'stop = true', 'stop.store(true)'.
  if (Call->Object && llvm::isa<CXXMethodDecl>(Call->Callee) &&
      !llvm::cast<CXXMethodDecl>(Call->Callee)->isConst() && isAtomic(Call->Object->getType()))
    if (const Object *O = resolve(Call->Object, F))
      for (State &S : Live)
        S.Triggered.push_back(O);
  // A capacity that is set: 'queue.set_capacity(8)'.
  const unsigned *Sized = Call->Object ? find(resolve(Call->Object, F)) : nullptr;
  if (const model::CallEntry *Sets = Sized ? U.models().state(*Call) : nullptr;
      Sets && Sets->Role == model::CallRole::Set && Call->Args.size() == 1) {
    Count Room = countOf(Call->Args.front(), F).value_or(Count::endless());
    for (State &S : Live)
      S.at(*Sized).Room = Room;
    return Done(std::move(Live));
  }
  // The same object under another name.
  if (const Object *O = resolve(E, F); O && find(O)) {
    escape(O, Live);
    return Done(std::move(Live));
  }
  if (std::optional<States> Out = callBody(*Call, F, Live, Awaited))
    return Done(std::move(*Out));
  return Done(evalArgs(*Call, F, std::move(Live)));
}

} // namespace leash::flow
