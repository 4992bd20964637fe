//===- EventReader.cpp - what happens to locks, step by step ----------------===//
#include "Flow/EventReader.h"
#include "Flow/SharedLocks.h"
#include "Flow/Target.h"
#include "Flow/Unit.h"
#include "Support/SourceText.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

using model::TypeRole;

EventReader::EventReader(Unit &U, const FunctionDecl *Function) : U(U), Function(Function) {}

const Object *EventReader::of(const Expr *E) { return sharedLock(U, U.objects().of(E, Function)); }

bool EventReader::isGuard(const Expr *E) {
  if (E->getType().isNull())
    return false;
  QualType T = E->getType().getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const model::TypeEntry *Type = U.models().type(T);
  return Type && Type->Role == TypeRole::Guard;
}

Acquisition *EventReader::acquisition(const Object *Lock, std::string Text, const Site &S,
                                      model::LockMode Mode) {
  Acquisition *A = U.newAcquisition();
  A->Lock = Lock;
  A->Text = Text.empty() ? Lock->name() : std::move(Text);
  A->Where = S.Location;
  A->Site = S.Where;
  A->In = Function;
  A->Mode = Mode;
  QualType T = Lock->type();
  if (const model::TypeEntry *Type = T.isNull() ? nullptr : U.models().type(T)) {
    A->KnownType = true;
    A->Recursive = Type->Recursive;
    A->Blocks = Type->Blocks;
  }
  return A;
}

std::optional<Event> EventReader::onLock(Event::Kind What, const Expr *Operand, const Site &S) {
  const Object *Lock = of(Operand);
  if (!Lock)
    return std::nullopt;
  Event E;
  E.What = What;
  E.Site = S.Where;
  E.Holder = isGuard(Operand) ? Lock : nullptr;
  E.Lock = E.Holder ? U.objects().guarded(Lock) : Lock;
  return E;
}

void EventReader::take(const Expr *Operand, const Site &S, model::LockMode Mode, bool Attempt,
                       model::Success Succeeds, std::vector<Event> &Out) {
  std::optional<Event> E = onLock(Event::Kind::Take, Operand, S);
  if (!E)
    return;
  E->How = acquisition(E->Lock, operandText(Operand, U.context()), S, Mode);
  E->Attempt = Attempt;
  E->Succeeds = Succeeds;
  // A call that returns a guard: g_mutex_locker_new().
  if (const auto *Call = llvm::dyn_cast_or_null<CallExpr>(S.Call.Whole);
      Call && !E->Holder && isGuard(Call)) {
    E->Holder = U.objects().temporary(Call);
    bind(E->Holder, E->Lock, E->How, S, Out);
  }
  Out.push_back(std::move(*E));
}

void EventReader::bind(const Object *Guard, const Object *Lock, const Acquisition *Named,
                       const Site &S, std::vector<Event> &Out) {
  Event E;
  E.What = Event::Kind::Bind;
  E.Site = S.Where;
  E.Holder = Guard;
  E.Locks.push_back(Lock);
  E.Named.push_back(Named);
  Out.push_back(std::move(E));
}

void EventReader::give(const Expr *Operand, const Site &S, std::vector<Event> &Out) {
  if (std::optional<Event> E = onLock(Event::Kind::Give, Operand, S))
    Out.push_back(std::move(*E));
}

Effect *EventReader::newEffect(Effect::Kind What, const Site &S, const Expr *On) {
  Effect *E = U.newEffect();
  E->What = What;
  E->Where = S.Location;
  E->Site = S.Where;
  E->In = Function;
  E->Callee = S.Call.Callee;
  if (On) {
    E->On = of(On);
    E->OnText = operandText(On, U.context());
  }
  return E;
}

void EventReader::happens(const Effect *Effect, const Site &S, std::vector<Event> &Out) {
  Event E;
  E.What = Event::Kind::Happens;
  E.Site = S.Where;
  E.Effect = Effect;
  Out.push_back(std::move(E));
}

void EventReader::readDefaultArguments(const CallView &Call, std::vector<Event> &Out) {
  for (const Expr *Arg : Call.Args)
    if (const auto *Default = llvm::dyn_cast<CXXDefaultArgExpr>(Arg))
      if (const Expr *Value = Default->getExpr()->IgnoreImplicit(); llvm::isa<CallExpr>(Value))
        readCall(Value, Out, Call.Whole->getExprLoc());
}

