//===- TimerWrappers.cpp - functions that make or give back timers --------===//
#include "Flow/TimerWrappers.h"
#include "Flow/TimerCalls.h"
#include "Flow/TimerPaths.h"
#include "Flow/Timers.h"
#include "Flow/Unit.h"
#include "Support/Mentions.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

/// How many functions a timer is followed through.
constexpr unsigned MaxDepth = 2;

/// The call that \p E is, if it makes a timer and gives its id.
static const Expr *idMadeBy(Unit &U, const Expr *E, unsigned Depth) {
  E = E ? E->IgnoreParenCasts() : nullptr;
  std::optional<CallView> Call = E ? CallView::of(E) : std::nullopt;
  if (!Call || !Call->Callee)
    return nullptr;
  if (std::optional<TimerCall> Timer = timerCall(U, *Call))
    return Timer->What == TimerCall::Kind::Create && Timer->GivesId ? E : nullptr;
  std::optional<TimerMaker> Maker = makerOf(U, U.bodyOf(Call->Callee), Depth + 1);
  return Maker && Maker->GivesId ? E : nullptr;
}

namespace {

/// All that one function does to a parameter.
class Deeds {
public:
  Deeds(Unit &U, const ValueDecl *Param, unsigned Depth) : U(U), Param(Param), Depth(Depth) {}

  bool Makes = false, GivesBack = false;
  llvm::DenseSet<const Stmt *> MadeBy;

  /// Whether the timer may go elsewhere: all of the parameter, or the timer in it.
  bool isUnknown() const {
    return Unknown || (!Copied.empty() && Timers.empty()) ||
           llvm::any_of(Copied, [&](const ValueDecl *Part) { return Timers.contains(Part); });
  }

  void look(const Stmt *S) {
    if (!S || Unknown)
      return;
    if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S); Ref && Ref->getDecl() == Param)
      add(mention(Ref));
    if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S))
      for (const LambdaCapture &Capture : Lambda->captures())
        Unknown |= Capture.capturesVariable() && Capture.getCapturedVar() == Param;
    Above.push_back(S);
    for (const Stmt *Child : S->children())
      look(Child);
    Above.pop_back();
  }

