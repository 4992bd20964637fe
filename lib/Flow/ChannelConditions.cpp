//===- ChannelConditions.cpp - what a condition says of a channel -----------===//
#include "Flow/ChannelWalk.h"
#include "Flow/Unit.h"
#include "Model/Constant.h"
#include "Support/Types.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/FoldingSet.h"

using namespace clang;

namespace leash::flow {

static const Expr *stripped(const Expr *E) {
  for (;;) {
    const Expr *Inner = E->IgnoreImplicit()->IgnoreParenImpCasts();
    if (const auto *Await = llvm::dyn_cast<CoawaitExpr>(Inner))
      Inner = Await->getOperand();
    else if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Inner))
      Inner = Cast->getSubExpr();
    // bool(x), and the copy of a result
    if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(Inner);
        Call && llvm::isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
      Inner = Call->getImplicitObjectArgument();
    else if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(Inner);
             Construct && Construct->getNumArgs() == 1)
      Inner = Construct->getArg(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
}

/// The object of a call without arguments of the member \p Name.
static const Expr *objectOfMember(const Expr *E, llvm::StringRef Name) {
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(E);
  if (!Call || Call->getNumArgs() || !Call->getMethodDecl() ||
      !Call->getMethodDecl()->getIdentifier() || Call->getMethodDecl()->getName() != Name)
    return nullptr;
  return Call->getImplicitObjectArgument();
}

const Known *ChannelWalk::factOf(const Expr *E, const State &S) {
  E = stripped(E);
  if (const Expr *Of = objectOfMember(E, "has_value"))
    E = stripped(Of);
  if (const Known *K = S.fact(E))
    return K;
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E);
  if (!Ref)
    return nullptr;
  if (const auto *Part = llvm::dyn_cast<BindingDecl>(Ref->getDecl())) {
    const auto *Whole = llvm::dyn_cast_or_null<DecompositionDecl>(Part->getDecomposedDecl());
    // The status comes first.
    return Whole && !Whole->bindings().empty() && Whole->bindings().front() == Part ? S.fact(Whole)
                                                                                    : nullptr;
  }
  return S.fact(Ref->getDecl());
}

std::optional<int64_t> ChannelWalk::armOf(const Expr *E, const State &S) {
  E = stripped(E);
  if (const Expr *Of = objectOfMember(E, "index"))
    E = Of;
  const Known *K = factOf(E, S);
  if (!K || K->What != Known::Arm)
    return std::nullopt;
  return K->Index;
}

/// The two sides of a comparison, and whether it asks for equality.
static bool isComparison(const Expr *E, const Expr *&Left, const Expr *&Right, bool &Equal) {
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(E); Binary && Binary->isEqualityOp()) {
    Left = Binary->getLHS();
    Right = Binary->getRHS();
    Equal = Binary->getOpcode() == BO_EQ;
    return true;
  }
  const Expr *Inner = E;
  bool Negated = false;
  if (const auto *Rewritten = llvm::dyn_cast<CXXRewrittenBinaryOperator>(E)) {
    Negated = Rewritten->getOpcode() == BO_NE;
    Inner = Rewritten->getSemanticForm()->IgnoreImplicit();
    if (const auto *Not = llvm::dyn_cast<UnaryOperator>(Inner))
      Inner = Not->getSubExpr()->IgnoreImplicit();
  }
  const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(Inner);
  if (!Call || Call->getNumArgs() != 2 ||
      (Call->getOperator() != OO_EqualEqual && Call->getOperator() != OO_ExclaimEqual))
    return false;
  Left = Call->getArg(0);
  Right = Call->getArg(1);
  Equal = !Negated && Call->getOperator() == OO_EqualEqual;
  return true;
}

std::optional<bool> ChannelWalk::decide(const Expr *E, const State &S) {
  E = E->IgnoreImplicit()->IgnoreParenImpCasts();
  const Expr *Left, *Right;
  bool Equal;
  if (isComparison(E, Left, Right, Equal)) {
    for (int Turn = 0; Turn != 2; ++Turn, std::swap(Left, Right)) {
      if (std::optional<int64_t> Arm = armOf(Left, S)) {
        if (std::optional<int64_t> Value = U.models().constant(Right))
          return (*Arm == *Value) == Equal;
        return std::nullopt;
      }
      const Known *K = factOf(Left, S);
      if (!K || K->What == Known::Arm)
        continue;
      bool Done = K->What == Known::Transferred;
      std::optional<int64_t> Value = U.models().constant(Right);
      if (K->Succeeds == model::Success::Zero) {
        if (Value)
          return (Done == (*Value == 0)) == Equal;
        continue;
      }
      // nullptr, nullopt, false
      if ((Value && *Value == 0) || Right->getType()->isNullPtrType() ||
          (!Value && Right->getType()->isRecordType() &&
           Right->getType()->getAsCXXRecordDecl()->isEmpty()))
        return !Done == Equal;
    }
    return std::nullopt;
  }
  const Known *K = factOf(E, S);
  if (!K || K->What == Known::Arm)
    return std::nullopt;
  bool Done = K->What == Known::Transferred;
  return K->Succeeds == model::Success::Zero ? !Done : Done;
}

