//===- Resolver.cpp - from a declaration to its model entry ---------------===//
#include "Model/Resolver.h"
#include "Model/Annotations.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace leash::model {

using Candidates = llvm::SmallVector<const CallEntry *, 1>;

struct Resolver::Impl {
  Impl(std::shared_ptr<const Models> Known, ASTContext &Context)
      : Known(std::move(Known)), Context(Context) {}

  std::shared_ptr<const Models> Known;
  ASTContext &Context;
  Annotations Written;
  llvm::DenseMap<std::pair<const FunctionDecl *, const CXXRecordDecl *>, Candidates> Calls;
  llvm::DenseMap<const CXXRecordDecl *, const TypeEntry *> Types;

  const Candidates &candidates(const FunctionDecl *Callee, const CXXRecordDecl *Object);
  const TypeEntry *typeByName(const CXXRecordDecl *Record);
};

Resolver::Resolver(std::shared_ptr<const Models> M, ASTContext &Context)
    : I(new Impl(std::move(M), Context)) {}
Resolver::~Resolver() = default;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// The last component of a function's name as models spell it.
static std::string lastName(const FunctionDecl *F) {
  if (const IdentifierInfo *Identifier = F->getIdentifier())
    return Identifier->getName().str();
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(F))
    return Constructor->getParent()->getName().str();
  if (const auto *Destructor = llvm::dyn_cast<CXXDestructorDecl>(F))
    return "~" + Destructor->getParent()->getName().str();
  return F->getDeclName().getAsString();
}

/// Whether the declarations that enclose \p Context spell \p Components, the
/// innermost last. Inline namespaces do not count; '*' stands for any one.
static bool enclosedBy(const DeclContext *Context, llvm::ArrayRef<llvm::StringRef> Components) {
  while (true) {
    while (Context && (Context->isTransparentContext() || Context->isInlineNamespace()))
      Context = Context->getParent();
    if (!Context || Context->isTranslationUnit())
      return Components.empty();
    if (Components.empty())
      return false;
    const auto *Named = llvm::dyn_cast<NamedDecl>(Context);
    const IdentifierInfo *Name = Named ? Named->getIdentifier() : nullptr;
    if (!Name || (Components.back() != "*" && Name->getName() != Components.back()))
      return false;
    Components = Components.drop_back();
    Context = Context->getParent();
  }
}

static llvm::SmallVector<llvm::StringRef, 4> componentsOf(llvm::StringRef Name) {
  llvm::SmallVector<llvm::StringRef, 4> Components;
  Name.split(Components, "::");
  Components.pop_back();
  return Components;
}

/// Whether \p Record is the class, or derives from the class, that
/// \p Components name.
static bool isOrDerivesFrom(const CXXRecordDecl *Record,
                            llvm::ArrayRef<llvm::StringRef> Components) {
  const IdentifierInfo *Name = Record->getIdentifier();
  if (Name && !Components.empty() &&
      (Components.back() == Name->getName() || Components.back() == "*") &&
      enclosedBy(Record->getDeclContext(), Components.drop_back()))
    return true;
  if (!Record->hasDefinition())
    return false;
  return llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Class = Base.getType()->getAsCXXRecordDecl();
    return Class && isOrDerivesFrom(Class, Components);
  });
}