private:
  /// The part of the parameter that \p S is in the end; null: not known.
  static const ValueDecl *partOf(const Stmt *S) {
    const auto *E = llvm::dyn_cast<Expr>(S);
    const auto *Member = E ? llvm::dyn_cast<MemberExpr>(E->IgnoreParenCasts()) : nullptr;
    return Member ? Member->getMemberDecl() : nullptr;
  }

  /// The value of \p S goes elsewhere.
  TimerDeed copied(const Stmt *S) {
    const ValueDecl *Part = partOf(S);
    if (!Part || Part->getType()->isPointerType() || Part->getType()->isRecordType())
      return TimerDeed::Unknown;
    Copied.insert(Part);
    return TimerDeed::Uses;
  }

  TimerDeed timer(const Stmt *S, TimerDeed Deed) {
    const auto *E = llvm::cast<Expr>(S)->IgnoreParenCasts();
    if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E))
      E = Unary->getSubExpr();
    if (const ValueDecl *Part = partOf(E))
      Timers.insert(Part);
    return Deed;
  }

  void add(TimerDeed Deed) {
    Makes |= Deed == TimerDeed::Makes;
    GivesBack |= Deed == TimerDeed::GivesBack;
    Unknown |= Deed == TimerDeed::Unknown;
  }

  TimerDeed mention(const DeclRefExpr *Ref) {
    const Stmt *Below = Ref;
    bool IsPart = !Param->getType()->isPointerType(); // else the pointer itself
    for (const Stmt *S : llvm::reverse(Above)) {
      const auto *E = llvm::dyn_cast<Expr>(S);
      if (!E) {
        bool IsOwn = llvm::isa<ReturnStmt>(S) && !llvm::isa<ParmVarDecl>(Param);
        return IsOwn || llvm::isa<IfStmt, WhileStmt, DoStmt, ForStmt, SwitchStmt, CompoundStmt>(S)
                   ? TimerDeed::Uses
                   : copied(Below);
      }
      if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(E))
        return operation(Binary, Below, IsPart);
      if (llvm::isa<UnaryExprOrTypeTraitExpr>(E))
        return TimerDeed::Uses;
      if (std::optional<CallView> Call = CallView::of(E))
        return passed(*Call, E, Below);
      if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E)) {
        if (Unary->getOpcode() == UO_LNot)
          return TimerDeed::Uses;
        if (Unary->getOpcode() != UO_AddrOf && Unary->getOpcode() != UO_Deref)
          return IsPart ? TimerDeed::Uses : TimerDeed::Unknown;
        IsPart |= Unary->getOpcode() == UO_Deref;
      } else if (llvm::isa<MemberExpr>(E)) {
        IsPart = true;
      } else if (!llvm::isa<CastExpr, ParenExpr>(E)) {
        return TimerDeed::Unknown;
      }
      Below = S;
    }
    return TimerDeed::Unknown;
  }

  TimerDeed operation(const BinaryOperator *Binary, const Stmt *Below, bool IsPart) {
    if (!Binary->isAssignmentOp())
      return IsPart || Binary->isComparisonOp() || Binary->isLogicalOp() ? TimerDeed::Uses
                                                                         : TimerDeed::Unknown;
    if (Binary->getLHS() == Below) {
      if (const Expr *Made = idMadeBy(U, Binary->getRHS(), Depth)) {
        MadeBy.insert(Made);
        return timer(Below, IsPart ? TimerDeed::Makes : TimerDeed::Unknown);
      }
      return IsPart ? TimerDeed::Uses : TimerDeed::Unknown;
    }
    // User data for a handler: a part of a local.
    const Expr *To = Binary->getLHS()->IgnoreParenCasts();
    while (const auto *Member = llvm::dyn_cast<MemberExpr>(To)) {
      if (Member->isArrow())
        return TimerDeed::Unknown;
      To = Member->getBase()->IgnoreParenCasts();
    }
    const auto *Local = llvm::dyn_cast<DeclRefExpr>(To);
    const auto *V = Local ? llvm::dyn_cast<VarDecl>(Local->getDecl()) : nullptr;
    bool IsData = V && V->isLocalVarDecl() && V->hasLocalStorage() &&
                  !V->getType()->isReferenceType() && To != Binary->getLHS()->IgnoreParenCasts();
    return IsData && !IsPart ? TimerDeed::Uses : copied(Below);
  }

  TimerDeed passed(const CallView &Call, const Expr *E, const Stmt *Below) {
    if (!Call.Callee || !llvm::isa<CallExpr>(E))
      return TimerDeed::Unknown;
    if (std::optional<TimerCall> Timer = timerCall(U, Call)) {
      if (Timer->What == TimerCall::Kind::Destroy)
        return timer(Below, TimerDeed::GivesBack);
      if (Timer->What != TimerCall::Kind::Create)
        return timer(Below, TimerDeed::Uses);
      if (!Timer->Operand || !(Timer->Operand == Below || contains(Timer->Operand, Below)))
        return TimerDeed::Uses;
      MadeBy.insert(E);
      return timer(Below, TimerDeed::Makes);
    }
    if (U.models().isModelled(Call.Callee))
      return TimerDeed::Uses;
    // memset, printf; what a builtin without a result does is not known: free.
    if (Call.Callee->getBuiltinID())
      return Call.Callee->getReturnType()->isVoidType() ? TimerDeed::Unknown : TimerDeed::Uses;
    if (!U.bodyOf(Call.Callee) && isTakingBack(Call.Callee))
      return timer(Below, TimerDeed::GivesBack);
    for (unsigned I = 0; I < Call.Args.size(); ++I)
      if (Call.Args[I] == Below || contains(Call.Args[I], Below)) {
        TimerDeed Deed = deedOf(U, Call.Callee, I, Depth + 1);
        if (Deed == TimerDeed::Makes)
          MadeBy.insert(E);
        return Deed;
      }
    return TimerDeed::Unknown;
  }

  Unit &U;
  const ValueDecl *Param;
  unsigned Depth;
  bool Unknown = false;
  llvm::SmallPtrSet<const ValueDecl *, 4> Copied, Timers; ///< parts of what Param points to
  llvm::SmallVector<const Stmt *, 16> Above;
};

/// The values that a function returns.
void returnsOf(const Stmt *S, llvm::SmallVectorImpl<const Expr *> &Out) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return;
  if (const auto *Return = llvm::dyn_cast<ReturnStmt>(S); Return && Return->getRetValue())
    Out.push_back(Return->getRetValue()->IgnoreParenCasts());
  for (const Stmt *Child : S->children())
    returnsOf(Child, Out);
}

/// What makes the id that \p F returns; null if it may return something else.
const Expr *returnedId(Unit &U, const FunctionDecl *F, llvm::ArrayRef<const Expr *> Returns,
                       unsigned Depth) {
  const Expr *Made = nullptr;
  for (const Expr *Value : Returns) {
    if (U.models().constant(Value) ||
        Value->isNullPointerConstant(U.context(), Expr::NPC_ValueDependentIsNotNull))
      continue;
    const Expr *Found = idMadeBy(U, Value, Depth);
    if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(Value); Ref && !Found) {
      const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
      if (!V || !V->isLocalVarDecl() || !V->hasLocalStorage() || V->getType()->isReferenceType() ||
          U.facts().of(F).Assigned.contains(V))
        return nullptr;
      Found = idMadeBy(U, V->getInit(), Depth);
      Deeds Does(U, V, Depth);
      Does.look(F->getBody());
      if (Does.isUnknown())
        return nullptr;
    }
    if (!Found)
      return nullptr;
    Made = Found;
  }
  return Made;
}

} // namespace

static const FunctionDecl *readable(Unit &U, const FunctionDecl *F, unsigned Depth) {
  const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(F);
  const FunctionDecl *Body = F && Depth <= MaxDepth ? U.bodyOf(F) : nullptr;
  return !Body || (Method && !Method->isStatic()) || Body->isMain() || U.facts().of(Body).HasTry
             ? nullptr
             : Body;
}

