//===- StuckLoops.cpp - loops of tasks that nobody can end ----------------===//
#include "Flow/StuckLoops.h"
#include "Flow/Classes.h"
#include "Flow/CoroutineTasks.h"
#include "Flow/Descriptors.h"
#include "Flow/KeptHere.h"
#include "Flow/LoopWays.h"
#include "Flow/MomentaryWakes.h"
#include "Flow/Paths.h"
#include "Flow/StopRequests.h"
#include "Flow/ThreadClasses.h"
#include "Flow/Unit.h"
#include "Flow/Wakers.h"

using namespace clang;

namespace leash::flow {

using model::BlockClass;
using model::CallRole;
using Kind = StuckLoop::Kind;

/// How far a task's own calls are followed to its loops.
constexpr unsigned MaxDepth = 3;

namespace {

class Search {
public:
  explicit Search(Unit &U) : U(U) {}

  std::vector<StuckLoop> run() {
    for (const FunctionDecl *F : U.functions()) {
      for (const Spawned &Task : U.classes().spawns(F))
        Tasks.push_back({Task, false});
      for (const Spawned &Task : coroutinesOf(U, F))
        Tasks.push_back({Task, true});
      if (std::optional<Spawned> Thread = threadOf(U, F))
        Tasks.push_back({*Thread, false});
    }
    if (Tasks.empty())
      return {};
    Ends = taskEnds(U);
    Requests = stopRequests(U);
    for (const Task &T : Tasks) {
      const ValueDecl *Handle = T.Is.Handle ? stateOf(T.Is.Handle->base()) : nullptr;
      const TaskEnd *End = nullptr;
      for (const TaskEnd &E : Ends)
        if ((Handle && E.Handle == Handle) || isThread(E.Class, T.Is)) {
          End = &E;
          break;
        }
      Seen.clear();
      visit(T.Is.Runs.Function, T, End, 0);
    }
    return std::move(Found);
  }

private:
  struct Task {
    Spawned Is;
    bool IsCoroutine;
  };

  /// Whether objects of \p Class are the task \p Is themselves.
  static bool isThread(const CXXRecordDecl *Class, const Spawned &Is) {
    const CXXRecordDecl *Own = Is.Thread;
    if (!Own && Is.Handle && Is.Handle->kind() == Object::Kind::This)
      Own = llvm::cast<CXXRecordDecl>(Is.Handle->decl())->getDefinition();
    Class = Class ? Class->getDefinition() : nullptr;
    return Own && Class && (Class == Own || Class->isDerivedFrom(Own));
  }

  //===--------------------------------------------------------------------===//
  // Tasks and what they run
  //===--------------------------------------------------------------------===//

  /// The loops of \p F, which \p T runs, and of what it calls.
  void visit(const FunctionDecl *F, const Task &T, const TaskEnd *End, unsigned Depth) {
    if (!F || Depth > MaxDepth || !Seen.insert(F).second)
      return;
    for (const Loop *L : U.loops().of(F))
      if (!Told.contains(L->Statement))
        judge(*L, T, End);
    for (const Expr *E : U.facts().of(F).Calls)
      if (std::optional<CallView> Call = CallView::of(E); Call->Callee) {
        const FunctionDecl *Body = U.bodyOf(Call->Callee);
        visit(Body            ? Body
              : T.IsCoroutine ? coroutineBody(Call->Callee)
                              : nullptr,
              T, End, Depth + 1);
      }
  }

  //===--------------------------------------------------------------------===//
  // One loop
  //===--------------------------------------------------------------------===//

  /// The first call of \p L that may wait for ever for somebody else; one that stands
  /// in the loop's function itself comes before those of its callees.
  static const Effect *waitOf(const Loop &L, const LoopCall *&Which) {
    const Effect *Found = nullptr;
    for (const LoopCall &C : L.Calls)
      for (const Effect *E : C.Effects)
        if (E->What == Effect::Kind::Blocks && E->HowLong == model::Bound::Unbounded &&
            (E->Class == BlockClass::Wait || E->Class == BlockClass::Channel ||
             E->Class == BlockClass::Network)) {
          bool IsDirect = &E->innermost() == E;
          if (Found && !IsDirect)
            continue;
          Which = &C;
          Found = E;
          if (IsDirect)
            return E;
        }
    return Found;
  }