const Candidates &Resolver::Impl::candidates(const FunctionDecl *Callee,
                                             const CXXRecordDecl *Object) {
  Callee = Callee->getCanonicalDecl();
  auto [Where, New] = Calls.try_emplace({Callee, Object});
  Candidates &Found = Where->second;
  if (!New)
    return Found;
  if (const CallEntry *Annotated = Written.call(Callee)) {
    Found.push_back(Annotated);
    return Found;
  }
  llvm::SmallString<32> Last;
  llvm::StringRef Name;
  if (const IdentifierInfo *Identifier = Callee->getIdentifier())
    Name = Identifier->getName();
  else
    Name = Last = lastName(Callee);
  for (const Models::NamedCall &Row : Known->calls(Name)) {
    llvm::SmallVector<llvm::StringRef, 4> Components = componentsOf(Row.Name);
    if (enclosedBy(Callee->getDeclContext(), Components) ||
        (Object && isOrDerivesFrom(Object, Components)))
      Found.push_back(Row.Entry);
  }
  return Found;
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

const TypeEntry *Resolver::Impl::typeByName(const CXXRecordDecl *Record) {
  const CXXRecordDecl *Canonical = Record->getCanonicalDecl();
  auto [Where, New] = Types.try_emplace(Canonical, nullptr);
  if (!New)
    return Where->second;
  const TypeEntry *Found = Written.type(Record);
  if (const IdentifierInfo *Identifier = Record->getIdentifier(); Identifier && !Found)
    for (const Models::NamedType &Row : Known->types(Identifier->getName()))
      if (!Found && enclosedBy(Record->getDeclContext(), componentsOf(Row.Name)))
        Found = Row.Entry;
  if (!Found && Record->hasDefinition())
    for (const CXXBaseSpecifier &Base : Record->getDefinition()->bases())
      if (const CXXRecordDecl *Class = Base.getType()->getAsCXXRecordDecl(); Class && !Found)
        Found = typeByName(Class);
  Types[Canonical] = Found;
  return Found;
}

const TypeEntry *Resolver::type(const CXXRecordDecl *Record) {
  return Record ? I->typeByName(Record) : nullptr;
}

const TypeEntry *Resolver::type(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  // pthread_mutex_t and its kind: a typedef of something unnamed or builtin.
  for (const auto *Alias = T->getAs<TypedefType>(); Alias;
       Alias = Alias->desugar()->getAs<TypedefType>())
    for (const Models::NamedType &Row : I->Known->types(Alias->getDecl()->getName()))
      if (enclosedBy(Alias->getDecl()->getDeclContext(), componentsOf(Row.Name)))
        return Row.Entry;
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    return type(Record);
  if (const auto *Record = T->getAsRecordDecl())
    if (const IdentifierInfo *Name = Record->getIdentifier())
      for (const Models::NamedType &Row : I->Known->types(Name->getName()))
        if (enclosedBy(Record->getDeclContext(), componentsOf(Row.Name)))
          return Row.Entry;
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

static const Expr *argument(const CallView &Call, unsigned Index) {
  return Index < Call.Args.size() ? Call.Args[Index] : nullptr;
}

std::optional<int64_t> Resolver::constant(const Expr *E) {
  if (!E || E->isValueDependent() || E->isTypeDependent())
    return std::nullopt;
  E = E->IgnoreParenImpCasts()->IgnoreImplicit();
  if (const auto *Default = llvm::dyn_cast<CXXDefaultArgExpr>(E))
    return constant(Default->getExpr());
  if (E->isNullPointerConstant(I->Context, Expr::NPC_ValueDependentIsNotNull))
    return 0;
  QualType T = E->getType();
  if (T->isIntegralOrEnumerationType()) {
    Expr::EvalResult Result;
    if (E->EvaluateAsInt(Result, I->Context, Expr::SE_NoSideEffects))
      return Result.Val.getInt().getExtValue();
    return std::nullopt;
  }
  // A duration that is made of one constant: 0ms, std::chrono::seconds(0).
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->getIdentifier() || Record->getName() != "duration")
    return std::nullopt;
  Expr::EvalResult Result;
  if (!E->EvaluateAsRValue(Result, I->Context) || !Result.Val.isStruct() ||
      Result.Val.getStructNumFields() != 1 || !Result.Val.getStructField(0).isInt())
    return std::nullopt;
  return Result.Val.getStructField(0).getInt().getExtValue();
}

/// Whether \p Test certainly holds.
static bool holds(Resolver &R, const Condition &Test, const CallView &Call) {
  std::optional<int64_t> Value = R.constant(argument(Call, Test.Arg));
  if (Test.Test == Condition::IsNonNull && !Value) {
    // The address of something is never null.
    const Expr *Arg = argument(Call, Test.Arg);
    if (!Arg)
      return false;
    const Expr *Plain = Arg->IgnoreParenCasts();
    if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(Plain))
      return Unary->getOpcode() == UO_AddrOf;
    return llvm::isa<LambdaExpr>(Plain) || Plain->getType()->isFunctionType();
  }
  if (!Value)
    return false;
  switch (Test.Test) {
  case Condition::IsNull:
  case Condition::IsZero:
    return *Value == 0;
  case Condition::IsNonNull:
  case Condition::IsNonZero:
    return *Value != 0;
  case Condition::IsValue:
    return *Value == Test.Value;
  case Condition::HasBits:
    return (*Value & Test.Value) == Test.Value;
  case Condition::LacksBits:
    return (*Value & Test.Value) == 0;
  }
  return false;
}

