//===- IdleCalls.cpp - what a call does on an idle path -------------------===//
#include "Flow/IdleWalk.h"
#include "Flow/ObjectMode.h"
#include "Flow/Unit.h"
#include "Support/SourceText.h"
#include <cerrno>

using namespace clang;

namespace leash::flow {

using model::BlockClass;
using model::Bound;
using model::CallRole;

/// Changes what the arguments of \p Call let it change.
void IdleWalk::changeArguments(const CallView &Call, IdlePath &Path, Symbol::Source By, bool Zero) {
  for (unsigned I = 0; I != Call.Args.size(); ++I) {
    const Expr *Arg = Call.Args[I]->IgnoreParenImpCasts();
    QualType P = Call.Callee && I < Call.Callee->getNumParams()
                     ? Call.Callee->getParamDecl(I)->getType()
                     : Arg->getType();
    bool ByAddress = P->isPointerType() || P->isReferenceType();
    if (!ByAddress || P->getPointeeType().isConstQualified() || P->isRValueReferenceType() ||
        P->isFunctionPointerType() || P->isFunctionReferenceType())
      continue;
    const Object *O = place(Arg);
    if (!O)
      continue;
    // A pointer is not changed, but what it points to.
    bool Pointer =
        Arg->getType()->isPointerType() && !llvm::isa<UnaryOperator>(Arg->IgnoreParenCasts());
    Path.change(Pointer ? U.objects().part(O, nullptr) : O, By, Zero);
  }
}

/// Whether \p E, a pointer to a time or a duration, is worth zero.
bool IdleWalk::isZeroTime(const Expr *E) {
  E = E->IgnoreParenCasts()->IgnoreImplicit();
  const auto *Address = llvm::dyn_cast<UnaryOperator>(E);
  if (!Address || Address->getOpcode() != UO_AddrOf)
    return false;
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParenCasts());
  const auto *V = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const auto *Record = V ? V->getType()->getAsRecordDecl() : nullptr;
  if (!Record || !V->hasLocalStorage())
    return false;
  const auto *List =
      V->hasInit() ? llvm::dyn_cast<InitListExpr>(V->getInit()->IgnoreImplicit()) : nullptr;
  for (const FieldDecl *F : Record->fields()) {
    std::optional<bool> Zero;
    if (List && F->getFieldIndex() < List->getNumInits()) {
      const Expr *Init = List->getInit(F->getFieldIndex());
      std::optional<int64_t> C = U.models().constant(Init);
      Zero = llvm::isa<ImplicitValueInitExpr>(Init) || (C && *C == 0);
    } else if (List) {
      Zero = true;
    }
    for (const BinaryOperator *A : U.facts().of(Function).Assignments)
      if (const auto *M = llvm::dyn_cast<MemberExpr>(A->getLHS()->IgnoreParenCasts());
          M && M->getMemberDecl() == F && !M->isArrow() && place(M->getBase()) == place(Ref)) {
        std::optional<int64_t> C = U.models().constant(A->getRHS());
        Zero = Zero.value_or(true) && C && *C == 0;
      }
    if (!Zero.value_or(false))
      return false;
  }
  return true;
}

/// Whether \p Call waits on this path.
bool IdleWalk::waits(const CallView &Call, const model::CallEntry &Entry, IdlePath &Path) {
  Bound HowLong = U.models().bound(Entry, Call);
  if (HowLong == Bound::Never)
    return false;
  if (!Entry.Timeout || Entry.Timeout->Arg >= Call.Args.size())
    return true;
  const Expr *Time = Call.Args[Entry.Timeout->Arg];
  if (Time->getType()->isPointerType())
    return !isZeroTime(Time) || Entry.Timeout->Zero != Bound::Never;
  if (!Time->getType()->isIntegerType() || Entry.Timeout->Zero != Bound::Never)
    return true;
  Value V = eval(Time, Path);
  if (V.What == Value::Constant)
    return V.Number != 0;
  // A local that is given the value 0 somewhere may hold it here.
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(Time->IgnoreParenCasts());
  const auto *Local = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Local || !Local->isLocalVarDecl() || V.What != Value::Symbol)
    return true;
  auto IsZero = [&](const Expr *E) {
    std::optional<int64_t> C = E ? U.models().constant(E) : std::nullopt;
    return C && *C == 0;
  };
  bool Given = Local->hasInit() && IsZero(Local->getInit());
  for (const BinaryOperator *A : U.facts().of(Function).Assignments)
    if (A->getOpcode() == BO_Assign && place(A->getLHS()) == U.objects().variable(Local))
      Given |= IsZero(A->getRHS());
  return !Given || !Path.assume(V, Range::Equal, 0);
}

