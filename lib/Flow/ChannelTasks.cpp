//===- ChannelTasks.cpp - the tasks that a path starts and joins ------------===//
#include "Flow/ChannelWalk.h"
#include "Flow/Classes.h"
#include "Flow/ThreadClasses.h"
#include "Flow/Unit.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

using Consequence = Unreceived::Consequence;

static const Expr *stripped(const Expr *E) {
  return E->IgnoreImplicit()->IgnoreParenCasts()->IgnoreImplicit();
}

const FunctionDecl *ChannelWalk::bodyOf(const FunctionDecl *Callee, bool Coroutine) {
  if (const FunctionDecl *Body = U.bodyOf(Callee))
    return Body;
  const FunctionDecl *Definition = Coroutine && Callee ? Callee->getDefinition() : nullptr;
  if (!Definition || Definition->isDependentContext() || Definition->isInvalidDecl() ||
      !llvm::isa_and_nonnull<CoroutineBodyStmt>(Definition->getBody()))
    return nullptr;
  return Definition;
}

/// What a call of \p Callee runs on \p This, if Callee is virtual and the class of
/// the object is certain: its override. Else \p Callee.
static const FunctionDecl *overrideOn(const Object *This, const FunctionDecl *Callee) {
  const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Callee);
  const auto *D = This ? llvm::dyn_cast_or_null<ValueDecl>(This->decl()) : nullptr;
  const CXXRecordDecl *Class = D ? D->getType()->getAsCXXRecordDecl() : nullptr;
  if (!Method || !Method->isVirtual() || !Class || !Class->hasDefinition() || This->isElement() ||
      !Class->isDerivedFrom(Method->getParent()))
    return Callee;
  const CXXMethodDecl *Override =
      const_cast<CXXMethodDecl *>(Method)->getCorrespondingMethodInClass(Class, true);
  return Override ? Override : Callee;
}

void ChannelWalk::bind(Frame &Inner, llvm::ArrayRef<const Expr *> Args, const Frame &F) {
  for (const Expr *Arg : Args) {
    Inner.Args.push_back(Arg);
    Inner.Params.push_back(resolve(Arg, F));
  }
}

const FunctionDecl *ChannelWalk::bodyOfTask(const Expr *Callable,
                                            llvm::ArrayRef<const Expr *> Bound, const Frame &F,
                                            Frame &Inner) {
  if (!Callable || ++Steps > MaxSteps)
    return nullptr;
  const Expr *E = stripped(Callable);
  if (const auto *Address = llvm::dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = stripped(Address->getSubExpr());
  Inner.Caller = &F;
  if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(E)) {
    const FunctionDecl *Body = bodyOf(Lambda->getCallOperator(), true);
    Inner.Function = Body;
    Inner.Lexical = &F;
    bind(Inner, Bound, F);
    return Body;
  }
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Function = llvm::dyn_cast<FunctionDecl>(Ref->getDecl())) {
      const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Function);
      if (Method && Method->isInstance()) {
        if (Bound.empty())
          return nullptr;
        Inner.This = resolve(Bound.front(), F);
        Bound = Bound.drop_front();
      }
      const FunctionDecl *Body = bodyOf(overrideOn(Inner.This, Function), true);
      Inner.Function = Body;
      bind(Inner, Bound, F);
      return Body;
    }
    // A variable that holds a lambda, wherever it was declared.
    const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
    for (const Frame *In = &F; V && In; In = In->Lexical) {
      if (V->getDeclContext() != In->Function)
        continue;
      if (const auto *P = llvm::dyn_cast<ParmVarDecl>(V)) {
        unsigned Index = P->getFunctionScopeIndex();
        return In->Caller && Index < In->Args.size() && !U.facts().isAssignedIn(In->Function, V)
                   ? bodyOfTask(In->Args[Index], Bound, *In->Caller, Inner)
                   : nullptr;
      }
      return V->getInit() && !U.facts().isAssignedIn(In->Function, V)
                 ? bodyOfTask(V->getInit(), Bound, *In, Inner)
                 : nullptr;
    }
    if (V && V->isInitCapture() && V->getInit() && F.Lexical)
      return bodyOfTask(V->getInit(), Bound, *F.Lexical, Inner);
    return nullptr;
  }
  if (const auto *Call = llvm::dyn_cast<CallExpr>(E)) {
    std::optional<CallView> View = CallView::of(Call);
    if (!View->Callee)
      return nullptr;
    if (View->Object && View->Callee->getOverloadedOperator() == OO_Call)
      return bodyOfTask(View->Object, View->Args, F, Inner);
    if (View->Callee->isInStdNamespace() && View->Callee->getIdentifier() && !View->Args.empty()) {
      llvm::ArrayRef<const Expr *> Args = View->Args;
      llvm::StringRef Name = View->Callee->getName();
      if (Name == "bind" || Name == "bind_front")
        return bodyOfTask(Args.front(), Args.drop_front(), F, Inner);
      if (Name == "move" || Name == "forward" || Name == "ref")
        return bodyOfTask(Args.front(), Bound, F, Inner);
      return nullptr;
    }
    // co_spawn(executor, run(channel), token): the coroutine that the call makes.
    const FunctionDecl *Body = View->Callee->getDefinition();
    if (!Body || !llvm::isa_and_nonnull<CoroutineBodyStmt>(Body->getBody()))
      return nullptr;
    Body = bodyOf(Body, true);
    Inner.Function = Body;
    Inner.This = View->Object ? resolve(View->Object, F) : nullptr;
    bind(Inner, View->Args, F);
    return Body;
  }
  if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() >= 1)
    return bodyOfTask(Construct->getArg(0), Bound, F, Inner);
  return nullptr;
}

