//===- ChannelLoops.cpp - paths through loops -------------------------------===//
//
// The body of a loop is walked once. What one turn does is then multiplied by
// the number of turns: a number, a symbol ('urls.size()'), or not known.
//
//===----------------------------------------------------------------------===//
#include "Flow/ChannelWalk.h"
#include "Flow/Unit.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace leash::flow {

/// Adds what \p Turn did to \p Base, \p Times over.
static State plus(const State &Base, const State &Turn, const Count &Times, bool Endless) {
  State Sum = Base;
  // They may have been joined.
  if (Sum.Tasks.size() >= Turn.Earlier.size())
    std::copy(Turn.Earlier.begin(), Turn.Earlier.end(), Sum.Tasks.begin());
  for (unsigned I = 0; I != Turn.Channels.size(); ++I) {
    const Tally &Each = Turn.at(I);
    Tally &To = Sum.at(I);
    To.Sends = To.Sends + Each.Sends * Times;
    To.Selected = To.Selected + Each.Selected * Times;
    To.unless(Each.Unless);
    To.Receives = To.Receives +
                  (Endless && !Each.Receives.isZero() ? Count::endless() : Each.Receives * Times);
    To.Escaped |= Each.Escaped;
    To.Released |= Each.Released;
    To.Closed |= Each.Closed;
    To.SawClosed |= Each.SawClosed;
    To.WasTold |= Each.WasTold;
    To.Send = To.Send ? To.Send : Each.Send;
    To.Receive = To.Receive ? To.Receive : Each.Receive;
    To.Room = Each.Room ? Each.Room : To.Room;
  }
  for (TaskRun Run : Turn.Tasks) {
    Run.Times = Run.Times * Times;
    Sum.Tasks.push_back(std::move(Run));
  }
  for (const Object *O : Turn.Triggered)
    if (!llvm::is_contained(Sum.Triggered, O))
      Sum.Triggered.push_back(O);
  for (const Object *O : Turn.Needs)
    if (!llvm::is_contained(Sum.Needs, O))
      Sum.Needs.push_back(O);
  return Sum;
}

/// A path that begins here and knows what \p S knows.
static State turnOf(const State &S) {
  State Turn;
  Turn.Conditions = S.Conditions;
  Turn.Facts = S.Facts;
  Turn.Triggered = S.Triggered;
  Turn.Needs = S.Needs;
  return Turn;
}

static bool doesNothing(const State &Turn) {
  return Turn.Tasks.empty() && Turn.Earlier.empty() &&
         llvm::all_of(Turn.Channels, [](const Tally &T) {
           return T.Sends.isZero() && T.Selected.isZero() && T.Receives.isZero();
         });
}

