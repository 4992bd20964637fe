//===- ChannelJudge.cpp - sends against room and receives -------------------===//
#include "Flow/ChannelWalk.h"
#include "Flow/Unit.h"

using namespace clang;

namespace leash::flow {

using Consequence = Unreceived::Consequence;

static bool sends(const TaskRun &Run, unsigned Index) {
  return llvm::any_of(*Run.Paths, [&](const State &Path) {
    return !Path.at(Index).Sends.isZero() || !Path.at(Index).Selected.isZero() ||
           llvm::any_of(Path.Tasks, [&](const TaskRun &Sub) { return sends(Sub, Index); });
  });
}

static bool closes(const TaskRun &Run, unsigned Index) {
  return llvm::any_of(*Run.Paths, [&](const State &Path) {
    return Path.at(Index).Closed ||
           llvm::any_of(Path.Tasks, [&](const TaskRun &Sub) { return closes(Sub, Index); });
  });
}

/// Who sends on the channel, besides what \p But does: two stands for more.
static unsigned senders(const State &Owner, unsigned Index, const TaskRun *But) {
  unsigned N = Owner.at(Index).Sends.isZero() && Owner.at(Index).Selected.isZero() ? 0 : 1;
  for (const TaskRun &Run : Owner.Tasks)
    if (&Run != But && sends(Run, Index))
      N += Run.Times.number() == 1 ? 1 : 2;
  return N;
}

static bool pathSends(const State &Path, unsigned Index) {
  return !Path.at(Index).Sends.isZero() || !Path.at(Index).Selected.isZero() ||
         llvm::any_of(Path.Tasks, [&](const TaskRun &Sub) { return sends(Sub, Index); });
}

bool ChannelWalk::isPossible(const State &Path, const TaskRun &Run, const State &Owner,
                             unsigned Index) {
  for (const Object *Signal : Path.Needs)
    if (!Signal || (!llvm::is_contained(Owner.Triggered, Signal) &&
                    !llvm::is_contained(Path.Triggered, Signal)))
      return false;
  for (const auto &[Hash, Was] : Path.Conditions)
    for (const auto &[Other, Is] : Owner.Conditions)
      if (Hash == Other && Was != Is)
        return false;
  for (unsigned D = 0; D != Channels.size(); ++D) {
    if (D == Index || Owner.at(D).Escaped || Channels[D].Task == Run.Number || Channels[D].IsGroup)
      continue;
    // What it has received, somebody has sent.
    const Tally &T = Path.at(D);
    bool Sent = senders(Owner, D, &Run) > 0 || pathSends(Path, D) || Run.Times.number() != 1;
    bool Closed = Owner.at(D).Closed || llvm::any_of(Owner.Tasks, [&](const TaskRun &Other) {
                    return &Other != &Run && closes(Other, D);
                  });
    if (!T.Receives.isZero() && !Sent && !Closed)
      return false;
    if (T.SawClosed && !Closed && !T.Closed)
      return false;
    // What the owner has received from it, it has sent.
    const Tally &Own = Owner.at(D);
    bool Only = Run.Times.number() == 1 && sends(Run, D) && senders(Owner, D, &Run) == 0;
    if (Only && !Own.Receives.isZero() && !Own.Receives.isEndless() && !Own.SawClosed &&
        !pathSends(Path, D) && !T.Closed)
      return false;
  }
  return true;
}

bool ChannelWalk::staysInSelect(const Tally &T, const State &Path, const State &Owner) {
  return !T.Selected.isZero() && llvm::none_of(T.Unless, [&](unsigned D) {
    bool Gets = Owner.at(D).Escaped || Owner.at(D).Closed || Path.at(D).Closed ||
                OthersReceive.contains(D) || pathSends(Path, D) || senders(Owner, D, nullptr);
    return Gets || llvm::any_of(Owner.Tasks, [&](const TaskRun &Run) { return closes(Run, D); });
  });
}

ChannelWalk::Side ChannelWalk::pathSide(const State &Path, const State &Owner, unsigned Index) {
  const Tally &T = Path.at(Index);
  Side S;
  S.Sends = staysInSelect(T, Path, Owner) ? T.Sends + T.Selected : T.Sends;
  S.Receives = T.Receives;
  S.Send = S.Sends.isZero() ? nullptr : T.Send;
  S.Receive = T.Receive;
  S.LeftAt = Path.LeftAt;
  // Who sees the channel closed has received all; who closes it lets the
  // senders go.
  if (T.SawClosed || T.Released)
    S.Receives = Count::endless();
  for (const TaskRun &Sub : Path.Tasks) {
    Side Each = sideOf(Sub, Owner, Index);
    S.Sends = S.Sends + Each.Sends * Sub.Times;
    S.Receives = S.Receives + Each.Receives * Sub.Times;
    if (Each.Send && !S.Send) {
      S.Send = Each.Send;
      S.Sender = Each.Sender ? Each.Sender : &Sub;
    }
    if (!S.Receive)
      S.Receive = Each.Receive;
  }
  return S;
}

ChannelWalk::Side ChannelWalk::sideOf(const TaskRun &Run, const State &Owner, unsigned Index) {
  Side Worst;
  bool Any = false;
  bool OneSender = senders(Owner, Index, nullptr) <= 1;
  for (const State &Path : *Run.Paths) {
    if (!isPossible(Path, Run, Owner, Index))
      continue;
    Side S = pathSide(Path, Owner, Index);
    if (Path.at(Index).WasTold && OneSender)
      S.Receives = Count::endless();
    if (!Any || (S.Sends + Worst.Receives).mayExceed(Worst.Sends + S.Receives))
      Worst = S;
    Any = true;
  }
  for (const auto &[Of, All] : Run.Received)
    if (Of == Index && Worst.Receives.isEndless())
      Worst.Receives = All;
  // Nothing of what it does can be: it is not known.
  if (!Any)
    Worst.Receives = Count::endless();
  return Worst;
}

const Object *ChannelWalk::holderOf(const Object *O) {
  // An element, and what the library keeps it in.
  auto IsInside = [](const Object *Of) {
    return Of->kind() == Object::Kind::Part ||
           (Of->field() &&
            Of->field()->getDeclContext()->getEnclosingNamespaceContext()->isStdNamespace());
  };
  while (O && O->parent() && IsInside(O))
    O = O->parent();
  return O;
}

void ChannelWalk::judge(const State &S, unsigned Index, Consequence What, SourceLocation Where,
                        const Object *Handle) {
  const Tally &Own = S.at(Index);
  Channel On = Channels[Index];
  On.Capacity = Own.Room.value_or(On.Capacity);
  if (Own.Escaped || Own.Released || Own.SawClosed || On.Capacity.isEndless() || gaveUp() ||
      IsProbe || OthersReceive.contains(Index))
    return;
  Unreceived Bad;
  Bad.Sends = Own.Sends;
  Bad.Receives = Own.Receives;
  Bad.Receive = Own.Receive;
  if (What == Consequence::Blocks)
    Bad.Send = Own.Send;
  for (const TaskRun &Run : S.Tasks) {
    Side Each = sideOf(Run, S, Index);
    Bad.Sends = Bad.Sends + Each.Sends * Run.Times;
    Bad.Receives = Bad.Receives + Each.Receives * Run.Times;
    bool IsJoined = Handle && holderOf(Run.Handle) == holderOf(Handle);
    bool Counts = !Run.Joined && (Handle ? IsJoined : What != Consequence::Blocks);
    if (Each.Send && !Each.Sends.isZero() && Counts && !Bad.Send) {
      const TaskRun &Sender = Each.Sender ? *Each.Sender : Run;
      Bad.Send = Each.Send;
      Bad.Starts = Sender.Where;
      Bad.Senders = Sender.Times * (Each.Sender ? Run.Times : Count(1));
      Bad.IsCoroutine = Sender.IsCoroutine;
    }
    if (On.IsGroup && What == Consequence::Blocks && !Bad.Starts.isValid() &&
        countsDown(Run, Index)) {
      Bad.Starts = Run.Where;
      Bad.Senders = Run.Times;
      if (Each.Receives.isZero())
        Bad.LeavesAt = Each.LeftAt;
    }
    if (Each.Receive && !Bad.Receive) {
      Bad.Receive = Each.Receive;
      Bad.LeavesAt = Each.LeftAt;
    }
  }
  // Who takes from a semaphore again and again is told to stop by something else.
  if (On.IsGroup && Bad.Sends.isMany())
    return;
  // A class's capacity is what its owner says: no number, but not endless.
  Count Room = IsClass && Bad.Sends.isMany() ? Count(0) : On.Capacity;
  if (!Bad.Send || !Bad.Sends.mayExceed(Room + Bad.Receives))
    return;
  if (Bad.Receive == Own.Receive && S.How != Exit::None)
    Bad.LeavesAt = S.LeftAt;
  auto [Place, New] = Found.try_emplace(Bad.Send->Call);
  if (!New)
    return;
  Order.push_back(Bad.Send->Call);
  Bad.What = What;
  Bad.On = On;
  Bad.Handle = holderOf(Handle);
  Bad.Where = Where;
  Bad.Owner = On.In;
  Bad.Store = Store;
  Place->second = std::move(Bad);
}

/// Whether \p Function makes a channel, or gets one that was made for it.
static bool makesChannel(Unit &U, const FunctionDecl *Function) {
  const Facts &Known = U.facts().of(Function);
  for (const VarDecl *V : Known.Locals) {
    QualType T = V->getType();
    if (!T->isReferenceType() &&
        (channelClass(U, T) || holdsChannels(U, pointeeClass(T)) || waitGroupClass(U, T)))
      return true;
  }
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Function))
    if (llvm::any_of(Constructor->getParent()->fields(),
                     [&](const FieldDecl *F) { return waitGroupClass(U, F->getType()); }))
      return true;
  return llvm::any_of(Known.Calls, [&](const Expr *E) {
    return llvm::isa<CallExpr>(E) && !E->isGLValue() && channelClass(U, E->getType());
  });
}

std::vector<Unreceived> unreceivedSends(Unit &U, const FunctionDecl *Function) {
  if (Function->isDependentContext() || !makesChannel(U, Function))
    return {};
  ChannelWalk Walk(U, Function);
  std::vector<Unreceived> Found = Walk.run();
  if (Walk.gaveUp())
    U.giveUp(Function);
  return Found;
}

} // namespace leash::flow
