//===- SkippedWakes.cpp - changes that one way leaves unannounced ---------===//
#include "Flow/SkippedWakes.h"
#include "Flow/Loops.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"
#include "Support/Operand.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/BitVector.h"

using namespace clang;

namespace leash::flow {

using model::CallRole;

/// Whether \p E is the number of elements in \p What, or its value.
static bool isNumberOf(Unit &U, const Expr *E, const ValueDecl *What) {
  E = underlying(E);
  if (std::optional<CallView> Call = CallView::of(E)) {
    const model::CallEntry *Entry = Call->Callee ? U.models().state(*Call) : nullptr;
    return Entry && (Entry->Role == CallRole::Count || Entry->Role == CallRole::Get) &&
           stateOf(model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call))) == What;
  }
  return E->getType()->isIntegerType() && stateOf(E) == What;
}

bool asksForNumber(Unit &U, const Expr *Condition, bool When, const ValueDecl *What) {
  const Expr *E = underlying(Condition);
  if (const auto *Not = llvm::dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
    return asksForNumber(U, Not->getSubExpr(), !When, What);
  if (const auto *Both = llvm::dyn_cast<BinaryOperator>(E); Both && Both->getOpcode() == BO_LAnd)
    return When && (asksForNumber(U, Both->getLHS(), When, What) ||
                    asksForNumber(U, Both->getRHS(), When, What));
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
    if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
        V && V->isLocalVarDecl() && V->getInit() && V->getType()->isBooleanType())
      return asksForNumber(U, V->getInit(), When, What);
  const auto *Compare = llvm::dyn_cast<BinaryOperator>(E);
  if (!Compare || Compare->getOpcode() != (When ? BO_EQ : BO_NE))
    return false;
  const Expr *Left = Compare->getLHS(), *Right = Compare->getRHS();
  if (!isNumberOf(U, Left, What))
    std::swap(Left, Right);
  return isNumberOf(U, Left, What) && !isNumberOf(U, Right, What) &&
         U.models().constant(Right).value_or(1) != 0;
}

namespace {

/// What the variables in a condition are.
struct Mentioned : RecursiveASTVisitor<Mentioned> {
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (const auto *V = llvm::dyn_cast<VarDecl>(E->getDecl()))
      Variables.push_back(V);
    return true;
  }
  bool VisitCXXThisExpr(CXXThisExpr *) {
    HasThis = true;
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    Fields.push_back(E->getMemberDecl());
    return true;
  }
  static Mentioned in(const Stmt *S) {
    Mentioned M;
    M.TraverseStmt(const_cast<Stmt *>(S));
    return M;
  }
  llvm::SmallVector<const VarDecl *, 4> Variables;
  llvm::SmallVector<const ValueDecl *, 4> Fields;
  bool HasThis = false;
};

class Search {
public:
  Search(Unit &U, const WaitPoint &W, const Test &T, const Change &C, const Change &Inner)
      : U(U), Table(U.waits()), W(W), T(T), C(C), Inner(Inner) {}

  llvm::SmallVector<SkippedWake, 1> run() {
    llvm::SmallVector<SkippedWake, 1> Found;
    Graph = U.graph(C.In);
    if (!Graph || hasNotifyingLambda())
      return Found;
    EndCounts = !Table.mayBeNotifiedAround(C.In, W.Condition) && !isCalledElsewhere();
    classify();
    if (NotifyCall)
      for (const CFGBlock *Block : quietBlocks())
        if (std::optional<SkippedWake> Skipped = judge(*Block))
          Found.push_back(*Skipped);
    return Found;
  }

private:
  enum class Step {
    Quiet,
    Notify,
    Unknown, ///< may notify, takes the change back, or tells the waiter otherwise
    Sleep,   ///< waits for something else, without a bound
    Flag,    ///< sets a field of the class to a constant
  };

  /// Whether those who call the function are out of sight, and part of the class.
  bool isCalledElsewhere() {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(C.In);
    return Method && Method->getAccess() != AS_public && !Table.isTask(Method) &&
           Table.callersOf(Method).empty() && !Method->getParent()->isLambda();
  }

