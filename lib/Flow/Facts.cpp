//===- Facts.cpp - one look at a function's body --------------------------===//
#include "Flow/Facts.h"
#include "Support/CallView.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

namespace {
class Walk {
public:
  explicit Walk(Facts &Out) : Out(Out) {}

  void visit(const Stmt *S) {
    if (!S)
      return;
    // Outside templates only an error leaves the type of an expression open.
    if (const auto *E = llvm::dyn_cast<Expr>(S);
        E && (E->getType().isNull() || (E->isTypeDependent() && !InGeneric))) {
      Out.Broken = true;
      return;
    }
    if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S)) {
      for (const Expr *Init : Lambda->capture_inits())
        visit(Init);
      InLambda += 1;
      InGeneric += Lambda->isGenericLambda();
      visit(Lambda->getBody());
      InGeneric -= Lambda->isGenericLambda();
      InLambda -= 1;
      return;
    }
    const auto *If = llvm::dyn_cast<IfStmt>(S);
    const auto *Switch = llvm::dyn_cast<SwitchStmt>(S);
    bool TestsParameter = If && mentionsFlagParameter(If->getCond());
    bool ChoosesByParameter = (Switch && mentionsFlagParameter(Switch->getCond())) ||
                              (If && comparesParameter(If->getCond()));
    const FieldDecl *OuterField = Field;
    note(S);
    if (const FieldDecl *Own = If ? ownField(If->getCond()) : nullptr)
      Field = Own;
    UnderParameter += TestsParameter;
    UnderSwitch += ChoosesByParameter;
    unsigned Left = 0;
    for (const Stmt *Child : S->children()) {
      visit(Child);
      // What follows is below the 'else' that is not written.
      bool Leaves = llvm::isa<CompoundStmt>(S) && Child && leavesByParameter(Child);
      Left += Leaves;
      UnderParameter += Leaves;
    }
    UnderParameter -= Left;
    UnderParameter -= TestsParameter;
    UnderSwitch -= ChoosesByParameter;
    Field = OuterField;
  }

