//===- Resolver.cpp - from a declaration to its model entry ---------------===//
#include "Model/Resolver.h"
#include "Model/Constant.h"
#include "Model/QualifiedName.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace leash::model {

using Candidates = llvm::SmallVector<Models::NamedCall, 1>;
using Rows = llvm::ArrayRef<Models::NamedCall>;

struct Resolver::Impl {
  Impl(const Models &All, ASTContext &Context) : Known(inside(All, Context)), Context(Context) {}

  /// Those of \p All that can name something in \p Context. What clang knows of
  /// its own accord, such as 'fopen', is no sign of a library.
  static std::shared_ptr<const Models> inside(const Models &All, ASTContext &Context) {
    const IdentifierTable &Known = Context.Idents;
    bool IsPartial = Known.getExternalIdentifierLookup() != nullptr;
    return All.among([&](llvm::StringRef Name) {
      auto Found = Known.find(Name);
      return IsPartial || (Found != Known.end() && !Found->second->getBuiltinID());
    });
  }

  std::shared_ptr<const Models> Known;
  ASTContext &Context;
  Annotations Written;
  /// The rows of the last component of a function's name: the one lookup that
  /// nearly all functions of a program end with.
  llvm::DenseMap<DeclarationName, Models::RowsOf<Models::NamedCall>> RowsOf;
  /// Functions, as callers name them, of which neither a row nor an attribute can tell.
  llvm::DenseSet<const FunctionDecl *> Unknown;
  using CandidateMap =
      llvm::DenseMap<std::pair<const FunctionDecl *, const CXXRecordDecl *>, Candidates>;
  CandidateMap Calls;
  CandidateMap States;
  llvm::DenseMap<const NamedDecl *, std::optional<Models::NamedType>> Types;

  Rows rowsOf(const FunctionDecl *Callee);
  bool isC(const FunctionDecl *Callee, const Models::NamedCall &Row);
  llvm::ArrayRef<Models::NamedCall> candidates(const FunctionDecl *Callee,
                                               const CXXRecordDecl *Object);
  llvm::ArrayRef<Models::NamedCall> states(const FunctionDecl *Callee, const CXXRecordDecl *Object);
  Candidates ranked(Rows Named, const FunctionDecl *Callee, const CXXRecordDecl *Object);
  std::optional<Models::NamedType> byName(const NamedDecl *Named, llvm::StringRef Name);
  std::optional<Models::NamedType> record(const CXXRecordDecl *Record);
  bool holds(const Condition &Test, const CallView &Call);
  bool applies(const CallEntry &Entry, const CallView &Call);
};

Resolver::Resolver(const std::shared_ptr<const Models> &M, ASTContext &Context)
    : I(new Impl(*M, Context)) {}
Resolver::~Resolver() = default;

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

Rows Resolver::Impl::rowsOf(const FunctionDecl *Callee) {
  auto [Where, New] = RowsOf.try_emplace(Callee->getDeclName());
  if (New)
    Where->second = Known->calls(lastComponent(Callee));
  return Where->second;
}

/// Whether a name without '::' may mean \p Callee: a C function. A function of
/// the user's own that happens to be called 'wait' or 'send' is none, unless
/// the user's models name it.
bool Resolver::Impl::isC(const FunctionDecl *Callee, const Models::NamedCall &Row) {
  if (llvm::isa<CXXMethodDecl>(Callee))
    return false;
  if (Callee->isExternC() || Callee->isInExternCContext())
    return true;
  if (!isNamed(Callee->getDeclContext(), ""))
    return false;
  return !Row.BuiltIn || !Context.getLangOpts().CPlusPlus ||
         Context.getSourceManager().isInSystemHeader(Callee->getLocation());
}

static bool overridesMethodOf(const CXXMethodDecl *Method, const CXXRecordDecl *Class) {
  return llvm::any_of(Method->overridden_methods(), [&](const CXXMethodDecl *Overridden) {
    return Overridden->getParent()->getCanonicalDecl() == Class->getCanonicalDecl() ||
           overridesMethodOf(Overridden, Class);
  });
}

/// Whether 'Class::method' is \p Method though another class declares it:
/// because \p Class inherits it, or because \p Method overrides that of
/// \p Class and no body says what else it does.
static bool isMemberThrough(const CXXMethodDecl *Method, const CXXRecordDecl *Class) {
  if (llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Method) || !Class->hasDefinition())
    return false;
  return Class->isDerivedFrom(Method->getParent()) ||
         (!Method->isDefined() && overridesMethodOf(Method, Class));
}

