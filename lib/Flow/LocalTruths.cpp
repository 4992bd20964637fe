//===- LocalTruths.cpp - a lock, and what local variables say of it -------===//
#include "Flow/LocalTruths.h"
#include "Flow/Unit.h"
#include "Flow/Values.h"

using namespace clang;

namespace leash::flow {

using Set = LocalTruths::Set;

static const VarDecl *variable(const Expr *E) {
  const auto *Ref = llvm::dyn_cast_or_null<DeclRefExpr>(E ? E->IgnoreParenImpCasts() : nullptr);
  return Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

/// Takes those out of \p Asked that \p S gives away by reference or address: code
/// that is not seen here may change them.
static void leaveOutShared(const Stmt *S, llvm::DenseMap<const VarDecl *, unsigned> &Asked) {
  if (!S)
    return;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S)) {
    if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl()))
      Asked.erase(V);
    return;
  }
  auto IsName = [](const Expr *E) { return llvm::isa<DeclRefExpr>(E->IgnoreParens()); };
  if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S)) {
    for (const Expr *Init : Lambda->capture_inits())
      leaveOutShared(Init, Asked);
    return;
  }
  if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(S);
      Cast && Cast->getCastKind() == CK_LValueToRValue && IsName(Cast->getSubExpr()))
    return;
  if (const auto *Step = llvm::dyn_cast<UnaryOperator>(S);
      Step && Step->isIncrementDecrementOp() && IsName(Step->getSubExpr()))
    return;
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S);
      Binary && Binary->isAssignmentOp() && IsName(Binary->getLHS())) {
    leaveOutShared(Binary->getRHS(), Asked);
    return;
  }
  for (const Stmt *Child : S->children())
    leaveOutShared(Child, Asked);
}

static bool canBeAsked(const VarDecl *V) {
  QualType T = V->getType();
  return V->isLocalVarDeclOrParm() && !V->isStaticLocal() && !T.isVolatileQualified() &&
         (T->isIntegralOrEnumerationType() || T->isPointerType());
}

/// The variables that \p E is about.
void LocalTruths::collectAsked(const Expr *E, llvm::SmallVectorImpl<const VarDecl *> &Out) const {
  if (!E)
    return;
  E = E->IgnoreParenImpCasts();
  if (const VarDecl *V = variable(E)) {
    if (canBeAsked(V))
      Out.push_back(V);
  } else if (const auto *Not = llvm::dyn_cast<UnaryOperator>(E)) {
    if (Not->getOpcode() == UO_LNot)
      collectAsked(Not->getSubExpr(), Out);
  } else if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(E)) {
    if (Binary->isLogicalOp() || Binary->isComparisonOp() || Binary->isAssignmentOp())
      collectAsked(Binary->getLHS(), Out);
    if (Binary->isLogicalOp() || Binary->isComparisonOp())
      collectAsked(Binary->getRHS(), Out);
  }
}

LocalTruths::LocalTruths(Unit &U, const FunctionDecl *Function, const CFG &Graph) : U(U) {
  llvm::DenseMap<const VarDecl *, unsigned> Asked;
  llvm::SmallVector<const VarDecl *, 8> InOrder;
  for (const CFGBlock *Block : Graph) {
    const auto *Whole = llvm::dyn_cast_or_null<Expr>(Block->getTerminatorCondition());
    if (!Whole || Block->succ_size() != 2)
      continue;
    const Expr *Last = Block->getLastCondition();
    if (Last && Last != Whole)
      LastOf[Whole] = Last;
    llvm::SmallVector<const VarDecl *, 4> Here;
    collectAsked(Last ? Last : Whole, Here);
    for (const VarDecl *V : Here)
      if (Asked[V]++ == 0)
        InOrder.push_back(V);
  }
  if (Asked.empty())
    return;
  leaveOutShared(Function->getBody(), Asked);
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      leaveOutShared(Init->getInit(), Asked);
  // One that is set to a constant and asked later is likely to be a flag.
  for (const BinaryOperator *A : U.facts().of(Function).Assignments)
    if (const VarDecl *V = variable(A->getLHS()); V && Asked.contains(V))
      Asked[V] += constantOf(A->getRHS()) ? InOrder.size() : 1;
  while (Variables.size() != MaxVariables) {
    const auto *Best = llvm::max_element(InOrder, [&](const VarDecl *A, const VarDecl *B) {
      return Asked.lookup(A) < Asked.lookup(B);
    });
    if (Best == InOrder.end() || Asked.lookup(*Best) < 2)
      break;
    Variables.push_back(*Best);
    Asked.erase(*Best);
  }
}