States ChannelWalk::repeat(States In, unsigned Task, std::optional<Count> Times, bool AtLeastOnce,
                           llvm::function_ref<Split(States)> Test,
                           llvm::function_ref<States(States)> Body) {
  States Out;
  for (const State &Base : In) {
    if (!step(Out) && Steps > MaxSteps)
      return {};
    States Ends, Turns;
    States Start{turnOf(Base)};
    // Judging inside of the body has to know what was there before.
    Start.front().Tasks = Base.Tasks;
    Start.front().Channels = Base.Channels;
    unsigned TasksBefore = Base.Tasks.size();
    auto Delta = [&](State S) {
      State D = S;
      D.Earlier.assign(S.Tasks.begin(),
                       S.Tasks.begin() + std::min<size_t>(TasksBefore, S.Tasks.size()));
      D.Tasks.assign(S.Tasks.begin() + std::min<size_t>(TasksBefore, S.Tasks.size()),
                     S.Tasks.end());
      for (unsigned I = 0; I != D.Channels.size(); ++I) {
        const Tally &Was = Base.at(I);
        Tally &Now = D.Channels[I];
        Now.Sends = Now.Sends.since(Was.Sends);
        Now.Selected = Now.Selected.since(Was.Selected);
        Now.Receives = Now.Receives.since(Was.Receives);
        if (Now.Sends.isZero() && Now.Selected.isZero())
          Now.Send = nullptr;
        if (Now.Receives.isZero())
          Now.Receive = nullptr;
      }
      return D;
    };
    States True = std::move(Start);
    if (!AtLeastOnce) {
      Split First = Test(std::move(True));
      for (State &S : First.False) {
        apply(First.Means, S);
        Ends.push_back(Delta(std::move(S)));
      }
      True = std::move(First.True);
    }
    States Ran = Body(std::move(True));
    if (AtLeastOnce) {
      States Leave, Again;
      for (State &S : Ran) {
        if (S.How == Exit::Continue)
          S.How = Exit::None;
        (S.How == Exit::None ? Again : Leave).push_back(std::move(S));
      }
      Split Last = Test(std::move(Again));
      for (State &S : Last.False) {
        apply(Last.Means, S);
        Ends.push_back(Delta(S));
      }
      Ran = std::move(Leave);
      for (State &S : Last.True)
        Ran.push_back(std::move(S));
    }
    for (State &S : Ran) {
      State D = Delta(std::move(S));
      switch (D.How) {
      case Exit::None:
      case Exit::Continue:
        D.How = Exit::None;
        if (llvm::none_of(Turns, [&](const State &T) {
              return T.Channels == D.Channels && T.Tasks == D.Tasks && T.Earlier == D.Earlier;
            }))
          Turns.push_back(std::move(D));
        break;
      case Exit::Break:
        D.How = Exit::None;
        D.IsEarly = true;
        Ends.push_back(std::move(D));
        break;
      default:
        D.IsEarly = true;
        Ends.push_back(std::move(D));
        break;
      }
    }
    auto Finish = [&](const State &Start, const State &End) {
      State S = plus(Start, End, 1, false);
      // The loop's own count decides: it receives what there is.
      if (End.ByCount)
        for (unsigned I = 0; I != S.Channels.size(); ++I) {
          bool Received = !End.at(I).Receives.isZero() || llvm::any_of(Turns, [&](const State &T) {
            return !T.at(I).Receives.isZero();
          });
          if (Received)
            S.at(I).Receives = Count::endless();
        }
      S.How = End.How;
      S.LeftAt = End.LeftAt;
      S.Facts = End.Facts;
      S.Conditions = Base.Conditions;
      S.Returned = End.Returned;
      Out.push_back(std::move(S));
    };
    for (const State &End : Ends) {
      bool Early = End.IsEarly;
      bool Counted = Times && !Early;
      if (!Counted || Turns.empty())
        Finish(Base, End);
      for (const State &Turn : Turns) {
        if (doesNothing(Turn) && !Counted)
          continue;
        Count Turned = Counted ? *Times : Times ? Times->lessOne() : Count::many();
        if (Early && Times && Turned.isZero())
          continue;
        Finish(plus(Base, Turn, Turned, false), End);
      }
    }
    // A channel of this task's own that it fills itself, turn by turn.
    for (State &S : Out)
      for (unsigned I = 0; I != S.Channels.size(); ++I)
        if (Channels[I].Task == Task && S.Channels[I].Send &&
            !(S.Channels[I].Sends == Base.at(I).Sends))
          judge(S, I, Unreceived::Consequence::Blocks, S.Channels[I].Send->Where, nullptr);
    // Nothing ends it.
    if (Ends.empty())
      for (const State &Turn : Turns) {
        State S = plus(Base, Turn, Count::many(), true);
        S.How = Exit::Never;
        S.Conditions = Base.Conditions;
        Out.push_back(std::move(S));
      }
  }
  for (State &S : Out) {
    S.ByCount = S.IsEarly = false;
    S.Earlier.clear();
  }
  dedupe(Out);
  return Out;
}

/// The variable that a declaration 'T i = first' or an assignment starts.
static const VarDecl *countingVariable(const Stmt *Init) {
  const auto *Declaration = llvm::dyn_cast_or_null<DeclStmt>(Init);
  return Declaration && Declaration->isSingleDecl()
             ? llvm::dyn_cast<VarDecl>(Declaration->getSingleDecl())
             : nullptr;
}

static bool isVariable(const Expr *E, const VarDecl *V) {
  const auto *Ref = E ? llvm::dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()) : nullptr;
  return Ref && Ref->getDecl() == V;
}