/// What a poll returns when it found nothing.
static void restrictToNothing(Range &R, QualType T, const model::CallEntry &Entry, Poll::Kind How) {
  bool Number = T->isIntegerType() && !T->isBooleanType() && !T->isEnumeralType();
  // 'write' that has written nothing has not failed; 'read' is at the end.
  bool ZeroIsNoError = How == Poll::Kind::Fails && T->isSignedIntegerType() &&
                       !(Entry.Closed && Entry.Closed->By == model::ClosedBy::Zero);
  if (Entry.Succeeds == model::Success::Zero || (T->isEnumeralType() && !T->isBooleanType()))
    R.restrict(Range::Unequal, 0);
  else if (Number && !Entry.Attempt)
    R.restrict(ZeroIsNoError ? Range::Less : Range::LessEqual, 0);
  else
    R.restrict(Range::Equal, 0);
}

void IdleWalk::polled(Poll::Kind How, const CallView &Call, const model::CallEntry &Entry,
                      IdlePath &Path) {
  Poll &P = Path.Polls.emplace_back();
  P.How = How;
  P.Site = Call.Whole;
  P.Where = Call.Whole->getExprLoc();
  P.In = Function;
  P.Callee = Call.Callee;
  P.Entry = &Entry;
  if (const Expr *On = model::Resolver::operand(Call, model::Resolver::on(Entry, Call))) {
    P.On = U.objects().of(On, Function);
    P.OnText = operandText(On, U.context());
  }
  Path.Error.reset();
  bool Select = Entry.Role == CallRole::Select;
  if (!Entry.Attempt)
    changeArguments(Call, Path, Symbol::Source::Poll, Select && How == Poll::Kind::Try);
  unsigned Result = Path.fresh(Symbol::Source::Poll);
  restrictToNothing(Path.Symbols[Result].Values, Call.Whole->getType(), Entry, How);
  P.Result = Result;
  Path.Results[Call.Whole] = Value::symbol(Result);
}

/// Whether \p Call constructs a guard that only tries to lock.
static bool triesToLock(Unit &U, const CallView &Call) {
  return llvm::any_of(Call.Args, [&](const Expr *Arg) {
    const model::TypeEntry *Type = U.models().type(Arg->getType());
    return Type && Type->Tag == model::GuardTagKind::Try;
  });
}

