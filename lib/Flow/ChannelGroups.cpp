//===- ChannelGroups.cpp - wait groups and promises, counted like channels --===//
//
// A wait group is a channel read the other way round: who counts down receives,
// and a wait sends all that it waits for at once. A promise is a wait group of
// one, which its future waits for. A semaphore has as much room as permits, and
// who takes one sends.
//
//===----------------------------------------------------------------------===//
#include "Flow/ChannelWalk.h"
#include "Flow/Unit.h"
#include "Support/Operand.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

using Consequence = Unreceived::Consequence;
using model::CallRole;

/// Whether \p V is moved from somewhere in \p S: then the end of the new holder
/// may be the end of the promise, which wakes the waiter.
static bool isMovedIn(const Stmt *S, const ValueDecl *V) {
  if (!S)
    return false;
  if (const auto *Call = llvm::dyn_cast<CallExpr>(S); Call && Call->isCallToStdMove())
    if (declOf(Call->getArg(0)) == V)
      return true;
  return llvm::any_of(S->children(), [&](const Stmt *C) { return isMovedIn(C, V); });
}

/// The construction of the object that \p Init makes, or of what it points to;
/// null if it takes the object from elsewhere.
static std::optional<llvm::ArrayRef<const Expr *>> makes(const Expr *Init,
                                                         const CXXRecordDecl *Class, bool ByValue) {
  const Expr *Made = ByValue ? withoutImplicit(Init) : makesPointee(Init);
  if (const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Made); Call && !ByValue)
    return llvm::ArrayRef<const Expr *>(Call->getArgs(), Call->getNumArgs());
  if (const auto *New = llvm::dyn_cast_or_null<CXXNewExpr>(Made))
    Made = New->getConstructExpr();
  const auto *Construct = llvm::dyn_cast_or_null<CXXConstructExpr>(Made);
  if (!Construct || Construct->getConstructor()->getParent() != Class ||
      Construct->getConstructor()->isCopyOrMoveConstructor())
    return std::nullopt;
  return llvm::ArrayRef<const Expr *>(Construct->getArgs(), Construct->getNumArgs());
}

unsigned ChannelWalk::trackGroup(const Object *O, const ValueDecl *D, const CXXRecordDecl *Class,
                                 const Expr *Made, llvm::ArrayRef<const Expr *> Args,
                                 const Frame &F) {
  unsigned Index = track(O, D, Class, Made, Args, F);
  Channel &Group = Channels[Index];
  Group.IsGroup = true;
  Group.IsPromise = U.models().type(Class)->Role == model::TypeRole::Promise;
  Group.LoopsAround = LoopsAround;
  if (Group.IsPromise)
    Group.Capacity = 1;
  return Index;
}

States ChannelWalk::beginObject(const CXXConstructorDecl *Constructor, const Frame &F, States In) {
  for (const FieldDecl *Field : Constructor->getParent()->fields()) {
    const CXXRecordDecl *Class = waitGroupClass(U, Field->getType());
    if (!Class || Field->getType()->getAsCXXRecordDecl() != Class)
      continue;
    const Expr *Made = nullptr;
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->getMember() == Field)
        Made = Init->getInit();
    if (const auto *Default = llvm::dyn_cast_or_null<CXXDefaultInitExpr>(Made))
      Made = Default->getExpr();
    auto Args = makes(Made, Class, true);
    if (Args && !isMovedIn(Constructor->getBody(), Field))
      trackGroup(U.objects().field(F.This, Field), Field, Class, Made, *Args, F);
  }
  if (Channels.empty())
    return In;
  for (const CXXCtorInitializer *Init : Constructor->inits())
    if (const FieldDecl *Field = Init->getMember();
        !Field || !find(U.objects().field(F.This, Field)))
      In = eval(Init->getInit(), F, std::move(In));
  return In;
}

bool ChannelWalk::beginGroup(const VarDecl *V, const Frame &F, States &In) {
  QualType T = V->getType();
  // The future of a promise is another name for it.
  if (const unsigned *Promise = promiseOf(V->getInit(), F)) {
    unsigned Index = *Promise;
    const Object *Own = U.objects().variable(V);
    Bound[Own] = Index;
    Roots.insert(Own);
    return true;
  }
  const CXXRecordDecl *Class =
      T->isReferenceType() || T->isPointerType() ? nullptr : waitGroupClass(U, T);
  if (!Class)
    return false;
  bool ByValue = T->getAsCXXRecordDecl() == Class;
  auto Args = makes(V->getInit(), Class, ByValue);
  bool IsPromise = U.models().type(Class)->Role == model::TypeRole::Promise;
  const auto *Owner = llvm::dyn_cast<FunctionDecl>(V->getDeclContext());
  if (!Args || (IsPromise && !Args->empty()) || !Owner || isMovedIn(Owner->getBody(), V))
    return false;
  unsigned Index = trackGroup(U.objects().variable(V), V, Class, V->getInit(), *Args, F);
  Channels[Index].IsShared = !ByValue;
  Scopes.back()->Channels.push_back({V, Index});
  for (State &S : In)
    S.at(Index) = Tally();
  return true;
}