  /// Whether \p L asks first, for a while, whether there is anything to read.
  static bool asksFirst(const Loop &L) {
    return llvm::any_of(L.Calls, [](const LoopCall &C) {
      return llvm::any_of(C.Effects,
                          [](const Effect *E) {
                            return E->Role == CallRole::Select &&
                                   E->HowLong != model::Bound::Unbounded;
                          }) ||
             (C.Entry && C.Entry->Role == CallRole::Select && C.Effects.empty());
    });
  }

  /// The effect of a receive that 'co_await' waits for, or a range-for's.
  const Effect *effectOf(const LoopReceive &R, const Loop &L) {
    Effect *E = U.newEffect();
    E->Where = R.Call->getExprLoc();
    E->Site = R.Call;
    E->In = L.In;
    E->Role = CallRole::Receive;
    E->Class = BlockClass::Channel;
    E->On = R.On;
    E->OnText = R.OnText;
    return E;
  }

  /// Whether somebody asks the task with \p Handle itself to stop; \p Cancels: by
  /// what ends it at any wait, as C's threads are cancelled.
  bool isAskedToStop(const TaskEnd *End, bool Cancels = false) {
    if (!End)
      return !Cancels;
    return llvm::any_of(Requests, [&](const StopRequest &R) {
      if (Cancels && (!R.On || R.Receiver))
        return false;
      return !R.Of || stateOf(R.Of->base()) == End->Handle ||
             (llvm::isa_and_nonnull<VarDecl>(stateOf(R.Of)) && !channelLike(R.Of));
    });
  }

  /// Whether a stop request ends the wait itself.
  bool isInterrupted(const LoopCall &C, const TaskEnd *End) {
    return C.Entry && C.Entry->StoppedBy &&
           (C.Entry->StoppedBy->Kind != model::Operand::Task || isAskedToStop(End));
  }

  /// Whether the wait can be ended from outside in a way that leaves the loop: an
  /// interruption, a closed channel that throws.
  bool endsByThrow(const LoopCall &C, const TaskEnd *End) {
    if (isInterrupted(C, End))
      return true;
    return C.ThrowsOut && C.Entry &&
           (C.Entry->Class == BlockClass::Network ||
            (C.Entry->Closed && C.Entry->Closed->By == model::ClosedBy::Throw));
  }

  void judge(const Loop &L, const Task &T, const TaskEnd *End) {
    if (isRetest(L) || isAskedToStop(End, /*Cancels=*/true))
      return;
    llvm::SmallVector<LoopReceive, 1> Receives = receivesOf(U, L);
    for (const LoopReceive &R : Receives)
      if (judgeReceive(L, R, T, End) || judgeBare(L, R, T, End))
        return;
    const LoopCall *Call = nullptr;
    const Effect *Wait = waitOf(L, Call);
    if (!Wait && Receives.size() == 1 && Receives.front().Deferred) {
      Call = Receives.front().In;
      Wait = effectOf(Receives.front(), L);
    }
    if ((!End && !T.IsCoroutine) ||
        llvm::any_of(L.Calls, [&](const LoopCall &C) { return isInterrupted(C, End); }))
      return;
    StuckLoop S = found(L, T, End);
    if (!Wait || (Wait->Class == BlockClass::Network && asksFirst(L))) {
      // It looks at its flag in time.
      llvm::SmallVector<Way, 2> Ways = waysOut(U, L, /*Some=*/false);
      if (Ways.size() == 1 && !Ways.front().IsToken && !Ways.front().IsOwn && !L.Endless)
        judgeFlags(L, T, S, nullptr, Ways);
      return;
    }
    S.Blocks = Wait;
    if (L.Endless && L.Exits.empty()) {
      S.What = Kind::NoWayOut;
      if (End && End->Stops)
        if (const ValueDecl *Token = tokenOf(L, T)) {
          S.What = Kind::TokenUnused;
          S.Token = Token;
          if (isRegistered(L, T))
            return;
        }
      if (End && llvm::none_of(L.Calls, [&](const LoopCall &C) { return endsByThrow(C, End); }))
        add(S);
      return;
    }
    if (endsByErrorOnly(L))
      return judgeError(T, S, L, *Call);
    bool OfNetwork = Wait->Class == BlockClass::Network;
    if (OfNetwork && waitsForAnswer(U, L, *Wait))
      return;
    llvm::SmallVector<Way, 2> Ways = waysOut(U, L, /*Some=*/OfNetwork);
    if (!Ways.empty())
      S.Tested = Ways.front().Looks->E;
    if (Ways.size() == 1 && Ways.front().IsToken)
      judgeToken(L, T, S, *Call, *Ways.front().Looks);
    else if (Ways.size() == 1 && Ways.front().IsOwn)
      judgeOwnStop(L, T, S, *Call);
    else if (!judgeFlags(L, T, S, Call, Ways) && OfNetwork)
      judgeError(T, S, L, *Call);
  }

