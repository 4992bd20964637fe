//===- Constant.cpp - what a constant argument says -----------------------===//
#include "Model/Constant.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace leash::model {

static int64_t bitsOf(const llvm::APSInt &Value) {
  llvm::APInt Wide = Value.isSigned() ? Value.sextOrTrunc(64) : Value.zextOrTrunc(64);
  return static_cast<int64_t>(Wide.getZExtValue());
}

static int64_t signedPart(const llvm::APFloat &Value) {
  if (Value.isZero() || Value.isNaN())
    return 0;
  llvm::APSInt Whole(64, /*isUnsigned=*/false);
  bool IsExact;
  Value.convertToInteger(Whole, llvm::APFloat::rmTowardZero, &IsExact);
  if (Whole.isZero())
    return Value.isNegative() ? -1 : 1;
  return Whole.getExtValue();
}

/// Collects the numbers that \p Value is made of. False if there is anything
/// else in it.
static bool numbersIn(const APValue &Value, llvm::SmallVectorImpl<int64_t> &Numbers) {
  switch (Value.getKind()) {
  case APValue::Int:
    Numbers.push_back(bitsOf(Value.getInt()));
    return true;
  case APValue::Float:
    Numbers.push_back(signedPart(Value.getFloat()));
    return true;
  case APValue::LValue:
    Numbers.push_back(0);
    return Value.isNullPointer();
  case APValue::Struct:
    for (unsigned I = 0; I < Value.getStructNumBases(); ++I)
      if (!numbersIn(Value.getStructBase(I), Numbers))
        return false;
    for (unsigned I = 0; I < Value.getStructNumFields(); ++I)
      if (!numbersIn(Value.getStructField(I), Numbers))
        return false;
    return true;
  default:
    return false;
  }
}