const unsigned *ChannelWalk::promiseOf(const Expr *E, const Frame &F) {
  std::optional<CallView> Call;
  if (E)
    Call = CallView::of(withoutImplicit(E));
  const model::CallEntry *Entry = Call && Call->Callee ? U.models().call(*Call) : nullptr;
  if (!Entry || Entry->Role != CallRole::Peer)
    return nullptr;
  const Expr *On = model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call));
  const unsigned *Index = On ? find(resolve(On, F)) : nullptr;
  return Index && Channels[*Index].IsPromise ? Index : nullptr;
}

std::optional<States> ChannelWalk::count(const CallView &Call, const Frame &F, States &In) {
  const model::CallEntry *Entry = U.models().call(Call);
  if (!Entry)
    return std::nullopt;
  bool Waits = Entry->Role == CallRole::Block && Entry->Class == model::BlockClass::Wait &&
               U.models().bound(*Entry, Call) == model::Bound::Unbounded;
  bool Down = Entry->Role == CallRole::CountDown || Entry->Role == CallRole::Satisfy ||
              (Waits && Entry->Counts == model::Counts::Down);
  bool Up = Entry->Role == CallRole::CountUp || (Waits && Entry->Counts == model::Counts::Up);
  if (!Waits && !Down && !Up)
    return std::nullopt;
  const Expr *On = model::Resolver::operand(Call, model::Resolver::on(*Entry, Call));
  const unsigned *Found = On ? find(resolve(On, F)) : nullptr;
  if (On && !Found)
    Found = promiseOf(On, F);
  if (!Found || !Channels[*Found].IsGroup)
    return std::nullopt;
  unsigned Index = *Found;
  for (const Expr *Arg : Call.Args)
    In = eval(Arg, F, std::move(In));
  // How often: what its first argument says, if that is a number.
  std::optional<Count> Times = Count(1);
  if (!Channels[Index].IsPromise && !Call.Args.empty() &&
      Call.Args.front()->getType()->isIntegerType())
    Times = countOf(Call.Args.front(), F);
  const ChannelSite *Here = site(Call.Whole, F, Call.Whole);
  bool IsMine = Channels[Index].Task == F.Task;
  for (State &S : In) {
    if (S.How != Exit::None)
      continue;
    Tally &T = S.at(Index);
    if (Down) {
      T.Receives = T.Receives + Times.value_or(Count::endless());
      T.Receive = Here;
      noteReceive(Index, Here, F.Task);
    } else if (Up) {
      T.Escaped |= !Times;
      T.Sends = T.Sends + Times.value_or(Count::many());
      T.Send = Waits ? Here : T.Send;
    }
    if (Waits && IsMine && Up)
      judge(S, Index, Consequence::Blocks, Here->Where, nullptr);
    else if (Waits && IsMine && !isBeforeLater(Index, Call.Whole))
      judgeWait(S, Index, Here);
    if (Waits && Channels[Index].IsPromise) // who waits again has it
      S.at(Index).Receives = S.at(Index).Receives + Count(1);
  }
  return std::move(In);
}

/// The calls in \p S in the order in which they run, lambdas left out.
static void callsOf(const Stmt *S, llvm::SmallVectorImpl<const Expr *> &Out) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return;
  for (const Stmt *Child : S->children())
    callsOf(Child, Out);
  if (llvm::isa<CallExpr, CXXConstructExpr>(S))
    Out.push_back(llvm::cast<Expr>(S));
}

const Expr *ChannelWalk::throwsFirst(const Stmt *Block, const Frame &F) {
  if (llvm::none_of(Channels, [](const Channel &C) { return C.IsGroup; }))
    return nullptr;
  llvm::SmallVector<const Expr *, 16> Calls;
  callsOf(Block, Calls);
  const Expr *First = nullptr;
  for (const Expr *E : Calls) {
    std::optional<CallView> Call = CallView::of(E);
    const FunctionDecl *Callee = Call ? Call->Callee : nullptr;
    const model::CallEntry *Entry = Callee ? U.models().call(*Call) : nullptr;
    if (Entry && (Entry->Role == CallRole::CountDown || Entry->Role == CallRole::Satisfy)) {
      const Expr *On = model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call));
      const unsigned *Index = On ? find(resolve(On, F)) : nullptr;
      return Index && Channels[*Index].IsGroup ? First : nullptr;
    }
    if (First || !Callee)
      continue;
    // Whose body is in sight shows its throws itself, and does what it does.
    if (Entry || U.bodyOf(Callee))
      return nullptr;
    const auto *Type = Callee->getType()->getAs<FunctionProtoType>();
    const SourceManager &Sources = U.context().getSourceManager();
    if (Type && !Type->isNothrow() && !Callee->isExternC() && !Callee->isInStdNamespace() &&
        !Sources.isInSystemHeader(Callee->getLocation()))
      First = E;
  }
  return nullptr;
}

