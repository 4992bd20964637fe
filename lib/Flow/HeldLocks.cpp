//===- HeldLocks.cpp - held regions over one function's CFG ---------------===//
#include "Flow/HeldLocks.h"
#include "Flow/Classes.h"
#include "Flow/EventReader.h"
#include "Flow/GivenConstants.h"
#include "Flow/LockState.h"
#include "Flow/ObjectMode.h"
#include "Flow/Unit.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"

using namespace clang;

namespace leash::flow {

namespace {

class Analysis {
public:
  Analysis(Unit &U, const FunctionDecl *Function, const CFG &Graph)
      : U(U), Function(Function), Graph(Graph), Order(&Graph), Facts(U.facts().of(Function)) {}

  FunctionFlow run() {
    readEvents();
    solve();
    for (const CFGBlock *Block : Order)
      if (Reached[Block->getBlockID()])
        visit(*Block);
    llvm::append_range(Result.Crossings, Unsure);
    llvm::append_range(Result.Relocks, UnsureRelocks);
    Result.Outside.Effects = Outside.take();
    summariseExit();
    return std::move(Result);
  }

private:
  void readEvents() {
    Events.resize(Graph.getNumBlockIDs());
    Starts.resize(Graph.getNumBlockIDs());
    EventReader Reader(U, Function);
    for (const CFGBlock *Block : Graph) {
      std::vector<Event> &Read = Events[Block->getBlockID()];
      for (const CFGElement &Element : *Block) {
        if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>(); S && isStep(S->getStmt()))
          Starts[Block->getBlockID()].emplace_back(Read.size(), S->getStmt());
        Reader.read(Element, Read);
      }
    }
  }