  bool hasNotifyingLambda() {
    return llvm::any_of(Table.notifies(), [&](const NotifyPoint &N) {
      const auto *Method = llvm::dyn_cast<CXXMethodDecl>(N.In);
      if (!Method || !Method->getParent()->isLambda() || N.Condition != W.Condition)
        return false;
      for (const DeclContext *D = Method->getParent()->getDeclContext(); D; D = D->getParent())
        if (D == C.In)
          return true;
      return false;
    });
  }

  /// Whether a call of \p Callee, whose body is out of sight, cannot come back to
  /// the waiter's object: it only looks, or gets nothing but numbers and texts.
  bool isApart(const CallView &Call) const {
    if (!Call.Callee || !llvm::isa<FieldDecl>(W.Condition))
      return false;
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call.Callee);
    if (Method && !Method->isStatic())
      return Method->isConst();
    return llvm::all_of(Call.Args, [](const Expr *Arg) {
      QualType Type = Arg->getType().getNonReferenceType();
      return Type->isArithmeticType() || Type->isEnumeralType() ||
             (Type->isPointerType() && Type->getPointeeType()->isAnyCharacterType());
    });
  }

  /// Says of each statement of the function that matters what it does.
  void classify() {
    for (const Expr *E : U.facts().of(C.In).Calls) {
      if (E == C.Site)
        continue;
      std::optional<CallView> Call = CallView::of(E);
      switch (Table.noticeBy(E, C.In, W.Condition)) {
      case WaitTable::Notice::Certain:
        Steps[E] = Step::Notify;
        NotifyCall = E;
        break;
      case WaitTable::Notice::Maybe:
        if (!isApart(*Call))
          Steps[E] = Step::Unknown;
        break;
      case WaitTable::Notice::None:
        if (Call->Callee && tellsOtherwise(Call->Callee->getDefinition()))
          Steps[E] = Step::Unknown;
        break;
      }
    }
    for (const WaitPoint &Other : Table.waits())
      if (Other.In == C.In && !Other.IsBounded)
        Steps[Other.Call] = Step::Sleep;
    for (const BinaryOperator *A : U.facts().of(C.In).Assignments)
      if (U.models().constant(A->getRHS()) &&
          llvm::isa_and_nonnull<FieldDecl>(stateOf(A->getLHS())))
        Steps.try_emplace(A, Step::Flag);
    for (const Test &Other : W.Until.All)
      for (const Change &Also : Table.changesOf(Other.What))
        if (Also.In == C.In && Also.Site != C.Site && (Other.What != T.What || !brings(Also)))
          Steps[Also.Site] = Step::Unknown;
  }

  bool brings(const Change &Also) const {
    return Also.To.Kind != Becoming::Other && Also.To.mayBring(T.Wanted);
  }

  /// Whether the callee \p F changes what the waiter looks at in another way.
  bool tellsOtherwise(const FunctionDecl *F) {
    return F && llvm::any_of(W.Until.All, [&](const Test &Other) {
             return llvm::any_of(Table.changesOf(Other.What), [&](const Change &Also) {
               return Also.In == F && (Other.What != T.What || !brings(Also));
             });
           });
  }

  Step stepOf(const Stmt *S) const {
    if (llvm::isa<CXXThrowExpr>(S))
      return Step::Unknown;
    return Steps.lookup(S);
  }

  /// Visits the blocks that follow (\p From, \p Index), the first one too, until
  /// \p Visit says of a statement that the way ends there. \p AtEnd is called for each
  /// block that is left by its end.
  void walk(const CFGBlock *From, unsigned Index, llvm::function_ref<bool(const Stmt *)> Visit,
            llvm::function_ref<void(const CFGBlock *)> AtEnd) const {
    llvm::BitVector Seen(Graph->getNumBlockIDs());
    llvm::SmallVector<std::pair<const CFGBlock *, unsigned>, 16> Work{{From, Index}};
    while (!Work.empty()) {
      auto [Block, I] = Work.pop_back_val();
      bool Ends = false;
      for (; I < Block->size() && !Ends; ++I)
        if (std::optional<CFGStmt> S = (*Block)[I].getAs<CFGStmt>())
          Ends = Visit(S->getStmt());
      if (Ends)
        continue;
      AtEnd(Block);
      for (const CFGBlock *Next : Block->succs()) {
        if (Next && !Seen[Next->getBlockID()]) {
          Seen.set(Next->getBlockID());
          Work.emplace_back(Next, 0);
        }
        if (!Block->getTerminatorStmt())
          break; // the others are where an exception leads
      }
    }
  }

  /// The blocks to whose ends some way leads from the change with nobody told.
  llvm::SmallVector<const CFGBlock *, 8> quietBlocks() const {
    llvm::SmallVector<const CFGBlock *, 8> Found;
    for (const CFGBlock *Block : *Graph) {
      for (unsigned I = 0; I < Block->size(); ++I) {
        std::optional<CFGStmt> S = (*Block)[I].getAs<CFGStmt>();
        if (!S || S->getStmt() != C.Site)
          continue;
        walk(
            Block, I + 1,
            [&](const Stmt *On) {
              Step What = stepOf(On);
              return What != Step::Quiet && What != Step::Flag;
            },
            [&](const CFGBlock *End) { Found.push_back(End); });
        return Found;
      }
    }
    return Found;
  }

  /// Whether some way from \p From wakes nobody before the end, or before the
  /// function sleeps itself. \p Plain: and sets no flag, and does not end a task.
  bool staysQuiet(const CFGBlock *From, bool Plain) const {
    bool Quiet = false;
    walk(
        From, 0,
        [&](const Stmt *On) {
          Step What = stepOf(On);
          Quiet |= What == Step::Sleep;
          return What != Step::Quiet && (What != Step::Flag || Plain);
        },
        [&](const CFGBlock *Block) {
          Quiet |= Block == &Graph->getExit() && EndCounts && !(Plain && Table.isTask(C.In));
        });
    return Quiet;
  }

  /// Whether some way from \p From notifies for this change.
  bool notifies(const CFGBlock *From) const {
    bool Does = false;
    walk(
        From, 0,
        [&](const Stmt *On) {
          Step What = stepOf(On);
          Does |= What == Step::Notify;
          return On == C.Site || (What != Step::Quiet && What != Step::Flag);
        },
        [](const CFGBlock *) {});
    return Does;
  }

  std::optional<SkippedWake> judge(const CFGBlock &Block) const {
    if (Block.succ_size() != 2 ||
        !llvm::isa_and_nonnull<IfStmt, WhileStmt, ForStmt, DoStmt, BinaryOperator>(
            Block.getTerminatorStmt()))
      return std::nullopt;
    const Expr *Condition = Block.getLastCondition();
    const CFGBlock *Ways[] = {*Block.succ_begin(), *std::next(Block.succ_begin())};
    if (!Condition || !Ways[0] || !Ways[1])
      return std::nullopt;
    for (bool When : {true, false}) {
      const CFGBlock *Skips = Ways[When ? 0 : 1], *Wakes = Ways[When ? 1 : 0];
      if (!notifies(Wakes) || notifies(Skips))
        continue;
      if (isEmptiness(Condition, When) && staysQuiet(Skips, false))
        return SkippedWake{Condition, When, false, NotifyCall};
      if (isPassedBy(Condition, When) && staysQuiet(Skips, false))
        return SkippedWake{Condition, When, true, NotifyCall};
      if (isOfWhatWasTaken(Condition) && staysQuiet(Skips, true))
        return SkippedWake{Condition, When, false, NotifyCall};
    }
    return std::nullopt;
  }

  static bool isSmall(Unit &U, const Expr *Against) {
    std::optional<int64_t> Value = Against ? U.models().constant(Against) : 0;
    return Value && (*Value == 0 || *Value == 1);
  }

  bool waitsForRoom() const { return T.Wanted.Kind == Becoming::Less && !isSmall(U, T.Against); }

  /// Whether \p W waits for room, and \p Condition is \p When true where nothing at
  /// all is left: there is room indeed.
  bool isEmptiness(const Expr *Condition, bool When) const {
    if (!waitsForRoom())
      return false;
    Tests Looks = testsOf(U, Condition, When);
    if (!Looks.IsWhole || Looks.All.size() != 1)
      return false;
    const Test &X = Looks.All.front();
    return X.What == T.What && isSmall(U, X.Against) &&
           (X.Wanted.Kind == Becoming::Less || X.Wanted.Kind == Becoming::False);
  }

  /// Whether the notify asks for one very number, while the change may take more
  /// than one step.
  bool isPassedBy(const Expr *Condition, bool When) const {
    if ((T.Wanted.Kind != Becoming::Less && T.Wanted.Kind != Becoming::More) ||
        llvm::isa<DeclRefExpr>(underlying(Condition)) || // it was asked before
        !asksForNumber(U, Condition, !When, T.What))
      return false;
    return llvm::any_of(U.loops().of(Inner.In), [&](const Loop *L) {
      return L->has(Inner.Site) && !L->has(Condition) &&
             llvm::none_of(L->Calls, [&](const LoopCall &Call) {
               return Table.noticeBy(Call.E, Inner.In, W.Condition) == WaitTable::Notice::Certain;
             });
    });
  }

  /// Whether \p Condition looks into an element that was taken out, and at nothing
  /// else that this function changes.
  bool isOfWhatWasTaken(const Expr *Condition) const {
    if (C.Site != Inner.Site || !waitsForRoom())
      return false;
    Mentioned Looks = Mentioned::in(Condition);
    if (Looks.HasThis || Looks.Fields.empty())
      return false;
    bool Takes = false;
    for (const VarDecl *V : Looks.Variables) {
      if (V->hasGlobalStorage() || V->getType().getNonReferenceType()->isBooleanType())
        return false;
      if (!V->getType().getNonReferenceType()->isArithmeticType() && isTaken(V))
        Takes = true;
      else if (U.facts().of(C.In).Assigned.contains(V))
        return false;
    }
    return Takes && looksInside(Condition);
  }

  /// Whether \p Condition asks for more than whether there is an element.
  bool looksInside(const Expr *E) const {
    E = underlying(E);
    if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E); Unary)
      return looksInside(Unary->getSubExpr());
    if (std::optional<CallView> Call = CallView::of(E)) {
      if (!Call->Callee || llvm::isa<CXXConversionDecl>(Call->Callee) ||
          Call->Callee->isInStdNamespace() || U.models().state(*Call))
        return false;
      return true;
    }
    return llvm::isa<MemberExpr, BinaryOperator>(E);
  }

  /// Whether the local or parameter \p V gets its values from the container only.
  bool isTaken(const VarDecl *V) const {
    auto Mentions = [&](const Stmt *S) {
      return llvm::is_contained(Mentioned::in(S).Fields, T.What);
    };
    bool Any = false;
    if (const Expr *Init = llvm::isa<ParmVarDecl>(V) ? nullptr : V->getInit()) {
      const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit());
      bool IsDefault = (Construct && Construct->getNumArgs() == 0) || llvm::isa<InitListExpr>(Init);
      if (!IsDefault && !Mentions(Init))
        return false;
      Any |= !IsDefault;
    }
    for (const BinaryOperator *A : U.facts().of(C.In).Assignments)
      if (stateOf(A->getLHS()) == V) {
        if (!Mentions(A->getRHS()))
          return false;
        Any = true;
      }
    for (const Expr *E : U.facts().of(C.In).Calls)
      if (std::optional<CallView> Call = CallView::of(E);
          Call->Callee && Call->Callee->getOverloadedOperator() == OO_Equal && Call->Object &&
          stateOf(Call->Object) == V && !Call->Args.empty()) {
        if (!Mentions(Call->Args.front()))
          return false;
        Any = true;
      }
    return Any;
  }

  Unit &U;
  WaitTable &Table;
  const WaitPoint &W;
  const Test &T;
  const Change &C;
  const Change &Inner;
  const CFG *Graph = nullptr;
  bool EndCounts = false;
  const Expr *NotifyCall = nullptr;
  llvm::DenseMap<const Stmt *, Step> Steps;
};

} // namespace

llvm::SmallVector<SkippedWake, 1> skippedWakes(Unit &U, const WaitPoint &W, const Test &T,
                                               const Change &C, const Change &Inner) {
  return Search(U, W, T, C, Inner).run();
}

} // namespace leash::flow
