//===- SharedState.cpp - plain state that tasks wait for ------------------===//
#include "Flow/SharedState.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"

using namespace clang;

namespace leash::flow {

using model::CallRole;

/// Conditions call small functions, which call others; no further than this.
constexpr unsigned MaxDepth = 4;

bool Becoming::mayBring(const Becoming &Wanted) const {
  if (Kind == Other || Wanted.Kind == Other)
    return true;
  if (Kind == Equal || Wanted.Kind == Equal) {
    if (Kind == Wanted.Kind)
      return Value == Wanted.Value;
    if (Kind == Equal) // an enumerator that is not 0
      return Wanted.Kind == True || Wanted.Kind == More;
    return Kind == More || Kind == Less || (Kind == True && Wanted.Value == 1);
  }
  auto Sense = [](KindT K) { return K == True || K == More; };
  return Sense(Kind) == Sense(Wanted.Kind);
}

const Test *Tests::of(const ValueDecl *What) const {
  for (const Test &T : All)
    if (T.What == What)
      return &T;
  return nullptr;
}

static const Expr *plain(const Expr *E) {
  while (true) {
    const Expr *Inner = E->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(Inner);
        Unary && (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf))
      Inner = Unary->getSubExpr();
    else if (const auto *Element = llvm::dyn_cast<ArraySubscriptExpr>(Inner))
      Inner = Element->getBase();
    if (Inner == E)
      return E;
    E = Inner;
  }
}

const ValueDecl *stateOf(const Expr *E) {
  if (!E)
    return nullptr;
  E = plain(E);
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(E))
    return llvm::isa<FieldDecl, VarDecl>(Member->getMemberDecl()) ? Member->getMemberDecl()
                                                                  : nullptr;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
    return llvm::dyn_cast<VarDecl>(Ref->getDecl());
  if (const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(E); Call && Call->getNumArgs() > 0)
    if (Call->getOperator() == OO_Subscript || Call->getOperator() == OO_Arrow ||
        (Call->getOperator() == OO_Star && Call->getNumArgs() == 1))
      return stateOf(Call->getArg(0));
  return nullptr;
}

const ValueDecl *stateOf(const Object *O) {
  while (O && (O->kind() == Object::Kind::Part || O->kind() == Object::Kind::Guarded))
    O = O->parent();
  if (!O)
    return nullptr;
  return O->field() ? O->field() : O->variable();
}

/// The variable or field that holds the object whose field \p What stands in \p S; null
/// if it stands there for the object at hand, or for one that is not known.
static const ValueDecl *holderOf(const Stmt *S, const ValueDecl *What) {
  if (!S)
    return nullptr;
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(S); Member && Member->getMemberDecl() == What)
    return stateOf(Member->getBase());
  for (const Stmt *Child : S->children())
    if (const ValueDecl *Holder = holderOf(Child, What))
      return Holder;
  return nullptr;
}

bool areOfDifferentObjects(const Test &T, const Change &C) {
  // A local or a parameter may mean what another one holds.
  auto IsKnown = [](const ValueDecl *Holder) {
    const auto *Variable = llvm::dyn_cast_or_null<VarDecl>(Holder);
    return Holder && (!Variable || Variable->hasGlobalStorage());
  };
  const ValueDecl *Tested = holderOf(T.Where, T.What), *Changed = holderOf(C.Site, C.What);
  return IsKnown(Tested) && IsKnown(Changed) &&
         Changed->getCanonicalDecl() != Tested->getCanonicalDecl();
}

bool areOfOneObject(const Test &T, const Change &C) {
  const ValueDecl *Tested = holderOf(T.Where, T.What), *Changed = holderOf(C.Site, C.What);
  return Tested && Changed ? Changed->getCanonicalDecl() == Tested->getCanonicalDecl()
                           : Tested == Changed;
}

//===----------------------------------------------------------------------===//
// Tests
//===----------------------------------------------------------------------===//

namespace {
class TestReader {
public:
  explicit TestReader(Unit &U) : U(U) {}