  /// What others may ask about: which locks are held here?
  static bool isStep(const Stmt *S) {
    if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S))
      return Binary->isAssignmentOp();
    if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(S))
      return Unary->isIncrementDecrementOp();
    return llvm::isa<CallExpr, CXXConstructExpr, MemberExpr, DeclRefExpr>(S);
  }

  /// The successor that an exception takes: a call's block has no terminator.
  static bool isExceptionEdge(const CFGBlock &From, unsigned Index) {
    return Index > 0 && !From.getTerminatorStmt();
  }

  void solve() {
    In.resize(Graph.getNumBlockIDs());
    Reached.resize(Graph.getNumBlockIDs());
    std::vector<Event> EntryEvents;
    EventReader(U, Function).readEntry(EntryEvents);
    const CFGBlock &Entry = Graph.getEntry();
    for (const Event &E : EntryEvents)
      In[Entry.getBlockID()].apply(E, U.objects());
    Reached[Entry.getBlockID()] = true;

    ForwardDataflowWorklist Worklist(Graph, &Order);
    Worklist.enqueueBlock(&Entry);
    unsigned Budget = 20 * Graph.getNumBlockIDs();
    while (const CFGBlock *Block = Worklist.dequeue()) {
      if (Budget-- == 0)
        return;
      LockState State = In[Block->getBlockID()];
      for (const Event &E : Events[Block->getBlockID()])
        State.apply(E, U.objects());
      unsigned Index = 0;
      for (const CFGBlock *Next : Block->succs()) {
        bool Throws = isExceptionEdge(*Block, Index++);
        if (!Next || (Throws && Next == &Graph.getExit()))
          continue;
        LockState Arriving = State;
        if (const auto *Try = llvm::dyn_cast_or_null<CXXTryStmt>(Next->getTerminatorStmt()))
          Arriving.endHoldersIn(Try->getTryBlock()->getSourceRange(),
                                U.context().getSourceManager());
        unsigned Id = Next->getBlockID();
        if (!Reached[Id]) {
          Reached[Id] = true;
          In[Id] = std::move(Arriving);
          Worklist.enqueueBlock(Next);
        } else if (In[Id].join(Arriving)) {
          Worklist.enqueueBlock(Next);
        }
      }
    }
  }

  //===--------------------------------------------------------------------===//
  // What happens under which lock
  //===--------------------------------------------------------------------===//

  void visit(const CFGBlock &Block) {
    LockState State = In[Block.getBlockID()];
    std::optional<unsigned> Set = heldSet(State);
    llvm::ArrayRef<std::pair<size_t, const Stmt *>> Steps = Starts[Block.getBlockID()];
    auto NoteStepsUpTo = [&](size_t Index) {
      for (; !Steps.empty() && Steps.front().first <= Index; Steps = Steps.drop_front())
        if (Set)
          Result.HeldSet.try_emplace(Steps.front().second, *Set);
    };
    size_t Index = 0;
    for (const Event &E : Events[Block.getBlockID()]) {
      NoteStepsUpTo(Index++);
      if (E.What == Event::Kind::Happens)
        visitEffect(*E.Effect, State);
      else if (E.What == Event::Kind::Take && E.How && !E.How->Assumed)
        visitTake(E, State);
      State.apply(E, U.objects());
      if (E.What != Event::Kind::Happens)
        Set = heldSet(State);
    }
    NoteStepsUpTo(Index);
  }

  /// The number of the set of locks that may be held in \p State; none: no lock.
  std::optional<unsigned> heldSet(const LockState &State) {
    llvm::SmallVector<const Object *, 2> Locks;
    for (const Holding &H : State.holdings())
      if (H.Bits & (Holding::Held | Holding::Unknown))
        Locks.push_back(H.Lock);
    if (Locks.empty())
      return std::nullopt;
    auto Known = llvm::find(Result.HeldSets, Locks);
    if (Known == Result.HeldSets.end())
      Known = Result.HeldSets.insert(Known, Locks);
    return Known - Result.HeldSets.begin();
  }

  void visitEffect(const Effect &Found, const LockState &State) {
    llvm::SmallVector<const Object *, 4> GivesUp;
    for (const Object *Given : Found.GivesUp)
      for (const Object *Lock : State.expand(Given))
        GivesUp.push_back(Lock);
    auto IsHeldHere = [&](const Object *Lock) {
      return llvm::any_of(State.holdings(),
                          [&](const Holding &H) { return H.Lock->isSameLock(Lock); });
    };
    if (Found.Role == model::CallRole::Wait && (!Found.Inner || llvm::any_of(GivesUp, IsHeldHere)))
      Result.Waits.push_back({&Found, {GivesUp.begin(), GivesUp.end()}});
    if (Found.What == Effect::Kind::Acquires) {
      visitRelock(Found.On, Found.Lock, &Found, GivesUp, State);
    } else if (Found.What == Effect::Kind::Blocks || Found.What == Effect::Kind::CallsBack ||
               Found.What == Effect::Kind::Suspends) {
      for (const Holding &H : llvm::reverse(State.holdings()))
        if (H.mayBeHeld() && !gives(GivesUp, H.Lock))
          cross(H, Found);
    }
    if (Found.What == Effect::Kind::Suspends ||
        (Found.What == Effect::Kind::Acquires &&
         (isUnderSwitch(Found.Site) || (staysHeld(Found) && isChosen(Found.Site)))))
      return;
    // Seen from outside: the callers' locks that are given up here as well.
    Effect *Seen = U.newEffect();
    *Seen = Found;
    Seen->GivesUp.assign(GivesUp.begin(), GivesUp.end());
    State.appendGivenUp(Seen->GivesUp);
    // What is reported here already is not reported in the callers again. Whose
    // callback it is, only they may know.
    for (const Holding &H : State.holdings())
      if (H.Assumed && Found.What != Effect::Kind::CallsBack)
        Seen->GivesUp.push_back(H.Lock);
    Outside.add(Seen);
  }

  /// Whether \p Site is one of several things of which a parameter chooses one.
  bool isUnderSwitch(const Stmt *Site) const {
    const auto *Whole = llvm::dyn_cast_or_null<Expr>(Site);
    return Whole && Facts.UnderSwitch.contains(Whole);
  }

  /// Whether the callee of \p Taking leaves its lock held: it is a lock() of the
  /// user's own.
  bool staysHeld(const Effect &Taking) const {
    const auto *Callee = llvm::dyn_cast_or_null<FunctionDecl>(Taking.Callee);
    return Callee && U.bodyOf(Callee) &&
           llvm::any_of(U.flow(U.bodyOf(Callee)).Outside.Changes,
                        [](const LockChange &C) { return C.Held; });
  }

  /// Whether a flag that the caller gave, now or when it made the object, says
  /// whether \p Site is reached. It may say that the lock is held already.
  bool isChosen(const Stmt *Site) const {
    const auto *Whole = llvm::dyn_cast_or_null<Expr>(Site);
    if (!Whole)
      return false;
    // A guard's parameter may say how long to wait.
    bool ByParameter =
        Facts.UnderParameter.contains(Whole) && !llvm::isa<CXXConstructorDecl>(Function);
    return ByParameter || isMode(Facts.UnderField.lookup(Whole));
  }

  /// Whether \p Field is set when its object is made, and then never again.
  bool isMode(const FieldDecl *Field) const {
    const auto *Record = Field ? llvm::dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
    bool SetAtFirst = false;
    for (const CXXMethodDecl *Method :
         Record ? U.classes().methods(Record) : llvm::ArrayRef<const CXXMethodDecl *>()) {
      const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Method);
      bool Sets = U.facts().of(Method).Assigned.contains(Field) ||
                  (Constructor && llvm::any_of(Constructor->inits(), [&](const auto *Init) {
                     return Init->getMember() == Field;
                   }));
      if (Sets && !Constructor)
        return false;
      SetAtFirst |= Sets;
    }
    return SetAtFirst;
  }

  static bool gives(llvm::ArrayRef<const Object *> GivesUp, const Object *Lock) {
    return llvm::any_of(GivesUp, [&](const Object *O) { return O->isSameLock(Lock); });
  }

  void cross(const Holding &H, const Effect &Found) {
    Crossing C{acquisitionOf(H), &Found, H.Lock, H.Holder, H.isHeldForSure()};
    (C.Always ? Result.Crossings : Unsure).push_back(C);
  }

  /// How the lock was taken, under the name that it had when the guard got it.
  const Acquisition *acquisitionOf(const Holding &H) { return named(H.How, H.Named); }
  const Acquisition *named(const Acquisition *How, const Acquisition *Name) {
    if (!Name || Name == How)
      return How;
    auto [Where, New] = Renamed.try_emplace({How, Name});
    if (New) {
      Acquisition *Both = U.newAcquisition();
      *Both = *Name;
      Both->Where = How->Where;
      Both->Site = How->Site;
      Both->In = How->In;
      Both->Assumed = How->Assumed;
      Where->second = Both;
    }
    return Where->second;
  }

  void visitTake(const Event &E, const LockState &State) {
    if (E.FromCallee && !E.Attempt && !E.Maybe && E.How)
      Result.Taken.push_back(E.How);
    if (E.Adopted || E.FromCallee)
      return;
    for (const Object *Lock : State.expand(E.Lock)) {
      const Acquisition *How = named(E.How, State.nameOf(Lock, E.Holder));
      if (!E.Attempt) {
        Result.Taken.push_back(How);
        visitRelock(Lock, How, nullptr, {}, State);
      }
      if (isUnderSwitch(E.Site) || isChosen(E.Site))
        continue;
      Effect *Takes = U.newEffect();
      Takes->What = E.Attempt ? Effect::Kind::Attempts : Effect::Kind::Acquires;
      Takes->Where = E.How->Where;
      Takes->Site = E.Site;
      Takes->In = Function;
      Takes->On = U.objects().isCertain(Lock, Function) ? Lock : U.objects().part(Lock, nullptr);
      Takes->OnText = How->Text;
      Takes->Class = model::BlockClass::Lock;
      Takes->Lock = How;
      State.appendGivenUp(Takes->GivesUp);
      Outside.add(Takes);
    }
  }

  void visitRelock(const Object *Lock, const Acquisition *Second, const Effect *Through,
                   llvm::ArrayRef<const Object *> GivesUp, const LockState &State) {
    if (!Lock || Second->Recursive || !Second->KnownType ||
        !U.objects().isCertain(Lock, Function) || gives(GivesUp, Lock))
      return;
    for (const Holding &H : State.holdings()) {
      bool IsSame = H.Lock == Lock || (H.Assumed && Lock->livesIn(H.Lock));
      // A guard that came by reference may have come unlocked.
      if (!IsSame || !H.mayBeHeld() || (H.Assumed && H.Holder) ||
          modeOf(U, Lock, Function) == ObjectMode::Recursive)
        continue;
      Relock Again{acquisitionOf(H), Second, Through, H.Lock, H.Holder, H.isHeldForSure()};
      // An attribute asks for the lock, and the body takes it: one of them is
      // wrong, and which is not known.
      if (Again.First->Assumed && !Again.First->Site)
        continue;
      (Again.Always ? Result.Relocks : UnsureRelocks).push_back(Again);
    }
  }

  //===--------------------------------------------------------------------===//
  // What the caller sees
  //===--------------------------------------------------------------------===//

  bool isVisible(const Object *O) const {
    const Object *Root = O->root();
    if (Root->kind() == Object::Kind::This)
      return true;
    if (Root->kind() == Object::Kind::Temporary)
      return false;
    const auto *V = llvm::dyn_cast<VarDecl>(Root->variable());
    if (!V || V->hasGlobalStorage() || llvm::isa<ParmVarDecl>(V))
      return true;
    const auto *Owner = llvm::dyn_cast<FunctionDecl>(V->getDeclContext());
    return !Owner || Owner->getCanonicalDecl() != Function->getCanonicalDecl();
  }

  void summariseExit() {
    unsigned Exit = Graph.getExit().getBlockID();
    if (!Reached[Exit])
      return;
    const LockState &State = In[Exit];
    for (const Holding &H : State.holdings()) {
      if (H.Assumed || !(H.Bits & Holding::Held) || !isVisible(H.Lock) ||
          (H.Holder && !isVisible(H.Holder)))
        continue;
      Result.Outside.Changes.push_back({H.Lock, true, H.isHeldForSure(), H.How, H.Holder});
    }
    State.forEachGivenUp([&](const Object *Lock, bool Always) {
      if (isVisible(Lock))
        Result.Outside.Changes.push_back({Lock, false, Always, nullptr, nullptr});
    });
  }

  Unit &U;
  const FunctionDecl *Function;
  const CFG &Graph;
  PostOrderCFGView Order; ///< reverse post order: roughly that of the source
  const flow::Facts &Facts;
  std::vector<std::vector<Event>> Events;
  /// For each block: how many events come before a step.
  std::vector<std::vector<std::pair<size_t, const Stmt *>>> Starts;
  std::vector<LockState> In;
  std::vector<bool> Reached;
  std::vector<Crossing> Unsure; ///< they come after those that are sure
  std::vector<Relock> UnsureRelocks;
  llvm::DenseMap<std::pair<const Acquisition *, const Acquisition *>, const Acquisition *> Renamed;
  EffectsOutside Outside{Facts};
  FunctionFlow Result;
};

} // namespace

std::optional<FunctionFlow> analyseHeldLocks(Unit &U, const FunctionDecl *Function) {
  const CFG *Graph = U.graph(Function);
  if (!Graph)
    return std::nullopt;
  return Analysis(U, Function, *Graph).run();
}

} // namespace leash::flow