  StuckLoop found(const Loop &L, const Task &T, const TaskEnd *End) {
    StuckLoop S;
    S.Which = &L;
    S.Started = T.Is.Where;
    S.Thread = T.Is.IsBody ? T.Is.Thread : nullptr;
    S.IsCoroutine = T.IsCoroutine;
    if (End)
      S.End = *End;
    return S;
  }

  void add(const StuckLoop &S) {
    if (Told.insert(S.Which->Statement).second)
      Found.push_back(S);
  }

  /// Whether \p L only tests the predicate of a condition variable's wait again.
  bool isRetest(const Loop &L) {
    return llvm::any_of(U.waits().waits(), [&](const WaitPoint &W) {
      return W.Loop == L.Statement && !W.Until.All.empty() && !L.Endless;
    });
  }

  //===--------------------------------------------------------------------===//
  // Closed channels
  //===--------------------------------------------------------------------===//

  /// The variable or field that holds the channel of \p R.
  static const ValueDecl *channelOf(const LoopReceive &R, const Loop &L, const Task &T) {
    const ValueDecl *D = R.On ? stateOf(R.On->base()) : nullptr;
    const auto *P = llvm::dyn_cast_or_null<ParmVarDecl>(D);
    if (!P)
      return D;
    unsigned Index = P->getFunctionScopeIndex();
    if (L.In != T.Is.Runs.Function || Index >= T.Is.Runs.Params.size() || !T.Is.Runs.Params[Index])
      return nullptr;
    return stateOf(T.Is.Runs.Params[Index]->base());
  }

  /// A receive by itself from what a select of the same loop waits for together
  /// with a channel that somebody closes.
  bool judgeBare(const Loop &L, const LoopReceive &R, const Task &T, const TaskEnd *End) {
    if (!R.Deferred || L.Exits.empty())
      return false;
    llvm::SmallVector<SelectedReceive, 2> Arms = selectedReceives(U, L);
    auto IsSame = [&](const SelectedReceive &A) {
      return A.On ? A.On == R.On : !A.OnText.empty() && A.OnText == R.OnText;
    };
    const ValueDecl *Own = R.On ? stateOf(R.On->base()) : nullptr;
    for (const SelectedReceive &Same : Arms)
      for (const SelectedReceive &Other : Arms) {
        if (!IsSame(Same) || IsSame(Other) || Other.Select != Same.Select || !Other.Channel ||
            Other.Channel == Own || (Own && closingOf(U, Own).Call))
          continue;
        StuckLoop S = found(L, T, End);
        S.Closes = closingOf(U, Other.Channel);
        if (!S.Closes.Certain)
          continue;
        S.What = Kind::StopNotWatched;
        S.Receive = R;
        S.Channel = Other.Channel;
        S.Arm = Other.Call;
        S.Blocks = effectOf(R, L);
        add(S);
        return true;
      }
    return false;
  }