/// Those of \p Named that mean \p Callee on an \p Object, the best first: what is
/// said of a derived class is nearer than what is said of its base, and what
/// the user says wins over both.
Candidates Resolver::Impl::ranked(Rows Named, const FunctionDecl *Callee,
                                  const CXXRecordDecl *Object) {
  llvm::SmallVector<std::pair<unsigned, Models::NamedCall>, 2> Ranked;
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
  for (const Models::NamedCall &Row : Named) {
    llvm::StringRef Path = enclosingName(Row.Name);
    bool Fits = Path.empty() ? isC(Callee, Row) : isNamed(Callee->getDeclContext(), Path);
    Ancestor Class;
    if (Method && Object && !Path.empty())
      Class = findAncestor(Object, Path);
    if (!Fits && !(Class.Class && isMemberThrough(Method, Class.Class)))
      continue;
    unsigned Rank = Class.Depth + (Row.BuiltIn ? 1000 : 0);
    auto After = [](unsigned Rank, const auto &Other) { return Rank < Other.first; };
    Ranked.insert(llvm::upper_bound(Ranked, Rank, After), {Rank, Row});
  }
  Candidates Found;
  for (const auto &[Rank, Row] : Ranked)
    Found.push_back(Row);
  return Found;
}

llvm::ArrayRef<Models::NamedCall> Resolver::Impl::candidates(const FunctionDecl *Callee,
                                                             const CXXRecordDecl *Object) {
  if (Unknown.contains(Callee))
    return {};
  Rows Named = rowsOf(Callee);
  if (Named.empty() && !Annotations::mayHave(Callee)) {
    Unknown.insert(Callee);
    return {};
  }
  Callee = Callee->getCanonicalDecl();
  auto [Where, New] = Calls.try_emplace({Callee, Object});
  if (!New)
    return Where->second;
  Candidates Found;
  if (const CallEntry *Annotated = Written.call(Callee))
    Found.push_back({"annotation", Annotated});
  else
    Found = ranked(Named, Callee, Object);
  return Calls[{Callee, Object}] = std::move(Found);
}

llvm::ArrayRef<Models::NamedCall> Resolver::Impl::states(const FunctionDecl *Callee,
                                                         const CXXRecordDecl *Object) {
  Callee = Callee->getCanonicalDecl();
  auto [Where, New] = States.try_emplace({Callee, Object});
  if (New)
    Where->second = ranked(Known->states(lastComponent(Callee)), Callee, Object);
  return Where->second;
}

bool Resolver::isModelled(const FunctionDecl *Callee) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
  return !I->candidates(Callee, Method ? Method->getParent()->getCanonicalDecl() : nullptr).empty();
}

/// The class of the object that \p Call is made on, as its own type says.
static const CXXRecordDecl *classOfObject(const CallView &Call) {
  const CXXRecordDecl *Class = nullptr;
  if (Call.Object) {
    // Without the conversion to the base that declares the member.
    QualType T = Call.Object->IgnoreParenImpCasts()->getType();
    if (T->isPointerType())
      T = T->getPointeeType();
    Class = T->getAsCXXRecordDecl();
  }
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call.Callee); Method && !Class)
    Class = Method->getParent();
  return Class ? Class->getCanonicalDecl() : nullptr;
}

bool Resolver::Impl::applies(const CallEntry &Entry, const CallView &Call) {
  if (Entry.Params && *Entry.Params != Call.Callee->getNumParams())
    return false;
  if (Entry.When && !holds(*Entry.When, Call))
    return false;
  return !Entry.Unless || !holds(*Entry.Unless, Call);
}

llvm::SmallVector<Models::NamedCall, 1> Resolver::matches(const CallView &Call) {
  llvm::SmallVector<Models::NamedCall, 1> Found;
  if (Call.Callee)
    for (const Models::NamedCall &Row : I->candidates(Call.Callee, classOfObject(Call)))
      if (I->applies(*Row.Entry, Call))
        Found.push_back(Row);
  if (Call.Callee && Found.empty())
    llvm::append_range(Found, I->states(Call.Callee, classOfObject(Call)));
  return Found;
}

const CallEntry *Resolver::call(const CallView &Call) {
  if (Call.Callee)
    for (const Models::NamedCall &Row : I->candidates(Call.Callee, classOfObject(Call)))
      if (I->applies(*Row.Entry, Call))
        return Row.Entry;
  return nullptr;
}

const CallEntry *Resolver::state(const CallView &Call) {
  if (Call.Callee)
    for (const Models::NamedCall &Row : I->states(Call.Callee, classOfObject(Call)))
      if (I->applies(*Row.Entry, Call))
        return Row.Entry;
  return nullptr;
}

llvm::ArrayRef<AnnotationFault> Resolver::annotationFaults() const { return I->Written.faults(); }

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

std::optional<Models::NamedType> Resolver::Impl::byName(const NamedDecl *Named,
                                                        llvm::StringRef Name) {
  for (const Models::NamedType &Row : Known->types(Name))
    if (isNamed(Named->getDeclContext(), enclosingName(Row.Name)))
      return Row;
  return std::nullopt;
}

