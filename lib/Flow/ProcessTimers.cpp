//===- ProcessTimers.cpp - the one timer that a process has ---------------===//
#include "Flow/ProcessTimers.h"
#include "Flow/Paths.h"
#include "Flow/TimerCalls.h"
#include "Flow/Unit.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

namespace {
enum class Deed { None, Arms, Disarms, Unclear };

class Search {
public:
  Search(Unit &U, const FunctionDecl *Function) : U(U), Function(Function) {}

  std::vector<LeftArmed> run() {
    llvm::SmallVector<const Expr *, 4> Arms, Disarms;
    for (const Expr *E : U.facts().of(Function).Calls) {
      Deed What = deedOf(E);
      if (What == Deed::Unclear)
        return {};
      if (What != Deed::None)
        (What == Deed::Arms ? Arms : Disarms).push_back(E);
    }
    const Paths *Ways = Arms.empty() || Disarms.empty() ? nullptr : U.paths(Function);
    if (!Ways)
      return {};
    look(Function->getBody());
    std::vector<LeftArmed> Found;
    for (const Expr *Armed : Arms)
      for (const Return &Leaves : Returns) {
        auto Ends = [&](const Stmt *S) {
          return S != Armed && (llvm::is_contained(Arms, S) || llvm::is_contained(Disarms, S) ||
                                mayDisarm(S, Leaves));
        };
        const Expr *Late = nullptr;
        for (const Expr *Each : Disarms)
          if (Ways->leads(Armed, Each) && isBefore(Leaves.Is, Each) && isAsSureAs(Each, Armed))
            Late = Each;
        if (!Late || !isBefore(Armed, Leaves.Is) || !Ways->leads(Armed, Leaves.Is, Ends))
          continue;
        Found.push_back({Armed, Late, Leaves.Is});
        break;
      }
    return Found;
  }

private:
  struct Return {
    const ReturnStmt *Is;
    const Stmt *Branch; ///< of the condition that leads to it
  };

  Deed deedOf(const Expr *E) {
    std::optional<CallView> Call = CallView::of(E);
    if (!Call->Callee || !U.models().isModelled(Call->Callee))
      return Deed::None;
    for (const model::Models::NamedCall &Match : U.models().matches(*Call)) {
      if (Match.Entry->On.Kind != model::Operand::Task)
        continue;
      if (Match.Entry->Role == model::CallRole::Stop)
        return Deed::Disarms;
      if (Match.Entry->Role == model::CallRole::Start)
        return byTime(*Call);
    }
    return Deed::None;
  }

  /// A zero time disarms: it stands in a structure.
  Deed byTime(const CallView &Call) {
    for (const Expr *Arg : Call.Args) {
      QualType T = Arg->getType();
      if (!T->isPointerType() || !T->getPointeeType().isConstQualified() ||
          !T->getPointeeType()->isRecordType())
        continue;
      const auto *Address = llvm::dyn_cast<UnaryOperator>(Arg->IgnoreParenCasts());
      const auto *Ref = Address && Address->getOpcode() == UO_AddrOf
                            ? llvm::dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParens())
                            : nullptr;
      const auto *V = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      return V && V->isLocalVarDecl() ? timeIn(V) : Deed::Unclear;
    }
    return Deed::Arms;
  }

  Deed timeIn(const VarDecl *V) {
    bool HasZero = false, HasTime = false, IsUnclear = false;
    for (const BinaryOperator *A : U.facts().of(Function).Assignments)
      if (rootOf(A->getLHS()) == V)
        (U.models().constant(A->getRHS()) == 0 ? HasZero : HasTime) = true;
    if (const Expr *Init = V->getInit())
      std::tie(HasTime, IsUnclear) = given(Init->IgnoreImplicit(), HasTime);
    else if (!HasTime)
      IsUnclear = true; // filled by a call
    if (IsUnclear || (HasZero && HasTime))
      return Deed::Unclear;
    return HasTime ? Deed::Arms : Deed::Disarms;
  }

