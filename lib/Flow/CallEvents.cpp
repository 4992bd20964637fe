//===- CallEvents.cpp - calls into code that is in sight, and not -----------===//
#include "Flow/EventReader.h"
#include "Flow/GivenConstants.h"
#include "Flow/LockVerb.h"
#include "Flow/Target.h"
#include "Flow/Unit.h"
#include "Support/SourceText.h"

using namespace clang;

namespace leash::flow {

using model::BlockClass;
using model::CallRole;
using model::TypeRole;

/// What a virtual call runs, if the type of its object is known for certain.
const CXXMethodDecl *EventReader::knownOverrider(const CXXMethodDecl *Method, const Expr *Object) {
  if (const CXXMethodDecl *Known = const_cast<CXXMethodDecl *>(Method)->getDevirtualizedMethod(
          Object->IgnoreParenImpCasts(), /*IsAppleKext=*/false))
    return Known;
  // A reference or pointer to a variable or field of class type.
  const flow::Object *O = of(Object);
  const auto *Value = O ? llvm::dyn_cast_or_null<ValueDecl>(O->decl()) : nullptr;
  const CXXRecordDecl *Exact = Value ? Value->getType()->getAsCXXRecordDecl() : nullptr;
  if (!Exact || O->kind() == flow::Object::Kind::This || !Exact->hasDefinition() ||
      !Exact->isDerivedFrom(Method->getParent()))
    return nullptr;
  return const_cast<CXXMethodDecl *>(Method)->getCorrespondingMethodInClass(
      const_cast<CXXRecordDecl *>(Exact));
}

/// Whether the object of a virtual call is somebody else's: not 'this', and of
/// a type that is not known for certain.
static bool isForeignVirtual(const CallView &Call) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call.Callee);
  if (!Method || !Method->isVirtual() || !Call.Object)
    return false;
  const Expr *Base = Call.Object->IgnoreParenImpCasts();
  if (const auto *M = llvm::dyn_cast_or_null<MemberExpr>(
          llvm::cast<CallExpr>(Call.Whole)->getCallee()->IgnoreParens());
      M && M->hasQualifier())
    return false; // Base::f() is not dispatched
  return !llvm::isa<CXXThisExpr>(Base) &&
         !Method->getDevirtualizedMethod(Base, /*IsAppleKext=*/false);
}

/// A call through a function object or pointer or, as \p IsForeign says, of a
/// virtual function of somebody else's.
bool EventReader::readCallback(const Site &S, bool IsForeign, std::vector<Event> &Out) {
  const auto *Call = llvm::dyn_cast_or_null<CallExpr>(S.Call.Whole);
  if (!Call)
    return false;
  const Expr *Through = nullptr;
  if (!S.Call.Callee) {
    Through = Call->getCallee()->IgnoreParenImpCasts();
    if (!Through->getType()->isPointerType() && !Through->getType()->isFunctionType())
      return true; // member pointers, blocks, dependent code
  } else if (S.Call.Object && S.Call.Callee->getOverloadedOperator() == OO_Call) {
    const model::TypeEntry *Type = U.models().type(S.Call.Object->getType());
    if (Type && Type->Role == TypeRole::Callable)
      Through = S.Call.Object;
    else if (std::optional<Target> T = targetOf(U, S.Call.Object, {}, Function)) {
      readBody(S, *T, Out); // std::bind's result and its kind
      return true;
    }
  } else if (IsForeign) {
    Through = S.Call.Object;
  }
  if (!Through)
    return false;
  if (!IsForeign)
    if (std::optional<Target> T = targetOf(U, Through, {}, Function)) {
      readBody(S, *T, Out);
      return true;
    }
  Effect *E = newEffect(Effect::Kind::CallsBack, S, Through);
  E->Role = CallRole::Callback;
  happens(E, S, Out);
  return true;
}

static const Effect *callbackArgument(const Effect *E, const FunctionDecl *Body) {
  if (E->What != Effect::Kind::CallsBack || !E->On || !E->On->variable())
    return nullptr;
  const auto *P = llvm::dyn_cast<ParmVarDecl>(E->On->variable());
  return P && P->getDeclContext() == Body ? E : nullptr;
}

/// Whether the destructor of \p Record unlocks something.
bool EventReader::givesUpAtEnd(const CXXRecordDecl *Record) {
  const FunctionDecl *Destructor = U.bodyOf(Record->getDestructor());
  return Destructor && llvm::any_of(U.flow(Destructor).Outside.Changes,
                                    [](const LockChange &C) { return !C.Held; });
}

/// Whether \p Inner is how the user's own lock, which \p Body takes, waits for
/// its turn. That is its own affair: to the caller it is the taking of a lock.
static bool isTurnOfOwnLock(const Effect &Inner, const FunctionDecl *Body) {
  if (Inner.What != Effect::Kind::Blocks || Inner.Class != BlockClass::Wait)
    return false;
  std::optional<LockVerb> Verb = verbByRequirement(Body);
  return Verb && Verb->Kind == LockVerb::Acquire;
}

