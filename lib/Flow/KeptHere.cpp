//===- KeptHere.cpp - can code out of sight reach this object? ------------===//
#include "Flow/KeptHere.h"
#include "Flow/Channels.h"
#include "Flow/Classes.h"
#include "Flow/Unit.h"
#include "Support/Operand.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace leash::flow {

/// How far an object is followed into those that get it.
constexpr unsigned MaxHands = 3;

namespace {

/// All uses of one object in the bodies that it is shown.
class Uses : public RecursiveASTVisitor<Uses> {
public:
  Uses(Unit &U, const ValueDecl *D, unsigned Depth)
      : U(U), What(llvm::cast<ValueDecl>(D->getCanonicalDecl())), Depth(Depth),
        Class(pointeeClass(D->getType())) {}

  bool Escapes = false;

  bool VisitCallExpr(CallExpr *Call) {
    std::optional<CallView> View = CallView::of(Call);
    if (View->Object && names(View->Object)) {
      const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(View->Callee);
      bool Reaches = View->Callee && (View->Callee->getOverloadedOperator() == OO_Arrow ||
                                      View->Callee->getOverloadedOperator() == OO_Star);
      if (Reaches || (Method && isOfClass(Method->getParent())) ||
          llvm::isa_and_nonnull<CXXConversionDecl>(View->Callee))
        known(View->Object);
    }
    for (unsigned I = 0; I != View->Args.size(); ++I)
      if (names(View->Args[I]) && mayHave(*View, I))
        known(View->Args[I]);
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    // A copy of a shared pointer, the arguments of a task.
    std::optional<CallView> View = CallView::of(Construct);
    bool Starts = !U.classes().startedBy(Construct, *View).empty();
    for (const Expr *Arg : View->Args)
      if (names(Arg) && Starts)
        known(Arg);
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    if (For->getRangeInit() && names(For->getRangeInit()))
      known(For->getRangeInit());
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    for (unsigned I = 0; I != Lambda->capture_size(); ++I)
      if (const Expr *Init = Lambda->capture_init_begin()[I]) {
        Init = Init->IgnoreImplicit();
        if (const auto *Copy = llvm::dyn_cast<CXXConstructExpr>(Init);
            Copy && Copy->getNumArgs() == 1)
          Init = Copy->getArg(0);
        const LambdaCapture &Capture = Lambda->capture_begin()[I];
        if (names(Init) && !Lambda->isInitCapture(&Capture))
          known(Init);
      }
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) { return use(E); }
  bool VisitMemberExpr(MemberExpr *E) { return use(E); }

private:
  bool names(const Expr *E) const {
    const ValueDecl *D = declOf(plain(E));
    return D && D->getCanonicalDecl() == What;
  }
  static const Expr *plain(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E);
        Unary && (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf))
      E = Unary->getSubExpr()->IgnoreParenImpCasts();
    return E;
  }
  void known(const Expr *E) { Known.insert(plain(E)); }

  bool isOfClass(const CXXRecordDecl *Record) const {
    return Class && (Record->getCanonicalDecl() == Class->getCanonicalDecl() ||
                     (Class->hasDefinition() && Class->isDerivedFrom(Record)));
  }

  /// Whether argument \p I may go where \p Call takes it.
  bool mayHave(const CallView &Call, unsigned I) {
    if (!Call.Callee)
      return false;
    if (Call.Callee->isInStdNamespace()) { // std::ref, std::move: for a task
      const IdentifierInfo *Name = Call.Callee->getIdentifier();
      return (Name && (Name->isStr("ref") || Name->isStr("cref"))) ||
             !U.classes().startedBy(Call.Whole, Call).empty();
    }
    if (U.models().isModelled(Call.Callee))
      return true; // what an API does to it, its model says
    const FunctionDecl *Body = Call.Callee->getDefinition();
    if (!Body || Depth >= MaxHands || I >= Body->getNumParams() || !Body->getBody())
      return false;
    Uses Inner(U, Body->getParamDecl(I), Depth + 1);
    Inner.TraverseStmt(Body->getBody());
    return !Inner.Escapes;
  }

  bool use(const Expr *E) {
    // Calls are visited before their parts.
    if (const ValueDecl *D = declOf(E); D && D->getCanonicalDecl() == What && !Known.contains(E))
      Escapes = true;
    return true;
  }

  Unit &U;
  const ValueDecl *What;
  unsigned Depth;
  const CXXRecordDecl *Class;
  llvm::DenseSet<const Expr *> Known;
};

/// Whether \p T only refers to an object that may be somebody else's.
bool isReferring(QualType T) {
  return T->isReferenceType() || T->isPointerType() || pointeeClass(T) != T->getAsCXXRecordDecl();
}

} // namespace

static bool isOwned(Unit &U, const ValueDecl *D) {
  if (const auto *V = llvm::dyn_cast<VarDecl>(D)) {
    if (!V->isLocalVarDecl() || V->isStaticLocal() || V->getType()->isReferenceType())
      return false;
    if (!isReferring(V->getType()))
      return true;
    const Expr *Init = V->getInit() ? V->getInit()->IgnoreImplicit() : nullptr;
    const auto *Make = llvm::dyn_cast_or_null<CallExpr>(Init);
    return Make && Make->getDirectCallee() && Make->getDirectCallee()->isInStdNamespace() &&
           Make->getDirectCallee()->getIdentifier() &&
           Make->getDirectCallee()->getName().starts_with("make_");
  }
  const auto *Field = llvm::dyn_cast<FieldDecl>(D);
  const auto *Class = Field ? llvm::dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  if (!Class || Class->isLambda() || Class->isDependentContext())
    return false;
  const SourceManager &Sources = U.context().getSourceManager();
  bool IsLocal = Sources.isInMainFile(Sources.getExpansionLoc(Class->getLocation()));
  if (!IsLocal && (Field->getAccess() != AS_private || Class->hasFriends()))
    return false;
  if (isReferring(Field->getType()) && !U.classes().isMadeHere(Class, Field))
    return false;
  return llvm::all_of(Class->methods(), [](const CXXMethodDecl *M) {
    return M->isImplicit() || M->isDefaulted() || M->isDeleted() || M->isPureVirtual() ||
           M->getDefinition() || M->getTemplateInstantiationPattern();
  });
}

bool isKeptHere(Unit &U, const ValueDecl *D) {
  if (!isOwned(U, D))
    return false;
  Uses All(U, D, 0);
  for (const FunctionDecl *F : U.functions()) {
    All.TraverseStmt(F->getBody());
    if (All.Escapes)
      return false;
  }
  return true;
}

} // namespace leash::flow