IdleWalk::Next IdleWalk::modelled(const CallView &Call, const model::CallEntry &Entry,
                                  IdlePath Path) {
  auto Go = [&] {
    Next Out;
    Out.push_back(std::move(Path));
    return Out;
  };
  const Expr *Operand = model::Resolver::operand(Call, model::Resolver::on(Entry, Call));
  const Object *On = Operand ? U.objects().of(Operand, Function) : nullptr;
  switch (Entry.Role) {
  case CallRole::Acquire:
    if (Entry.Attempt && !waits(Call, Entry, Path)) {
      Path.TriesLock = true;
      polled(Poll::Kind::Try, Call, Entry, Path);
      return Go();
    }
    if (Entry.Attempt || Entry.Class != BlockClass::Lock)
      return {};
    Path.TakesLock = true;
    return Go();
  case CallRole::OwnsLock:
    if (On) {
      Path.Results[Call.Whole] = Path.read(U.objects().guarded(On));
    }
    return Go();
  case CallRole::Release:
  case CallRole::Disown:
  case CallRole::AssertHeld:
  case CallRole::SetRecursive:
    return Go();
  case CallRole::Yield:
    Path.Yield = Call.Whole;
    return Go();
  case CallRole::IsClosed:
  case CallRole::StopRequested:
    if (!On)
      return {};
    Path.Flags.push_back(On);
    Path.Results[Call.Whole] = Path.read(U.objects().part(On, Call.Callee));
    return Go();
  case CallRole::Notify:
    Path.DoesMore = true;
    return Go();
  case CallRole::SetNonBlocking:
  case CallRole::Close:
    Path.DoesMore = true;
    if (On)
      Path.change(On, Symbol::Source::Opaque);
    return Go();
  case CallRole::Wait:
  case CallRole::Block:
  case CallRole::Send:
  case CallRole::Receive:
  case CallRole::Select:
    break;
  default:
    return {};
  }
  if (Entry.Class == BlockClass::Disk) {
    if (Entry.HowLong != Bound::Never)
      return {};
    Path.DoesMore = true;
    return Go();
  }
  // async_receive and its kind only begin to wait.
  bool Begins =
      !Entry.Attempt && Entry.HowLong == Bound::Never && Entry.Blocks == model::Blocked::Coroutine;
  if (Begins)
    return {};
  if (!waits(Call, Entry, Path)) {
    polled(Poll::Kind::Try, Call, Entry, Path);
    return Go();
  }
  // A 'false' is no error: it comes when the time is over, and errors are thrown.
  QualType Result = Call.Whole->getType();
  if (Entry.Class != BlockClass::Network || Entry.Role == CallRole::Select ||
      !Result->isIntegerType() || Result->isBooleanType())
    return {};
  switch (modeOf(U, On, Function)) {
  case ObjectMode::Disk:
    return {};
  case ObjectMode::NonBlocking:
    polled(Poll::Kind::Try, Call, Entry, Path);
    return Go();
  default:
    polled(Poll::Kind::Fails, Call, Entry, Path);
    if (keepsOtherEnd(U, On, Function))
      Path.Symbols[Path.Polls.back().Result].Values.restrict(Range::Less, 0);
    return Go();
  }
}

/// Looks at or changes plain state: containers, atomics, optionals.
bool IdleWalk::state(const CallView &Call, const model::CallEntry &Entry, IdlePath &Path) {
  const Object *On = Call.Object ? place(Call.Object) : nullptr;
  if (!On)
    return false;
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call.Callee);
  bool Atomic = Method && isAtomic(U, Method->getParent());
  switch (Entry.Role) {
  case CallRole::Get:
    if (Atomic)
      Path.Flags.push_back(On);
    Path.Results[Call.Whole] = Path.read(On);
    return true;
  case CallRole::Count:
  case CallRole::IsEmpty: {
    Value Count = Path.read(U.objects().part(On, nullptr));
    Path.Results[Call.Whole] = Entry.Role == CallRole::Count
                                   ? Count
                                   : compare(Range::Equal, Count, Value::constant(0), Path);
    return true;
  }
  default:
    return false;
  }
}

/// Whether \p Call asks an object what it is worth: an atomic, or one that is
/// something or nothing ('if (job)').
bool IdleWalk::asksValue(const CallView &Call, IdlePath &Path) {
  const auto *Conversion = llvm::dyn_cast<CXXConversionDecl>(Call.Callee);
  const Object *On = Call.Object && Conversion ? place(Call.Object) : nullptr;
  if (!On || !Conversion->isConst())
    return false;
  if (isAtomic(U, Conversion->getParent()))
    Path.Flags.push_back(On);
  else if (!Conversion->getConversionType()->isBooleanType() || !isMaybe(Conversion->getParent()))
    return false;
  Path.Results[Call.Whole] = Path.read(On);
  return true;
}

/// Whether the last error of \p Path is one that does not stay.
static bool passes(const IdlePath &Path) {
  if (!Path.Error)
    return false;
  const Range &Error = Path.Symbols[*Path.Error].Values;
  bool Fails = !Path.Polls.empty() && Path.Polls.back().How == Poll::Kind::Fails;
  return Error.Lo == Error.Hi &&
         (Error.Lo == EINTR ||
          (Fails && Path.Doubts.empty() && (Error.Lo == EAGAIN || Error.Lo == EWOULDBLOCK)));
}