static bool changes(const Stmt *S, const VarDecl *V) {
  if (!S)
    return false;
  if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(S))
    if ((Unary->isIncrementDecrementOp() || Unary->getOpcode() == UO_AddrOf) &&
        isVariable(Unary->getSubExpr(), V))
      return true;
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S))
    if (Binary->isAssignmentOp() && isVariable(Binary->getLHS(), V))
      return true;
  return llvm::any_of(S->children(), [&](const Stmt *C) { return changes(C, V); });
}

std::optional<Count> ChannelWalk::turnsOf(const ForStmt *For, const Frame &F) {
  const VarDecl *V = countingVariable(For->getInit());
  const auto *Step = llvm::dyn_cast_or_null<UnaryOperator>(For->getInc());
  const auto *Test = For->getCond()
                         ? llvm::dyn_cast<BinaryOperator>(For->getCond()->IgnoreParenImpCasts())
                         : nullptr;
  if (!V || !V->getInit() || !Test || !Step || !Step->isIncrementDecrementOp() ||
      !isVariable(Step->getSubExpr(), V) || changes(For->getBody(), V))
    return std::nullopt;
  std::optional<int64_t> First = U.models().constant(V->getInit());
  if (Step->isIncrementOp()) {
    if (!First || !isVariable(Test->getLHS(), V) ||
        (Test->getOpcode() != BO_LT && Test->getOpcode() != BO_NE && Test->getOpcode() != BO_LE))
      return std::nullopt;
    std::optional<Count> Limit = countOf(Test->getRHS(), F);
    if (!Limit)
      return std::nullopt;
    if (Test->getOpcode() == BO_LE)
      Limit = *Limit + 1;
    if (std::optional<uint64_t> Number = Limit->number())
      return Count(*Number > uint64_t(*First) ? *Number - *First : 0);
    return *First == 0                                 ? Limit
           : *First == 1 && Test->getOpcode() == BO_LE ? countOf(Test->getRHS(), F)
                                                       : std::nullopt;
  }
  // for (int i = n; i > 0; --i)
  if (!isVariable(Test->getLHS(), V) || Test->getOpcode() != BO_GT ||
      U.models().constant(Test->getRHS()) != 0)
    return std::nullopt;
  return countOf(V->getInit(), F);
}

/// Takes down what \p S changes in \p Out, and what it declares in \p Own.
static void collectChanges(const Stmt *S, llvm::DenseSet<const ValueDecl *> &Out,
                           llvm::DenseSet<const ValueDecl *> &Own) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return;
  auto Add = [&](const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
      Out.insert(Ref->getDecl());
    else if (const auto *Member = llvm::dyn_cast<MemberExpr>(E))
      Out.insert(Member->getMemberDecl());
  };
  if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(S);
      Unary && Unary->isIncrementDecrementOp())
    Add(Unary->getSubExpr());
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S); Binary && Binary->isAssignmentOp())
    Add(Binary->getLHS());
  if (const auto *E = llvm::dyn_cast<Expr>(S))
    if (std::optional<CallView> Call = CallView::of(E); Call && Call->Object && Call->Callee) {
      const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call->Callee);
      if (Method && !Method->isConst() && !llvm::isa<CXXConversionDecl>(Method))
        Add(Call->Object);
    }
  if (const auto *Declaration = llvm::dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declaration->decls()) {
      if (const auto *V = llvm::dyn_cast<ValueDecl>(D))
        Own.insert(V);
      if (const auto *Parts = llvm::dyn_cast<DecompositionDecl>(D))
        for (const BindingDecl *Part : Parts->bindings())
          Own.insert(Part);
    }
  for (const Stmt *Child : S->children())
    collectChanges(Child, Out, Own);
}

ChannelWalk::Loop ChannelWalk::changesOf(const Stmt *Whole) {
  Loop L;
  llvm::DenseSet<const ValueDecl *> Own;
  collectChanges(Whole, L.Changes, Own);
  for (const ValueDecl *V : Own)
    L.Changes.erase(V);
  return L;
}

