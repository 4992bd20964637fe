//===- IdleWalk.cpp - finds the paths on which nothing waits --------------===//
#include "Flow/IdleWalk.h"
#include "Flow/Unit.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

/// A path enters a block this often at most: an inner loop makes no turn or one.
constexpr unsigned MaxVisits = 2;
/// Paths through one function.
constexpr unsigned MaxPaths = 8;
constexpr unsigned MaxDepth = 6;
constexpr unsigned StepsInFunction = 600;

struct IdleTable::Entry {
  std::vector<IdlePath> Paths;
};

IdleTable::IdleTable() = default;
IdleTable::~IdleTable() = default;

llvm::ArrayRef<IdlePath> IdleWalk::through(Unit &U, IdleTable &All, const FunctionDecl *Function,
                                           unsigned Depth) {
  auto &Table = All.Functions;
  if (auto Known = Table.find(Function); Known != Table.end())
    return Known->second->Paths; // none yet, if the function calls itself
  const CFG *Graph = Depth < MaxDepth ? U.graph(Function) : nullptr;
  if (!Graph)
    return {};
  Table[Function] = std::make_unique<IdleTable::Entry>();
  std::vector<IdlePath> Paths;
  IdleWalk Walk(U, All, Function, StepsInFunction, Depth);
  Walk.run(&Graph->getEntry(), &Graph->getExit(), {}, [&](IdlePath &Path) {
    if (Path.Doubts.empty())
      Paths.push_back(std::move(Path));
    return Paths.size() >= MaxPaths;
  });
  Table[Function]->Paths = std::move(Paths);
  return Table[Function]->Paths;
}

void IdleWalk::run(const CFGBlock *From, const CFGBlock *To,
                   const llvm::DenseSet<const CFGBlock *> &Within, Found Callback) {
  Goal = To;
  Region = &Within;
  Then = &Callback;
  Visits.assign(From->getParent()->getNumBlockIDs(), 0);
  visit(*From, 0, IdlePath());
}

void IdleWalk::visit(const CFGBlock &Block, unsigned Element, IdlePath Path) {
  for (; Element != Block.size(); ++Element) {
    if (Ended || Steps == 0)
      return;
    Next Paths = step(Block[Element], std::move(Path));
    if (Paths.empty())
      return;
    for (unsigned I = 1; I < Paths.size(); ++I)
      visit(Block, Element + 1, std::move(Paths[I]));
    Path = std::move(Paths.front());
  }
  leave(Block, std::move(Path));
}

void IdleWalk::follow(const CFGBlock *To, IdlePath Path) {
  if (!To || Ended || Steps == 0)
    return;
  --Steps;
  if (To == Goal) {
    Ended = (*Then)(Path);
    return;
  }
  if (!Region->empty() && !Region->contains(To))
    return; // the loop ends
  uint8_t &Times = Visits[To->getBlockID()];
  if (Times == MaxVisits)
    return;
  ++Times;
  visit(*To, 0, std::move(Path));
  --Visits[To->getBlockID()];
}

/// The part of \p E that is decided last: 'b' of 'a && b'.
static const Expr *lastOf(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenImpCasts();
    const auto *Binary = llvm::dyn_cast<BinaryOperator>(E);
    if (!Binary || !Binary->isLogicalOp())
      return E;
    E = Binary->getRHS();
  }
}

void IdleWalk::leave(const CFGBlock &Block, IdlePath Path) {
  const Stmt *Terminator = Block.getTerminatorStmt();
  auto Real = [](const CFGBlock::AdjacentBlock &B) { return B.getReachableBlock(); };
  if (!Terminator) { // further successors are those of exceptions
    if (!Block.succ_empty())
      follow(Real(*Block.succ_begin()), std::move(Path));
    return;
  }
  if (!Block.getTerminator().isStmtBranch() || llvm::isa<CXXTryStmt>(Terminator))
    return;
  if (Block.succ_size() == 1)
    return follow(Real(*Block.succ_begin()), std::move(Path));
  const auto *Condition = llvm::dyn_cast_or_null<Expr>(Block.getTerminatorCondition());
  if (!Condition) { // for (;;)
    if (llvm::isa<ForStmt>(Terminator))
      follow(Real(*Block.succ_begin()), std::move(Path));
    return;
  }
  if (llvm::isa<SwitchStmt>(Terminator)) {
    Value V = eval(Condition, Path);
    if (Path.isOpaque(V))
      return;
    for (const CFGBlock::AdjacentBlock &B : Block.succs()) {
      const CFGBlock *To = Real(B);
      const auto *Case = To ? llvm::dyn_cast_or_null<CaseStmt>(To->getLabel()) : nullptr;
      IdlePath Copy = Path;
      Copy.consult(V);
      std::optional<int64_t> C;
      if (Case && !Case->getRHS())
        C = U.models().constant(Case->getLHS());
      if (!C || Copy.assume(V, Range::Equal, *C))
        follow(To, std::move(Copy));
    }
    return;
  }
  if (Block.succ_size() != 2)
    return;
  Condition = lastOf(Condition);
  const CFGBlock *Ways[] = {Real(Block.succ_begin()[0]), Real(Block.succ_begin()[1])};
  std::optional<bool> Certain = Path.truth(eval(Condition, Path));
  for (bool Truth : {true, false}) {
    IdlePath Copy = Path;
    const CFGBlock *To = Ways[Truth ? 0 : 1], *Other = Ways[Truth ? 1 : 0];
    if (!To || !take(Copy, Condition, Truth))
      continue;
    if (!Certain && Other)
      Copy.Assumed.push_back({Condition, &Block, To, Other});
    if (llvm::isa<ConditionalOperator>(Terminator))
      Copy.Results[Condition] = Value::constant(Truth);
    follow(To, std::move(Copy));
  }
}

