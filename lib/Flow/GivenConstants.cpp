//===- GivenConstants.cpp - what constant arguments leave out -------------===//
#include "Flow/GivenConstants.h"
#include "Flow/Unit.h"
#include "Flow/Values.h"

using namespace clang;

namespace leash::flow {

void EffectsOutside::add(const Effect *E) {
  const auto *Site = llvm::dyn_cast_or_null<Expr>(E->Site);
  if (Site && Known.UnderParameter.contains(Site))
    Chosen.push_back(E);
  else
    addEffect(Always, E);
}

std::vector<const Effect *> EffectsOutside::take() {
  std::vector<const Effect *> All = Always, Last;
  for (const Effect *E : llvm::reverse(Chosen))
    addEffect(Last, E);
  for (const Effect *E : Chosen)
    addEffect(All, E);
  for (const Effect *E : llvm::reverse(Last)) {
    size_t Before = Always.size();
    addEffect(Always, E);
    if (Always.size() != Before && !llvm::is_contained(All, E))
      All.push_back(E);
  }
  return All;
}

/// Whether \p E is the address of something.
static bool isAddress(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  const auto *Unary = llvm::dyn_cast<UnaryOperator>(E);
  return llvm::isa<CXXThisExpr>(E) || (Unary && Unary->getOpcode() == UO_AddrOf);
}

GivenConstants::GivenConstants(Unit &U, const CallView &Call, const FunctionDecl *Body)
    : U(U), Body(Body) {
  for (size_t I = 0; I < Call.Args.size() && I < Body->getNumParams(); ++I) {
    const ParmVarDecl *P = Body->getParamDecl(I);
    QualType T = P->getType();
    if (!T->isIntegralOrEnumerationType() && !T->isPointerType())
      continue;
    std::optional<int64_t> C = U.models().constant(Call.Args[I]);
    if (!C && T->isPointerType() && isAddress(Call.Args[I]))
      C = 1; // whatever it is, it is not null
    if (C && !U.facts().isAssignedIn(Body, P))
      Given.emplace_back(P, *C);
  }
}

std::optional<int64_t> GivenConstants::valueOf(const Expr *E) const {
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()))
    for (const auto &[Parameter, Number] : Given)
      if (Parameter == Ref->getDecl())
        return Number;
  return U.models().constant(E);
}

/// Whether \p Condition holds; none: the call does not say.
std::optional<bool> GivenConstants::truthOf(const Expr *Condition) const {
  if (!Condition)
    return std::nullopt; // 'if consteval'
  const Expr *E = Condition->IgnoreParenImpCasts();
  if (const auto *Not = llvm::dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot) {
    std::optional<bool> Truth = truthOf(Not->getSubExpr());
    return Truth ? std::optional(!*Truth) : std::nullopt;
  }
  const auto *Binary = llvm::dyn_cast<BinaryOperator>(E);
  if (Binary && Binary->isLogicalOp()) {
    std::optional<bool> Left = truthOf(Binary->getLHS()), Right = truthOf(Binary->getRHS());
    bool Decides = Binary->getOpcode() == BO_LOr;
    if (Left == Decides || Right == Decides)
      return Decides;
    return Left && Right ? std::optional(!Decides) : std::nullopt;
  }
  if (!Binary) {
    std::optional<int64_t> Value = valueOf(E);
    return Value ? std::optional(*Value != 0) : std::nullopt;
  }
  std::optional<Range::Relation> Relation = Range::relationOf(Binary->getOpcode());
  if (!Relation)
    return std::nullopt;
  std::optional<int64_t> Left = valueOf(Binary->getLHS()), Right = valueOf(Binary->getRHS());
  return Left && Right ? std::optional(Range::holds(*Left, *Relation, *Right)) : std::nullopt;
}

/// Whether \p S, once it runs, surely returns or throws.
bool GivenConstants::leaves(const Stmt *S) const {
  if (const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && leaves(Block->body_back());
  if (const auto *Whole = llvm::dyn_cast_or_null<Expr>(S))
    return llvm::isa<CXXThrowExpr>(Whole->IgnoreParenImpCasts());
  return llvm::isa_and_nonnull<ReturnStmt>(S);
}

bool GivenConstants::comesTo(const Stmt *Site, const Stmt *S, bool InSwitch) const {
  if (!S || S == Site || llvm::isa<Expr>(S))
    return true;
  if (const auto *If = llvm::dyn_cast<IfStmt>(S)) {
    if (contains(If->getThen(), Site))
      return truthOf(If->getCond()) != false && comesTo(Site, If->getThen(), InSwitch);
    if (contains(If->getElse(), Site))
      return truthOf(If->getCond()) != true && comesTo(Site, If->getElse(), InSwitch);
    return true;
  }
  InSwitch |= llvm::isa<SwitchStmt>(S);
  for (const Stmt *Child : S->children()) {
    if (contains(Child, Site))
      return comesTo(Site, Child, InSwitch);
    const auto *If = llvm::dyn_cast_or_null<IfStmt>(Child);
    // A case label may come in behind it.
    if (!If || InSwitch || !llvm::isa<CompoundStmt>(S))
      continue;
    std::optional<bool> Truth = truthOf(If->getCond());
    if (Truth && leaves(*Truth ? If->getThen() : If->getElse()))
      return false;
  }
  return true;
}

bool GivenConstants::leaveOut(const Stmt *Site) const {
  return Site && !Given.empty() && !comesTo(Site, Body->getBody(), false);
}

} // namespace leash::flow