States ChannelWalk::execLoop(const Stmt *Whole, const Frame &F, States In) {
  Scope Own;
  Scopes.push_back(&Own);
  const Stmt *Body = nullptr, *Step = nullptr;
  const Expr *Cond = nullptr;
  const VarDecl *CondVariable = nullptr;
  std::optional<Count> Times;
  bool AtLeastOnce = false;
  if (const auto *While = llvm::dyn_cast<WhileStmt>(Whole)) {
    Body = While->getBody();
    Cond = While->getCond();
    CondVariable = While->getConditionVariable();
  } else if (const auto *Do = llvm::dyn_cast<DoStmt>(Whole)) {
    Body = Do->getBody();
    Cond = Do->getCond();
    AtLeastOnce = true;
  } else {
    const auto *For = llvm::cast<ForStmt>(Whole);
    if (For->getInit())
      In = exec(For->getInit(), F, std::move(In));
    Body = For->getBody();
    Cond = For->getCond();
    Step = For->getInc();
    CondVariable = For->getConditionVariable();
    Times = turnsOf(For, F);
  }
  Loop Changes = changesOf(Whole);
  Changes.Body = Body;
  Loops.push_back(&Changes);
  llvm::SaveAndRestore Around(LoopsAround, LoopsAround + 1);
  auto Test = [&](States S) -> Split {
    if (CondVariable)
      S = declare(CondVariable, F, std::move(S));
    if (Times) // how often is known
      return {S, S, {}};
    if (!Cond)
      return {std::move(S), {}, {}};
    return test(Cond, F, std::move(S));
  };
  auto Run = [&](States S) {
    S = exec(Body, F, std::move(S));
    if (Step)
      S = exec(Step, F, std::move(S));
    return S;
  };
  In = repeat(std::move(In), F.Task, Times, AtLeastOnce, Test, Run);
  Loops.pop_back();
  Scopes.pop_back();
  return endScope(Own, F, std::move(In));
}

States ChannelWalk::execRangeLoop(const CXXForRangeStmt *For, const Frame &F, States In) {
  const Expr *Range = For->getRangeInit();
  const VarDecl *V = For->getLoopVariable();
  if (!Range || !V)
    return In;
  Scope Own;
  Scopes.push_back(&Own);
  if (For->getInit())
    In = exec(For->getInit(), F, std::move(In));
  Loop Changes = changesOf(For->getBody());
  Changes.Body = For->getBody();
  Loops.push_back(&Changes);
  llvm::SaveAndRestore Around(LoopsAround, LoopsAround + 1);
  if (const CXXRecordDecl *Class = channelClass(U, Range->getType()); Class) {
    // Receives until the channel is closed.
    const unsigned *Index = find(resolve(Range, F));
    auto Test = [&](States S) -> Split {
      if (!Index)
        return {S, S, {}};
      States Closed = S;
      for (State &Each : Closed)
        Each.at(*Index).SawClosed = true;
      const ChannelSite *Here = site(Range, F, Range);
      for (State &Each : S) {
        Tally &T = Each.at(*Index);
        T.Receives = T.Receives + 1;
        T.Receive = Here;
        noteReceive(*Index, Here, F.Task);
      }
      Values.push_back({V, *Index});
      return {std::move(S), std::move(Closed), {}};
    };
    In = repeat(std::move(In), F.Task, std::nullopt, false, Test,
                [&](States S) { return exec(For->getBody(), F, std::move(S)); });
  } else {
    std::optional<Count> Times;
    const Expr *Made = Range->IgnoreImplicit()->IgnoreParenCasts();
    if (const auto *List = llvm::dyn_cast<CXXStdInitializerListExpr>(Made))
      Made = List->getSubExpr()->IgnoreImplicit();
    if (const auto *List = llvm::dyn_cast<InitListExpr>(Made))
      Times = Count(List->getNumInits());
    else if (const auto *Array =
                 U.context().getAsConstantArrayType(Range->getType().getNonReferenceType()))
      Times = Count(Array->getSize().getZExtValue());
    else if (const Object *O = resolve(Range, F))
      Times = Count::symbol(symbol(O, true, O->name() + ".size()"));
    In = eval(Range, F, std::move(In));
    auto Test = [&](States S) -> Split { return {S, S, {}}; };
    In = repeat(std::move(In), F.Task, Times, false, Test,
                [&](States S) { return exec(For->getBody(), F, std::move(S)); });
  }
  Loops.pop_back();
  Scopes.pop_back();
  return endScope(Own, F, std::move(In));
}

} // namespace leash::flow