/// \p E without what only moves a value about.
static const Expr *withoutWrapping(const Expr *E) {
  while (true) {
    const Expr *Inner = E->IgnoreParens();
    if (const auto *Full = llvm::dyn_cast<FullExpr>(Inner))
      Inner = Full->getSubExpr();
    else if (const auto *Temporary = llvm::dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (const auto *Bound = llvm::dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = Bound->getSubExpr();
    else if (const auto *Cast = llvm::dyn_cast<CastExpr>(Inner);
             Cast &&
             (Cast->getCastKind() == CK_NoOp || Cast->getCastKind() == CK_ConstructorConversion ||
              Cast->getCastKind() == CK_UserDefinedConversion))
      Inner = Cast->getSubExpr();
    if (Inner == E)
      return E;
    E = Inner;
  }
}

/// The one expression that an object is made from, where its constructor is
/// not constexpr: 'QDeadlineTimer(0)', 'milliseconds(n)', '5_s'. An enumerator
/// is a word of the class's own rather than a number.
static const Expr *onlyNumberOf(const Expr *E) {
  if (const auto *Literal = llvm::dyn_cast<UserDefinedLiteral>(E))
    return Literal->getLiteralOperatorKind() == UserDefinedLiteral::LOK_Integer
               ? Literal->getCookedLiteral()
               : nullptr;
  const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E);
  if (!Construct || Construct->getNumArgs() == 0)
    return nullptr;
  for (unsigned I = 1; I < Construct->getNumArgs(); ++I)
    if (!Construct->getArg(I)->isDefaultArgument())
      return nullptr;
  const Expr *Only = Construct->getArg(0);
  QualType Written = Only->IgnoreParenImpCasts()->getType();
  bool IsNumber = Written->isArithmeticType() && !Written->isEnumeralType();
  return IsNumber || Written->isRecordType() ? Only : nullptr;
}

std::optional<int64_t> constantValue(const Expr *E, ASTContext &Context) {
  if (!E || E->isValueDependent() || E->isTypeDependent() || E->containsErrors())
    return std::nullopt;
  E = withoutWrapping(E);
  if (const auto *Default = llvm::dyn_cast<CXXDefaultArgExpr>(E)) {
    const ParmVarDecl *Parameter = Default->getParam();
    if (Parameter->hasUnparsedDefaultArg() || Parameter->hasUninstantiatedDefaultArg())
      return std::nullopt;
    return constantValue(Default->getExpr(), Context);
  }
  QualType T = E->getType();
  if (T->isPointerType() || T->isNullPtrType()) {
    if (E->isNullPointerConstant(Context, Expr::NPC_NeverValueDependent))
      return 0;
    if (isNeverNull(E))
      return std::nullopt;
  } else if (!T->isArithmeticType() && !T->isEnumeralType() && !T->isRecordType()) {
    return std::nullopt;
  }
  Expr::EvalResult Result;
  if (E->EvaluateAsRValue(Result, Context) && !Result.HasSideEffects) {
    llvm::SmallVector<int64_t, 4> Numbers;
    if (numbersIn(Result.Val, Numbers) && !Numbers.empty())
      if (Numbers.size() == 1 || llvm::all_of(Numbers, [](int64_t N) { return N == 0; }))
        return Numbers.front();
    return std::nullopt;
  }
  return T->isRecordType() ? constantValue(onlyNumberOf(E), Context) : std::nullopt;
}

/// Whether \p S and below only read \p V or assign to it, once at most; what is
/// assigned comes in \p Assigned.
static bool isOnlyReadIn(const Stmt *S, const VarDecl *V, const Expr *&Assigned) {
  auto IsIt = [&](const Expr *E) {
    const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E->IgnoreParens());
    return Ref && Ref->getDecl() == V;
  };
  if (!S)
    return true;
  if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(S);
      Cast && Cast->getCastKind() == CK_LValueToRValue && IsIt(Cast->getSubExpr()))
    return true;
  if (const auto *Assignment = llvm::dyn_cast<BinaryOperator>(S);
      Assignment && Assignment->getOpcode() == BO_Assign && IsIt(Assignment->getLHS())) {
    if (Assigned)
      return false;
    Assigned = Assignment->getRHS();
    return isOnlyReadIn(Assigned, V, Assigned);
  }
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S); Ref && Ref->getDecl() == V)
    return false;
  // A capture by reference counts as what the body does with it.
  if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S))
    return isOnlyReadIn(Lambda->getBody(), V, Assigned) &&
           llvm::all_of(Lambda->capture_inits(), [&](const Expr *Init) {
             return !Init || IsIt(Init) || isOnlyReadIn(Init, V, Assigned);
           });
  return llvm::all_of(S->children(),
                      [&](const Stmt *Child) { return isOnlyReadIn(Child, V, Assigned); });
}

std::optional<int64_t> soleValue(const Expr *E, ASTContext &Context) {
  if (std::optional<int64_t> Value = constantValue(E, Context))
    return Value;
  const auto *Ref = E ? llvm::dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()) : nullptr;
  const auto *V = llvm::dyn_cast_or_null<VarDecl>(Ref ? Ref->getDecl() : nullptr);
  const auto *Function =
      V && V->isLocalVarDecl() && !V->isStaticLocal() && !V->getType()->isReferenceType()
          ? llvm::dyn_cast<FunctionDecl>(V->getDeclContext())
          : nullptr;
  const Expr *Assigned = nullptr;
  if (!Function || !isOnlyReadIn(Function->getBody(), V, Assigned))
    return std::nullopt;
  const Expr *Init = V->getInit();
  return Init && Assigned ? std::nullopt : constantValue(Init ? Init : Assigned, Context);
}

bool keepsItsValue(const VarDecl *V) {
  const auto *Function = V->hasLocalStorage() && !V->getType()->isReferenceType()
                             ? llvm::dyn_cast<FunctionDecl>(V->getDeclContext())
                             : nullptr;
  const Expr *Assigned = nullptr;
  return Function && Function->getBody() && isOnlyReadIn(Function->getBody(), V, Assigned) &&
         !Assigned;
}

bool isNeverNull(const Expr *E) {
  const Expr *Plain = E->IgnoreParenCasts();
  if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(Plain))
    return Unary->getOpcode() == UO_AddrOf;
  QualType T = Plain->getType();
  return llvm::isa<LambdaExpr, CXXThisExpr, CXXNewExpr>(Plain) || T->isFunctionType() ||
         T->isArrayType();
}

} // namespace leash::model
