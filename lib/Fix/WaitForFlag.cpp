//===- WaitForFlag.cpp - wait for an atomic instead of reading it ---------===//
#include "Fix/WaitForFlag.h"
#include "Fix/Places.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"
#include "Support/Operand.h"
#include "Support/SourceText.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace leash::fix {

namespace {

/// 'flag', 'flag.load(order)', '!' of these, or 'state == 2', as the condition of
/// a loop.
struct Read {
  const Expr *Flag = nullptr;
  bool Arrow = false;
  const Expr *Order = nullptr; ///< null: the default
  std::string Old;             ///< the value that it is to change from
};

std::optional<Read> readOf(const Expr *Condition, flow::Unit &Unit) {
  Read R;
  Condition = Condition->IgnoreParenImpCasts();
  bool Compared = false, Negated = false;
  if (const auto *Not = llvm::dyn_cast<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot) {
    Negated = true;
    Condition = Not->getSubExpr()->IgnoreParenImpCasts();
  } else if (const auto *Equal = llvm::dyn_cast<BinaryOperator>(Condition);
             Equal && Equal->getOpcode() == BO_EQ && Unit.models().constant(Equal->getRHS())) {
    Compared = true;
    R.Old = operandText(Equal->getRHS(), Unit.context());
    Condition = Equal->getLHS()->IgnoreParenImpCasts();
  }
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(Condition);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->isConst() || Call->getNumArgs() > 1)
    return std::nullopt;
  bool IsBool = Call->getType()->isBooleanType();
  if (Compared ? !Call->getType()->isIntegralOrEnumerationType() : !IsBool)
    return std::nullopt;
  if (!Compared)
    R.Old = Negated ? "false" : "true";
  R.Flag = Call->getImplicitObjectArgument()->IgnoreParenImpCasts();
  R.Arrow = R.Flag->getType()->isPointerType();
  if (Call->getNumArgs() == 1 && !Call->getArg(0)->isDefaultArgument())
    R.Order = Call->getArg(0);
  return R;
}

/// Whether \p Class, or a base of it, has a method wait().
bool hasWait(const CXXRecordDecl *Class, const ASTContext &Context) {
  return Class && Class->hasDefinition() &&
         (!Class->lookup(&Context.Idents.get("wait")).empty() ||
          llvm::any_of(Class->bases(), [&](const CXXBaseSpecifier &Base) {
            return hasWait(Base.getType()->getAsCXXRecordDecl(), Context);
          }));
}

/// Whether all that can reach \p D has its body here.
bool isOfThisFile(const ValueDecl *D) {
  if (const auto *V = llvm::dyn_cast<VarDecl>(D))
    return V->hasLocalStorage() || !V->isExternallyVisible();
  const auto *F = llvm::dyn_cast<FieldDecl>(D);
  const auto *Record = F ? llvm::dyn_cast<CXXRecordDecl>(F->getParent()) : nullptr;
  if (!Record || F->getAccess() != AS_private || Record->hasFriends())
    return false;
  return llvm::all_of(Record->methods(), [](const CXXMethodDecl *M) {
    return M->isImplicit() || M->isDefaulted() || M->isDeleted() || M->getDefinition();
  });
}

/// The uses of one flag: its stores, and whether there are others that may
/// change it.
class Uses : public RecursiveASTVisitor<Uses> {
public:
  explicit Uses(const ValueDecl *Flag) : Flag(llvm::cast<ValueDecl>(Flag->getCanonicalDecl())) {}

  bool VisitCompoundStmt(CompoundStmt *Body) {
    for (const Stmt *S : Body->body())
      if (const auto *E = llvm::dyn_cast<Expr>(S))
        Statements.insert(E->IgnoreParens()->IgnoreImplicit());
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    std::optional<CallView> View = CallView::of(Call);
    const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(View ? View->Callee : nullptr);
    if (!Method || !View->Object || !isFlag(View->Object))
      return true;
    Known.insert(View->Object->IgnoreParenImpCasts());
    if (Method->isConst())
      return true;
    // What it returns is of no interest where the call stands alone.
    if (!View->Args.empty() && Statements.contains(Call))
      Found.emplace_back(Call, View->Object->IgnoreParenImpCasts());
    else
      Other = true;
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) { return use(E); }
  bool VisitMemberExpr(MemberExpr *E) { return use(E); }

