//===- LockEvents.cpp - guards, and locks known by structure ----------------===//
#include "Flow/Classes.h"
#include "Flow/EventReader.h"
#include "Flow/LockVerb.h"
#include "Flow/Unit.h"
#include "Support/SourceText.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace leash::flow {

using model::TypeRole;

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
  std::optional<model::GuardTagKind> Tag = Type->Tag;
  llvm::SmallVector<const Expr *, 2> Locks;
  bool Timed = false;
  model::LockMode Mode = U.models().mode(*Type, S.Call);
  for (const Expr *Arg : S.Call.Args) {
    if (Arg->isDefaultArgument())
      continue;
    const model::TypeEntry *ArgType = U.models().type(Arg->getType());
    bool IsLock = Type->Lock.Kind == model::Operand::All ||
                  Arg == S.Call.Args[std::min<size_t>(Type->Lock.Index, S.Call.Args.size() - 1)];
    if (ArgType && ArgType->Role == TypeRole::GuardTag)
      Tag = ArgType->Tag;
    else if (IsLock)
      Locks.push_back(Arg);
    else
      Timed |= Arg->getType()->isRecordType();
  }
  for (const Expr *Lock : Locks)
    if (const Object *O = of(Lock); O && !locksNothing(Lock->getType()->getAsCXXRecordDecl())) {
      Bind.Locks.push_back(isGuard(Lock) ? U.objects().guarded(O) : O);
      Bind.Named.push_back(acquisition(O, operandText(Lock, U.context()), S, Mode));
    }
  bool Inverse = Bind.What == Event::Kind::Invert;
  Out.push_back(Bind);
  if (Inverse || Tag == model::GuardTagKind::Defer)
    return true;
  for (const Expr *Lock : Locks) {
    const Object *O = of(Lock);
    if (!O || locksNothing(Lock->getType()->getAsCXXRecordDecl()))
      continue;
    Event Take;
    Take.What = Event::Kind::Take;
    Take.Site = S.Where;
    Take.Lock = O;
    Take.Holder = Self;
    Take.How = acquisition(O, operandText(Lock, U.context()), S, Mode);
    Take.Attempt = Tag == model::GuardTagKind::Try || Timed;
    Take.Adopted = Tag == model::GuardTagKind::Adopt;
    Out.push_back(std::move(Take));
  }
  return true;
}

/// Whether \p Record is a lock of the user's own: one of its methods leaves it
/// held.
static bool isOwnLock(Unit &U, const CXXRecordDecl *Record) {
  constexpr unsigned MaxMethods = 16;
  if (!Record || U.classes().methods(Record).size() > MaxMethods)
    return false;
  return llvm::any_of(U.classes().methods(Record), [&](const CXXMethodDecl *Method) {
    return !llvm::isa<CXXConstructorDecl>(Method) &&
           llvm::any_of(U.flow(Method).Outside.Changes, [](const LockChange &C) { return C.Held; });
  });
}

/// A guard that goes by reference to code out of sight may come back unlocked; so
/// may a lock.
void EventReader::readEscapes(const Site &S, std::vector<Event> &Out) {
  for (size_t I = 0; I != S.Call.Args.size() && I < S.Call.Callee->getNumParams(); ++I) {
    QualType T = S.Call.Callee->getParamDecl(I)->getType();
    bool Writable =
        (T->isReferenceType() || T->isPointerType()) && !T->getPointeeType().isConstQualified();
    const Object *Given = Writable ? of(S.Call.Args[I]) : nullptr;
    if (!Given)
      continue;
    Event E;
    E.What = Event::Kind::Blur;
    E.Site = S.Where;
    const model::TypeEntry *Type = U.models().type(T->getPointeeType());
    if (isGuard(S.Call.Args[I]))
      E.Holder = Given;
    else if ((Type && Type->Role == TypeRole::Lock) || isOwnLock(U, T->getPointeeCXXRecordDecl()))
      E.Lock = Given;
    else
      continue;
    Out.push_back(std::move(E));
  }
}

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
  std::string Text =
      S.Call.Object && Verb->Capabilities.empty() ? operandText(S.Call.Object, U.context()) : "";
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

} // namespace leash::flow
