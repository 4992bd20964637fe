//===- Conditions.cpp - is a lock held when a condition decides? ----------===//
#include "Flow/Conditions.h"
#include "Flow/EventReader.h"
#include "Flow/LocalTruths.h"
#include "Flow/LockState.h"
#include "Flow/Unit.h"
#include "clang/Analysis/FlowSensitive/AdornedCFG.h"
#include "clang/Analysis/FlowSensitive/DataflowAnalysis.h"
#include "clang/Analysis/FlowSensitive/WatchedLiteralsSolver.h"

using namespace clang;
using namespace clang::dataflow;

namespace leash::flow {

/// Enough for a handful of conditions; the framework reports when it runs out.
constexpr std::int64_t MaxSolverSteps = 100'000;
constexpr std::int32_t MaxBlockVisits = 2'000;

namespace {

/// One lock in the hand of one holder, and where the question is asked.
struct Question {
  const Object *Lock;
  const Object *Holder;
  const Stmt *Site;
  StorageLocation *IsHeld = nullptr;
  bool Possible = false;
  bool Reached = false; ///< the framework does not follow exceptions
};

/// Beside the framework's environment: for each question, how its lock and the
/// function's flags are possible together. The environment forgets that in loops.
struct Together {
  llvm::SmallVector<LocalTruths::Set, 4> Sets;

  bool operator==(const Together &) const = default;
  LatticeJoinEffect join(const Together &Other) {
    LatticeJoinEffect Effect = LatticeJoinEffect::Unchanged;
    for (size_t I = 0; I != Sets.size(); ++I) {
      if ((Sets[I] | Other.Sets[I]) != Sets[I])
        Effect = LatticeJoinEffect::Changed;
      Sets[I] |= Other.Sets[I];
    }
    return Effect;
  }
};

class LockConditions : public DataflowAnalysis<LockConditions, Together> {
public:
  LockConditions(Unit &U, const FunctionDecl *Function, const CFG &Graph,
                 std::vector<Question> &Questions, Environment &Initial)
      : DataflowAnalysis(U.context()), U(U), Reader(U, Function), Flags(U, Function, Graph),
        Questions(Questions) {
    for (Question &Q : Questions) {
      Q.IsHeld = &Initial.createStorageLocation(U.context().BoolTy);
      Initial.setValue(*Q.IsHeld, Initial.getBoolLiteralValue(false));
    }
  }

  Together initialElement() {
    return {llvm::SmallVector<LocalTruths::Set, 4>(Questions.size(), Flags.initial())};
  }

  void transfer(const CFGElement &Element, Together &Known, Environment &Env) {
    compareWithSuccess(Element, Env);
    if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>())
      for (LocalTruths::Set &Now : Known.Sets)
        Now = Flags.after(Now, *S->getStmt());
    for (const Event &E : events(Element))
      for (size_t I = 0; I != Questions.size(); ++I)
        apply(E, Questions[I], Known.Sets[I], Env);
  }

  void transferBranch(bool Branch, const Stmt *Condition, Together &Known, Environment &) {
    for (LocalTruths::Set &Now : Known.Sets)
      Now = Flags.where(Now, Condition, Branch);
  }

private:
  llvm::ArrayRef<Event> events(const CFGElement &Element) {
    const void *Key = nullptr;
    if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>())
      Key = S->getStmt();
    else if (std::optional<CFGAutomaticObjDtor> D = Element.getAs<CFGAutomaticObjDtor>())
      Key = D->getVarDecl();
    else
      return {};
    auto [Where, New] = Known.try_emplace(Key);
    if (New) {
      std::vector<Event> Read;
      Reader.read(Element, Read);
      Where = Known.find(Key); // reading may have asked for other functions
      Where->second = std::move(Read);
    }
    return Where->second;
  }

  static bool concerns(const Event &E, const Question &Q) {
    if (Q.Holder)
      return E.Holder == Q.Holder;
    return !E.Holder && E.Lock == Q.Lock;
  }

  /// Whether the attempt \p E succeeds, tied to the value that its call returns.
  BoolValue &resultOf(const Event &E, Environment &Env) {
    const auto *Call = llvm::dyn_cast_or_null<CallExpr>(E.Site);
    if (!Call || Call->getType()->isVoidType())
      return Env.makeAtomicBoolValue();
    bool TrueIsSuccess = E.Succeeds != model::Success::Zero;
    auto *Truth = llvm::dyn_cast_or_null<BoolValue>(Env.getValue(*Call));
    if (!Truth) {
      Truth = &Env.makeAtomicBoolValue();
      Env.setValue(*Call, *Truth);
    }
    return TrueIsSuccess ? *Truth : Env.makeNot(*Truth);
  }

  /// 'trylock(&m) == 0', 'try_lock(a, b) == -1': the framework compares no
  /// integers.
  void compareWithSuccess(const CFGElement &Element, Environment &Env) {
    std::optional<CFGStmt> S = Element.getAs<CFGStmt>();
    const auto *Compare = S ? llvm::dyn_cast<BinaryOperator>(S->getStmt()) : nullptr;
    if (!Compare || !Compare->isEqualityOp())
      return;
    auto *Truth = llvm::dyn_cast_or_null<BoolValue>(Env.getValue(*Compare->getLHS()));
    if (!Truth)
      return;
    std::optional<int64_t> With = U.models().constant(Compare->getRHS());
    if (!With || (*With != 0 && *With != -1))
      return;
    bool IsTruth = (Compare->getOpcode() == BO_NE) == (*With == 0);
    Env.setValue(*Compare, IsTruth ? *Truth : Env.makeNot(*Truth));
  }