bool IdleWalk::take(IdlePath &Path, const Expr *Condition, bool Truth) {
  Value V = eval(Condition, Path);
  if (std::optional<bool> Certain = Path.truth(V)) {
    Path.consult(V);
    return *Certain == Truth;
  }
  // What is not understood may end the loop or let it wait.
  return !Path.isOpaque(V) && Path.assume(V, Truth) && learn(Path, Condition, Truth);
}

/// Whether running \p Destructor may wait.
bool IdleWalk::destroys(const CXXDestructorDecl *Destructor) {
  if (!Destructor || Destructor->isTrivial())
    return false;
  CallView Call;
  Call.Callee = Destructor;
  if (const model::CallEntry *Entry = U.models().call(Call))
    return U.models().bound(*Entry, Call) != model::Bound::Never &&
           Entry->Role != model::CallRole::Release;
  const FunctionDecl *Body = U.bodyOf(Destructor);
  return Body && llvm::any_of(U.flow(Body).Outside.Effects, [](const Effect *E) {
           return E->What == Effect::Kind::Blocks || E->What == Effect::Kind::CallsBack;
         });
}

IdleWalk::Next IdleWalk::step(const CFGElement &Element, IdlePath Path) {
  --Steps;
  const CXXDestructorDecl *Destructor = nullptr;
  if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>())
    return statement(S->getStmt(), std::move(Path));
  if (std::optional<CFGInitializer> I = Element.getAs<CFGInitializer>()) {
    const CXXCtorInitializer *Init = I->getInitializer();
    const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Function);
    if (Init->isMemberInitializer() && Constructor &&
        !Init->getMember()->getType()->isReferenceType())
      Path.assign(
          U.objects().field(U.objects().thisOf(Constructor->getParent()), Init->getMember()),
          eval(Init->getInit(), Path));
  } else if (std::optional<CFGAutomaticObjDtor> D = Element.getAs<CFGAutomaticObjDtor>()) {
    Destructor = D->getDestructorDecl(U.context());
  } else if (std::optional<CFGTemporaryDtor> D = Element.getAs<CFGTemporaryDtor>()) {
    Destructor = D->getDestructorDecl(U.context());
  } else if (std::optional<CFGDeleteDtor> D = Element.getAs<CFGDeleteDtor>()) {
    Destructor = D->getDestructorDecl(U.context());
  }
  if (destroys(Destructor))
    return {};
  Next Out;
  Out.push_back(std::move(Path));
  return Out;
}

IdleWalk::Next IdleWalk::statement(const Stmt *S, IdlePath Path) {
  if (llvm::isa<CallExpr, CXXConstructExpr>(S))
    return call(llvm::cast<Expr>(S), std::move(Path));
  if (llvm::isa<CoroutineSuspendExpr, CXXThrowExpr, AsmStmt>(S))
    return {};
  if (const auto *Declared = llvm::dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declared->decls())
      if (const auto *V = llvm::dyn_cast<VarDecl>(D); V && !V->isStaticLocal()) {
        const Object *O = U.objects().variable(V);
        Value Init = V->hasInit() && !V->getType()->isReferenceType()
                         ? eval(V->getInit(), Path)
                         : Path.freshValue(Symbol::Source::Opaque);
        Path.declare(O);
        if (!V->getType()->isReferenceType())
          Path.assign(O, Init);
      }
  } else if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S)) {
    bool Adds = Binary->getOpcode() == BO_AddAssign || Binary->getOpcode() == BO_SubAssign;
    if (Binary->getOpcode() == BO_Assign) {
      store(Binary->getLHS(), eval(Binary->getRHS(), Path), Path);
    } else if (Binary->isAssignmentOp()) {
      // 'total += received' changes nothing where nothing was received.
      Value By = eval(Binary->getRHS(), Path);
      if (!Adds || Path.truth(By) != false)
        store(Binary->getLHS(), mix({eval(Binary->getLHS(), Path), By}, Path), Path);
    }
  } else if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(S)) {
    if (Unary->isIncrementDecrementOp()) {
      Value Old = eval(Unary->getSubExpr(), Path);
      store(Unary->getSubExpr(), mix({Old, Old}, Path), Path);
      Path.Results[Unary] = mix({Old, Old}, Path);
    }
  } else if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(S)) {
    Path.Results.erase(Choice);
    Path.Results[Choice] = eval(Choice, Path);
  } else if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(S)) {
    // What a device changes is nobody's to wait for.
    if (Cast->getCastKind() == CK_LValueToRValue &&
        Cast->getSubExpr()->getType().isVolatileQualified())
      return {};
  } else if (const auto *Return = llvm::dyn_cast<ReturnStmt>(S)) {
    if (const Expr *V = Return->getRetValue())
      Path.Result = eval(V, Path);
  } else if (const auto *Atomic = llvm::dyn_cast<AtomicExpr>(S)) {
    const Object *O = place(Atomic->getPtr());
    if (!O || Atomic->isCmpXChg() || !Atomic->getOpAsString().ends_with("load_n"))
      return {};
    Path.Flags.push_back(O);
    Path.Results[Atomic] = Path.read(O);
  } else if (llvm::isa<CXXNewExpr, CXXDeleteExpr>(S)) {
    Path.DoesMore = true;
  }
  Next Out;
  Out.push_back(std::move(Path));
  return Out;
}

} // namespace leash::flow