  void read(const Expr *E, bool Wanted, unsigned Depth) {
    if (!E)
      return;
    E = E->IgnoreParenImpCasts()->IgnoreImplicit()->IgnoreParenImpCasts();
    if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E);
        Unary && Unary->getOpcode() == UO_LNot)
      return read(Unary->getSubExpr(), !Wanted, Depth);
    if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(E)) {
      if (Binary->isLogicalOp() || Binary->getOpcode() == BO_And || Binary->getOpcode() == BO_Or) {
        read(Binary->getLHS(), Wanted, Depth);
        return read(Binary->getRHS(), Wanted, Depth);
      }
      if (Binary->isComparisonOp())
        return readComparison(Binary, Wanted, Depth);
      return readAll(E, Depth);
    }
    if (std::optional<CallView> Call = CallView::of(E))
      return readCall(*Call, E, Wanted, Depth);
    if (const ValueDecl *What = stateOf(E))
      return readValue(What, E, Wanted, Depth);
    if (!E->isEvaluatable(U.context()))
      readAll(E, Depth);
  }

  void readBody(const FunctionDecl *Body, bool Wanted, unsigned Depth) {
    const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(Body->getBody());
    if (!Block)
      return;
    // One value comes out, perhaps under a lock of the function's own. What stands
    // before it, an assertion mostly, does not decide which.
    if (const auto *Return =
            Block->body_empty() ? nullptr : llvm::dyn_cast<ReturnStmt>(Block->body_back()))
      if (llvm::none_of(Block->body(), [&](const Stmt *S) {
            return S != Return && !llvm::isa<DeclStmt, Expr>(S);
          }))
        return read(Return->getRetValue(), Wanted, Depth);
    readAll(Block, Depth);
  }

  Tests Found;