Set LocalTruths::all() const {
  unsigned Bits = 2u << Variables.size();
  return Bits == 64 ? ~Set(0) : (Set(1) << Bits) - 1;
}

Set LocalTruths::nonZero(unsigned Index) {
  Set Out = 0;
  for (unsigned Bit = 0; Bit != 64; ++Bit)
    if (Bit >> (Index + 1) & 1)
      Out |= Set(1) << Bit;
  return Out;
}

std::optional<unsigned> LocalTruths::indexOf(const Expr *E) const {
  const VarDecl *V = variable(E);
  const auto *Found = llvm::find(Variables, V);
  if (!V || Found == Variables.end())
    return std::nullopt;
  return Found - Variables.begin();
}

std::optional<int64_t> LocalTruths::constantOf(const Expr *E) const {
  if (!E->isValueDependent() &&
      E->isNullPointerConstant(U.context(), Expr::NPC_ValueDependentIsNotNull))
    return 0;
  return U.models().constant(E);
}

Set LocalTruths::assigned(Set S, unsigned Index, const Expr *Given) const {
  Set Other = nonZero(Index);
  unsigned Shift = 2u << Index;
  Set Zero = (S & ~Other) | ((S & Other) >> Shift);
  Set NonZero = Zero << Shift;
  if (std::optional<int64_t> C = Given ? constantOf(Given) : std::nullopt)
    return *C == 0 ? Zero : NonZero;
  return Zero | NonZero;
}

Set LocalTruths::after(Set S, const Stmt &Step) const {
  if (Variables.empty())
    return S;
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(&Step)) {
    if (Binary->isAssignmentOp())
      if (std::optional<unsigned> Index = indexOf(Binary->getLHS()))
        return assigned(S, *Index, Binary->isCompoundAssignmentOp() ? nullptr : Binary->getRHS());
  } else if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(&Step)) {
    if (Unary->isIncrementDecrementOp())
      if (std::optional<unsigned> Index = indexOf(Unary->getSubExpr()))
        return assigned(S, *Index, nullptr);
  } else if (const auto *Declaration = llvm::dyn_cast<DeclStmt>(&Step)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Found = llvm::find(Variables, D); Found != Variables.end())
        S = assigned(S, Found - Variables.begin(), (*Found)->getInit());
  }
  return S;
}

Set LocalTruths::where(Set S, const Stmt *Condition, bool Truth) const {
  const auto *Whole = llvm::dyn_cast_or_null<Expr>(Condition);
  if (!Whole || Variables.empty())
    return S;
  // The branch is on what the block looked at last: in 'a && b', that is 'b'.
  const Expr *Last = LastOf.lookup(Whole);
  return narrowed(S, Last ? Last : Whole, Truth);
}

Set LocalTruths::narrowed(Set S, const Expr *E, bool Truth) const {
  E = E->IgnoreParenImpCasts();
  if (std::optional<unsigned> Index = indexOf(E))
    return S & (Truth ? nonZero(*Index) : ~nonZero(*Index));
  if (const auto *Not = llvm::dyn_cast<UnaryOperator>(E))
    return Not->getOpcode() == UO_LNot ? narrowed(S, Not->getSubExpr(), !Truth) : S;
  const auto *Binary = llvm::dyn_cast<BinaryOperator>(E);
  if (!Binary)
    return S;
  const Expr *Left = Binary->getLHS(), *Right = Binary->getRHS();
  if (Binary->getOpcode() == BO_Assign)
    return indexOf(Left) ? narrowed(S, Left, Truth) : S;
  if (Binary->getOpcode() == (Truth ? BO_LAnd : BO_LOr))
    return narrowed(narrowed(S, Left, Truth), Right, Truth);
  std::optional<Range::Relation> Relation = Range::relationOf(Binary->getOpcode());
  if (!Relation)
    return S;
  std::optional<int64_t> With = constantOf(Right);
  if (!With) {
    With = constantOf(Left);
    Relation = Range::mirrored(*Relation);
    std::swap(Left, Right);
  }
  if (!With)
    return S;
  if (!Truth)
    Relation = Range::opposite(*Relation);
  const auto *Assignment = llvm::dyn_cast<BinaryOperator>(Left->IgnoreParenImpCasts());
  std::optional<unsigned> Index =
      indexOf(Assignment && Assignment->getOpcode() == BO_Assign ? Assignment->getLHS() : Left);
  if (!Index)
    return S;
  if (*Relation == Range::Equal && *With == 0)
    return S & ~nonZero(*Index);
  return Range::holds(0, *Relation, *With) ? S : S & nonZero(*Index);
}

} // namespace leash::flow
