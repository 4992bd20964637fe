//===- Loops.cpp - what can end this loop, and what does a turn do? -------===//
#include "Flow/Loops.h"
#include "Flow/EventReader.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

/// Callees are followed this deep for what they write.
constexpr unsigned MaxCallees = 4;

namespace {

/// Walks one function's body for its loops, and each loop for its exits.
class Builder {
public:
  Builder(Unit &U, const FunctionDecl *Function) : U(U), Function(Function) {}

  std::vector<std::unique_ptr<Loop>> run() {
    visit(Function->getBody());
    if (Loops.empty())
      return {};
    findTurns();
    for (std::unique_ptr<Loop> &L : Loops) {
      writes(*L);
      calls(*L);
    }
    for (std::unique_ptr<Loop> &L : Loops) // needs what all write
      conditions(*L);
    return std::move(Loops);
  }

private:
  /// A condition on the way to the place that is being visited.
  struct Guard {
    const Expr *Condition;
    bool When;
    const Loop *In;
  };

  //===--------------------------------------------------------------------===//
  // Loops and exits
  //===--------------------------------------------------------------------===//

  void visit(const Stmt *S) {
    if (!S || llvm::isa<LambdaExpr>(S))
      return;
    for (Loop *L : Open)
      L->Inside.insert(S);
    if (llvm::isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S))
      return loop(S);
    if (const auto *If = llvm::dyn_cast<IfStmt>(S))
      return branch(*If);
    if (const auto *Try = llvm::dyn_cast<CXXTryStmt>(S)) {
      Tries.push_back(Open.empty() ? nullptr : Open.back());
      visit(Try->getTryBlock());
      Tries.pop_back();
      for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
        visit(Try->getHandler(I));
      return;
    }
    if (const auto *Switch = llvm::dyn_cast<SwitchStmt>(S)) {
      visit(Switch->getInit());
      visit(Switch->getConditionVariableDeclStmt());
      visit(Switch->getCond());
      guarded(Switch->getCond(), true, [&] {
        Breakable.push_back(nullptr);
        visit(Switch->getBody());
        Breakable.pop_back();
      });
      return;
    }
    if (llvm::isa<BreakStmt>(S)) {
      if (!Breakable.empty() && Breakable.back())
        exit(*Breakable.back(), LoopExit::Kind::Break, S);
    } else if (llvm::isa<ReturnStmt, CoreturnStmt>(S)) {
      leaveAll(LoopExit::Kind::Return, S);
    } else if (llvm::isa<CXXThrowExpr>(S)) {
      leave(LoopExit::Kind::Throw, S);
    } else if (const auto *Goto = llvm::dyn_cast<GotoStmt>(S)) {
      for (Loop *L : Open)
        if (!Goto->getLabel() || !contains(L->Statement, Goto->getLabel()->getStmt()))
          exit(*L, LoopExit::Kind::Goto, S);
    } else if (const auto *Call = llvm::dyn_cast<CallExpr>(S)) {
      if (const FunctionDecl *Callee = Call->getDirectCallee(); Callee && Callee->isNoReturn())
        leaveAll(LoopExit::Kind::NoReturn, S);
      else
        call(Call);
    } else if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(S)) {
      call(Construct);
    }
    for (const Stmt *Child : S->children())
      visit(Child);
  }

  void loop(const Stmt *S) {
    auto Made = std::make_unique<Loop>();
    Loop &L = *Made;
    Loops.push_back(std::move(Made));
    L.Statement = S;
    L.Where = S->getBeginLoc();
    L.In = Function;
    L.Outer = Open.empty() ? nullptr : Open.back();
    L.Depth = Open.size();
    if (const auto *For = llvm::dyn_cast<ForStmt>(S)) {
      visit(For->getInit()); // runs once, before the first turn
      L.Condition = For->getCond();
      L.Body = For->getBody();
    } else if (const auto *While = llvm::dyn_cast<WhileStmt>(S)) {
      L.Condition = While->getCond();
      L.Body = While->getBody();
    } else if (const auto *Do = llvm::dyn_cast<DoStmt>(S)) {
      L.Condition = Do->getCond();
      L.Body = Do->getBody();
    } else if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(S)) {
      visit(Range->getInit());
      visit(Range->getRangeStmt());
      L.Condition = Range->getCond();
      L.Body = Range->getBody();
    }
    std::optional<int64_t> Constant;
    if (L.Condition && !L.Condition->isValueDependent())
      Constant = U.models().constant(L.Condition);
    L.Endless = !L.Condition || (Constant && *Constant != 0);
    Open.push_back(&L);
    L.Inside.insert(S);
    if (L.Condition && !L.Endless) {
      LoopExit &E = L.Exits.emplace_back();
      E.Site = L.Condition;
      E.Where = L.Condition->getExprLoc();
      E.Decides.push_back({L.Condition, false, {}});
    }
    Breakable.push_back(&L);
    bool Tested = L.Condition && !L.Endless && !llvm::isa<DoStmt>(S);
    for (const Stmt *Child : S->children()) {
      if (!Child || L.Inside.contains(Child))
        continue;
      if (const auto *For = llvm::dyn_cast<ForStmt>(S); For && Child == For->getInit())
        continue;
      if (const auto *Range = llvm::dyn_cast<CXXForRangeStmt>(S);
          Range && (Child == Range->getInit() || Child == Range->getRangeStmt()))
        continue;
      if (Child == L.Body && Tested)
        // The condition held before, which says nothing new to this loop, but
        // it does to those around it.
        guarded(L.Condition, true, [&] { visit(Child); });
      else
        visit(Child);
    }
    Breakable.pop_back();
    Open.pop_back();
  }

  template <typename Callback> void guarded(const Expr *Condition, bool When, Callback F) {
    Guards.push_back({Condition, When, Open.empty() ? nullptr : Open.back()});
    F();
    Guards.pop_back();
  }

  void branch(const IfStmt &If) {
    visit(If.getInit());
    visit(If.getConditionVariableDeclStmt());
    visit(If.getCond());
    if (!If.getCond())
      return;
    guarded(If.getCond(), true, [&] { visit(If.getThen()); });
    guarded(If.getCond(), false, [&] { visit(If.getElse()); });
  }

  void exit(Loop &L, LoopExit::Kind How, const Stmt *Site) {
    LoopExit &E = L.Exits.emplace_back();
    E.How = How;
    E.Site = Site;
    E.Where = Site->getBeginLoc();
    for (const Guard &G : Guards)
      if (G.In && G.Condition != L.Condition && (G.In == &L || isWithin(*G.In, L)))
        E.Decides.push_back({G.Condition, G.When, {}});
  }

  static bool isWithin(const Loop &Inner, const Loop &Outer) {
    for (const Loop *L = &Inner; L; L = L->Outer)
      if (L == &Outer)
        return true;
    return false;
  }

  void leaveAll(LoopExit::Kind How, const Stmt *Site) {
    for (Loop *L : Open)
      exit(*L, How, Site);
  }

  /// An exception, which a 'try' inside the loop stops.
  void leave(LoopExit::Kind How, const Stmt *Site) {
    for (Loop *L : Open)
      if (!isCaughtIn(*L))
        exit(*L, How, Site);
  }

  bool isCaughtIn(const Loop &L) const {
    return llvm::any_of(Tries, [&](const Loop *At) { return At && isWithin(*At, L); });
  }

  void call(const Expr *E) {
    std::optional<CallView> View = CallView::of(E);
    if (!View)
      return;
    auto MayThrow = [&] {
      if (!View->Callee)
        return true;
      const auto *Type = View->Callee->getType()->getAs<FunctionProtoType>();
      return Type && !Type->isNothrow() && !View->Callee->isExternC() &&
             !View->Callee->getBuiltinID();
    }();
    for (Loop *L : Open) {
      LoopCall &C = L->Calls.emplace_back();
      C.E = E;
      C.Callee = View->Callee;
      C.ThrowsOut = MayThrow && !isCaughtIn(*L);
    }
  }

  //===--------------------------------------------------------------------===//
  // What a turn does
  //===--------------------------------------------------------------------===//

  /// Finds the blocks in which the statements stand, and which of them each
  /// turn of a loop goes through.
  void findTurns() {
    const CFG *Graph = U.graph(Function);
    if (!Graph)
      return;
    llvm::DenseMap<const Stmt *, const CFGBlock *> BlockOf;
    llvm::DenseMap<const Stmt *, const CFGBlock *> Latches;
    for (const CFGBlock *Block : *Graph) {
      if (const Stmt *Target = Block->getLoopTarget())
        Latches[Target] = Block;
      for (const CFGElement &Element : *Block)
        if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>())
          BlockOf.try_emplace(S->getStmt(), Block);
    }
    for (std::unique_ptr<Loop> &L : Loops) {
      const CFGBlock *Latch = Latches.lookup(L->Statement);
      if (!Latch || Latch->succ_empty() || !*Latch->succ_begin())
        continue; // no turn ever follows another
      const CFGBlock *Head = *Latch->succ_begin();
      llvm::DenseMap<const CFGBlock *, bool> Always;
      for (LoopCall &C : L->Calls)
        if (const CFGBlock *Block = BlockOf.lookup(C.E)) {
          auto [Where, New] = Always.try_emplace(Block, false);
          if (New)
            Where->second = Block == Head || Block == Latch || !reaches(Head, Latch, Block);
          C.EveryTurn = Where->second;
        }
    }
  }

  /// Whether a path leads from \p From to \p To around \p Without.
  static bool reaches(const CFGBlock *From, const CFGBlock *To, const CFGBlock *Without) {
    llvm::DenseSet<const CFGBlock *> Seen{From, Without};
    llvm::SmallVector<const CFGBlock *, 16> Work{From};
    while (!Work.empty()) {
      const CFGBlock *Block = Work.pop_back_val();
      if (Block == To)
        return true;
      for (const CFGBlock *Next : Block->succs())
        if (Next && Seen.insert(Next).second)
          Work.push_back(Next);
    }
    return false;
  }

  void calls(Loop &L) {
    EventReader Reader(U, Function);
    for (LoopCall &C : L.Calls) {
      std::optional<CallView> View = CallView::of(C.E);
      if (View->Callee) {
        C.Entry = U.models().call(*View);
        const Expr *On = View->Object;
        if (C.Entry)
          if (const Expr *Operand =
                  model::Resolver::operand(*View, model::Resolver::on(*C.Entry, *View)))
            On = Operand;
        C.On = On ? U.objects().of(On, Function) : nullptr;
      }
      std::vector<Event> Events;
      Reader.readCall(C.E, Events);
      for (const Event &E : Events)
        if (E.What == Event::Kind::Happens)
          C.Effects.push_back(E.Effect);
    }
  }

  void write(Loop &L, const Expr *E) {
    E = E->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E)) {
      L.Written.insert(llvm::cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()));
    } else if (const auto *Member = llvm::dyn_cast<MemberExpr>(E)) {
      L.Written.insert(llvm::cast<ValueDecl>(Member->getMemberDecl()->getCanonicalDecl()));
      // A part of an object that is not behind a pointer changes the object.
      if (!Member->isArrow())
        write(L, Member->getBase());
    } else if (const auto *Index = llvm::dyn_cast<ArraySubscriptExpr>(E)) {
      write(L, Index->getBase());
    } else if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(E)) {
      if (Operator->getOperator() == OO_Subscript)
        write(L, Operator->getArg(0));
    }
  }

  void writes(Loop &L) {
    for (const Stmt *S : L.Inside) {
      if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S)) {
        if (Binary->isAssignmentOp())
          write(L, Binary->getLHS());
      } else if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(S)) {
        if (Unary->isIncrementDecrementOp())
          write(L, Unary->getSubExpr());
      } else if (const auto *Declared = llvm::dyn_cast<DeclStmt>(S)) {
        for (const Decl *D : Declared->decls())
          if (const auto *V = llvm::dyn_cast<VarDecl>(D); V && V->hasInit() && !V->isStaticLocal())
            L.Written.insert(V->getCanonicalDecl());
      }
    }
    for (const LoopCall &C : L.Calls) {
      std::optional<CallView> Call = CallView::of(C.E);
      const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Call->Callee);
      const model::CallEntry *Entry = U.models().call(*Call);
      // To ask is no change, const or not.
      bool Asks = Entry && (Entry->Role == model::CallRole::IsClosed ||
                            Entry->Role == model::CallRole::StopRequested);
      bool Changes = Method && Method->isInstance() && !Method->isConst() && !Asks;
      if (Call->Object && Changes && !Call->Arrow)
        write(L, Call->Object);
      for (unsigned I = 0; I != Call->Args.size(); ++I)
        if (const Expr *Out = changedArgument(*Call, I))
          write(L, Out);
      llvm::DenseSet<const FunctionDecl *> Seen;
      writesOf(Call->Callee, L, Seen, 0);
    }
  }

  /// The variable that argument \p I lets the callee change, or null.
  static const Expr *changedArgument(const CallView &Call, unsigned I) {
    const Expr *Arg = Call.Args[I]->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *Address = llvm::dyn_cast<UnaryOperator>(Arg);
        Address && Address->getOpcode() == UO_AddrOf)
      return Address->getType()->getPointeeType().isConstQualified() ? nullptr
                                                                     : Address->getSubExpr();
    if (!Call.Callee || I >= Call.Callee->getNumParams())
      return nullptr;
    QualType P = Call.Callee->getParamDecl(I)->getType();
    if (P->isPointerType() && Arg->getType()->isArrayType() &&
        !P->getPointeeType().isConstQualified())
      return Arg;
    bool ByReference = P->isReferenceType() && !P->getPointeeType().isConstQualified();
    return ByReference ? Arg : nullptr;
  }

  /// Fields and variables that outlive the callees' calls.
  void writesOf(const FunctionDecl *Callee, Loop &L, llvm::DenseSet<const FunctionDecl *> &Seen,
                unsigned Depth) {
    const FunctionDecl *Body = U.bodyOf(Callee);
    if (!Body || Depth == MaxCallees || !Seen.insert(Body).second)
      return;
    const Facts &Known = U.facts().of(Body);
    for (const ValueDecl *D : Known.Assigned) {
      const auto *V = llvm::dyn_cast<VarDecl>(D);
      if (!V || V->hasGlobalStorage())
        L.Written.insert(llvm::cast<ValueDecl>(D->getCanonicalDecl()));
    }
    for (const Expr *E : Known.Calls) {
      std::optional<CallView> Call = CallView::of(E);
      if (!Call)
        continue;
      const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Call->Callee);
      if (Call->Object && Method && !Method->isConst() && !Call->Arrow)
        if (const auto *Member = llvm::dyn_cast<MemberExpr>(Call->Object->IgnoreParenImpCasts()))
          L.Written.insert(llvm::cast<ValueDecl>(Member->getMemberDecl()->getCanonicalDecl()));
      writesOf(Call->Callee, L, Seen, Depth + 1);
    }
  }

  void conditions(Loop &L) {
    for (LoopExit &E : L.Exits)
      for (Decision &D : E.Decides)
        D.Looks = testedBy(U, D.Condition, Function, &L);
  }

  Unit &U;
  const FunctionDecl *Function;
  std::vector<std::unique_ptr<Loop>> Loops;
  llvm::SmallVector<Loop *, 4> Open;
  llvm::SmallVector<Loop *, 4> Breakable;   ///< null: a switch
  llvm::SmallVector<const Loop *, 2> Tries; ///< the loop that each open 'try' stands in
  llvm::SmallVector<Guard, 8> Guards;
};
} // namespace

LoopTable::~LoopTable() = default;

llvm::ArrayRef<const Loop *> LoopTable::of(const FunctionDecl *Function) {
  const FunctionDecl *Definition = Function ? Function->getDefinition() : nullptr;
  if (!Definition || Definition->isDependentContext() || !Definition->getBody() ||
      U.facts().of(Definition).Broken)
    return {};
  if (auto Known = Table.find(Definition); Known != Table.end())
    return Known->second->View;
  auto Made = std::make_unique<Entry>();
  Made->Loops = Builder(U, Definition).run();
  for (const std::unique_ptr<Loop> &L : Made->Loops)
    Made->View.push_back(L.get());
  auto &Slot = Table[Definition]; // reading may have asked for other functions
  Slot = std::move(Made);
  return Slot->View;
}

} // namespace leash::flow