private:
  void add(const ValueDecl *What, Becoming Wanted, const Expr *Where,
           const Expr *Against = nullptr) {
    if (!What || What->getType().isConstQualified())
      return;
    for (Test &Known : Found.All)
      if (Known.What == What) {
        if (Known.Wanted.Kind != Wanted.Kind || Known.Wanted.Value != Wanted.Value)
          Known.Wanted = {};
        return;
      }
    Found.All.push_back({What, Wanted, Where, Against});
  }

  void readValue(const ValueDecl *What, const Expr *E, bool Wanted, unsigned Depth) {
    // A local copy: what was copied?
    if (const auto *V = llvm::dyn_cast<VarDecl>(What);
        V && V->isLocalVarDecl() && !V->getType()->isReferenceType() && V->getInit() &&
        Depth < MaxDepth && !V->isStaticLocal()) {
      const Expr *Init = V->getInit()->IgnoreParenImpCasts();
      if (!llvm::isa<IntegerLiteral, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, CXXConstructExpr>(
              Init))
        read(V->getInit(), Wanted, Depth + 1);
    }
    add(What, {Wanted ? Becoming::True : Becoming::False}, E);
  }

  /// Everything below \p E, with nothing known of what is wanted.
  void readAll(const Stmt *S, unsigned Depth) {
    if (!S || llvm::isa<LambdaExpr>(S))
      return;
    if (const auto *E = llvm::dyn_cast<Expr>(S)) {
      if (const ValueDecl *What = stateOf(E))
        return add(What, {}, E);
      if (std::optional<CallView> Call = CallView::of(E); Call && Depth < MaxDepth)
        return readCall(*Call, E, true, Depth);
    }
    for (const Stmt *Child : S->children())
      readAll(Child, Depth);
  }

  /// The constant side of a comparison is the wanted value of the other.
  void readComparison(const BinaryOperator *E, bool Wanted, unsigned Depth) {
    const Expr *Left = E->getLHS(), *Right = E->getRHS();
    BinaryOperatorKind Op = E->getOpcode();
    if (U.models().constant(Left)) {
      std::swap(Left, Right);
      Op = BinaryOperator::reverseComparisonOp(Op);
    }
    if (!Wanted)
      Op = BinaryOperator::negateComparisonOp(Op);
    std::optional<int64_t> Value = U.models().constant(Right);
    bool IsZero = Value && *Value == 0;
    switch (Op) {
    case BO_EQ:
      if (IsZero)
        return readAs(Left, Becoming{Becoming::False}, Depth);
      if (Value)
        return readAs(Left, Becoming{Becoming::Equal, *Value}, Depth);
      break;
    case BO_NE:
      if (IsZero)
        return readAs(Left, Becoming{Becoming::True}, Depth);
      if (isCount(Left) || isCount(Right)) {
        // What is never more than its limit has room below it.
        if (!isCount(Left))
          std::swap(Left, Right);
        return readAs(Left, Becoming{isCount(Right) ? Becoming::Other : Becoming::Less}, Depth,
                      Right);
      }
      if (Value)
        return readAs(Left, Becoming{}, Depth, Right);
      // A number of items and its limit.
      if (Left->getType()->isIntegerType() && Right->getType()->isIntegerType()) {
        readAs(Left, Becoming{}, Depth, Right);
        return readAs(Right, Becoming{}, Depth, Left);
      }
      break;
    case BO_GT:
    case BO_GE:
      readAs(Left, Becoming{Becoming::More}, Depth, Right);
      return readAs(Right, Becoming{Becoming::Less}, Depth, Left);
    case BO_LT:
    case BO_LE:
      readAs(Left, Becoming{Becoming::Less}, Depth, Right);
      return readAs(Right, Becoming{Becoming::More}, Depth, Left);
    default:
      break;
    }
    readAll(Left, Depth);
    readAll(Right, Depth);
  }

  /// Whether \p E is the number of elements in a container.
  bool isCount(const Expr *E) {
    std::optional<CallView> Call = CallView::of(E->IgnoreParenImpCasts());
    const model::CallEntry *Entry = Call && Call->Callee ? U.models().state(*Call) : nullptr;
    return Entry && Entry->Role == CallRole::Count;
  }

  /// One side of a comparison, which is to become \p Wanted.
  void readAs(const Expr *E, Becoming Wanted, unsigned Depth, const Expr *Against = nullptr) {
    E = E->IgnoreParenImpCasts()->IgnoreImplicit()->IgnoreParenImpCasts();
    if (const ValueDecl *What = stateOf(E))
      return add(What, Wanted, E, Against);
    std::optional<CallView> Call = CallView::of(E);
    if (Call && isItsValue(*Call))
      return add(stateOf(Call->Object), Wanted, E, Against);
    if (Call)
      if (const model::CallEntry *Entry = U.models().state(*Call))
        if (Entry->Role == CallRole::Count || Entry->Role == CallRole::Get) {
          if (Entry->Role == CallRole::Count)
            Wanted.Kind = Wanted.Kind == Becoming::False  ? Becoming::Less
                          : Wanted.Kind == Becoming::True ? Becoming::More
                                                          : Wanted.Kind;
          return add(objectOf(*Call, *Entry), Wanted, E, Against);
        }
    readAll(E, Depth);
  }

  static const ValueDecl *objectOf(const CallView &Call, const model::CallEntry &Entry) {
    return stateOf(model::Resolver::operand(Call, model::Resolver::on(Entry, Call)));
  }

  /// The value of an atomic, read by a conversion: 'n == 0'.
  static bool isItsValue(const CallView &Call) {
    const auto *Conversion = llvm::dyn_cast_or_null<CXXConversionDecl>(Call.Callee);
    return Conversion && Call.Object && Conversion->getParent()->isInStdNamespace() &&
           Conversion->getConversionType()->isArithmeticType();
  }

  void readCall(const CallView &Call, const Expr *E, bool Wanted, unsigned Depth) {
    if (isItsValue(Call))
      return add(stateOf(Call.Object), {Wanted ? Becoming::True : Becoming::False}, E);
    if (const model::CallEntry *Entry = U.models().state(Call)) {
      const ValueDecl *What = objectOf(Call, *Entry);
      switch (Entry->Role) {
      case CallRole::IsEmpty:
        return add(What, {Wanted ? Becoming::Less : Becoming::More}, E);
      case CallRole::Count:
        return add(What, {Wanted ? Becoming::More : Becoming::Less}, E);
      case CallRole::Get:
        return add(What, {Wanted ? Becoming::True : Becoming::False}, E);
      default:
        return add(What, {}, E);
      }
    }
    if (const FunctionDecl *Body = Call.Callee ? U.bodyOf(Call.Callee) : nullptr;
        Body && Depth < MaxDepth) {
      readBody(Body, Wanted, Depth + 1);
    } else if (!Call.Callee || !isHarmless(Call.Callee)) {
      Found.IsWhole = false;
    }
    if (Call.Object && !llvm::isa<CXXThisExpr>(plain(Call.Object))) {
      if (const ValueDecl *What = stateOf(Call.Object))
        add(What, {}, E);
      else
        readAll(Call.Object, Depth + 1);
    }
    for (const Expr *Arg : Call.Args)
      readAll(Arg, Depth + 1);
  }

  /// A library's function that only looks at its arguments.
  static bool isHarmless(const FunctionDecl *Callee) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
    return Callee->isInStdNamespace() || Callee->isOverloadedOperator() || Callee->isConstexpr() ||
           (Method && Method->isConst());
  }

  Unit &U;
};
} // namespace