  const ValueDecl *Flag;
  llvm::DenseSet<const Expr *> Statements, Known;
  /// Each store and what it writes. As Expr: CallExpr::getEndLoc() of LLVM 22
  /// is that of the operator.
  llvm::SmallVector<std::pair<const Expr *, const Expr *>, 2> Found;
  bool Other = false; ///< an exchange whose result counts, or an unknown hand

private:
  bool isFlag(const Expr *E) const {
    const ValueDecl *D = declOf(E);
    return D && D->getCanonicalDecl() == Flag;
  }
  bool use(const Expr *E) {
    // Calls are visited before their parts.
    if (isFlag(E) && !Known.contains(E))
      Other = true;
    return true;
  }
};

} // namespace

std::vector<FixItHint> waitForFlag(const flow::IdleTurn &Turn, flow::Unit &Unit) {
  const Stmt *Loop = Turn.Loop, *Body = nullptr;
  const Expr *Condition = nullptr;
  if (const auto *While = llvm::dyn_cast<WhileStmt>(Loop);
      While && !While->getConditionVariable()) {
    Condition = While->getCond();
    Body = While->getBody();
  } else if (const auto *Do = llvm::dyn_cast<DoStmt>(Loop)) {
    Condition = Do->getCond();
    Body = Do->getBody();
  }
  if (!Condition || !Body || Turn.Polls.size() != 1 ||
      Turn.Polls.front().How != flow::Poll::Kind::Flag)
    return {};
  std::optional<Read> R = readOf(Condition, Unit);
  const ValueDecl *Flag = R ? declOf(R->Flag) : nullptr;
  const auto *Record = Flag ? Flag->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
  if (!Record || R->Arrow || !isOfThisFile(Flag))
    return {};
  const ASTContext &Context = Unit.context();
  if (!hasWait(Record, Unit.context()))
    return {};
  bool EndsInStatement = !llvm::isa<CompoundStmt>(Body) && !llvm::isa<NullStmt>(Body);
  // The body does nothing but yield.
  if (const auto *Compound = llvm::dyn_cast<CompoundStmt>(Body)) {
    if (Compound->size() > 1)
      return {};
    Body = Compound->body_empty() ? nullptr : Compound->body_front();
  }
  if (Body && !llvm::isa<NullStmt>(Body) && Body != Turn.Yield)
    return {};

  Uses All(Flag);
  for (const FunctionDecl *Function : Unit.functions())
    All.TraverseStmt(Function->getBody());
  if (All.Other || All.Found.empty())
    return {};
  std::string Name = operandText(R->Flag, Context);
  if (Name.empty() || R->Old.empty() || Loop->getBeginLoc().isMacroID() ||
      Loop->getEndLoc().isMacroID())
    return {};
  std::string Order = R->Order ? ", " + operandText(R->Order, Context) : "";
  std::vector<FixItHint> Fixes;
  SourceLocation End = Loop->getEndLoc();
  if (EndsInStatement || llvm::isa<DoStmt>(Loop))
    End = behindSemicolon(Loop, Context).getLocWithOffset(-1);
  if (End.isInvalid())
    return {};
  Fixes.push_back(
      FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Loop->getBeginLoc(), End),
                                   Name + ".wait(" + R->Old + Order + ");"));
  llvm::DenseSet<unsigned> Done; // instantiations share their text
  for (const auto &[Store, Object] : All.Found) {
    SourceLocation After = behindSemicolon(Store, Context);
    std::string Set = operandText(Object, Context);
    if (After.isInvalid() || Set.empty() || Object->getType()->isPointerType())
      return {};
    if (Done.insert(After.getRawEncoding()).second)
      Fixes.push_back(FixItHint::CreateInsertion(After, " " + Set + ".notify_all();"));
  }
  return Fixes;
}

} // namespace leash::fix
