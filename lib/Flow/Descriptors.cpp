//===- Descriptors.cpp - which descriptors does a wait look at? -----------===//
#include "Flow/Descriptors.h"
#include "Flow/Classes.h"
#include "Flow/SharedState.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"
#include "Support/Operand.h"

using namespace clang;

namespace leash::flow {

using model::CallRole;
using List = llvm::SmallVector<const ValueDecl *, 2>;

/// How deep the expression that gives a descriptor may be.
constexpr unsigned MaxDepth = 12;

static bool isNumber(QualType T) {
  return !T.isNull() && T.getNonReferenceType()->isIntegerType() &&
         !T.getNonReferenceType()->isBooleanType();
}

/// Whether \p D holds descriptors, and no code out of sight has set it up.
static bool isOwn(Unit &U, const ValueDecl *D) {
  if (!D || !isNumber(U.context().getBaseElementType(D->getType())))
    return false;
  if (llvm::isa<FieldDecl>(D))
    return true;
  const auto *V = llvm::dyn_cast<VarDecl>(D);
  if (!V || llvm::isa<ParmVarDecl>(V) || V->getType()->isReferenceType())
    return false;
  if (!V->isLocalVarDecl())
    return V->isFileVarDecl() && !V->isExternallyVisible();
  const Expr *Init = withoutImplicit(V->getInit());
  if (!Init || llvm::isa<InitListExpr>(Init) || U.models().constant(Init))
    return true;
  // The system gives it; what somebody else gives, somebody else may have.
  const auto *Call = llvm::dyn_cast<CallExpr>(Init);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const SourceManager &Sources = U.context().getSourceManager();
  return Callee && Callee->isExternC() &&
         Sources.isInSystemHeader(Sources.getExpansionLoc(Callee->getLocation()));
}

/// Whether the class that \p Holder, which has a descriptor, is a field of has
/// another one of its type: they are then not told apart.
static bool isOneOfMany(const Object *Holder) {
  if (!Holder || !Holder->field() || Holder->type().isNull())
    return Holder && Holder->kind() != Object::Kind::This;
  unsigned Same = 0;
  for (const FieldDecl *F : Holder->field()->getParent()->fields())
    Same += F->getType().getCanonicalType() == Holder->field()->getType().getCanonicalType();
  return Same != 1;
}

namespace {

/// What the code puts into a set of descriptors: 'pollfd's, an 'fd_set'.
class Members {
public:
  Members(Unit &U, const Object *Set, const Expr *Wait) : U(U), Set(Set), Wait(Wait) {}

  /// Adds those of \p F; false if something is not known.
  bool read(const FunctionDecl *F) {
    In = F;
    const Facts &Known = U.facts().of(F);
    for (const VarDecl *V : Known.Locals)
      if (U.objects().variable(V) == Set && V->getInit() && !give(V->getInit(), 0))
        return false;
    if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(F))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (Init->getMember() && Init->getMember() == Set->field() && !give(Init->getInit(), 0))
          return false;
    for (const BinaryOperator *A : Known.Assignments)
      if (isPart(A->getLHS()) && !assigned(*A))
        return false;
    return llvm::all_of(Known.Calls, [&](const Expr *E) { return passed(E); });
  }

  List All;

private:
  bool isPart(const Expr *E) {
    const Object *O = U.objects().of(E, In);
    return O && O->livesIn(Set);
  }

  /// 'set.fd = fd_', or what FD_SET comes down to: 'set.bits[fd_ / 64] |= ...'.
  bool assigned(const BinaryOperator &A) {
    if (!A.isCompoundAssignmentOp())
      return !U.context().hasSameUnqualifiedType(A.getLHS()->getType(), U.context().IntTy) ||
             give(A.getRHS(), 0);
    const auto *Element = llvm::dyn_cast<ArraySubscriptExpr>(A.getLHS()->IgnoreParenImpCasts());
    return !Element || give(Element->getIdx(), 0);
  }

  /// Whether what \p E does to the set, if anything, is known.
  bool passed(const Expr *E) {
    std::optional<CallView> Call = CallView::of(E);
    if (!Call || E == Wait || (Call->Callee && Call->Callee->getBuiltinID()))
      return true;
    if (Call->Callee)
      if (const model::CallEntry *Entry = U.models().call(*Call);
          Entry && Entry->Role == CallRole::Select)
        return true;
    bool OnSet = Call->Object && isPart(Call->Object);
    const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Call->Callee);
    if (OnSet && Method && Method->getParent()->isInStdNamespace())
      return !adds(*Method) ||
             llvm::all_of(Call->Args, [&](const Expr *Arg) { return give(Arg, 0); });
    if (OnSet && Method &&
        (Method->isCopyAssignmentOperator() || Method->isMoveAssignmentOperator()))
      return !Call->Args.empty() && give(Call->Args.front(), 0);
    return !OnSet && llvm::none_of(Call->Args, [&](const Expr *Arg) { return isPart(Arg); });
  }