Tests testsOfResult(Unit &U, const FunctionDecl *Predicate, bool Wanted) {
  TestReader Reader(U);
  Reader.readBody(Predicate, Wanted, 0);
  return std::move(Reader.Found);
}

Tests testsOf(Unit &U, const Expr *Condition, bool Wanted) {
  TestReader Reader(U);
  Reader.read(Condition, Wanted, 0);
  return std::move(Reader.Found);
}

//===----------------------------------------------------------------------===//
// Changes
//===----------------------------------------------------------------------===//

static Becoming becoming(Unit &U, const Expr *Value) {
  std::optional<int64_t> Constant = Value ? U.models().constant(Value) : std::nullopt;
  if (!Constant)
    return {};
  if (*Constant == 0)
    return {Becoming::False};
  if (*Constant == 1)
    return {Becoming::True};
  return {Becoming::Equal, *Constant};
}

/// Whether \p Method only hands out access: it has a const sibling.
static bool isAccessor(const CXXMethodDecl *Method) {
  if (!Method->getDeclName().isIdentifier())
    return Method->getOverloadedOperator() != OO_Equal;
  for (const NamedDecl *Other : Method->getParent()->lookup(Method->getDeclName()))
    if (const auto *Sibling = llvm::dyn_cast<CXXMethodDecl>(Other); Sibling && Sibling->isConst())
      return true;
  return false;
}

/// Whether \p E is a new container that nothing is in.
static bool isNew(const Expr *E) {
  E = E->IgnoreParenImpCasts()->IgnoreImplicit()->IgnoreParenImpCasts();
  if (const auto *List = llvm::dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 0;
  const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E);
  return Construct && Construct->getNumArgs() == 0;
}

/// Whether \p E is a local container of \p Function that is empty when it is swapped:
/// made empty, and never added to.
static bool isEmptyLocal(Unit &U, const Expr *E, const FunctionDecl *Function) {
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  const auto *V = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!V || !V->isLocalVarDecl() || V->isStaticLocal() || !V->getInit() || !isNew(V->getInit()))
    return false;
  return llvm::none_of(U.facts().of(Function).Calls, [&](const Expr *Other) {
    std::optional<CallView> Call = CallView::of(Other);
    const model::CallEntry *Entry = Call->Callee ? U.models().state(*Call) : nullptr;
    return Entry && Entry->Role == CallRole::Add &&
           stateOf(model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call))) == V;
  });
}