TimerDeed deedOf(Unit &U, const FunctionDecl *F, unsigned Index, unsigned Depth) {
  const FunctionDecl *Body = readable(U, F, Depth);
  if (!Body || Index >= Body->getNumParams())
    return TimerDeed::Unknown;
  Deeds Found(U, Body->getParamDecl(Index), Depth);
  Found.look(Body->getBody());
  if (Found.isUnknown())
    return TimerDeed::Unknown;
  return Found.Makes ? TimerDeed::Makes : Found.GivesBack ? TimerDeed::GivesBack : TimerDeed::Uses;
}

/// Whether \p F, or what it calls, makes a timer at all.
static bool mentionsTimers(Unit &U, const FunctionDecl *F, unsigned Depth) {
  auto Known = U.timers().makers().find({F, Depth});
  if (Known != U.timers().makers().end())
    return Known->second;
  return U.timers().makers()[{F, Depth}] = llvm::any_of(U.facts().of(F).Calls, [&](const Expr *E) {
           std::optional<CallView> Call = CallView::of(E);
           if (!Call->Callee || !llvm::isa<CallExpr>(E))
             return false;
           if (U.models().isModelled(Call->Callee)) {
             std::optional<TimerCall> Timer = timerCall(U, *Call);
             return Timer && Timer->What == TimerCall::Kind::Create;
           }
           const FunctionDecl *Body = readable(U, Call->Callee, Depth + 1);
           return Body && Body != F && mentionsTimers(U, Body, Depth + 1);
         });
}

std::optional<TimerMaker> makerOf(Unit &U, const FunctionDecl *F, unsigned Depth) {
  const FunctionDecl *Body = readable(U, F, Depth);
  if (!Body || !mentionsTimers(U, Body, Depth))
    return std::nullopt;
  TimerMaker Found;
  llvm::SmallVector<const Expr *, 4> Returns;
  returnsOf(Body->getBody(), Returns);
  QualType Type = Body->getReturnType();
  if (const Expr *Made = returnedId(U, Body, Returns, Depth)) {
    Found.GivesId = Found.ZeroFails = true;
    Found.Made = Made;
    return Found;
  }
  for (unsigned I = 0; I < Body->getNumParams(); ++I) {
    const ParmVarDecl *P = Body->getParamDecl(I);
    if (!P->getType()->isPointerType() && !P->getType()->isReferenceType())
      continue;
    Deeds Does(U, P, Depth);
    Does.look(Body->getBody());
    if (Does.isUnknown() || !Does.Makes || Does.MadeBy.size() != 1)
      continue;
    if (Found.Made)
      return std::nullopt;
    Found.Param = I;
    Found.Made = llvm::cast<Expr>(*Does.MadeBy.begin());
    if (Type->isVoidType()) {
      if (Does.GivesBack || !alwaysComesTo(U, Body, Does.MadeBy))
        return std::nullopt;
    } else if (Type->isBooleanType() || Type->isPointerType()) {
      Found.ZeroFails = true;
    } else if (!Type->isIntegerType() || llvm::none_of(Returns, [&](const Expr *Value) {
                 std::optional<int64_t> Constant = U.models().constant(Value);
                 return Value == Found.Made || (Constant && *Constant < 0);
               })) {
      return std::nullopt; // what says that it failed?
    }
  }
  if (!Found.Made)
    return std::nullopt;
  return Found;
}

std::optional<TimerCall> armedBy(Unit &U, const CallView &Call) {
  const ParmVarDecl *Timer = nullptr;
  for (const ParmVarDecl *P : Call.Callee->parameters()) {
    QualType T = P->getType();
    if ((T->isLValueReferenceType() || T->isPointerType()) &&
        isTimerClass(U, T->getPointeeType()->getAsCXXRecordDecl()))
      Timer = P;
  }
  const FunctionDecl *Body = Timer && Call.Args.size() > 1 ? U.bodyOf(Call.Callee) : nullptr;
  if (!Body || Body->getNumParams() != Call.Callee->getNumParams())
    return std::nullopt;
  unsigned Index = Timer->getFunctionScopeIndex();
  if (Index >= Call.Args.size())
    return std::nullopt;
  for (const Expr *E : U.facts().of(Body).Calls) {
    std::optional<CallView> Inner = CallView::of(E);
    std::optional<TimerCall> Armed =
        Inner && Inner->Callee ? knownTimerCall(U, *Inner) : std::nullopt;
    if (!Armed || Armed->What != TimerCall::Kind::Start || !Armed->Operand || !Armed->Callable ||
        !mentions(Armed->Operand, Body->getParamDecl(Index)) || !alwaysComesTo(U, Body, {E}))
      continue;
    for (unsigned I = 0; I < std::min<unsigned>(Call.Args.size(), Body->getNumParams()); ++I)
      if (I != Index && mentions(Armed->Callable, Body->getParamDecl(I)) &&
          isCallable(Call.Args[I])) {
        Armed->Operand = Call.Args[Index];
        Armed->Callable = Call.Args[I];
        Armed->Aborts = false; // it may keep the error to itself
        return Armed;
      }
  }
  return std::nullopt;
}

} // namespace leash::flow