std::optional<bool> ChannelWalk::asksForCarried(const Expr *E, const Frame &F) {
  const Expr *Left, *Right;
  bool Equal;
  if (!isComparison(E, Left, Right, Equal))
    return carried(stripped(E), F).Lambda ? std::optional<bool>(true) : std::nullopt;
  for (int Turn = 0; Turn != 2; ++Turn, std::swap(Left, Right))
    if (stripped(Right)->getType()->isNullPtrType() && carried(stripped(Left), F).Lambda)
      return !Equal;
  return std::nullopt;
}

static bool isFlag(QualType T) {
  T = T.getNonReferenceType();
  return T->isBooleanType() || T.isVolatileQualified() || isAtomic(T);
}

namespace {
/// What a condition mentions.
struct Mentions {
  llvm::SmallVector<const Expr *, 4> Refs; ///< variables and fields
  llvm::SmallVector<const Expr *, 2> Calls;
  void visit(const Stmt *S) {
    if (!S || llvm::isa<LambdaExpr>(S))
      return;
    if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S)) {
      if (llvm::isa<VarDecl, BindingDecl>(Ref->getDecl()))
        Refs.push_back(Ref);
      return;
    }
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(S);
        Member && llvm::isa<FieldDecl>(Member->getMemberDecl()))
      Refs.push_back(Member);
    if (const auto *Call = llvm::dyn_cast<CallExpr>(S))
      Calls.push_back(Call);
    for (const Stmt *Child : S->children())
      visit(Child);
  }
};
} // namespace

static const ValueDecl *declOf(const Expr *E) {
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl();
  return llvm::cast<MemberExpr>(E)->getMemberDecl();
}

Mark ChannelWalk::meaningOf(const Expr *E, const Frame &F) {
  Mentions In;
  In.visit(E);
  Mark M;
  // A stop signal that is asked.
  for (const Expr *C : In.Calls) {
    std::optional<CallView> Call = CallView::of(C);
    const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
    if (Entry && Entry->Role == model::CallRole::StopRequested)
      return {Mark::Stop,
              resolve(model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call)), F), 0};
    // A getter of a flag.
    if (!Entry && Call->Callee && Call->Callee->getReturnType()->isBooleanType()) {
      const Object *O = resolve(C, F);
      if (O && O->field() && isFlag(O->field()->getType()))
        return {Mark::Stop, O, 0};
    }
  }
  bool OnlyValues = !In.Refs.empty();
  for (const Expr *R : In.Refs) {
    const ValueDecl *D = declOf(R);
    for (const Loop *L : Loops)
      if (L->Changes.contains(D))
        return {Mark::ByCount, nullptr, 0};
    auto IsValue = [&](const ValueDecl *Of) {
      const auto *Known = llvm::find_if(Values, [&](const auto &V) { return V.first == Of; });
      if (Known == Values.end())
        return false;
      M.Channel = Known->second;
      return true;
    };
    const auto *Part = llvm::dyn_cast<BindingDecl>(D);
    const auto *Member = llvm::dyn_cast<MemberExpr>(R);
    bool OfValue =
        IsValue(D) || (Part && IsValue(llvm::cast<ValueDecl>(Part->getDecomposedDecl())));
    if (OfValue ||
        (Member && llvm::isa<DeclRefExpr, CallExpr>(Member->getBase()->IgnoreImplicit()) &&
         In.Refs.size() > 1))
      continue; // v, v.end
    OnlyValues = false;
    const auto *V = llvm::dyn_cast<VarDecl>(D);
    bool IsOuter = !V || V->hasGlobalStorage() || V->getDeclContext() != F.Function;
    // What the surrounding function got and keeps is no signal.
    if (isFlag(D->getType()) && (IsOuter || llvm::isa<ParmVarDecl>(D)) &&
        !(IsOuter && V && !V->getType().isVolatileQualified() && model::keepsItsValue(V)))
      return {Mark::Stop, resolve(R, F), 0};
  }
  if (!OnlyValues)
    return M;
  // A value that is handed to other code is judged there: an error, perhaps.
  for (const Expr *C : In.Calls) {
    std::optional<CallView> Call = CallView::of(C);
    if (!Call->Callee || (!Call->Args.empty() && !llvm::isa<CXXOperatorCallExpr>(C)))
      return M;
  }
  M.Kind = Mark::Value;
  return M;
}