void EventReader::readBody(const Site &S, const Target &Runs, std::vector<Event> &Out) {
  const FunctionDecl *Body = Runs.Function;
  const Object *This = Runs.This;
  // A copy: reading on may compute a recursive function's flow anew.
  const Summary Outside = U.flow(Body).Outside;
  if (Outside.Effects.empty() && Outside.Changes.empty())
    return;
  llvm::SmallVector<const Object *, 4> Params(Runs.Params.begin(), Runs.Params.end());
  bool SameFunction = S.Call.Callee && S.Call.Callee->getDefinition() == Body;
  if (SameFunction)
    for (const Expr *Arg : S.Call.Args)
      Params.push_back(of(Arg));
  Bindings B{Body, This, Params};
  std::optional<GivenConstants> Given;
  if (SameFunction)
    Given.emplace(U, S.Call, Body);

  // The operand of this call that \p Lock is or lives in, as written.
  auto TextOf = [&](const Object *Lock) -> std::string {
    for (size_t I = 0; SameFunction && I != Params.size(); ++I)
      if (Params[I] && Lock->livesIn(Params[I]))
        return Lock == Params[I] || Lock->parent() == Params[I]
                   ? operandText(S.Call.Args[I], U.context())
                   : "";
    bool IsThis = !S.Call.Object || llvm::isa<CXXThisExpr>(S.Call.Object->IgnoreParenImpCasts());
    if (This && !IsThis && Lock->parent() == This)
      return operandText(S.Call.Object, U.context());
    return "";
  };

  for (const Effect *Inner : Outside.Effects) {
    unsigned Chain = 0;
    for (const Effect *E = Inner; E; E = E->Inner)
      ++Chain;
    if (Chain > 8 || (Given && Inner->Site && Given->leaveOut(Inner->Site)))
      continue;
    if (callbackArgument(Inner, Body)) {
      unsigned Index = llvm::cast<ParmVarDecl>(Inner->On->variable())->getFunctionScopeIndex();
      if (!SameFunction || Index >= S.Call.Args.size())
        continue;
      if (std::optional<Target> T = targetOf(U, S.Call.Args[Index], {}, Function);
          T && T->Function != Body) {
        readBody(S, *T, Out);
        continue;
      }
    }
    Effect *E = U.newEffect();
    *E = *Inner;
    E->Inner = Inner;
    E->Where = S.Location;
    E->Site = S.Where;
    E->In = Function;
    E->Callee = Body;
    E->On = U.objects().substitute(Inner->On, B);
    if (isTurnOfOwnLock(*Inner, Body)) {
      E->Inner = nullptr;
      E->Class = BlockClass::Lock;
      E->On = This;
      E->OnText = S.Call.Object ? operandText(S.Call.Object, U.context()) : "";
    }
    E->GivesUp.clear();
    for (const Object *Given : Inner->GivesUp)
      if (const Object *Seen = U.objects().substitute(Given, B))
        E->GivesUp.push_back(Seen);
    if (Inner->Lock) {
      if (!E->On)
        continue;
      Acquisition *How = U.newAcquisition();
      *How = *Inner->Lock;
      How->Lock = E->On;
      E->Lock = How;
    }
    happens(E, S, Out);
  }
  const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Body);
  bool IsGuard = Constructor && givesUpAtEnd(Constructor->getParent());
  for (const LockChange &Change : Outside.Changes) {
    const Object *Lock = U.objects().substitute(Change.Lock, B);
    if (!Lock)
      continue;
    Event E;
    E.Site = S.Where;
    E.Lock = Lock;
    // A guard that locks under a condition unlocks under the same one.
    E.Maybe = !Change.Always && !(IsGuard && Change.Held);
    E.FromCallee = true;
    if (Change.Holder) {
      bool Returned = Change.Holder->variable() == Body->getCanonicalDecl();
      E.Holder =
          Returned ? U.objects().temporary(S.Call.Whole) : U.objects().substitute(Change.Holder, B);
    }
    if (Change.Held) {
      E.What = Event::Kind::Take;
      Acquisition *How = acquisition(Lock, TextOf(Lock), S, Change.How->Mode);
      How->Recursive |= Change.How->Recursive;
      How->KnownType |= Change.How->KnownType;
      How->Blocks = Change.How->Blocks;
      E.How = How;
      if (E.Holder) {
        bind(E.Holder, Lock, How, S, Out);
      }
    } else {
      E.What = Event::Kind::Give;
      if (llvm::isa<CXXDestructorDecl>(Body)) {
        E.Quiet = true; // it unlocks what it still holds
        E.Maybe = false;
      }
    }
    Out.push_back(std::move(E));
  }
}

void EventReader::readCallee(const Site &S, std::vector<Event> &Out) {
  const FunctionDecl *Callee = S.Call.Callee;
  const FunctionDecl *Body = U.bodyOf(Callee);
  bool IsForeign = llvm::isa<CallExpr>(S.Call.Whole) && isForeignVirtual(S.Call);
  bool IsUnknown = IsForeign;
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
      Method && Method->isVirtual() && S.Call.Object)
    if (const CXXMethodDecl *Known = knownOverrider(Method, S.Call.Object)) {
      Body = U.bodyOf(Known);
      IsUnknown = false;
    }
  if (Body && !IsUnknown) {
    const Object *This = nullptr;
    if (S.Call.Object)
      This = of(S.Call.Object);
    else if (llvm::isa<CXXConstructExpr>(S.Call.Whole))
      This = U.objects().temporary(S.Call.Whole);
    readBody(S, {Body, This, {}}, Out);
    return;
  }
  if (readCallback(S, IsForeign, Out))
    return;
  readEscapes(S, Out);
}

} // namespace leash::flow
