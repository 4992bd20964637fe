//===- EventReader.cpp - what happens to locks, step by step --------------===//
#include "Flow/Descriptor.h"
#include "Flow/Event.h"
#include "Flow/LockVerb.h"
#include "Flow/Target.h"
#include "Flow/Unit.h"
#include "Support/SourceText.h"
#include "clang/AST/Attr.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

using model::CallRole;
using model::TypeRole;

/// One place in the function: a call, or a destruction that has no expression.
struct EventReader::Site {
  CallView Call;
  const Stmt *Where = nullptr;
  SourceLocation Location;
};

EventReader::EventReader(Unit &U, const FunctionDecl *Function) : U(U), Function(Function) {}

const Object *EventReader::of(const Expr *E) { return U.objects().of(E, Function); }

bool EventReader::isGuard(const Expr *E) {
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

void EventReader::take(const Expr *Operand, const Site &S, model::LockMode Mode, bool Attempt,
                       model::Success Succeeds, std::vector<Event> &Out) {
  const Object *Lock = of(Operand);
  if (!Lock)
    return;
  Event E;
  E.What = Event::Kind::Take;
  E.Site = S.Where;
  E.Holder = isGuard(Operand) ? Lock : nullptr;
  E.Lock = E.Holder ? U.objects().guarded(Lock) : Lock;
  E.How = acquisition(E.Lock, operandText(Operand, U.context()), S, Mode);
  E.Attempt = Attempt;
  E.Succeeds = Succeeds;
  Out.push_back(std::move(E));
}

void EventReader::give(const Expr *Operand, const Site &S, std::vector<Event> &Out) {
  const Object *Lock = of(Operand);
  if (!Lock)
    return;
  Event E;
  E.What = Event::Kind::Give;
  E.Site = S.Where;
  E.Holder = isGuard(Operand) ? Lock : nullptr;
  E.Lock = E.Holder ? U.objects().guarded(Lock) : Lock;
  Out.push_back(std::move(E));
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

//===----------------------------------------------------------------------===//
// Modelled calls
//===----------------------------------------------------------------------===//

static std::optional<Effect::Kind> effectKind(CallRole Role) {
  switch (Role) {
  case CallRole::Wait:
  case CallRole::Block:
  case CallRole::Send:
  case CallRole::Receive:
  case CallRole::Select:
    return Effect::Kind::Blocks;
  case CallRole::Callback:
    return Effect::Kind::CallsBack;
  case CallRole::SetNonBlocking:
    return Effect::Kind::SetsNonBlocking;
  case CallRole::CountDown:
  case CallRole::Satisfy:
  case CallRole::Notify:
  case CallRole::Close:
    return Effect::Kind::Satisfies;
  default:
    return std::nullopt;
  }
}

void EventReader::readModelled(const Site &S, const model::CallEntry &Entry,
                               std::vector<Event> &Out) {
  model::Operand On = model::Resolver::on(Entry, S.Call);
  const Expr *Operand = model::Resolver::operand(S.Call, On);
  switch (Entry.Role) {
  case CallRole::Acquire:
    // absl's LockWhen waits for more than the lock.
    if (Entry.Class != model::BlockClass::Lock) {
      Effect *E = newEffect(Effect::Kind::Blocks, S, Operand);
      E->Class = Entry.Class;
      E->HowLong = U.models().bound(Entry, S.Call);
      E->Reason = Entry.Reason.empty() ? nullptr : &Entry.Reason;
      happens(E, S, Out);
    }
    if (On.Kind == model::Operand::All) {
      for (const Expr *Arg : S.Call.Args)
        take(Arg, S, Entry.Mode, Entry.Attempt, Entry.Succeeds, Out);
      return;
    }
    if (Operand)
      take(Operand, S, Entry.Mode, Entry.Attempt, Entry.Succeeds, Out);
    return;
  case CallRole::Release:
    if (Operand)
      give(Operand, S, Out);
    return;
  case CallRole::AssertHeld:
    if (Operand)
      if (take(Operand, S, Entry.Mode, false, Entry.Succeeds, Out); !Out.empty())
        const_cast<Acquisition *>(Out.back().How)->Assumed = true;
    return;
  case CallRole::Disown:
  case CallRole::OwnsLock: {
    Event E;
    E.What = Entry.Role == CallRole::Disown ? Event::Kind::Forget : Event::Kind::Owns;
    E.Site = S.Where;
    E.Holder = Operand ? of(Operand) : nullptr;
    if (E.Holder)
      Out.push_back(std::move(E));
    return;
  }
  default:
    break;
  }
  if (Entry.Role == CallRole::Callback && Entry.Callable &&
      *Entry.Callable < S.Call.Args.size()) {
    const Expr *Callable = S.Call.Args[*Entry.Callable];
    if (std::optional<Target> T = targetOf(U, Callable, {}, Function)) {
      readBody(S, *T, Out);
      return;
    }
  }
  // Calling an object whose function is known.
  if (Entry.Role == CallRole::Callback && Operand && !Entry.Callable)
    if (std::optional<Target> T = targetOf(U, Operand, {}, Function)) {
      readBody(S, *T, Out);
      return;
    }
  std::optional<Effect::Kind> Kind = effectKind(Entry.Role);
  if (!Kind)
    return;
  model::Bound HowLong = U.models().bound(Entry, S.Call);
  // A send on a channel also satisfies whoever waits for it.
  if (*Kind == Effect::Kind::Blocks && HowLong == model::Bound::Never) {
    if (Entry.Role != CallRole::Send)
      return;
    Kind = Effect::Kind::Satisfies;
  }
  Effect *E = newEffect(*Kind, S, Operand);
  E->Role = Entry.Role;
  E->Class = Entry.Class;
  E->HowLong = HowLong;
  E->Blocks = Entry.Blocks;
  if (!Entry.Reason.empty())
    E->Reason = &Entry.Reason;
  if (Entry.Class == model::BlockClass::Network && *Kind == Effect::Kind::Blocks) {
    switch (descriptorMode(U, E->On, Function)) {
    case DescriptorMode::NonBlocking:
      return;
    case DescriptorMode::Disk:
      E->Class = model::BlockClass::Disk;
      break;
    case DescriptorMode::Unknown:
      break;
    }
  }
  if (Entry.Releases)
    if (const Expr *Released = model::Resolver::operand(S.Call, *Entry.Releases))
      if (const Object *Lock = of(Released))
        E->GivesUp.push_back(isGuard(Released) ? U.objects().guarded(Lock) : Lock);
  // A wait on a lock that nobody can name may well release ours.
  if (Entry.Releases && E->GivesUp.empty())
    return;
  happens(E, S, Out);
}

//===----------------------------------------------------------------------===//
// Guards
//===----------------------------------------------------------------------===//

bool EventReader::readGuard(const Site &S, std::vector<Event> &Out) {
  const auto *Construct = llvm::dyn_cast_or_null<CXXConstructExpr>(S.Call.Whole);
  if (!Construct)
    return false;
  const model::TypeEntry *Type = U.models().type(Construct->getType());
  if (!Type || (Type->Role != TypeRole::Guard && Type->Role != TypeRole::InverseGuard))
    return false;
  const Object *Self = U.objects().temporary(Construct);
  if (Construct->getConstructor()->isCopyOrMoveConstructor()) {
    Event E;
    E.What = Event::Kind::Move;
    E.Site = S.Where;
    E.Lock = of(Construct->getArg(0));
    E.Holder = Self;
    const Expr *From = Construct->getArg(0)->IgnoreParenCasts()->IgnoreImplicit();
    if (!E.Lock && llvm::isa<CXXConstructExpr, CallExpr>(From))
      E.Lock = U.objects().temporary(From);
    if (E.Lock)
      Out.push_back(std::move(E));
    return true;
  }
  Event Bind;
  Bind.What = Type->Role == TypeRole::Guard ? Event::Kind::Bind : Event::Kind::Invert;
  Bind.Site = S.Where;
  Bind.Holder = Self;
  std::optional<model::GuardTagKind> Tag;
  llvm::SmallVector<const Expr *, 2> Locks;
  bool Timed = false;
  for (const Expr *Arg : S.Call.Args) {
    if (Arg->isDefaultArgument())
      continue;
    const model::TypeEntry *ArgType = U.models().type(Arg->getType());
    bool IsLock = Type->Lock.Kind == model::Operand::All || Arg == S.Call.Args[std::min<size_t>(
                                                               Type->Lock.Index, S.Call.Args.size() - 1)];
    if (ArgType && ArgType->Role == TypeRole::GuardTag)
      Tag = ArgType->Tag;
    else if (IsLock)
      Locks.push_back(Arg);
    else
      Timed |= Arg->getType()->isRecordType();
  }
  for (const Expr *Lock : Locks)
    if (const Object *O = of(Lock)) {
      Bind.Locks.push_back(isGuard(Lock) ? U.objects().guarded(O) : O);
      Bind.Named.push_back(acquisition(O, operandText(Lock, U.context()), S, Type->Mode));
    }
  bool Inverse = Bind.What == Event::Kind::Invert;
  Out.push_back(Bind);
  if (Inverse || Tag == model::GuardTagKind::Defer)
    return true;
  for (const Expr *Lock : Locks) {
    const Object *O = of(Lock);
    if (!O)
      continue;
    Event Take;
    Take.What = Event::Kind::Take;
    Take.Site = S.Where;
    Take.Lock = O;
    Take.Holder = Self;
    Take.How = acquisition(O, operandText(Lock, U.context()), S, Type->Mode);
    Take.Attempt = Tag == model::GuardTagKind::Try || Timed;
    Take.Adopted = Tag == model::GuardTagKind::Adopt;
    Out.push_back(std::move(Take));
  }
  return true;
}

/// A guard that goes by reference to code out of sight may come back unlocked.
void EventReader::readEscapes(const Site &S, std::vector<Event> &Out) {
  for (size_t I = 0; I != S.Call.Args.size() && I < S.Call.Callee->getNumParams(); ++I) {
    QualType T = S.Call.Callee->getParamDecl(I)->getType();
    bool Writable = (T->isReferenceType() || T->isPointerType()) &&
                    !T->getPointeeType().isConstQualified();
    if (!Writable || !isGuard(S.Call.Args[I]))
      continue;
    Event E;
    E.What = Event::Kind::Blur;
    E.Site = S.Where;
    E.Holder = of(S.Call.Args[I]);
    if (E.Holder)
      Out.push_back(std::move(E));
  }
}

//===----------------------------------------------------------------------===//
// Locks known by structure
//===----------------------------------------------------------------------===//

bool EventReader::readLockVerb(const Site &S, std::vector<Event> &Out) {
  std::optional<LockVerb> Verb = verbByAttribute(S.Call.Callee);
  bool HasBody = U.bodyOf(S.Call.Callee) != nullptr;
  // A body in sight says more than the attribute does.
  if (Verb && HasBody && Verb->Kind != LockVerb::Assert)
    Verb.reset();
  if (!Verb && !HasBody)
    Verb = verbByRequirement(S.Call.Callee);
  else if (!Verb && S.Call.Callee->getIdentifier() && S.Call.Callee->getName() == "AssertHeld")
    Verb = verbByRequirement(S.Call.Callee);
  if (!Verb)
    return false;
  llvm::SmallVector<const Object *, 1> Locks;
  const Object *Self = S.Call.Object ? of(S.Call.Object) : nullptr;
  if (!Self && llvm::isa_and_nonnull<CXXConstructExpr>(S.Call.Whole))
    Self = U.objects().temporary(S.Call.Whole);
  for (const Expr *Capability : Verb->Capabilities) {
    llvm::SmallVector<const Object *, 4> Params;
    for (const Expr *Arg : S.Call.Args)
      Params.push_back(of(Arg));
    const Object *Inner = U.objects().of(Capability, S.Call.Callee);
    Locks.push_back(U.objects().substitute(Inner, {S.Call.Callee, Self, Params}));
  }
  if (Verb->Capabilities.empty())
    Locks.push_back(Self);
  std::string Text = S.Call.Object && Verb->Capabilities.empty()
                         ? operandText(S.Call.Object, U.context())
                         : "";
  for (const Object *Lock : Locks) {
    if (!Lock)
      continue;
    Event E;
    E.Site = S.Where;
    E.Lock = Lock;
    E.What = Verb->Kind == LockVerb::Release ? Event::Kind::Give : Event::Kind::Take;
    if (E.What == Event::Kind::Take) {
      Acquisition *How = acquisition(Lock, Text, S, Verb->Mode);
      How->Assumed = Verb->Kind == LockVerb::Assert;
      E.How = How;
      E.Attempt = Verb->Kind == LockVerb::TryAcquire;
    }
    Out.push_back(std::move(E));
  }
  return true;
}

void EventReader::readEntry(std::vector<Event> &Out) {
  Site S;
  S.Location = Function->getLocation();
  auto Assume = [&](const Object *Lock, const Object *Holder, std::string Text) {
    Event E;
    E.What = Event::Kind::Take;
    E.Lock = Lock;
    E.Holder = Holder;
    Acquisition *How = acquisition(Lock, std::move(Text), S, model::LockMode::Exclusive);
    How->Assumed = true;
    E.How = How;
    Out.push_back(std::move(E));
  };
  for (const FunctionDecl *Redeclaration : Function->redecls())
    for (const auto *A : Redeclaration->specific_attrs<RequiresCapabilityAttr>())
      for (const Expr *Capability : A->args())
        if (const Object *Lock = of(Capability))
          Assume(Lock, nullptr, operandText(Capability, U.context()));
  for (const ParmVarDecl *P : Function->parameters()) {
    QualType T = P->getType();
    if (!T->isReferenceType())
      continue;
    const model::TypeEntry *Type = U.models().type(T.getNonReferenceType());
    if (!Type || Type->Role != TypeRole::Guard)
      continue;
    const Object *Guard = U.objects().variable(P);
    Assume(U.objects().guarded(Guard), Guard, P->getNameAsString());
  }
}

//===----------------------------------------------------------------------===//
// Calls into code that is not known, and into code that is
//===----------------------------------------------------------------------===//

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

bool EventReader::readCallback(const Site &S, std::vector<Event> &Out) {
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
  } else if (isForeignVirtual(S.Call)) {
    Through = S.Call.Object;
  }
  if (!Through)
    return false;
  if (!S.Call.Callee || !isForeignVirtual(S.Call))
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

  /// The operand of this call that \p Lock is or lives in, as written.
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
    if (Chain > 8)
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
    E->GivesUp.clear();
    for (const Object *Given : Inner->GivesUp)
      if (const Object *Seen = U.objects().substitute(Given, B))
        E->GivesUp.push_back(Seen);
    if (Inner->What == Effect::Kind::Acquires) {
      if (!E->On)
        continue;
      Acquisition *How = U.newAcquisition();
      *How = *Inner->Lock;
      How->Lock = E->On;
      E->Lock = How;
    }
    happens(E, S, Out);
  }
  for (const LockChange &Change : Outside.Changes) {
    const Object *Lock = U.objects().substitute(Change.Lock, B);
    if (!Lock)
      continue;
    Event E;
    E.Site = S.Where;
    E.Lock = Lock;
    E.Maybe = !Change.Always;
    E.FromCallee = true;
    if (Change.Holder) {
      bool Returned = Change.Holder->variable() == Body->getCanonicalDecl();
      E.Holder = Returned ? U.objects().temporary(S.Call.Whole)
                          : U.objects().substitute(Change.Holder, B);
    }
    if (Change.Held) {
      E.What = Event::Kind::Take;
      Acquisition *How = acquisition(Lock, TextOf(Lock), S, Change.How->Mode);
      How->Recursive |= Change.How->Recursive;
      How->KnownType |= Change.How->KnownType;
      How->Blocks = Change.How->Blocks;
      E.How = How;
      if (E.Holder) {
        Event Bind;
        Bind.What = Event::Kind::Bind;
        Bind.Site = S.Where;
        Bind.Holder = E.Holder;
        Bind.Locks.push_back(Lock);
        Bind.Named.push_back(How);
        Out.push_back(std::move(Bind));
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

//===----------------------------------------------------------------------===//
// Entry points
//===----------------------------------------------------------------------===//

/// What a virtual call runs, if the type of its object is known for certain.
const CXXMethodDecl *EventReader::knownOverrider(const CXXMethodDecl *Method,
                                                 const Expr *Object) {
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

void EventReader::readDefaultArguments(const CallView &Call, std::vector<Event> &Out) {
  for (const Expr *Arg : Call.Args)
    if (const auto *Default = llvm::dyn_cast<CXXDefaultArgExpr>(Arg))
      if (const Expr *Value = Default->getExpr()->IgnoreImplicit(); llvm::isa<CallExpr>(Value))
        readCall(Value, Out);
}

void EventReader::readCall(const Expr *Whole, std::vector<Event> &Out) {
  std::optional<CallView> View = CallView::of(Whole);
  if (!View)
    return;
  Site S{std::move(*View), Whole, Whole->getExprLoc()};
  const FunctionDecl *Callee = S.Call.Callee;
  if (!Callee) {
    readCallback(S, Out);
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
  const FunctionDecl *Body = U.bodyOf(Callee);
  bool Foreign = llvm::isa<CallExpr>(Whole) && isForeignVirtual(S.Call);
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
      Method && Method->isVirtual() && S.Call.Object)
    if (const CXXMethodDecl *Known = knownOverrider(Method, S.Call.Object)) {
      Body = U.bodyOf(Known);
      Foreign = false;
    }
  if (Body && !Foreign) {
    const Object *This = nullptr;
    if (S.Call.Object)
      This = of(S.Call.Object);
    else if (llvm::isa<CXXConstructExpr>(Whole))
      This = U.objects().temporary(Whole);
    readBody(S, {Body, This, {}}, Out);
    return;
  }
  if (readCallback(S, Out))
    return;
  readEscapes(S, Out);
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
    const Object *From = llvm::isa<CXXConstructExpr, CallExpr>(E)
                             ? U.objects().temporary(E)
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
        if (V->getType()->isRecordType())
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
      Move.Holder = U.objects().field(U.objects().thisOf(Constructor->getParent()),
                                      Init->getMember());
      Out.push_back(std::move(Move));
    }
  } else if (std::optional<CFGAutomaticObjDtor> D = Element.getAs<CFGAutomaticObjDtor>()) {
    const VarDecl *V = D->getVarDecl();
    readDestruction(U.objects().variable(V), D->getDestructorDecl(U.context()),
                    V->getLocation(), Out);
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