void ChannelWalk::startTask(TaskRun Run, const FunctionDecl *Body, Frame &Inner, States &S) {
  Inner.Task = Run.Number = ++Tasks;
  const Stmt *What = Body->getBody();
  if (const auto *Coroutine = llvm::dyn_cast_or_null<CoroutineBodyStmt>(What)) {
    What = Coroutine->getBody();
    Run.IsCoroutine = true;
  }
  llvm::SmallVector<const Loop *, 4> Outer;
  std::swap(Outer, Loops);
  States Paths = exec(What, Inner, States(1));
  std::swap(Outer, Loops);
  States Kept;
  // An exception that leaves a thread ends the program; a future keeps it.
  const model::TypeEntry *Gives = Run.Spawn ? U.models().type(Run.Spawn->getType()) : nullptr;
  bool KeepsThrow = Run.IsCoroutine || (Gives && Gives->Role == model::TypeRole::Future);
  for (State &Path : Paths) {
    if (Path.How == Exit::Throw && !KeepsThrow)
      continue;
    Path.Facts.clear();
    for (unsigned I = 0; I != Path.Channels.size(); ++I)
      if (Path.Channels[I].Escaped || Path.Returned == I)
        for (State &Each : S)
          Each.at(I).Escaped = true;
    Path.Returned.reset();
    Kept.push_back(std::move(Path));
  }
  dedupe(Kept);
  Run.Runs = Body;
  Run.Paths = std::make_shared<const States>(std::move(Kept));
  for (State &Each : S)
    if (Each.How == Exit::None)
      Each.Tasks.push_back(Run);
}

bool ChannelWalk::startCallback(const Expr *Callable, const Frame &F, States &S) {
  if (!llvm::isa<LambdaExpr>(stripped(Callable)))
    return false;
  Frame Found;
  const FunctionDecl *Body = bodyOfTask(Callable, {}, F, Found);
  if (!Body || isActive(Body, F))
    return false;
  if (!touches(Callable, F))
    return true;
  TaskRun Run;
  Run.Where = Callable->getExprLoc();
  Run.Spawn = Callable;
  startTask(std::move(Run), Body, Frames.emplace_back(Found), S);
  return true;
}

void ChannelWalk::startOperation(const ChannelOp &Op, const Frame &F, States &S) {
  const unsigned *Index = find(resolve(Op.On, F));
  CallView View = *CallView::of(Op.Call);
  States Path(1);
  if (Index) {
    Tally &T = Path.front().at(*Index);
    const ChannelSite *Here = site(Op.Call, F, Op.Call);
    (Op.What == ChannelOp::Kind::Send ? T.Sends : T.Receives) = 1;
    (Op.What == ChannelOp::Kind::Send ? T.Send : T.Receive) = Here;
    if (T.Receive)
      noteReceive(*Index, Here, F.Task);
  }
  // The handler runs when it is done.
  for (const Expr *Arg : View.Args) {
    Frame Found;
    const FunctionDecl *Body =
        llvm::isa<LambdaExpr>(stripped(Arg)) ? bodyOfTask(Arg, {}, F, Found) : nullptr;
    if (!Body || isActive(Body, F)) {
      if (!resolve(Arg, F))
        S = eval(Arg, F, std::move(S));
      continue;
    }
    Frame &Inner = Frames.emplace_back(Found);
    Inner.Task = ++Tasks;
    Path = enter(Body, Inner, std::move(Path));
    for (State &Each : Path)
      for (unsigned I = 0; I != Each.Channels.size(); ++I)
        if (Each.Channels[I].Escaped)
          for (State &Outer : S)
            Outer.at(I).Escaped = true;
  }
  TaskRun Run;
  Run.Where = Op.Call->getExprLoc();
  Run.Spawn = Op.Call;
  Run.IsCoroutine = true;
  Run.Paths = std::make_shared<const States>(std::move(Path));
  for (State &Each : S)
    if (Each.How == Exit::None)
      Each.Tasks.push_back(Run);
}