  /// Whether \p Init gives a time, and whether it cannot be told.
  std::pair<bool, bool> given(const Expr *Init, bool HasTime) {
    if (const auto *List = llvm::dyn_cast<InitListExpr>(Init)) {
      bool IsUnclear = false;
      for (const Expr *Each : List->inits()) {
        auto [Time, Unclear] = given(Each->IgnoreImplicit(), false);
        HasTime |= Time;
        IsUnclear |= Unclear;
      }
      return {HasTime, IsUnclear};
    }
    if (llvm::isa<ImplicitValueInitExpr>(Init))
      return {HasTime, false};
    if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Init))
      return {HasTime, Made->getNumArgs() != 0 || !HasTime};
    return {HasTime || U.models().constant(Init) != 0, Init->getType()->isRecordType()};
  }

  static const ValueDecl *rootOf(const Expr *E) {
    E = E->IgnoreParenCasts();
    while (const auto *Member = llvm::dyn_cast<MemberExpr>(E))
      E = Member->getBase()->IgnoreParenCasts();
    const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E);
    return Ref ? Ref->getDecl() : nullptr;
  }

  void look(const Stmt *S) {
    if (!S || llvm::isa<LambdaExpr>(S))
      return;
    if (const auto *Is = llvm::dyn_cast<ReturnStmt>(S)) {
      const Stmt *Branch = nullptr;
      for (const Stmt *Each : llvm::reverse(Above))
        if (llvm::isa<CompoundStmt>(Each)) {
          Branch = Each;
          break;
        }
      Returns.push_back({Is, Branch});
    }
    Above.push_back(S);
    for (const Stmt *Child : S->children())
      look(Child);
    Above.pop_back();
  }

  /// Whether \p S, in the branch that leaves, may disarm out of sight.
  bool mayDisarm(const Stmt *S, const Return &Leaves) {
    const auto *E = llvm::dyn_cast<CallExpr>(S);
    std::optional<CallView> Call = E ? CallView::of(E) : std::nullopt;
    if (!Call || !Leaves.Branch || U.models().isModelled(Call->Callee))
      return false;
    const SourceManager &Sources = U.context().getSourceManager();
    if (Call->Callee &&
        Sources.isInSystemHeader(Sources.getExpansionLoc(Call->Callee->getLocation())))
      return false;
    const FunctionDecl *Body = Call->Callee ? U.bodyOf(Call->Callee) : nullptr;
    if (Body)
      return llvm::any_of(U.facts().of(Body).Calls, [&](const Expr *Inner) {
        Deed What = deedOf(Inner);
        return What == Deed::Disarms || What == Deed::Unclear;
      });
    bool InBranch = Leaves.Branch != Function->getBody() && contains(Leaves.Branch, S);
    return InBranch || !Call->Callee || isTakingBack(Call->Callee);
  }

  bool isBefore(const Stmt *A, const Stmt *B) {
    return U.context().getSourceManager().isBeforeInTranslationUnit(A->getBeginLoc(),
                                                                    B->getBeginLoc());
  }

  /// Whether each condition around \p Late is around \p Armed, too: then they do
  /// not depend on what the one of them was told.
  bool isAsSureAs(const Expr *Late, const Expr *Armed) {
    return isAsSure(Function->getBody(), Late, Armed);
  }
  static bool isAsSure(const Stmt *S, const Expr *Late, const Expr *Armed) {
    bool Decides = llvm::isa<IfStmt, SwitchStmt, ConditionalOperator, CXXCatchStmt>(S);
    if (Decides && !contains(S, Armed))
      return false;
    for (const Stmt *Child : S->children())
      if (Child && (Child == Late || contains(Child, Late)))
        return Child == Late || isAsSure(Child, Late, Armed);
    return true;
  }

  Unit &U;
  const FunctionDecl *Function;
  std::vector<Return> Returns;
  llvm::SmallVector<const Stmt *, 16> Above;
};
} // namespace

std::vector<LeftArmed> leftArmed(Unit &U, const FunctionDecl *Function) {
  if (!Function->getBody() || Function->isMain() || U.facts().of(Function).HasTry)
    return {};
  return Search(U, Function).run();
}

} // namespace leash::flow
