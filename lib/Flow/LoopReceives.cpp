//===- LoopReceives.cpp - the receives of a loop --------------------------===//
#include "Flow/LoopReceives.h"
#include "Flow/Channels.h"
#include "Flow/Classes.h"
#include "Flow/HandMade.h"
#include "Flow/SharedState.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"
#include "Support/SourceText.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

using model::CallRole;
using model::ClosedBy;
using Told = LoopReceive::Told;

static bool isPartOf(const Stmt *Whole, const Stmt *Part) {
  if (!Whole)
    return false;
  if (Whole == Part)
    return true;
  return llvm::any_of(Whole->children(), [&](const Stmt *S) { return isPartOf(S, Part); });
}

/// The 'co_await' of \p L that waits for nothing but \p Call; null if there is
/// none, or if it is one of several operations.
static const Expr *awaitOf(const Loop &L, const Expr *Call) {
  for (const Stmt *S : L.Inside) {
    const auto *Await = llvm::dyn_cast<CoawaitExpr>(S);
    if (!Await)
      continue;
    const Expr *E = Await->getOperand();
    for (unsigned Steps = 0; E && E != Call && Steps != 12; ++Steps) {
      const Expr *Inner = E->IgnoreParenCasts()->IgnoreImplicit();
      if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(Inner))
        Inner = Construct->getNumArgs() == 1 ? Construct->getArg(0) : nullptr;
      E = Inner == E ? nullptr : Inner;
    }
    if (E == Call)
      return Await;
  }
  return nullptr;
}

/// Whether \p T is a pair or tuple: an error code comes beside the value.
static bool isTuple(QualType T) {
  const auto *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Record && Record->isInStdNamespace() && Record->getIdentifier() &&
         Record->getName() == "tuple";
}

/// Whether a value of type \p T can say 'closed'.
static bool canTell(QualType T) {
  T = T.getNonReferenceType();
  const auto *Record = T->getAsCXXRecordDecl();
  return T->isBooleanType() || T->isEnumeralType() ||
         (Record && Record->isInStdNamespace() && Record->getIdentifier() &&
          Record->getName() == "optional");
}

/// Whether a local variable stands among the arguments of \p Call and below: an
/// error code that comes by reference.
static bool givesOutError(const Stmt *S) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return false;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S))
    if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
        V && V->isLocalVarDecl() && !V->getType().isConstQualified() &&
        !V->getType().getNonReferenceType()->isScalarType() && V->getType()->getAsCXXRecordDecl())
      return true;
  return llvm::any_of(S->children(), givesOutError);
}

static std::optional<LoopReceive> receiveAt(Unit &U, const Loop &L, const LoopCall &C) {
  std::optional<CallView> View = CallView::of(C.E);
  if (!View || !View->Callee)
    return std::nullopt;
  LoopReceive R;
  R.Call = C.E;
  R.In = &C;
  if (std::optional<ChannelOp> Op = C.Entry ? channelOp(U, *View) : std::nullopt) {
    if (Op->What != ChannelOp::Kind::Receive || Op->HowLong != model::Bound::Unbounded)
      return std::nullopt;
    R.On = U.objects().of(Op->On, L.In);
    R.OnText = operandText(Op->On, U.context());
    R.Class = channelClass(U, Op->On->getType());
    R.Deferred = Op->Deferred;
    if (Op->Throws) {
      R.Closed = C.ThrowsOut ? Told::Throw : Told::Nowhere;
    } else if (Op->Deferred) {
      const Expr *Await = awaitOf(L, C.E);
      if (!Await)
        return std::nullopt;
      bool ByError = isTuple(Await->getType()) ||
                     llvm::any_of(View->Args, [](const Expr *A) { return givesOutError(A); });
      R.Closed = ByError ? Told::Result : C.ThrowsOut ? Told::Throw : Told::Nowhere;
    } else if (Op->Tells) {
      R.Closed = Told::Result;
      if (C.Entry->Closed && C.Entry->Closed->By == ClosedBy::Status)
        R.Enumerator = C.Entry->Closed->Value;
    }
    return R;
  }
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(View->Callee);
  if (!Method || !View->Object)
    return std::nullopt;
  const HandMadeChannel *Own = U.handMade().of(Method->getParent());
  const ChannelMethod *What = Own ? Own->method(Method) : nullptr;
  if (!What || What->Role != CallRole::Receive || What->HowLong != model::Bound::Unbounded)
    return std::nullopt;
  R.On = U.objects().of(View->Object, L.In);
  R.OnText = operandText(View->Object, U.context());
  R.Class = Own->Class;
  if (What->EndsByClose && canTell(Method->getReturnType()))
    R.Closed = Told::Result;
  return R;
}

