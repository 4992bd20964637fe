//===- Tested.cpp - what does a condition look at? ------------------------===//
#include "Flow/Loops.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"

using namespace clang;

namespace leash::flow {

namespace {
class Reader {
public:
  Reader(Unit &U, const FunctionDecl *Function, const Loop *In)
      : U(U), Function(Function), In(In) {}

  void visit(const Expr *E) {
    E = E->IgnoreParenCasts()->IgnoreImplicit()->IgnoreParenCasts();
    if (const auto *Cleanups = llvm::dyn_cast<FullExpr>(E))
      return visit(Cleanups->getSubExpr());
    if (!E->isValueDependent() && U.models().constant(E)) {
      add({Tested::Kind::Constant, E});
    } else if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(E)) {
      if (!Binary->isAssignmentOp())
        visit(Binary->getLHS());
      visit(Binary->getRHS());
    } else if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E);
               Unary && Unary->getOpcode() != UO_Deref) {
      visit(Unary->getSubExpr());
    } else if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(E)) {
      visit(Choice->getCond());
      visit(Choice->getTrueExpr());
      visit(Choice->getFalseExpr());
    } else if (const auto *Await = llvm::dyn_cast<CoroutineSuspendExpr>(E)) {
      if (const Expr *Operand = Await->getOperand())
        visit(Operand);
    } else if (llvm::isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr, UnaryOperator>(E)) {
      value(E, E);
    } else if (llvm::isa<CallExpr>(E)) {
      call(llvm::cast<CallExpr>(E));
    } else if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E);
               Construct && Construct->getNumArgs() == 1) {
      visit(Construct->getArg(0));
    } else {
      add({Tested::Kind::Unknown, E});
    }
  }

  llvm::SmallVector<Tested, 2> Out;