std::optional<Models::NamedType> Resolver::Impl::record(const CXXRecordDecl *Record) {
  Record = Record->getCanonicalDecl();
  if (auto Known = Types.find(Record); Known != Types.end())
    return Known->second;
  std::optional<Models::NamedType> Found;
  if (const TypeEntry *Annotated = Written.type(Record))
    Found = Models::NamedType{"annotation", Annotated};
  if (const IdentifierInfo *Name = Record->getIdentifier(); Name && !Found)
    Found = byName(Record, Name->getName());
  // A class that is only declared so far may have bases later.
  if (!Record->hasDefinition())
    return Found;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const CXXRecordDecl *Class = Base.getType()->getAsCXXRecordDecl(); Class && !Found)
      Found = record(Class);
  return Types[Record] = Found;
}

std::optional<Models::NamedType> Resolver::match(QualType T) {
  if (T.isNull())
    return std::nullopt;
  T = T.getNonReferenceType();
  // By the typedef that the source names: pthread_t, std::binary_semaphore.
  while (true) {
    const NamedDecl *Alias = nullptr;
    if (const auto *Typedef = llvm::dyn_cast<TypedefType>(T))
      Alias = Typedef->getDecl();
    else if (const auto *Special = llvm::dyn_cast<TemplateSpecializationType>(T);
             Special && Special->isTypeAlias())
      Alias = Special->getTemplateName().getAsTemplateDecl();
    if (Alias && Alias->getIdentifier()) {
      auto [Where, New] = I->Types.try_emplace(Alias);
      if (New)
        Where->second = I->byName(Alias, Alias->getName());
      if (Where->second)
        return Where->second;
    }
    QualType Next = T.getSingleStepDesugaredType(I->Context);
    if (Next == T)
      break;
    T = Next;
  }
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    return I->record(Record);
  if (const RecordDecl *Record = T->getAsRecordDecl(); Record && Record->getIdentifier())
    return I->byName(Record, Record->getName());
  return std::nullopt;
}

const TypeEntry *Resolver::type(QualType T) {
  std::optional<Models::NamedType> Row = match(T);
  return Row ? Row->Entry : nullptr;
}

const TypeEntry *Resolver::type(const CXXRecordDecl *Record) {
  std::optional<Models::NamedType> Row = Record ? I->record(Record) : std::nullopt;
  return Row ? Row->Entry : nullptr;
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

static const Expr *argument(const CallView &Call, unsigned Index) {
  return Index < Call.Args.size() ? Call.Args[Index] : nullptr;
}

std::optional<int64_t> Resolver::constant(const Expr *E) { return constantValue(E, I->Context); }

/// Whether \p Test certainly holds.
bool Resolver::Impl::holds(const Condition &Test, const CallView &Call) {
  const Expr *Arg = argument(Call, Test.Arg);
  if (!Arg)
    return false;
  if (Test.Test == Condition::IsNonNull && isNeverNull(Arg))
    return true;
  std::optional<int64_t> Value = soleValue(Arg, Context);
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

/// Whether \p T can be called: a function, a pointer to one or to a member
/// function, or an object with operator().
static bool canBeCalled(QualType T, ASTContext &Context) {
  T = T.getNonReferenceType();
  if (const auto *Member = T->getAs<MemberPointerType>())
    return Member->isMemberFunctionPointer();
  if (T->isPointerType() || T->isBlockPointerType())
    T = T->getPointeeType();
  if (T->isFunctionType())
    return true;
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return false;
  DeclarationName Call = Context.DeclarationNames.getCXXOperatorName(OO_Call);
  if (!Record->lookup(Call).empty())
    return true;
  return llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
    return canBeCalled(Base.getType(), Context);
  });
}

std::optional<unsigned> Resolver::callable(const CallEntry &Entry, const CallView &Call) {
  if (!Entry.Callable)
    return std::nullopt;
  for (unsigned Index = *Entry.Callable; Index < Call.Args.size(); ++Index)
    if (!Entry.FirstCallable || canBeCalled(Call.Args[Index]->getType(), I->Context))
      return Index;
  return std::nullopt;
}

LockMode Resolver::mode(const TypeEntry &Guard, const CallView &Construction) {
  bool IsShared = Guard.SharedUnless && !I->holds(*Guard.SharedUnless, Construction);
  return IsShared ? LockMode::Shared : Guard.Mode;
}

Bound Resolver::bound(const CallEntry &Entry, const CallView &Call) {
  const Expr *Arg = Entry.Timeout ? argument(Call, Entry.Timeout->Arg) : nullptr;
  if (!Arg || Arg->isDefaultArgument())
    return Entry.HowLong;
  const Timeout &Limit = *Entry.Timeout;
  std::optional<int64_t> Value = constant(Arg);
  if (!Value)
    return Bound::Bounded;
  if (llvm::is_contained(Limit.Forever, static_cast<uint64_t>(*Value)))
    return Bound::Unbounded;
  if (*Value < 0)
    return Limit.Negative;
  if (*Value > 0)
    return Bound::Bounded;
  QualType T = Arg->getType();
  return T->isPointerType() || T->isNullPtrType() ? Limit.Null : Limit.Zero;
}

} // namespace leash::model