  bool judgeReceive(const Loop &L, const LoopReceive &R, const Task &T, const TaskEnd *End) {
    using Told = LoopReceive::Told;
    const ValueDecl *Channel = channelOf(R, L, T);
    if (!Channel || llvm::isa<ParmVarDecl>(Channel) || R.Closed == Told::Nowhere ||
        (R.In && isInterrupted(*R.In, End)))
      return false;
    StuckLoop S = found(L, T, End);
    S.Receive = R;
    S.Channel = Channel;
    S.Closes = closingOf(U, Channel);
    bool NoExit = L.Endless && L.Exits.empty();
    if (R.Closed == Told::Result && NoExit) {
      if (!S.Closes.Certain || R.In == nullptr || !R.In->EveryTurn ||
          llvm::any_of(L.Calls, [&](const LoopCall &C) { return endsByThrow(C, End); }))
        return false;
      S.What = Kind::ClosedIgnored;
      S.Blocks = effectOf(R, L);
      add(S);
      return true;
    }
    bool OnlyClosed = R.Closed == Told::Throw ? NoExit : !L.Exits.empty();
    for (const LoopExit &Exit : L.Exits)
      OnlyClosed &= isTakenWhenClosed(Exit, R);
    Closing Once = OnlyClosed && End ? momentaryWake(U, Wakes, R, Channel, *End) : Closing();
    bool IsLate = OnlyClosed && !Once.Call && S.Closes.Certain && End &&
                  !closingOf(U, Channel, [&](const Closing &C) {
                     return C.In == End->In && isAfterJoin(U, C.Call, *End);
                   }).Call;
    if (Once.Call)
      S.Closes = Once;
    else if (!OnlyClosed || (S.Closes.Call && !IsLate) || !isClosable(U, R.Class) ||
             !isKeptHere(U, Channel))
      return false;
    S.What = Once.Call ? Kind::WokenOnce : IsLate ? Kind::CloseAfterJoin : Kind::NeverClosed;
    S.Blocks = effectOf(R, L);
    add(S);
    return true;
  }

  //===--------------------------------------------------------------------===//
  // Flags and tokens
  //===--------------------------------------------------------------------===//

  /// A loop that only an error ends, such as the one that accepts connections: what
  /// the owner does before the join has to bring one.
  void judgeError(const Task &T, StuckLoop &S, const Loop &L, const LoopCall &Call) {
    if (!S.End || !S.End->In || !S.End->Join || S.Blocks->Class != BlockClass::Network)
      return;
    Descriptors Looked = descriptorsOf(U, *S.Blocks, &T.Is.Runs);
    StopOrder Order{S.End->In, nullptr, nullptr, false, S.End->Join, &T.Is.Runs};
    if (!Looked.areKnown() || Wakes.mayEnd(Order, L, Call, *S.Blocks))
      return;
    S.Asks = Wakes.closeOf(Order, *S.Blocks);
    bool ByError = endsByErrorOnly(L);
    if (Looked.SeesHangUp && (!S.Asks || ByError))
      return; // the peer may end it
    // Else it may be meant to run as long as the program, or end by other means.
    if (!S.Asks && !(llvm::isa<CXXDestructorDecl>(S.End->In) && ByError))
      return;
    S.What = Kind::NotShutDown;
    add(S);
  }

  /// Whether any of the flags \p Ways has something to tell: one is set after the join,
  /// or is set without a wake-up. \p Call: what the loop waits in; null: nothing that lasts.
  bool judgeFlags(const Loop &L, const Task &T, StuckLoop &S, const LoopCall *Call,
                  llvm::ArrayRef<Way> Ways) {
    std::optional<StuckLoop> Silent;
    for (const Way &Out : Ways) {
      bool Wanted = wantedTruth(U, L, Out);
      for (const Change &C : U.waits().changesOf(Out.Flag)) {
        bool Ends = C.To.Kind == (Wanted ? Becoming::True : Becoming::False);
        if (!Ends || C.In == L.In)
          continue;
        StuckLoop Told = S;
        Told.Sets = &C;
        Told.Tested = Out.Looks->E;
        if (Out.IsAll && Ways.size() == 1 && S.End && S.End->Join && comesAfterJoin(C, *S.End)) {
          Told.What = Kind::SetAfterJoin;
          add(Told);
          return true;
        }
        if (!Call)
          continue;
        if (S.End && (!isJoinedWith(U, C.In, *S.End) ||
                      (C.In == S.End->In && isAfterJoin(U, C.Site, *S.End))))
          continue;
        const Expr *Join = S.End && S.End->In == C.In ? S.End->Join : nullptr;
        StopOrder Order{C.In, C.Site, Out.Flag, false, Join, &T.Is.Runs};
        Order.Interrupts = isAskedToStop(S.End ? &*S.End : nullptr);
        if (!Wakes.mayEnd(Order, L, *Call, *S.Blocks)) {
          Told.What = Kind::NotWoken;
          if (!Silent)
            Silent = Told;
        } else if (S.End && S.End->In &&
                   (C.In == S.End->In || U.waits().reaches(S.End->In, C.In))) {
          return false; // who joins wakes the task by another flag, or at another place
        }
      }
    }
    if (Silent)
      add(*Silent);
    return Silent.has_value();
  }