/// Each way through \p Body on which nothing waits, seen from here.
IdleWalk::Next IdleWalk::inlined(const CallView &Call, const FunctionDecl *Body,
                                 const IdlePath &Path) {
  Next Out;
  const Object *This = nullptr;
  if (Call.Object)
    This = place(Call.Object);
  else if (llvm::isa<CXXConstructExpr>(Call.Whole))
    This = U.objects().temporary(Call.Whole);
  llvm::SmallVector<const Object *, 4> Params;
  for (const Expr *Arg : Call.Args)
    Params.push_back(place(Arg));
  Bindings B{Body, This, Params};
  auto Seen = [&](const Object *O) { return U.objects().substitute(O, B); };
  // The walk may add paths of other functions, but not of this one.
  for (const IdlePath &Inner : through(U, Table, Body, Depth + 1)) {
    IdlePath Copy = Path;
    std::vector<std::optional<Value>> Map(Inner.Symbols.size());
    bool Possible = true;
    for (const auto &[O, Id] : Inner.Start) {
      const auto *Parameter = llvm::dyn_cast_or_null<ParmVarDecl>(
          O->kind() == Object::Kind::Variable ? O->variable() : nullptr);
      bool Own = Parameter && Parameter->getDeclContext() == Body;
      Value Here;
      if (unsigned I = Own ? Parameter->getFunctionScopeIndex() : 0;
          Own && I < Call.Args.size() && !Parameter->getType()->isReferenceType())
        Here = eval(Call.Args[I], Copy);
      else if (const Object *Outer = Seen(O))
        Here = Copy.read(Outer);
      else
        Here = Copy.freshValue(Own ? Symbol::Source::Opaque : Symbol::Source::Start);
      const Symbol &Was = Inner.Symbols[Id];
      if (Was.Consulted) {
        Copy.consult(Here);
        if (Copy.isOpaque(Here) && !Own)
          Possible = false;
        Possible &= Copy.assume(Here, Range::GreaterEqual, Was.Values.Lo) &&
                    Copy.assume(Here, Range::LessEqual, Was.Values.Hi);
        for (int64_t C : Was.Values.Not)
          Possible &= Copy.assume(Here, Range::Unequal, C);
      }
      Map[Id] = Here;
    }
    if (!Possible || passes(Copy))
      continue;
    auto Outward = [&](Value V) {
      if (V.What == Value::Constant)
        return V;
      if (!Map[V.Id]) {
        unsigned Id = Copy.fresh(Inner.Symbols[V.Id].From);
        Copy.Symbols[Id].Values = Inner.Symbols[V.Id].Values;
        Copy.Symbols[Id].Consulted = Inner.Symbols[V.Id].Consulted;
        for (const Object *O : Inner.Symbols[V.Id].Of)
          if (const Object *Outer = Seen(O))
            Copy.Symbols[Id].Of.push_back(Outer);
        Map[V.Id] = Value::symbol(Id);
      }
      Value Whole = *Map[V.Id];
      return V.What == Value::Truth ? compare(V.Relation, Whole, Value::constant(V.Number), Copy)
                                    : Whole;
    };
    for (unsigned Id = 0; Id != Inner.Symbols.size() && Possible; ++Id) {
      const Symbol &Was = Inner.Symbols[Id];
      if (!Was.Consulted)
        continue;
      // With the values of here, two unknowns that are compared may be known.
      if (Was.Compares && (!Was.Values.contains(0) || !Was.Values.contains(1))) {
        Value Here = compare(Was.Compares->Relation, Outward(Value::symbol(Was.Compares->Left)),
                             Outward(Value::symbol(Was.Compares->Right)), Copy);
        Possible = Copy.assume(Here, !Was.Values.contains(0));
        Map[Id] = Here;
        continue;
      }
      Outward(Value::symbol(Id));
    }
    if (!Possible)
      continue;
    for (const IdlePath::Change &C : Inner.Changed)
      if (const Object *Outer = Seen(C.What))
        Copy.change(Outer, C.By, C.Zero);
    for (const Object *O : Inner.Assigned)
      // A pointer that a guard is given is not what it points to.
      if (const Object *Outer = Seen(O); Outer && Outer->field() == O->field())
        for (const auto &[Known, V] : Inner.Now)
          if (Known == O)
            Copy.assign(Outer, Outward(V));
    for (const Object *O : Inner.Flags)
      if (const Object *Outer = Seen(O))
        Copy.Flags.push_back(Outer);
    for (const Poll &P : Inner.Polls) {
      Poll &Added = Copy.Polls.emplace_back(P);
      Added.Through.insert(Added.Through.begin(), Call.Whole);
      Added.On = Seen(P.On);
      Outward(Value::symbol(P.Result));
      Added.Result = Map[P.Result]->Id;
      Copy.Error.reset();
    }
    // A hand-written try-operation: it looks at the state that the lock guards,
    // and says that there is nothing.
    bool Guarded = Path.TakesLock || Inner.TakesLock;
    bool Looks = llvm::any_of(Inner.Start, [&](const auto &Entry) {
      return Inner.Symbols[Entry.second].Consulted && Seen(Entry.first);
    });
    if (Inner.Polls.empty() && Guarded && Looks && llvm::isa<CallExpr>(Call.Whole) &&
        !Body->getReturnType()->isVoidType() && Inner.Result.What == Value::Constant) {
      Poll &P = Copy.Polls.emplace_back();
      P.Site = Call.Whole;
      P.Where = Call.Whole->getExprLoc();
      P.In = Function;
      P.Callee = Body;
      P.On = This;
      P.OnText = Call.Object ? operandText(Call.Object, U.context()) : "";
      P.Result = Copy.fresh(Symbol::Source::Poll);
      Copy.Error.reset();
    }
    if (Inner.Yield)
      Copy.Yield = Inner.Yield;
    Copy.TakesLock |= Inner.TakesLock;
    Copy.TriesLock |= Inner.TriesLock;
    Copy.DoesMore |= Inner.DoesMore;
    if (!Body->getReturnType()->isVoidType() && !llvm::isa<CXXConstructorDecl>(Body))
      Copy.Results[Call.Whole] = Outward(Inner.Result);
    Out.push_back(std::move(Copy));
  }
  return Out;
}