void EventReader::readCall(const Expr *Whole, std::vector<Event> &Out, SourceLocation Shown) {
  std::optional<CallView> View = CallView::of(Whole);
  if (!View)
    return;
  Site S{*View, Whole, Shown.isValid() ? Shown : Whole->getExprLoc()};
  const FunctionDecl *Callee = S.Call.Callee;
  if (!Callee) {
    readCallback(S, /*IsForeign=*/false, Out);
    return;
  }
  if (Callee->getBuiltinID() || Callee->isTrivial())
    return;
  readDefaultArguments(S.Call, Out);
  if (const model::CallEntry *Entry = U.models().call(S.Call)) {
    readModelled(S, *Entry, Out);
    return;
  }
  if (readGuard(S, Out) || readLockVerb(S, Out))
    return;
  // lhs = std::move(guard)
  if (S.Call.Object && Callee->getOverloadedOperator() == OO_Equal && isGuard(S.Call.Object) &&
      S.Call.Args.size() == 1) {
    const Object *To = of(S.Call.Object);
    const Object *From = of(S.Call.Args.front());
    if (!From)
      From = U.objects().temporary(S.Call.Args.front()->IgnoreParenCasts()->IgnoreImplicit());
    if (To) {
      Event End, Move;
      End.What = Event::Kind::End;
      Move.What = Event::Kind::Move;
      End.Site = Move.Site = Whole;
      End.Holder = Move.Holder = To;
      Move.Lock = From;
      Out.push_back(std::move(End));
      Out.push_back(std::move(Move));
    }
    return;
  }
  if (Callee->getIdentifier() && Callee->getName() == "swap") {
    const Expr *A = S.Call.Object ? S.Call.Object : S.Call.Args.empty() ? nullptr : S.Call.Args[0];
    const Expr *B = S.Call.Args.empty() ? nullptr : S.Call.Args.back();
    if (A && B && A != B && isGuard(A) && isGuard(B)) {
      Event E;
      E.What = Event::Kind::Swap;
      E.Site = Whole;
      E.Lock = of(A);
      E.Holder = of(B);
      if (E.Lock && E.Holder)
        Out.push_back(std::move(E));
      return;
    }
  }
  readCallee(S, Out);
}

void EventReader::readAwait(const Expr *Await, std::vector<Event> &Out) {
  const auto *Suspend = llvm::cast<CoroutineSuspendExpr>(Await);
  bool IsReady = false;
  if (Suspend->getReadyExpr() &&
      Suspend->getReadyExpr()->EvaluateAsBooleanCondition(IsReady, U.context()) && IsReady)
    return;
  if (const auto *Wait = llvm::dyn_cast<CoawaitExpr>(Suspend); Wait && Wait->isImplicit())
    return;
  Site S{{}, Await, Suspend->getKeywordLoc()};
  happens(newEffect(Effect::Kind::Suspends, S, Suspend->getOperand()), S, Out);
}

void EventReader::readDestruction(const Object *O, const CXXDestructorDecl *Destructor,
                                  SourceLocation Where, std::vector<Event> &Out) {
  Site S;
  S.Location = Where;
  S.Call.Callee = Destructor;
  if (Destructor && !Destructor->isTrivial()) {
    if (const model::CallEntry *Entry = U.models().call(S.Call)) {
      readModelled(S, *Entry, Out);
      // The object has no expression of its own.
      if (!Out.empty() && Out.back().What == Event::Kind::Happens && O) {
        auto *E = const_cast<Effect *>(Out.back().Effect);
        E->On = O;
        E->OnText = O->name();
      }
    } else if (const FunctionDecl *Body = U.bodyOf(Destructor))
      readBody(S, {Body, O, {}}, Out);
  }
  if (!O)
    return;
  Event End;
  End.What = Event::Kind::End;
  End.Holder = O;
  Out.push_back(std::move(End));
}