private:
  /// A pointer is a flag where it is only asked whether it is null.
  static bool mentionsFlagParameter(const Stmt *S, bool Itself = true) {
    if (!S)
      return false;
    if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S)) {
      QualType T = Ref->getType().getNonReferenceType();
      return llvm::isa<ParmVarDecl>(Ref->getDecl()) &&
             (T->isIntegralOrEnumerationType() || (Itself && T->isPointerType()));
    }
    const auto *Unary = llvm::dyn_cast<UnaryOperator>(S);
    Itself &= !llvm::isa<MemberExpr, ArraySubscriptExpr, CallExpr>(S) &&
              !(Unary && Unary->getOpcode() == UO_Deref);
    return llvm::any_of(S->children(),
                        [&](const Stmt *C) { return mentionsFlagParameter(C, Itself); });
  }

  /// Whether \p Condition compares a pointer that the caller gave with another
  /// one: which of several objects is it?
  static bool comparesParameter(const Expr *Condition) {
    const auto *Compare = llvm::dyn_cast_or_null<BinaryOperator>(
        Condition ? Condition->IgnoreParenImpCasts() : nullptr);
    if (!Compare || !Compare->isEqualityOp() || !Compare->getLHS()->getType()->isPointerType())
      return false;
    auto IsParameter = [](const Expr *E) {
      const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
      return Ref && llvm::isa<ParmVarDecl>(Ref->getDecl());
    };
    auto IsObject = [](const Expr *E) {
      return llvm::isa<DeclRefExpr, MemberExpr, UnaryOperator, CXXThisExpr>(
          E->IgnoreParenImpCasts());
    };
    return (IsParameter(Compare->getLHS()) && IsObject(Compare->getRHS())) ||
           (IsParameter(Compare->getRHS()) && IsObject(Compare->getLHS()));
  }

  /// Whether \p S is an 'if' on a flag of the caller's whose branch returns.
  static bool leavesByParameter(const Stmt *S) {
    const auto *If = llvm::dyn_cast<IfStmt>(S);
    if (!If || If->getElse() || !mentionsFlagParameter(If->getCond()))
      return false;
    const Stmt *Last = If->getThen();
    while (const auto *Body = llvm::dyn_cast_or_null<CompoundStmt>(Last))
      Last = Body->body_empty() ? nullptr : Body->body_back();
    return llvm::isa_and_nonnull<ReturnStmt>(Last);
  }

  /// The number or truth of the method's own object that \p Condition is about;
  /// null if there is none, or no condition ('if consteval').
  static const FieldDecl *ownField(const Expr *Condition) {
    if (!Condition)
      return nullptr;
    const Expr *E = Condition->IgnoreParenImpCasts();
    if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E))
      return Unary->getOpcode() == UO_LNot ? ownField(Unary->getSubExpr()) : nullptr;
    const auto *Member = llvm::dyn_cast<MemberExpr>(E);
    if (!Member || !llvm::isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) ||
        !Member->getType()->isIntegralOrEnumerationType())
      return nullptr;
    return llvm::dyn_cast<FieldDecl>(Member->getMemberDecl());
  }

  void assigned(const Expr *E) {
    E = E->IgnoreParenCasts();
    if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
      Out.Assigned.insert(Ref->getDecl());
    else if (const auto *Member = llvm::dyn_cast<MemberExpr>(E))
      Out.Assigned.insert(Member->getMemberDecl());
  }

  /// Members by which a smart pointer or iterator starts to mean another object.
  static bool changesTarget(const CallView &Call) {
    switch (Call.Callee->getOverloadedOperator()) {
    case OO_Equal:
    case OO_PlusPlus:
    case OO_MinusMinus:
    case OO_PlusEqual:
    case OO_MinusEqual:
      return true;
    case OO_None:
      break;
    default:
      return false;
    }
    const IdentifierInfo *Name = Call.Callee->getIdentifier();
    return Name && (Name->isStr("reset") || Name->isStr("swap"));
  }

  void note(const Stmt *S) {
    if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S)) {
      if (!Binary->isAssignmentOp())
        return;
      assigned(Binary->getLHS());
      if (!InLambda)
        Out.Assignments.push_back(Binary);
    } else if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(S)) {
      if (!Unary->isIncrementDecrementOp())
        return;
      assigned(Unary->getSubExpr());
      if (!InLambda)
        Out.Steps.push_back(Unary);
    } else if (llvm::isa<CXXTryStmt>(S)) {
      Out.HasTry |= InLambda == 0;
    } else if (const auto *Declaration = llvm::dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *V = llvm::dyn_cast<VarDecl>(D); V && !InLambda)
          Out.Locals.push_back(V);
    } else if (const auto *E = llvm::dyn_cast<Expr>(S)) {
      if (!llvm::isa<CallExpr, CXXConstructExpr>(E))
        return;
      if (std::optional<CallView> Call = CallView::of(E);
          Call->Callee && Call->Object && changesTarget(*Call))
        assigned(Call->Object);
      if (InLambda)
        return;
      Out.Calls.push_back(E);
      if (UnderParameter)
        Out.UnderParameter.insert(E);
      if (UnderSwitch)
        Out.UnderSwitch.insert(E);
      if (Field)
        Out.UnderField[E] = Field;
    }
  }

  Facts &Out;
  unsigned InLambda = 0;
  unsigned InGeneric = 0; ///< bodies of generic lambdas that are being visited
  unsigned UnderParameter = 0;
  unsigned UnderSwitch = 0;
  const FieldDecl *Field = nullptr; ///< of the innermost 'if' on one
};
} // namespace

bool contains(const Stmt *Whole, const Stmt *Part) {
  if (!Whole || Whole == Part)
    return Whole;
  if (llvm::isa<LambdaExpr>(Whole))
    return false;
  return llvm::any_of(Whole->children(), [&](const Stmt *C) { return contains(C, Part); });
}

const Facts &FactsTable::of(const FunctionDecl *Definition) {
  std::unique_ptr<Facts> &Slot = Table[Definition];
  if (Slot)
    return *Slot;
  Slot = std::make_unique<Facts>();
  Walk W(*Slot);
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Definition))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      W.visit(Init->getInit());
  W.visit(Definition->getBody());
  return *Slot;
}

bool FactsTable::isAssignedIn(const FunctionDecl *Function, const ValueDecl *D) {
  const FunctionDecl *Definition = Function ? Function->getDefinition() : nullptr;
  return Definition && of(Definition).Assigned.contains(D);
}

bool FactsTable::handsOutLock(const CXXMethodDecl *Method) {
  if (!Method->getReturnType()->isPointerType())
    return false;
  const model::TypeEntry *Type = Models.type(Method->getParent());
  return Type && Type->Role == model::TypeRole::Guard;
}

} // namespace leash::flow