void ChannelWalk::apply(const Mark &M, State &S) {
  switch (M.Kind) {
  case Mark::Plain:
    return;
  case Mark::ByCount:
    S.ByCount = true;
    return;
  case Mark::Value:
    S.at(M.Channel).WasTold = true;
    return;
  case Mark::Stop:
    if (!llvm::is_contained(S.Needs, M.Signal))
      S.Needs.push_back(M.Signal);
    return;
  }
}

/// Takes down that \p V holds what \p Init, an operation, gives.
void ChannelWalk::noteValue(const VarDecl *V, const Expr *Init, State &S) {
  if (!Init)
    return;
  if (const Known *K = factOf(Init, S)) {
    Known Copy = *K;
    Copy.Of = V;
    S.learn(Copy);
  }
  Mentions In;
  In.visit(Init);
  auto Add = [&](unsigned Channel) {
    if (!llvm::is_contained(Values, std::pair<const ValueDecl *, unsigned>(V, Channel)))
      Values.push_back({V, Channel});
  };
  for (const Expr *R : In.Refs)
    for (unsigned I = 0; I != Values.size(); ++I)
      if (Values[I].first == declOf(R))
        Add(Values[I].second);
  for (const Expr *C : In.Calls)
    for (unsigned I = 0; I != S.Channels.size(); ++I)
      if (S.Channels[I].Receive && S.Channels[I].Receive->Call == C)
        Add(I);
}

ChannelWalk::Split ChannelWalk::test(const Expr *E, const Frame &F, States In) {
  Split Out;
  if (!E || !step(In)) {
    Out.True = In;
    Out.False = std::move(In);
    return Out;
  }
  const Expr *Plain = E->IgnoreImplicit()->IgnoreParenImpCasts();
  if (const auto *Not = llvm::dyn_cast<UnaryOperator>(Plain); Not && Not->getOpcode() == UO_LNot) {
    Out = test(Not->getSubExpr(), F, std::move(In));
    std::swap(Out.True, Out.False);
    return Out;
  }
  if (const auto *Both = llvm::dyn_cast<BinaryOperator>(Plain); Both && Both->isLogicalOp()) {
    bool IsAnd = Both->getOpcode() == BO_LAnd;
    Split First = test(Both->getLHS(), F, std::move(In));
    Split Second = test(Both->getRHS(), F, std::move(IsAnd ? First.True : First.False));
    Out = std::move(Second);
    States &Joined = IsAnd ? Out.False : Out.True;
    States &Decided = IsAnd ? First.False : First.True;
    std::move(Decided.begin(), Decided.end(), std::back_inserter(Joined));
    if (First.Means.Kind > Out.Means.Kind)
      Out.Means = First.Means;
    return Out;
  }
  bool Constant;
  if (!Plain->isValueDependent() && Plain->EvaluateAsBooleanCondition(Constant, U.context())) {
    (Constant ? Out.True : Out.False) = std::move(In);
    return Out;
  }
  if (std::optional<bool> IsThere = asksForCarried(Plain, F)) {
    (*IsThere ? Out.True : Out.False) = std::move(In);
    return Out;
  }
  In = eval(Plain, F, std::move(In));
  // The same test on the same path has the same answer.
  unsigned Key = 0;
  Mentions Of;
  Of.visit(Plain);
  bool OnlyAsks = !Of.Calls.empty() && llvm::all_of(Of.Calls, [](const Expr *C) {
    const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(C);
    return Call && Call->getMethodDecl() && Call->getMethodDecl()->isConst() &&
           !Call->getNumArgs() &&
           llvm::isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts());
  });
  if ((OnlyAsks || !Of.Refs.empty()) && llvm::none_of(Of.Refs, [&](const Expr *R) {
        return U.facts().isAssignedIn(F.Function, declOf(R));
      })) {
    llvm::FoldingSetNodeID ID;
    Plain->Profile(ID, U.context(), /*Canonical=*/true);
    Key = ID.ComputeHash() | 1;
  }
  bool Undecided = false;
  for (State &S : In) {
    if (S.How != Exit::None) {
      Out.False.push_back(std::move(S));
      continue;
    }
    std::optional<bool> Answer = decide(Plain, S);
    for (const auto &[Hash, Was] : S.Conditions)
      if (!Answer && Key && Hash == Key)
        Answer = Was;
    if (Answer) {
      (*Answer ? Out.True : Out.False).push_back(std::move(S));
      continue;
    }
    Undecided = true;
    State Other = S;
    if (Key) {
      S.Conditions.push_back({Key, true});
      Other.Conditions.push_back({Key, false});
    }
    Out.True.push_back(std::move(S));
    Out.False.push_back(std::move(Other));
  }
  if (Undecided)
    Out.Means = meaningOf(Plain, F);
  return Out;
}

} // namespace leash::flow