bool Resolver::isModelled(const FunctionDecl *Callee) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
  return !I->candidates(Callee, Method ? Method->getParent()->getCanonicalDecl() : nullptr)
              .empty();
}

const CallEntry *Resolver::call(const CallView &Call) {
  if (!Call.Callee)
    return nullptr;
  const CXXRecordDecl *Object = nullptr;
  if (Call.Object) {
    QualType T = Call.Object->IgnoreParenImpCasts()->getType();
    if (T->isPointerType())
      T = T->getPointeeType();
    Object = T->getAsCXXRecordDecl();
  } else if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call.Callee)) {
    Object = Method->getParent();
  }
  if (Object)
    Object = Object->getCanonicalDecl();
  for (const CallEntry *Entry : I->candidates(Call.Callee, Object)) {
    if (Entry->Params && *Entry->Params != Call.Callee->getNumParams())
      continue;
    if (Entry->When && !holds(*this, *Entry->When, Call))
      continue;
    if (Entry->Unless && holds(*this, *Entry->Unless, Call))
      continue;
    return Entry;
  }
  return nullptr;
}

const Expr *Resolver::operand(const CallView &Call, Operand Op) {
  switch (Op.Kind) {
  case Operand::This:
    return Call.Object;
  case Operand::Argument:
    return argument(Call, Op.Index);
  default:
    return nullptr;
  }
}

Operand Resolver::on(const CallEntry &Entry, const CallView &Call) {
  if (Entry.On.Kind != Operand::None)
    return Entry.On;
  const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Call.Callee);
  if (Method && !Method->isStatic())
    return {Operand::This, 0};
  return {Operand::Argument, 0};
}

static bool canBlock(CallRole Role) {
  switch (Role) {
  case CallRole::Acquire:
  case CallRole::Wait:
  case CallRole::Block:
  case CallRole::Send:
  case CallRole::Receive:
  case CallRole::Select:
    return true;
  default:
    return false;
  }
}

Bound Resolver::bound(const CallEntry &Entry, const CallView &Call) {
  if (!canBlock(Entry.Role))
    return Bound::Never;
  if (!Entry.Timeout)
    return Entry.HowLong;
  const Timeout &Limit = *Entry.Timeout;
  const Expr *Arg = argument(Call, Limit.Arg);
  if (!Arg || Arg->isDefaultArgument())
    return Entry.HowLong;
  std::optional<int64_t> Value = constant(Arg);
  if (!Value)
    return Bound::Bounded;
  if (llvm::is_contained(Limit.Forever, static_cast<uint64_t>(*Value)))
    return Bound::Unbounded;
  if (*Value == 0)
    return Arg->getType()->isPointerType() || Arg->getType()->isNullPtrType() ||
                   Arg->IgnoreParenImpCasts()->isNullPointerConstant(
                       I->Context, Expr::NPC_ValueDependentIsNotNull) == Expr::NPCK_GNUNull
               ? Limit.Null
               : Limit.Zero;
  if (*Value < 0)
    return Limit.Negative;
  return Bound::Bounded;
}

} // namespace leash::model