private:
  void add(Tested T) { Out.push_back(T); }

  static const ValueDecl *declOf(const Expr *E) {
    E = E->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl();
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(E))
      return Member->getMemberDecl();
    if (const auto *Index = llvm::dyn_cast<ArraySubscriptExpr>(E))
      return declOf(Index->getBase());
    if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E))
      return declOf(Unary->getSubExpr());
    return nullptr;
  }

  void value(const Expr *E, const Expr *Shown) {
    Tested T;
    T.What = Tested::Kind::Value;
    T.E = Shown;
    T.On = U.objects().of(E, Function);
    T.Read = declOf(E);
    if (const auto *V = llvm::dyn_cast_or_null<VarDecl>(T.Read); V && !V->hasGlobalStorage()) {
      if (const Expr *Source = sourceOf(V))
        describe(T, Source);
    }
    T.WrittenInside = In && T.Read && In->Written.contains(canonical(T.Read));
    add(T);
  }

  static const ValueDecl *canonical(const ValueDecl *D) {
    return llvm::cast<ValueDecl>(D->getCanonicalDecl());
  }

  /// The call behind \p E, if it is one call with nothing but wrapping.
  static const Expr *callIn(const Expr *E) {
    for (unsigned Steps = 0; E && Steps != 12; ++Steps) {
      E = E->IgnoreParenCasts()->IgnoreImplicit()->IgnoreParenCasts();
      if (llvm::isa<CallExpr>(E))
        return E;
      if (const auto *Full = llvm::dyn_cast<FullExpr>(E))
        E = Full->getSubExpr();
      else if (const auto *Await = llvm::dyn_cast<CoroutineSuspendExpr>(E))
        E = Await->getOperand();
      else if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E))
        E = Construct->getNumArgs() == 1 ? Construct->getArg(0) : nullptr;
      else
        return nullptr;
    }
    return nullptr;
  }

  static bool isPassedOut(const CallView &Call, unsigned I, const VarDecl *V) {
    const Expr *Arg = Call.Args[I]->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *Address = llvm::dyn_cast<UnaryOperator>(Arg);
        Address && Address->getOpcode() == UO_AddrOf)
      return declOf(Address->getSubExpr()) == V;
    if (declOf(Arg) != V || !Call.Callee || I >= Call.Callee->getNumParams())
      return false;
    QualType P = Call.Callee->getParamDecl(I)->getType();
    return P->isLValueReferenceType() && !P->getPointeeType().isConstQualified();
  }

  /// The only call of the loop that gives \p V its value; null if there is
  /// none, or more than one.
  const Expr *sourceOf(const VarDecl *V) {
    llvm::SmallVector<const Expr *, 2> Found;
    const Facts &Known = U.facts().of(Function);
    auto Inside = [&](const Stmt *S) { return !In || In->has(S); };
    if (V->hasInit() && Inside(V->getInit()))
      if (const Expr *Call = callIn(V->getInit()))
        Found.push_back(Call);
    for (const BinaryOperator *A : Known.Assignments)
      if (declOf(A->getLHS()) == V && Inside(A)) {
        const Expr *Call = callIn(A->getRHS());
        Found.push_back(Call);
      }
    for (const Expr *E : Known.Calls) {
      std::optional<CallView> Call = CallView::of(E);
      if (!Call || !Inside(E))
        continue;
      if (Call->Callee && Call->Object && Call->Callee->getOverloadedOperator() == OO_Equal &&
          declOf(Call->Object) == V && Call->Args.size() == 1)
        Found.push_back(callIn(Call->Args.front()));
      for (unsigned I = 0; I != Call->Args.size(); ++I)
        if (isPassedOut(*Call, I, V))
          Found.push_back(E);
    }
    return Found.size() == 1 ? Found.front() : nullptr;
  }

  void describe(Tested &T, const Expr *Call) {
    std::optional<CallView> View = CallView::of(Call);
    if (!View)
      return;
    T.Call = Call;
    T.Callee = View->Callee;
    if (!View->Callee)
      return;
    T.Entry = U.models().call(*View);
    const Expr *On = View->Object;
    if (T.Entry)
      if (const Expr *Operand =
              model::Resolver::operand(*View, model::Resolver::on(*T.Entry, *View)))
        On = Operand;
    if (T.What == Tested::Kind::Call)
      T.On = On ? U.objects().of(On, Function) : nullptr;
  }

  void call(const CallExpr *Call) {
    std::optional<CallView> View = CallView::of(Call);
    if (View->Callee && View->Object) {
      OverloadedOperatorKind Operator = View->Callee->getOverloadedOperator();
      if (llvm::isa<CXXConversionDecl>(View->Callee) || Operator == OO_Exclaim ||
          Operator == OO_Star || Operator == OO_Arrow) {
        const model::CallEntry *Entry = U.models().call(*View);
        if (!Entry)
          return callIn(View->Object) == View->Object->IgnoreParenCasts()->IgnoreImplicit()
                     ? visit(View->Object)
                     : value(View->Object, Call);
      } else if (const model::CallEntry *State = U.models().state(*View);
                 State && State->Role == model::CallRole::Get) {
        return value(View->Object, Call);
      }
    }
    if (View->Callee && llvm::isa<CXXOperatorCallExpr>(Call)) {
      // A comparison of objects looks at both; an assignment gives its right side.
      if (View->Object && View->Callee->getOverloadedOperator() != OO_Equal)
        visit(View->Object);
      for (const Expr *Arg : View->Args)
        visit(Arg);
      return;
    }
    Tested T;
    T.What = Tested::Kind::Call;
    T.E = Call;
    describe(T, Call);
    if (View->Object) {
      T.Read = declOf(View->Object);
      T.WrittenInside = In && T.Read && In->Written.contains(canonical(T.Read));
    }
    add(T);
  }

  Unit &U;
  const FunctionDecl *Function;
  const Loop *In;
};
} // namespace

llvm::SmallVector<Tested, 2> testedBy(Unit &U, const Expr *Condition, const FunctionDecl *Function,
                                      const Loop *In) {
  Reader R(U, Function, In);
  if (Condition && !Condition->isValueDependent())
    R.visit(Condition);
  return std::move(R.Out);
}

} // namespace leash::flow
