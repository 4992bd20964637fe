//===- LocalTimers.cpp - timers that one function makes -------------------===//
#include "Flow/LocalTimers.h"
#include "Flow/TimerCalls.h"
#include "Flow/TimerWrappers.h"
#include "Flow/Unit.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;

namespace leash::flow {

namespace {
constexpr unsigned MaxTimers = 32;

const VarDecl *variableOf(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E);
      Unary && Unary->getOpcode() == UO_AddrOf)
    E = Unary->getSubExpr()->IgnoreParenCasts();
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E);
  return Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

struct Made {
  const VarDecl *Timer = nullptr;
  const VarDecl *Result = nullptr; ///< says by zero that it was made
  const Expr *Call = nullptr;
  bool GivesId = false;
  bool ZeroFails = false;      ///< zero or null as Call's value says that it failed
  const Expr *Inner = nullptr; ///< where the user's own function makes it
};

/// The timers that a path may have, and those that a path may not have: one bit
/// each.
struct State {
  uint32_t Live = 0;
  uint32_t Gone = 0;
  /// Adds what \p Other has; whether that is more.
  bool add(State Other) {
    State Old = *this;
    Live |= Other.Live;
    Gone |= Other.Gone;
    return Live != Old.Live || Gone != Old.Gone;
  }
};

/// The variable that takes the value of \p Call.
const VarDecl *takerOf(const Facts &Known, const Expr *Call) {
  for (const VarDecl *V : Known.Locals)
    if (V->getInit() && V->getInit()->IgnoreParenCasts() == Call)
      return V;
  for (const BinaryOperator *A : Known.Assignments)
    if (A->getOpcode() == BO_Assign && A->getRHS()->IgnoreParenCasts() == Call)
      return variableOf(A->getLHS());
  return nullptr;
}

class Analysis {
public:
  Analysis(Unit &U, const FunctionDecl *Function) : U(U), Function(Function) {
    const Facts &Known = U.facts().of(Function);
    for (const Expr *E : Known.Calls) {
      if (Timers.size() == MaxTimers)
        break;
      std::optional<CallView> Call = CallView::of(E);
      if (!Call->Callee)
        continue;
      if (!U.models().isModelled(Call->Callee)) {
        addOwn(E, *Call, Known);
        continue;
      }
      std::optional<TimerCall> Timer = timerCall(U, *Call);
      if (!Timer || Timer->What != TimerCall::Kind::Create)
        continue;
      Made M;
      M.Call = E;
      M.GivesId = M.ZeroFails = Timer->GivesId;
      M.Timer = M.GivesId        ? takerOf(Known, E)
                : Timer->Operand ? variableOf(Timer->Operand)
                                 : nullptr;
      if (!M.GivesId)
        M.Result = takerOf(Known, E);
      if (M.Timer && M.Timer->isLocalVarDecl() && M.Timer->hasLocalStorage() &&
          !M.Timer->getType()->isReferenceType())
        Timers.push_back(M);
    }
  }