std::optional<States> ChannelWalk::spawn(const Expr *E, const CallView &Call, const Frame &F,
                                         States &In) {
  llvm::SmallVector<const Expr *, 4> Started = U.classes().startedBy(E, Call);
  if (std::optional<Target> Thread = threadStartedBy(U, Call, F.Function)) {
    const Object *Is = resolve(Call.Object, F);
    if (!Is || !touches(Call.Object, F) || isActive(Thread->Function, F))
      return std::nullopt;
    TaskRun Run;
    Run.Where = E->getExprLoc();
    Run.Spawn = E;
    Run.Handle = Is;
    Frame &Inner = newFrame(Thread->Function, nullptr, F);
    Inner.This = Is;
    startTask(std::move(Run), Thread->Function, Inner, In);
    return std::move(In);
  }
  if (Started.empty())
    return std::nullopt;
  const model::CallEntry *Entry = U.models().call(Call);
  bool MakesCoroutine = Entry && Entry->Blocks == model::Blocked::Coroutine;
  llvm::ArrayRef<const Expr *> Bound(Started);
  // What follows a coroutine is the token, no argument.
  Bound = MakesCoroutine ? llvm::ArrayRef<const Expr *>() : Bound.drop_front();
  Frame Found;
  Found.Task = F.Task;
  const FunctionDecl *Body = bodyOfTask(Started.front(), Bound, F, Found);
  bool Touched = touches(Started.front(), F);
  for (const Expr *Arg : Bound)
    Touched |= touches(Arg, F);
  if (!Touched)
    return std::move(In);
  if (!Body || isActive(Body, F)) {
    States Out = eval(Started.front(), F, std::move(In));
    for (const Expr *Arg : Bound)
      Out = eval(Arg, F, std::move(Out));
    return Out;
  }
  TaskRun Run;
  Run.Where = E->getExprLoc();
  Run.Spawn = E;
  Run.Handle = lift(U.classes().handleOf(E, Call, F.Function), F);
  // A stop token that the handle hands in.
  if (Found.Params.size() < Body->getNumParams()) {
    const ParmVarDecl *P = Body->getParamDecl(0);
    const model::TypeEntry *Type = U.models().type(P->getType().getNonReferenceType());
    if (Type && Type->Role == model::TypeRole::StopSignal)
      Found.Params.insert(Found.Params.begin(), Run.Handle);
  }
  Frame &Inner = Frames.emplace_back(Found);
  startTask(std::move(Run), Body, Inner, In);
  return std::move(In);
}

void ChannelWalk::join(const Object *Handle, SourceLocation Where, Consequence What, unsigned Task,
                       States &S) {
  const Object *Holder = holderOf(Handle);
  for (State &Each : S) {
    if (Each.How == Exit::Never)
      continue;
    llvm::SmallVector<unsigned, 2> Joined;
    for (unsigned I = 0; I != Each.Tasks.size(); ++I)
      if (!Each.Tasks[I].Joined && holderOf(Each.Tasks[I].Handle) == Holder)
        Joined.push_back(I);
    if (Joined.empty())
      continue;
    // Who else uses another task's channel is not known here.
    for (unsigned Index = 0; Index != Channels.size(); ++Index)
      if (Channels[Index].Task == Task)
        judge(Each, Index, What, Where, Handle);
    for (unsigned I : Joined) {
      TaskRun &Run = Each.Tasks[I];
      Run.Joined = true;
      // It has received what there was, and receives no more.
      for (unsigned Index = 0; Index != Channels.size(); ++Index) {
        if (!sideOf(Run, Each, Index).Receives.isEndless())
          continue;
        Count All = Each.at(Index).Sends;
        for (const TaskRun &Other : Each.Tasks)
          All = All + sideOf(Other, Each, Index).Sends * Other.Times;
        Run.Received.push_back({Index, All});
      }
    }
  }
}

} // namespace leash::flow