void EventReader::readStatement(const Stmt *S, std::vector<Event> &Out) {
  // What a temporary holds, the variable or the caller holds from now on.
  auto MoveInto = [&](const Expr *Init, const Object *To) {
    const Expr *E = Init ? Init->IgnoreParenCasts()->IgnoreImplicit()->IgnoreParenCasts() : nullptr;
    while (E && llvm::isa<CXXBindTemporaryExpr, MaterializeTemporaryExpr>(E))
      E = E->IgnoreImplicit()->IgnoreParenCasts();
    if (!E || !To)
      return;
    const Object *From = llvm::isa<CXXConstructExpr, CallExpr>(E) ? U.objects().temporary(E)
                                                                  : (isGuard(E) ? of(E) : nullptr);
    if (!From)
      return;
    Event Move;
    Move.What = Event::Kind::Move;
    Move.Site = S;
    Move.Lock = From;
    Move.Holder = To;
    Out.push_back(std::move(Move));
  };
  if (const auto *Declaration = llvm::dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *V = llvm::dyn_cast<VarDecl>(D); V && V->hasInit())
        if (V->getType()->isRecordType() || isGuard(V->getInit()))
          MoveInto(V->getInit(), U.objects().variable(V));
  } else if (const auto *Return = llvm::dyn_cast<ReturnStmt>(S)) {
    if (const Expr *Value = Return->getRetValue(); Value && Value->getType()->isRecordType())
      MoveInto(Value, U.objects().variable(Function->getCanonicalDecl()));
  } else if (const auto *E = llvm::dyn_cast<Expr>(S)) {
    if (llvm::isa<CallExpr, CXXConstructExpr>(E))
      readCall(E, Out);
    else if (llvm::isa<CoawaitExpr, CoyieldExpr>(E))
      readAwait(E, Out);
  }
}

void EventReader::read(const CFGElement &Element, std::vector<Event> &Out) {
  if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>()) {
    readStatement(S->getStmt(), Out);
  } else if (std::optional<CFGInitializer> I = Element.getAs<CFGInitializer>()) {
    const CXXCtorInitializer *Init = I->getInitializer();
    const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Function);
    const Expr *Value = Init->getInit()->IgnoreParenCasts()->IgnoreImplicit();
    if (Init->isMemberInitializer() && Constructor && llvm::isa<CXXConstructExpr>(Value)) {
      Event Move;
      Move.What = Event::Kind::Move;
      Move.Lock = U.objects().temporary(Value);
      Move.Holder =
          U.objects().field(U.objects().thisOf(Constructor->getParent()), Init->getMember());
      Out.push_back(std::move(Move));
    }
  } else if (std::optional<CFGAutomaticObjDtor> D = Element.getAs<CFGAutomaticObjDtor>()) {
    const VarDecl *V = D->getVarDecl();
    readDestruction(U.objects().variable(V), D->getDestructorDecl(U.context()), V->getLocation(),
                    Out);
  } else if (std::optional<CFGTemporaryDtor> D = Element.getAs<CFGTemporaryDtor>()) {
    const Expr *Made = D->getBindTemporaryExpr()->getSubExpr()->IgnoreImplicit();
    readDestruction(U.objects().temporary(Made), D->getDestructorDecl(U.context()),
                    Made->getExprLoc(), Out);
  } else if (std::optional<CFGDeleteDtor> D = Element.getAs<CFGDeleteDtor>()) {
    const CXXDeleteExpr *Delete = D->getDeleteExpr();
    readDestruction(of(Delete->getArgument()), D->getDestructorDecl(U.context()),
                    Delete->getExprLoc(), Out);
  } else if (std::optional<CFGMemberDtor> D = Element.getAs<CFGMemberDtor>()) {
    if (const auto *Destructor = llvm::dyn_cast<CXXDestructorDecl>(Function))
      readDestruction(
          U.objects().field(U.objects().thisOf(Destructor->getParent()), D->getFieldDecl()),
          D->getDestructorDecl(U.context()), Destructor->getBody()->getEndLoc(), Out);
  } else if (std::optional<CFGCleanupFunction> C = Element.getAs<CFGCleanupFunction>()) {
    Site S;
    S.Call.Callee = C->getFunctionDecl();
    S.Location = C->getVarDecl()->getLocation();
    const Object *V = U.objects().variable(C->getVarDecl());
    if (const model::TypeEntry *Type = U.models().type(V->type());
        !Type || Type->Role != TypeRole::Guard)
      if (const FunctionDecl *Body = U.bodyOf(S.Call.Callee))
        readBody(S, {Body, nullptr, {}}, Out);
    Event End;
    End.What = Event::Kind::End;
    End.Holder = V;
    Out.push_back(std::move(End));
  }
}

} // namespace leash::flow