  std::vector<LeakedTimer> run() {
    std::vector<LeakedTimer> Found;
    if (Timers.empty())
      return Found;
    look(Function->getBody());
    const CFG *Graph = U.graph(Function);
    if (!Graph)
      return Found;
    llvm::DenseMap<const CFGBlock *, State> In;
    std::vector<const CFGBlock *> Open{&Graph->getEntry()};
    In[&Graph->getEntry()] = {0, ~0U};
    uint32_t Anew = 0;
    while (!Open.empty()) {
      const CFGBlock *Block = Open.back();
      Open.pop_back();
      State After = through(*Block, In[Block], Anew);
      if (Block->hasNoReturnElement())
        continue;
      unsigned Index = 0;
      for (const CFGBlock *Next : Block->succs()) {
        uint32_t Failed = failsOn(*Block, Index++);
        if (!Next)
          continue;
        State Out{After.Live & ~Failed, After.Gone | Failed};
        auto [Where, New] = In.try_emplace(Next, Out);
        if (New || Where->second.add(Out))
          Open.push_back(Next);
      }
    }
    for (unsigned I = 0; I < Timers.size(); ++I) {
      LeakedTimer L;
      L.Timer = Timers[I].Timer;
      L.Made = Timers[I].Call;
      L.Inner = Timers[I].Inner;
      L.GivenBack = firstRelease(L.Timer);
      if (Anew & (1U << I)) {
        L.Anew = true;
        Found.push_back(L);
        continue;
      }
      for (const CFGBlock::AdjacentBlock &Last : Graph->getExit().preds()) {
        if (!Last || Last->hasNoReturnElement() || !In.contains(Last))
          continue;
        State At = leaving(*Last, In[Last], Graph->getExit());
        if (!(At.Live & (1U << I)))
          continue;
        const ReturnStmt *Return = returnOf(*Last);
        if (L.Returns.empty())
          L.Leaves = Return ? Return->getBeginLoc() : Function->getBody()->getEndLoc();
        L.Returns.push_back(Return);
        L.Certain &= !(At.Gone & (1U << I));
      }
      if (!L.Returns.empty()) {
        L.Words = wordsFor(L.Timer);
        for (const auto &[Ref, Site] : Releases)
          if (Ref->getDecl() == L.Timer)
            L.Releases.push_back(Site);
        Found.push_back(std::move(L));
      }
    }
    return Found;
  }

private:
  /// \p E calls a function of the user's that may make a timer.
  void addOwn(const Expr *E, const CallView &Call, const Facts &Known) {
    std::optional<TimerMaker> Maker =
        llvm::isa<CallExpr>(E) ? makerOf(U, Call.Callee) : std::nullopt;
    if (!Maker || (!Maker->GivesId && Maker->Param >= Call.Args.size()))
      return;
    Made M;
    M.Call = E;
    M.Inner = Maker->Made;
    M.GivesId = Maker->GivesId;
    M.ZeroFails = Maker->ZeroFails;
    M.Timer = M.GivesId ? takerOf(Known, E) : variableOf(Call.Args[Maker->Param]);
    if (!M.GivesId)
      M.Result = takerOf(Known, E);
    if (!M.Timer || !M.Timer->isLocalVarDecl() || !M.Timer->hasLocalStorage() ||
        M.Timer->getType()->isReferenceType() ||
        (!M.GivesId && M.Timer->getType()->isPointerType()))
      return;
    // What has a destructor may give it back there.
    const auto *Record = M.Timer->getType()->getAsCXXRecordDecl();
    if (!Record || (Record->hasDefinition() && Record->hasTrivialDestructor()))
      Timers.push_back(M);
  }

  const Stmt *firstRelease(const VarDecl *V) const {
    for (const auto &[Ref, Site] : Releases)
      if (Ref->getDecl() == V)
        return Site;
    return nullptr;
  }

  /// What may be true where \p Last goes to \p Exit, if \p Now is at its begin.
  State leaving(const CFGBlock &Last, State Now, const CFGBlock &Exit) const {
    uint32_t Ignored = 0;
    State After = through(Last, Now, Ignored), At;
    unsigned Index = 0;
    for (const CFGBlock *Next : Last.succs()) {
      uint32_t Failed = failsOn(Last, Index++);
      if (Next == &Exit)
        At.add({After.Live & ~Failed, After.Gone | Failed});
    }
    return At;
  }