/// Whether a turn of the loop with \p Body always comes to \p Call, as far as its
/// statements say.
static bool alwaysReaches(const Stmt *Body, const Expr *Call) {
  if (!Body || Body == Call)
    return Body != nullptr;
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(Body)) {
    auto Leaves = [](auto &Self, const Stmt *S) -> bool {
      return S && !llvm::isa<LambdaExpr>(S) &&
             (llvm::isa<ContinueStmt>(S) ||
              llvm::any_of(S->children(), [&](const Stmt *C) { return Self(Self, C); }));
    };
    for (const Stmt *Child : Block->body()) {
      if (contains(Child, Call))
        return alwaysReaches(Child, Call);
      if (Leaves(Leaves, Child))
        return false;
    }
    return false;
  }
  if (const auto *Try = llvm::dyn_cast<CXXTryStmt>(Body))
    return contains(Try->getTryBlock(), Call) && alwaysReaches(Try->getTryBlock(), Call);
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(Body); Binary && Binary->isLogicalOp())
    return false;
  if (!llvm::isa<Expr, DeclStmt>(Body) || llvm::isa<AbstractConditionalOperator>(Body))
    return false;
  return llvm::any_of(Body->children(), [&](const Stmt *C) {
    return C && contains(C, Call) && alwaysReaches(C, Call);
  });
}

bool ChannelWalk::isBeforeLater(unsigned Index, const Expr *Wait) const {
  unsigned Inside = LoopsAround - Channels[Index].LoopsAround;
  if (LoopsAround <= Channels[Index].LoopsAround)
    return false;
  // The first turn has what the first turn has started.
  return Inside != 1 || Loops.empty() || !alwaysReaches(Loops.back()->Body, Wait);
}

bool countsDown(const TaskRun &Run, unsigned Index) {
  return llvm::any_of(*Run.Paths, [&](const State &Path) {
    return !Path.at(Index).Receives.isZero() ||
           llvm::any_of(Path.Tasks, [&](const TaskRun &Sub) { return countsDown(Sub, Index); });
  });
}

void ChannelWalk::judgeWait(const State &S, unsigned Index, const ChannelSite *Here) {
  const Tally &Own = S.at(Index);
  const Channel &On = Channels[Index];
  if (Own.Escaped || On.Capacity.isEndless() || gaveUp() || IsProbe)
    return;
  Unreceived Bad;
  Bad.Sends = On.Capacity + Own.Sends;
  Bad.Receives = Own.Receives;
  bool Some = false; // a task that counts down on some of its paths only
  for (const TaskRun &Run : S.Tasks) {
    Side Each = sideOf(Run, S, Index);
    Bad.Sends = Bad.Sends + Each.Sends * Run.Times;
    Bad.Receives = Bad.Receives + Each.Receives * Run.Times;
    bool Misses = Each.Receives.isZero();
    if (!countsDown(Run, Index) || Some || (Bad.Starts.isValid() && !Misses))
      continue;
    Some = Misses;
    Bad.Starts = Run.Where;
    Bad.Senders = Run.Times;
    Bad.LeavesAt = Misses ? Each.LeftAt : SourceLocation();
  }
  // The loop that starts them was left.
  if (!Bad.Starts.isValid() && On.Receive)
    Bad.LeavesAt = S.LeftAt;
  if (!Bad.Starts.isValid() && Own.DroppedAt.isValid())
    Bad.LeavesAt = Own.DroppedAt;
  if (Bad.Sends.isMany() || !Bad.Sends.mayExceed(Bad.Receives))
    return;
  auto [Place, New] = Found.try_emplace(Here->Call);
  if (!New)
    return;
  Order.push_back(Here->Call);
  Bad.Send = Here;
  Bad.IsWait = true;
  Bad.What = Consequence::Blocks;
  Bad.On = On;
  Bad.Receive = Some ? On.Receive : nullptr;
  Bad.Owner = On.In;
  Bad.Store = Store;
  Place->second = std::move(Bad);
}

} // namespace leash::flow