llvm::SmallVector<LoopReceive, 1> receivesOf(Unit &U, const Loop &L) {
  llvm::SmallVector<LoopReceive, 1> Found;
  if (const auto *For = llvm::dyn_cast<CXXForRangeStmt>(L.Statement)) {
    const Expr *Range = For->getRangeInit();
    const CXXRecordDecl *Class = Range ? channelClass(U, Range->getType()) : nullptr;
    if (Class && !Range->getType()->isPointerType()) {
      LoopReceive R;
      R.Call = Range;
      R.On = U.objects().of(Range, L.In);
      R.OnText = operandText(Range, U.context());
      R.Class = Class;
      R.Closed = Told::End;
      Found.push_back(R);
      return Found;
    }
  }
  for (const LoopCall &C : L.Calls)
    // What 'co_await' waits for stands in it more than once.
    if (llvm::none_of(Found, [&](const LoopReceive &R) { return R.Call == C.E; }))
      if (std::optional<LoopReceive> R = receiveAt(U, L, C))
        Found.push_back(*R);
  return Found;
}

llvm::SmallVector<SelectedReceive, 2> selectedReceives(Unit &U, const Loop &L) {
  llvm::SmallVector<const Expr *, 2> Selects;
  for (const LoopCall &C : L.Calls)
    if (C.Entry && C.Entry->Role == CallRole::Select &&
        C.Entry->Blocks == model::Blocked::Coroutine)
      Selects.push_back(C.E);
  llvm::SmallVector<SelectedReceive, 2> Found;
  for (const LoopCall &C : L.Calls) {
    std::optional<CallView> View = CallView::of(C.E);
    std::optional<ChannelOp> Op = View ? channelOp(U, *View) : std::nullopt;
    if (!Op || Op->What != ChannelOp::Kind::Receive || !Op->Deferred ||
        llvm::any_of(Found, [&](const SelectedReceive &A) { return A.Call == C.E; }))
      continue;
    for (const Expr *Select : Selects)
      if (contains(Select, C.E)) {
        const Object *On = U.objects().of(Op->On, L.In);
        Found.push_back({C.E, Select, On, operandText(Op->On, U.context()),
                         On ? stateOf(On->base()) : nullptr});
        break;
      }
  }
  return Found;
}

/// Whether \p Smart is a smart pointer, of std or not, to what \p Plain points to.
static bool holds(QualType Smart, QualType Plain) {
  const auto *Class = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Smart.getNonReferenceType()->getAsCXXRecordDecl());
  return Plain->isPointerType() && Class && Class->getTemplateArgs().size() &&
         Class->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         Class->getTemplateArgs()[0].getAsType().getCanonicalType() ==
             Plain->getPointeeType().getCanonicalType();
}

/// Whether \p T looks at what \p R gives, and not at the value received.
static bool looksAtStatus(const Tested &T, const LoopReceive &R) {
  if (T.What == Tested::Kind::Constant)
    return true;
  QualType Given = R.Call->getType().getNonReferenceType().getUnqualifiedType();
  if (T.Call == R.Call && T.What == Tested::Kind::Call)
    return true;
  if (T.Call == R.Call && T.Read &&
      T.Read->getType().getNonReferenceType().getUnqualifiedType().getCanonicalType() ==
          Given.getCanonicalType())
    return true;
  // A smart pointer that takes the plain one.
  if (T.Call == R.Call && T.Read && holds(T.Read->getType(), Given))
    return true;
  if (!R.Deferred || !T.Read)
    return false;
  // auto [error, value] = co_await ...; or an error that comes by reference.
  if (const auto *Binding = llvm::dyn_cast<BindingDecl>(T.Read)) {
    const auto *Whole = llvm::dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
    return Whole && isPartOf(Whole->getInit(), R.Call) &&
           T.Read->getType().getNonReferenceType()->isRecordType();
  }
  const auto *View = llvm::dyn_cast<CallExpr>(R.Call);
  std::function<bool(const Stmt *)> Mentions = [&](const Stmt *S) {
    if (!S)
      return false;
    const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S);
    return (Ref && Ref->getDecl() == T.Read) || llvm::any_of(S->children(), Mentions);
  };
  return View && llvm::any_of(View->arguments(), Mentions);
}