  /// The stop token that \p L's function gets, or else the function of \p T.
  const ValueDecl *tokenOf(const Loop &L, const Task &T) {
    for (const FunctionDecl *F : {L.In, T.Is.Runs.Function})
      for (const ParmVarDecl *P : F->parameters())
        if (const model::TypeEntry *Type = U.models().type(P->getType().getNonReferenceType());
            Type && Type->Role == model::TypeRole::StopSignal)
          return P;
    return nullptr;
  }

  /// Whether something is registered to run when a stop is requested.
  bool isRegistered(const Loop &L, const Task &T) {
    for (const FunctionDecl *F : {L.In, T.Is.Runs.Function})
      for (const Expr *E : U.facts().of(F).Calls) {
        std::optional<CallView> Call = CallView::of(E);
        const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
        if (Entry && Entry->Role == CallRole::OnStop)
          return true;
      }
    return false;
  }

  void judgeToken(const Loop &L, const Task &T, StuckLoop &S, const LoopCall &Call,
                  const Tested &Token) {
    if (!S.End || !S.End->Stops || Token.Read != tokenOf(L, T) || isRegistered(L, T))
      return;
    // A stop that is requested by hand may be followed by what ends the wait.
    StopOrder Order{S.End->In, nullptr, Token.Read, !S.End->Join};
    for (const StopRequest &R : Requests) {
      if (R.Of && stateOf(R.Of->base()) == S.End->Handle)
        Order = {R.In, nullptr, Token.Read, false};
      else if (!R.Of || !channelLike(R.Of))
        return; // perhaps of this task
    }
    Order.Interrupts = isAskedToStop(&*S.End);
    if (Wakes.mayEnd(Order, L, Call, *S.Blocks))
      return;
    S.Token = Token.Read;
    S.What = Kind::TokenNotWoken;
    add(S);
  }

  /// A stop that is requested of an object that is the task itself.
  void judgeOwnStop(const Loop &L, const Task &T, StuckLoop &S, const LoopCall &Call) {
    if (!S.End)
      return;
    for (const StopRequest &R : Requests) {
      if (!R.Receiver || R.Entry->Wakes != model::Wakes::None ||
          !isThread(classOf(R.Receiver), T.Is) || !isJoinedWith(U, R.In, *S.End))
        continue;
      StopOrder Order{R.In,      R.Call, nullptr, false, S.End->In == R.In ? S.End->Join : nullptr,
                      &T.Is.Runs};
      Order.Interrupts = true;
      if (Wakes.mayEnd(Order, L, Call, *S.Blocks))
        continue;
      S.What = Kind::AskedNotWoken;
      S.Asks = R.Call;
      S.Asker = R.In;
      return add(S);
    }
  }

  bool channelLike(const Object *O) {
    QualType Type = O->type();
    const model::TypeEntry *Entry = Type.isNull() ? nullptr : U.models().type(Type);
    return Entry && Entry->Role != model::TypeRole::StopSignal;
  }

  /// Whether the join comes first on every path: nothing before it sets the flag.
  bool comesAfterJoin(const Change &C, const TaskEnd &End) {
    const Paths *Ways = U.paths(End.In);
    if (C.In != End.In || !isAfterJoin(U, C.Site, End))
      return false;
    for (const Change &Other : U.waits().changesOf(C.What)) {
      if (Other.Site == C.Site || Other.To.Kind != C.To.Kind)
        continue;
      if (Other.In != End.In || Ways->leads(Other.Site, End.Join))
        return false; // it may have been set elsewhere before
    }
    return true;
  }

  Unit &U;
  Wakers Wakes{U};
  std::vector<Task> Tasks;
  std::vector<TaskEnd> Ends;
  std::vector<StopRequest> Requests;
  std::vector<StuckLoop> Found;
  llvm::DenseSet<const FunctionDecl *> Seen;
  llvm::DenseSet<const Stmt *> Told;
};

} // namespace

std::vector<StuckLoop> findStuckLoops(Unit &U) { return Search(U).run(); }

} // namespace leash::flow