  void ask(Question &Q, LocalTruths::Set Known, Environment &Env) {
    auto *Now = llvm::dyn_cast_or_null<BoolValue>(Env.getValue(*Q.IsHeld));
    Q.Reached = true;
    Q.Possible = LocalTruths::mayBeHeld(Known) && Now && Env.allows(Now->formula());
  }

  void apply(const Event &E, Question &Q, LocalTruths::Set &Known, Environment &Env) {
    if (E.Site == Q.Site && (E.What == Event::Kind::Take || E.What == Event::Kind::Happens))
      ask(Q, Known, Env);
    auto Set = [&](BoolValue &Value) {
      Env.setValue(*Q.IsHeld, Value);
      bool IsTaken = Value.formula().isLiteral(true), IsGiven = Value.formula().isLiteral(false);
      if (IsTaken && !E.Maybe)
        Known = LocalTruths::taken(Known);
      else if (IsGiven && !E.Maybe)
        Known = LocalTruths::given(Known);
      else
        Known = LocalTruths::taken(Known) | LocalTruths::given(Known);
    };
    switch (E.What) {
    case Event::Kind::Take:
      if (concerns(E, Q))
        Set(E.Attempt ? resultOf(E, Env) : Env.getBoolLiteralValue(true));
      break;
    case Event::Kind::Give:
      if (concerns(E, Q))
        Set(Env.getBoolLiteralValue(false));
      break;
    case Event::Kind::End:
    case Event::Kind::Forget:
      if (Q.Holder && E.Holder && Q.Holder->livesIn(E.Holder))
        Set(Env.getBoolLiteralValue(false));
      break;
    case Event::Kind::Move: {
      // The guard was made as a temporary, or its locks go elsewhere.
      if (!Q.Holder)
        break;
      if (E.Lock == Q.Holder)
        Set(Env.getBoolLiteralValue(false));
      else if (E.Holder == Q.Holder)
        if (auto *Moved = Temporaries.lookup(E.Lock))
          if (auto *Value = llvm::dyn_cast_or_null<BoolValue>(Env.getValue(*Moved)))
            Set(*Value);
      break;
    }
    case Event::Kind::Owns:
      if (const auto *Call = llvm::dyn_cast_or_null<CallExpr>(E.Site);
          Call && Q.Holder && E.Holder == Q.Holder)
        if (Value *Now = Env.getValue(*Q.IsHeld))
          Env.setValue(*Call, *Now);
      break;
    default:
      break;
    }
    // What a temporary guard holds, until it is moved into its variable.
    if (E.What == Event::Kind::Take && E.Holder && E.Holder != Q.Holder && E.Lock == Q.Lock &&
        E.Holder->kind() == Object::Kind::Temporary) {
      StorageLocation *&Place = Temporaries[E.Holder];
      if (!Place)
        Place = &Env.createStorageLocation(U.context().BoolTy);
      Env.setValue(*Place, E.Attempt ? Env.makeAtomicBoolValue() : Env.getBoolLiteralValue(true));
    }
  }

  Unit &U;
  EventReader Reader;
  LocalTruths Flags;
  std::vector<Question> &Questions;
  llvm::DenseMap<const void *, std::vector<Event>> Known;
  llvm::DenseMap<const Object *, StorageLocation *> Temporaries;
};

} // namespace

struct Conditions::Impl {
  std::vector<Question> Questions;
  bool Answered = false;

  void run(Unit &U, const FunctionDecl *Function);
};

void Conditions::Impl::run(Unit &U, const FunctionDecl *Function) {
  llvm::Expected<AdornedCFG> Graph = AdornedCFG::build(*Function);
  if (!Graph) {
    llvm::consumeError(Graph.takeError());
    return;
  }
  DataflowAnalysisContext Context(std::make_unique<WatchedLiteralsSolver>(MaxSolverSteps));
  Environment Initial(Context, *Function);
  Initial.initialize();
  LockConditions Analysis(U, Function, Graph->getCFG(), Questions, Initial);
  auto States = runDataflowAnalysis(*Graph, Analysis, Initial, CFGEltCallbacks<LockConditions>{},
                                    MaxBlockVisits);
  if (!States) {
    llvm::consumeError(States.takeError());
    return;
  }
  Answered = true;
}

Conditions::Conditions(Unit &U, const FunctionDecl *Function) : I(new Impl) {
  auto Add = [&](const auto &Found) {
    if (!Found.Always && Found.site()) // an implicit destruction is no statement to ask about
      I->Questions.push_back({Found.Held, Found.Holder, Found.site()});
  };
  const FunctionFlow &Flow = U.flow(Function);
  llvm::for_each(Flow.Crossings, Add);
  llvm::for_each(Flow.Relocks, Add);
  I->run(U, Function);
}

Conditions::~Conditions() = default;

// A site that the framework never reaches lies in an exception handler: there
// the paths that the lock analysis knows are the best answer.
bool Conditions::isPossible(const Object *Lock, const Object *Holder, const Stmt *Site) const {
  if (!I->Answered)
    return false;
  return llvm::any_of(I->Questions, [&](const Question &Q) {
    return Q.Lock == Lock && Q.Holder == Holder && Q.Site == Site && (Q.Possible || !Q.Reached);
  });
}

} // namespace leash::flow