  static const ReturnStmt *returnOf(const CFGBlock &Last) {
    for (const CFGElement &Element : llvm::reverse(Last))
      if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>())
        if (const auto *Return = llvm::dyn_cast<ReturnStmt>(S->getStmt()))
          return Return;
    return nullptr;
  }

  /// A call that gives \p V back and has no other argument.
  const CallExpr *wordsFor(const VarDecl *V) const {
    for (const auto &[Ref, Site] : Releases) {
      const auto *Call = llvm::dyn_cast<CallExpr>(Site);
      if (Ref->getDecl() != V || !Call || Call->getNumArgs() != 1 ||
          llvm::isa<CXXMemberCallExpr>(Call) || variableOf(Call->getArg(0)) != V)
        continue;
      std::optional<CallView> View = CallView::of(Call);
      if (!View || !View->Callee)
        continue;
      std::optional<TimerCall> Timer = timerCall(U, *View);
      bool Destroys = Timer && Timer->What == TimerCall::Kind::Destroy;
      if (Destroys || (!Timer && (isTakingBack(View->Callee) ||
                                  deedOn(*View, Call->getArg(0)) == TimerDeed::GivesBack)))
        return Call;
    }
    return nullptr;
  }

  /// Classifies each mention of a timer by what stands above it.
  void look(const Stmt *S) {
    if (!S)
      return;
    Above.push_back(S);
    if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S)) {
      if (const Stmt *Site = releasedBy(Ref))
        Releases.push_back({Ref, Site});
    } else if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S)) {
      for (const LambdaCapture &Capture : Lambda->captures())
        if (Capture.capturesVariable())
          Captured.insert(Capture.getCapturedVar());
    }
    for (const Stmt *Child : S->children())
      look(Child);
    Above.pop_back();
  }

  const Stmt *releasedBy(const DeclRefExpr *Ref) {
    if (llvm::none_of(Timers, [&](const Made &M) { return M.Timer == Ref->getDecl(); }))
      return nullptr;
    const Stmt *Below = Ref;
    bool IsWhole = Ref->getType()->isRecordType();
    for (size_t I = Above.size() - 1; I-- > 0;) {
      const Stmt *S = Above[I];
      if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S)) {
        if (Binary->isAssignmentOp() && Binary->getLHS() == Below)
          return nullptr;
        // A part of a whole object may tell whether there still is a timer.
        bool Asks = Binary->isComparisonOp() || Binary->isLogicalOp();
        return Asks && !IsWhole ? nullptr : S;
      }
      const auto *E = llvm::dyn_cast<Expr>(S);
      if (!E)
        return llvm::isa<IfStmt, WhileStmt>(S) && !IsWhole ? nullptr : S;
      const Stmt *Argument = Below;
      Below = S;
      if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E);
          Unary && Unary->getOpcode() == UO_LNot)
        return IsWhole ? S : nullptr;
      std::optional<CallView> Call = CallView::of(E);
      if (!Call)
        continue;
      if (std::optional<TimerCall> Timer = timerCall(U, *Call))
        return Timer->What == TimerCall::Kind::Destroy ? S : nullptr;
      bool Makes = llvm::any_of(Timers, [&](const Made &M) { return M.Call == E; });
      return Makes || (Call->Callee && (U.models().isModelled(Call->Callee) ||
                                        deedOn(*Call, Argument) == TimerDeed::Uses))
                 ? nullptr
                 : S;
    }
    return nullptr;
  }

  /// What the user's own function that \p Call calls does to \p Argument.
  TimerDeed deedOn(const CallView &Call, const Stmt *Argument) const {
    for (unsigned I = 0; I < Call.Args.size(); ++I)
      if (Call.Args[I] == Argument)
        return deedOf(U, Call.Callee, I);
    return TimerDeed::Unknown;
  }

  State through(const CFGBlock &Block, State Now, uint32_t &Anew) const {
    for (const CFGElement &Element : Block) {
      std::optional<CFGStmt> S = Element.getAs<CFGStmt>();
      if (!S)
        continue;
      for (unsigned I = 0; I < Timers.size(); ++I) {
        if (Timers[I].Call == S->getStmt()) {
          if (Now.Live & (1U << I))
            Anew |= 1U << I;
          if (!Captured.contains(Timers[I].Timer))
            Now = {Now.Live | (1U << I), Now.Gone & ~(1U << I)};
        }
        if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S->getStmt());
            Ref && Ref->getDecl() == Timers[I].Timer && isRelease(Ref))
          Now = {Now.Live & ~(1U << I), Now.Gone | (1U << I)};
      }
    }
    return Now;
  }

  bool isRelease(const DeclRefExpr *Ref) const {
    return llvm::any_of(Releases, [&](const auto &Row) { return Row.first == Ref; });
  }

  /// The timers that were not made if \p Block's condition takes the way \p
  /// Index (0: true).
  uint32_t failsOn(const CFGBlock &Block, unsigned Index) const {
    const Stmt *Condition = Block.getTerminatorCondition();
    const auto *E = llvm::dyn_cast_or_null<Expr>(Condition);
    if (!E || Block.succ_size() != 2)
      return 0;
    uint32_t Failed = 0;
    for (unsigned I = 0; I < Timers.size(); ++I)
      if (std::optional<bool> Fails = failsWhen(E, Timers[I]))
        Failed |= (*Fails == (Index == 0)) ? 1U << I : 0;
    return Failed;
  }

  /// Whether \p E being true says that \p M failed; nothing if \p E is about
  /// something else.
  std::optional<bool> failsWhen(const Expr *E, const Made &M) const {
    E = E->IgnoreParenImpCasts();
    if (const auto *Not = llvm::dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot) {
      std::optional<bool> Inner = failsWhen(Not->getSubExpr(), M);
      return Inner ? std::optional<bool>(!*Inner) : std::nullopt;
    }
    if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(E);
        Binary && Binary->isComparisonOp()) {
      std::optional<bool> IsId = subject(Binary->getLHS(), M);
      const Expr *Other = Binary->getRHS();
      if (!IsId) {
        IsId = subject(Binary->getRHS(), M);
        Other = Binary->getLHS();
      }
      if (!IsId)
        return std::nullopt;
      std::optional<int64_t> Value = U.models().constant(Other);
      if (*IsId && !M.GivesId && Value && *Value == 1) // 'init(&timer) == true'
        return Binary->getOpcode() != BO_EQ;
      switch (Binary->getOpcode()) {
      case BO_LT:
      case BO_LE:
        return true;
      case BO_GE:
      case BO_GT:
        return false;
      case BO_EQ: // an id fails as -1 or null; a result succeeds as 0
        return *IsId || (Value && *Value != 0);
      default:
        return !(*IsId || (Value && *Value != 0));
      }
    }
    std::optional<bool> IsId = subject(E, M);
    return IsId ? std::optional<bool>(!*IsId) : std::nullopt;
  }

  /// True if \p E is the id of \p M, false if it is the result of its call.
  std::optional<bool> subject(const Expr *E, const Made &M) const {
    E = E->IgnoreParenCasts();
    if (const auto *Assign = llvm::dyn_cast<BinaryOperator>(E); Assign && Assign->isAssignmentOp())
      E = Assign->getLHS()->IgnoreParenCasts();
    if (E == M.Call)
      return M.ZeroFails;
    const VarDecl *V = variableOf(E);
    if (V && V == M.Timer)
      return true;
    if (V && V == M.Result)
      return M.ZeroFails;
    return std::nullopt;
  }

  Unit &U;
  const FunctionDecl *Function;
  llvm::SmallVector<Made, 2> Timers;
  std::vector<std::pair<const DeclRefExpr *, const Stmt *>> Releases;
  llvm::DenseSet<const ValueDecl *> Captured;
  std::vector<const Stmt *> Above;
};
} // namespace

std::vector<LeakedTimer> leakedTimers(Unit &U, const FunctionDecl *Function) {
  // The paths of exceptions are not known well enough.
  if (Function->isMain() || U.facts().of(Function).HasTry ||
      llvm::isa_and_nonnull<CoroutineBodyStmt>(Function->getBody()))
    return {};
  return Analysis(U, Function).run();
}

} // namespace leash::flow