bool isTakenWhenClosed(const LoopExit &Exit, const LoopReceive &R) {
  if (R.Closed == Told::End)
    return Exit.How == LoopExit::Kind::Condition;
  return R.Closed == Told::Result && !Exit.Decides.empty() &&
         llvm::all_of(Exit.Decides, [&](const Decision &D) {
           return !D.Looks.empty() &&
                  llvm::all_of(D.Looks, [&](const Tested &T) { return looksAtStatus(T, R); });
         });
}

/// What \p E names, as a variable or field; null if that is not known.
static const ValueDecl *namedBy(Unit &U, const Expr *E, const FunctionDecl *F) {
  const Object *O = U.objects().of(E, F);
  return O ? stateOf(O->base()) : nullptr;
}

/// Whether somebody gives \p Channel to the parameter \p P, in a call or in
/// the start of a task.
static bool mayGet(Unit &U, const ParmVarDecl *P, const ValueDecl *Channel, unsigned Depth = 0) {
  const auto *F = llvm::dyn_cast<FunctionDecl>(P->getDeclContext());
  const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(F);
  unsigned Index = P->getFunctionScopeIndex();
  if (!F || Depth > 3 || (Method && Method->getParent()->isLambda()))
    return true;
  auto Is = [&](const Expr *Arg, const FunctionDecl *In) {
    const ValueDecl *D = namedBy(U, Arg, In);
    const auto *Outer = llvm::dyn_cast_or_null<ParmVarDecl>(D);
    return Outer && Outer != P ? mayGet(U, Outer, Channel, Depth + 1) : !D || D == Channel;
  };
  for (const FunctionDecl *G : U.functions())
    for (const Expr *E : U.facts().of(G).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      if (!Call->Callee)
        continue;
      if (Call->Callee->getDefinition() == F) {
        if (Index < Call->Args.size() && Is(Call->Args[Index], G))
          return true;
        continue;
      }
      llvm::SmallVector<const Expr *, 4> Run = U.classes().startedBy(E, *Call);
      if (!Run.empty())
        if (std::optional<Target> T = targetOf(U, Run.front(), llvm::ArrayRef(Run).drop_front(), G);
            T && T->Function == F)
          for (const Expr *Arg : llvm::drop_begin(Run))
            if (Is(Arg, G))
              return true;
    }
  return false;
}

Closing closingOf(Unit &U, const ValueDecl *Channel,
                  llvm::function_ref<bool(const Closing &)> IsLeftOut) {
  Closing Perhaps;
  for (const FunctionDecl *F : U.functions())
    for (const Expr *E : U.facts().of(F).Calls) {
      std::optional<CallView> View = CallView::of(E);
      if (!View || !View->Callee)
        continue;
      const Expr *On = nullptr;
      if (std::optional<ChannelOp> Op = channelOp(U, *View)) {
        if (Op->What == ChannelOp::Kind::Close || Op->What == ChannelOp::Kind::Cancel)
          On = Op->On;
      } else if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(View->Callee);
                 Method && View->Object) {
        const HandMadeChannel *Own = U.handMade().of(Method->getParent());
        const ChannelMethod *What = Own ? Own->method(Method) : nullptr;
        if (What && What->Role == CallRole::Close)
          On = View->Object;
      }
      if (!On || (IsLeftOut && IsLeftOut({E, F, true})))
        continue;
      const ValueDecl *D = namedBy(U, On, F);
      if (D == Channel || stateOf(On) == Channel)
        return {E, F, true};
      const auto *P = llvm::dyn_cast_or_null<ParmVarDecl>(D);
      if (!D || (P && mayGet(U, P, Channel)))
        Perhaps = {E, F, false};
    }
  return Perhaps;
}

bool isClosable(Unit &U, const CXXRecordDecl *Class) {
  if (const HandMadeChannel *Own = U.handMade().of(Class))
    return Own->has(CallRole::Close);
  return Class && U.models().type(Class);
}

} // namespace leash::flow