  static bool adds(const CXXMethodDecl &Member) {
    return !Member.isConst() && Member.getNumParams() > 0 && !Member.getOverloadedOperator();
  }

  /// Takes the descriptors that \p E gives; false if one is not known.
  bool give(const Expr *E, unsigned Depth) {
    E = withoutImplicit(E);
    if (!E || Depth > MaxDepth)
      return false;
    if (U.models().constant(E) || llvm::isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(E))
      return true;
    auto Each = [&](auto Parts) {
      return llvm::all_of(Parts, [&](const Stmt *Part) {
        const auto *Inner = llvm::dyn_cast_or_null<Expr>(Part);
        return !Inner || !mayHold(Inner->getType()) || give(Inner, Depth + 1);
      });
    };
    if (const auto *Init = llvm::dyn_cast<InitListExpr>(E))
      return Each(Init->inits());
    if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E))
      return Each(Construct->arguments());
    if (llvm::isa<CXXStdInitializerListExpr, CXXFunctionalCastExpr, MaterializeTemporaryExpr,
                  BinaryOperator, CStyleCastExpr, CXXStaticCastExpr, CXXBindTemporaryExpr,
                  CompoundLiteralExpr, CXXDefaultInitExpr>(E))
      return Each(E->children());
    const Object *O = U.objects().of(E, In);
    const ValueDecl *D = stateOf(O);
    // A set that is a field holds what its class was made with, as a field does.
    if (llvm::isa_and_nonnull<ParmVarDecl>(D) && llvm::isa<CXXConstructorDecl>(In))
      D = Set->field();
    else if (!isOwn(U, D))
      return false;
    if (!D)
      return false;
    All.push_back(D);
    return true;
  }

  /// Whether a value of type \p T may hold a descriptor: flags are short.
  bool mayHold(QualType T) const {
    return !T->isIntegerType() ||
           U.context().getTypeSize(T) >= U.context().getTypeSize(U.context().IntTy);
  }

  Unit &U;
  const Object *Set;
  const Expr *Wait;
  const FunctionDecl *In = nullptr;
};

} // namespace

/// What is in the set of descriptors that \p Wait in \p F, a call, polls.
static List membersOf(Unit &U, const Object *Set, const Expr *Wait, const FunctionDecl *F) {
  Members Found(U, Set, Wait);
  if (!Found.read(F))
    return {};
  if (const auto *Class =
          Set->field() ? llvm::dyn_cast<CXXRecordDecl>(Set->field()->getParent()) : nullptr) {
    for (const CXXMethodDecl *Method : U.classes().methods(Class))
      if (Method != F && !Found.read(Method))
        return {};
  } else if (const ValueDecl *V = Set->variable()) {
    // The function that the wait's lambda stands in.
    const auto *Outer = llvm::dyn_cast<FunctionDecl>(V->getDeclContext());
    if (!Outer || llvm::isa<ParmVarDecl>(V) || (Outer != F && !Found.read(Outer)))
      return {};
  } else {
    return {};
  }
  return Found.All;
}

Descriptors descriptorsOf(Unit &U, const Effect &Wait, const Target *Task) {
  Descriptors Found;
  const Effect &Last = Wait.innermost();
  const auto *Site = llvm::dyn_cast_or_null<Expr>(Last.Site);
  std::optional<CallView> Call = Site ? CallView::of(Site) : std::nullopt;
  const model::CallEntry *Entry = Call && Call->Callee ? U.models().call(*Call) : nullptr;
  bool Selects = Last.Role == CallRole::Select;
  Found.SeesHangUp =
      Selects || !Entry || (Entry->Closed && Entry->Closed->By == model::ClosedBy::Zero);
  const Object *Is = inStarter(U, Wait.On, Wait.In, Task);
  if (const ValueDecl *D = Is ? stateOf(Is) : nullptr; isOwn(U, D)) {
    if (!Found.SeesHangUp || !isOneOfMany(Is->parent()))
      Found.All.push_back(D);
    return Found;
  }
  const Expr *On = Entry && Selects
                       ? model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call))
                       : nullptr;
  const Object *Set = On ? U.objects().of(On, Last.In) : nullptr;
  if (Set)
    Found.All = membersOf(U, Set->base(), Site, Last.In);
  return Found;
}

} // namespace leash::flow