IdleWalk::Next IdleWalk::call(const Expr *E, IdlePath Path) {
  std::optional<CallView> Call = CallView::of(E);
  if (!Call || !Call->Callee)
    return {};
  auto Go = [&] {
    Next Out;
    Out.push_back(std::move(Path));
    return Out;
  };
  Path.Results.erase(E);
  if (const model::CallEntry *Entry = U.models().call(*Call)) {
    if (Entry->Role == CallRole::Acquire && llvm::isa<CXXConstructExpr>(E) &&
        triesToLock(U, *Call)) {
      Path.TriesLock = true;
      polled(Poll::Kind::Try, *Call, *Entry, Path);
      return Go();
    }
    return modelled(*Call, *Entry, std::move(Path));
  }
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call->Callee);
  if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E)) {
    const model::TypeEntry *Type = U.models().type(Construct->getType());
    if (Type &&
        (Type->Role == model::TypeRole::Guard || Type->Role == model::TypeRole::InverseGuard)) {
      if (triesToLock(U, *Call))
        return {}; // whether it holds the lock is not followed
      Path.TakesLock |= !Call->Args.empty();
      return Go();
    }
    if (Type && Type->Role == model::TypeRole::Task && !Call->Args.empty())
      return {};
  }
  if (const model::CallEntry *State = U.models().state(*Call); State && state(*Call, *State, Path))
    return Go();
  if (asksValue(*Call, Path))
    return Go();
  if (const FunctionDecl *Body = U.bodyOf(Call->Callee)) {
    if (Method && Method->isVirtual() && Call->Object &&
        !const_cast<CXXMethodDecl *>(Method)->getDevirtualizedMethod(
            Call->Object->IgnoreParenImpCasts(), /*IsAppleKext=*/false))
      return doubted(*Call, std::move(Path));
    return inlined(*Call, Body, Path);
  }
  if (library(*Call, Path))
    return Go();
  // Constructors and operators that the compiler makes only touch their parts.
  if (Call->Callee->isDefaulted() || Call->Callee->isImplicit()) {
    const Object *To = Call->Object && Call->Callee->getOverloadedOperator() == OO_Equal
                           ? place(Call->Object)
                           : nullptr;
    if (To)
      Path.change(To, Path.Polls.empty() ? Symbol::Source::Opaque : Symbol::Source::Poll);
    return Go();
  }
  return doubted(*Call, std::move(Path));
}

} // namespace leash::flow