/// The container that \p Call leaves empty: it is swapped with an empty one, or gets
/// a new one. Null if it is none of these.
static const Expr *emptiedBy(Unit &U, const CallView &Call, const FunctionDecl *Function) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call.Callee);
  if (!(Method ? Method->getParent()->isInStdNamespace() : Call.Callee->isInStdNamespace()) ||
      (Method && !Call.Object))
    return nullptr;
  if (Method && Method->getOverloadedOperator() == OO_Equal && Call.Args.size() == 1 &&
      Call.Object->getType()->isRecordType())
    return isNew(Call.Args[0]) ? Call.Object : nullptr;
  const IdentifierInfo *Name = Call.Callee->getIdentifier();
  llvm::SmallVector<const Expr *, 2> Both(Call.Args);
  if (Method)
    Both.insert(Both.begin(), Call.Object);
  if (!Name || Both.size() != 2 || !Both[0] || !Both[0]->getType()->isRecordType())
    return nullptr;
  if (Name->isStr("exchange"))
    return isNew(Both[1]) ? Both[0] : nullptr;
  if (!Name->isStr("swap"))
    return nullptr;
  return isEmptyLocal(U, Both[1], Function)   ? Both[0]
         : isEmptyLocal(U, Both[0], Function) ? Both[1]
                                              : nullptr;
}

static void changesByCall(Unit &U, const Expr *E, const FunctionDecl *Function,
                          std::vector<Change> &Out) {
  std::optional<CallView> Call = CallView::of(E);
  if (!Call || !Call->Callee || llvm::isa<CXXConstructExpr>(E))
    return;
  auto Add = [&](const Expr *On, Becoming To) {
    if (const ValueDecl *What = stateOf(On))
      Out.push_back({What, To, E, Function});
  };
  if (const model::CallEntry *Entry = U.models().state(*Call)) {
    const Expr *On = model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call));
    switch (Entry->Role) {
    case CallRole::Add:
      return Add(On, {Becoming::More});
    case CallRole::Remove:
      return Add(On, {Becoming::Less});
    case CallRole::Clear:
      return Add(On, {Becoming::False});
    case CallRole::Set:
      if (Call->Args.empty())
        return Add(On, {Becoming::True});
      return Add(On, becoming(U, Call->Args.front()));
    default:
      return;
    }
  }
  if (const Expr *Emptied = emptiedBy(U, *Call, Function))
    return Add(Emptied, {Becoming::Less});
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call->Callee);
  if (Method && Call->Object && !Method->isConst() && !Method->isStatic() && !isAccessor(Method) &&
      !U.models().isModelled(Method) && !U.bodyOf(Method))
    Add(Call->Object, Method->getOverloadedOperator() == OO_Equal && !Call->Args.empty()
                          ? becoming(U, Call->Args.front())
                          : Becoming{});
  // What is handed out by reference may be changed there, if that is out of sight.
  if (U.bodyOf(Call->Callee) || U.models().isModelled(Call->Callee))
    return;
  for (unsigned I = 0; I < Call->Args.size() && I < Call->Callee->getNumParams(); ++I) {
    QualType T = Call->Callee->getParamDecl(I)->getType();
    bool ByReference = T->isReferenceType() && !T.getNonReferenceType().isConstQualified();
    if (ByReference && !Call->Callee->isCXXInstanceMember())
      Add(Call->Args[I], {});
  }
}

std::vector<Change> changesIn(Unit &U, const FunctionDecl *Function) {
  std::vector<Change> Found;
  const Facts &Known = U.facts().of(Function);
  auto Add = [&](const Expr *Target, Becoming To, const Stmt *Site) {
    if (const ValueDecl *What = stateOf(Target))
      Found.push_back({What, To, Site, Function});
  };
  for (const BinaryOperator *A : Known.Assignments)
    Add(A->getLHS(),
        A->getOpcode() == BO_Assign      ? becoming(U, A->getRHS())
        : A->getOpcode() == BO_AddAssign ? Becoming{Becoming::More}
        : A->getOpcode() == BO_SubAssign ? Becoming{Becoming::Less}
                                         : Becoming{},
        A);
  for (const UnaryOperator *Step : Known.Steps)
    Add(Step->getSubExpr(), {Step->isIncrementOp() ? Becoming::More : Becoming::Less}, Step);
  for (const Expr *Call : Known.Calls)
    changesByCall(U, Call, Function, Found);
  return Found;
}

} // namespace leash::flow
