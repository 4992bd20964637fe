//===- Classes.cpp - the methods of a class seen together -----------------===//
#include "Flow/Classes.h"
#include "Flow/ThreadClasses.h"
#include "Flow/Unit.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace leash::flow {

/// A class has this many methods at most, or it is not looked at as a whole.
constexpr unsigned MaxMethods = 60;

llvm::ArrayRef<const CXXMethodDecl *> ClassTable::methods(const CXXRecordDecl *Record) {
  const CXXRecordDecl *Definition = Record ? Record->getDefinition() : nullptr;
  if (!Definition)
    return {};
  auto &Slot = Methods[Definition];
  if (Slot)
    return *Slot;
  Slot = std::make_unique<llvm::SmallVector<const CXXMethodDecl *, 8>>();
  auto Add = [&](const FunctionDecl *F) {
    if (const FunctionDecl *Body = U.bodyOf(F))
      if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Body))
        Slot->push_back(Method);
  };
  for (const Decl *D : Definition->decls()) {
    if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(D))
      Add(Method);
    else if (const auto *Template = llvm::dyn_cast<FunctionTemplateDecl>(D))
      for (const FunctionDecl *Instance : Template->specializations())
        Add(Instance);
  }
  return *Slot;
}

const FunctionDecl *outermost(const FunctionDecl *F) {
  while (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F)) {
    if (!Method->getParent()->isLambda())
      break;
    const auto *Outer = llvm::dyn_cast<FunctionDecl>(Method->getParent()->getParent());
    if (!Outer)
      break;
    F = Outer;
  }
  return F;
}

static bool isTask(Unit &U, QualType T) {
  const model::TypeEntry *Type = U.models().type(T);
  return Type && Type->Role == model::TypeRole::Task;
}

namespace {
/// A call that starts a task.
struct Start {
  unsigned Callable = 0; ///< the argument; what it is called with comes after it
  const model::CallEntry *Entry = nullptr;
};
} // namespace

static std::optional<Start> startsTask(Unit &U, const Expr *E, const CallView &Call) {
  if (!Call.Callee || Call.Args.empty())
    return std::nullopt;
  if (const model::CallEntry *Entry = U.models().call(Call)) {
    std::optional<unsigned> Index = U.models().callable(*Entry, Call);
    if (Entry->Role != model::CallRole::Spawn || !Index)
      return std::nullopt;
    return Start{*Index, Entry};
  }
  // threads_.emplace_back(f), std::make_unique<std::thread>(f)
  const TemplateArgumentList *Types = nullptr;
  if (Call.Object && llvm::isa<CXXMemberCallExpr>(E)) {
    const auto *Container = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        Call.Object->getType().getNonReferenceType()->getAsCXXRecordDecl());
    Types = Container ? &Container->getTemplateArgs() : nullptr;
  } else if (Call.Callee->isInStdNamespace()) {
    Types = Call.Callee->getTemplateSpecializationArgs();
  }
  if (!Types || Types->size() == 0 || Types->get(0).getKind() != TemplateArgument::Type ||
      !isTask(U, Types->get(0).getAsType()) || isTask(U, Call.Args.front()->getType()))
    return std::nullopt;
  return Start{};
}

/// What a task runs that gets an object with one function to override: the
/// override of the class that \p Arg has, as far as its type says.
static std::optional<Target> overrideOf(Unit &U, QualType Interface, const Expr *Arg,
                                        const FunctionDecl *Function) {
  auto ClassOf = [](QualType T) {
    T = T.getNonReferenceType();
    const CXXRecordDecl *Class =
        (T->isPointerType() ? T->getPointeeType() : T)->getAsCXXRecordDecl();
    return Class ? Class->getDefinition() : nullptr;
  };
  const CXXRecordDecl *Base = ClassOf(Interface);
  const CXXRecordDecl *Class = ClassOf(Arg->IgnoreParenImpCasts()->getType());
  if (!Base || !Class || !Base->isAbstract() || Base->isLambda())
    return std::nullopt;
  CXXMethodDecl *Only = nullptr;
  for (CXXMethodDecl *Method : Base->methods())
    if (Method->isPureVirtual() && !llvm::isa<CXXDestructorDecl>(Method)) {
      if (Only)
        return std::nullopt;
      Only = Method;
    }
  const FunctionDecl *Body =
      Only ? U.bodyOf(Only->getCorrespondingMethodInClass(Class, /*MayBeBase=*/false)) : nullptr;
  if (!Body)
    return std::nullopt;
  return Target{Body, U.objects().of(Arg, Function), {}};
}

/// Where the value of \p E ends up in \p Function.
static const Object *consumerOf(Unit &U, const Expr *E, const FunctionDecl *Function) {
  const Facts &Known = U.facts().of(Function);
  for (const VarDecl *V : Known.Locals)
    if (V->hasInit() && contains(V->getInit(), E))
      return U.objects().variable(V);
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->getMember() && contains(Init->getInit(), E))
        return U.objects().field(U.objects().thisOf(Constructor->getParent()), Init->getMember());
  for (const Expr *Other : Known.Calls) {
    std::optional<CallView> Call = CallView::of(Other);
    if (!Call->Object)
      continue;
    bool IsArgument =
        Other != E && llvm::any_of(Call->Args, [&](const Expr *Arg) { return contains(Arg, E); });
    if (!IsArgument && Other != E)
      continue;
    const Object *On = U.objects().of(Call->Object, Function);
    bool Assigns = Call->Callee && Call->Callee->getOverloadedOperator() == OO_Equal;
    return Assigns ? On : U.objects().part(On, nullptr);
  }
  return nullptr;
}

llvm::SmallVector<const Expr *, 4> ClassTable::startedBy(const Expr *E, const CallView &Call) {
  std::optional<Start> Starts = startsTask(U, E, Call);
  if (!Starts)
    return {};
  return llvm::SmallVector<const Expr *, 4>(llvm::drop_begin(Call.Args, Starts->Callable));
}

const Object *ClassTable::handleOf(const Expr *E, const CallView &Call,
                                   const FunctionDecl *Function) {
  const Object *Handle = nullptr;
  const model::CallEntry *Entry = U.models().call(Call);
  if (Entry && Entry->Handle)
    if (const Expr *Operand = model::Resolver::operand(Call, *Entry->Handle))
      Handle = U.objects().of(Operand, Function);
  return Handle ? Handle : consumerOf(U, E, Function);
}

llvm::ArrayRef<Spawned> ClassTable::spawns(const FunctionDecl *Function) {
  auto &Slot = Spawns[Function];
  if (Slot)
    return *Slot;
  auto Found = std::make_unique<std::vector<Spawned>>();
  for (const Expr *E : U.facts().of(Function).Calls) {
    std::optional<CallView> Call = CallView::of(E);
    if (std::optional<Target> Thread = threadStartedBy(U, *Call, Function))
      Found->push_back({Thread->This, *Thread, E->getExprLoc()});
    std::optional<Start> Starts = startsTask(U, E, *Call);
    if (!Starts)
      continue;
    llvm::ArrayRef<const Expr *> Run = llvm::ArrayRef(Call->Args).drop_front(Starts->Callable);
    std::optional<Target> Runs = targetOf(U, Run.front(), Run.drop_front(), Function);
    if (!Runs && Starts->Entry && Starts->Callable < Call->Callee->getNumParams())
      Runs = overrideOf(U, Call->Callee->getParamDecl(Starts->Callable)->getType(), Run.front(),
                        Function);
    if (!Runs)
      continue;
    Found->push_back({handleOf(E, *Call, Function), *Runs, E->getExprLoc()});
  }
  auto &Place = Spawns[Function]; // the table may have grown
  Place = std::move(Found);
  return *Place;
}

llvm::ArrayRef<std::pair<const CXXMethodDecl *, const Expr *>>
ClassTable::starts(const CXXRecordDecl *Record) {
  auto &Slot = Starts[Record->getCanonicalDecl()];
  if (!Slot) {
    Slot = std::make_unique<StartList>();
    for (const CXXMethodDecl *Method : methods(Record))
      for (const Expr *E : U.facts().of(Method).Calls)
        if (startsTask(U, E, *CallView::of(E)))
          Slot->emplace_back(Method, E);
  }
  return *Slot;
}

const Effect *ClassTable::lockingMethod(const CXXRecordDecl *Record, const Object *Lock,
                                        const FunctionDecl *But, const FieldDecl *Sets) {
  const Effect *Found = nullptr;
  for (const CXXMethodDecl *Method : methods(Record)) {
    if (Method->getAccess() != AS_public || Method == But || (Found && !Method->isConst()) ||
        llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Method) ||
        (Sets && U.facts().isAssignedIn(Method, Sets)))
      continue;
    const Summary &Outside = U.flow(Method).Outside;
    if (!Outside.Changes.empty())
      continue; // a lock's own lock()
    for (const Effect *E : Outside.Effects)
      if (E->What == Effect::Kind::Acquires && E->On == Lock &&
          !(Sets && U.facts().isAssignedIn(E->innermost().In, Sets))) {
        if (Method->isConst())
          return E;
        Found = E;
        break;
      }
  }
  return Found;
}

static bool isField(const Expr *E, const FieldDecl *Field) {
  const auto *Member = llvm::dyn_cast<MemberExpr>(E->IgnoreParenImpCasts());
  return Member && Member->getMemberDecl() == Field;
}

std::optional<Target> ClassTable::boundTo(const FieldDecl *Field) {
  const auto *Record = llvm::dyn_cast<CXXRecordDecl>(Field->getParent());
  if (!Record || Field->getAccess() == AS_public)
    return std::nullopt;
  llvm::SmallVector<std::pair<const Expr *, const FunctionDecl *>, 2> Values;
  for (const CXXMethodDecl *Method : methods(Record)) {
    const Facts &Known = U.facts().of(Method);
    for (const Expr *E : Known.Calls)
      if (std::optional<CallView> Call = CallView::of(E);
          Call->Callee && Call->Callee->getOverloadedOperator() == OO_Equal && Call->Object &&
          isField(Call->Object, Field) && Call->Args.size() == 1)
        Values.emplace_back(Call->Args.front(), Method);
    if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Method))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (Init->getMember() == Field && Init->isWritten())
          Values.emplace_back(Init->getInit(), Method);
  }
  if (Values.size() != 1 || isField(Values.front().first, Field))
    return std::nullopt;
  return targetOf(U, Values.front().first, {}, Values.front().second);
}

static bool makesObject(const Stmt *S) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return false;
  if (llvm::isa<CXXNewExpr>(S))
    return true;
  if (const auto *Call = llvm::dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee && Callee->getIdentifier() && Callee->getName().starts_with("make_"))
      return true;
  return llvm::any_of(S->children(), makesObject);
}

/// Whether the value \p E in \p Method is a fresh object: made in place, held
/// by a local that gets one, or passed by a sibling that makes it for a method
/// that is not public.
bool ClassTable::isFresh(const CXXMethodDecl *Method, const Expr *E) {
  if (makesObject(E))
    return true;
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  const auto *V = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!V)
    return false;
  const Facts &Known = U.facts().of(Method);
  if (const auto *P = llvm::dyn_cast<ParmVarDecl>(V)) {
    unsigned Index = P->getFunctionScopeIndex();
    return Method->getAccess() != AS_public &&
           llvm::any_of(methods(Method->getParent()), [&](const CXXMethodDecl *Sibling) {
             return llvm::any_of(U.facts().of(Sibling).Calls, [&](const Expr *Other) {
               std::optional<CallView> Call = CallView::of(Other);
               return Call->Callee && Call->Callee->getDefinition() == Method &&
                      Index < Call->Args.size() && makesObject(Call->Args[Index]);
             });
           });
  }
  if (!V->isLocalVarDecl())
    return false;
  if (V->getInit() && makesObject(V->getInit()))
    return true;
  return llvm::any_of(Known.Assignments, [&](const BinaryOperator *A) {
    const auto *Target = llvm::dyn_cast<DeclRefExpr>(A->getLHS()->IgnoreParenImpCasts());
    return Target && Target->getDecl() == V && makesObject(A->getRHS());
  });
}

bool ClassTable::isMadeHere(const CXXRecordDecl *Record, const FieldDecl *Field) {
  for (const CXXMethodDecl *Method : methods(Record)) {
    const Facts &Known = U.facts().of(Method);
    for (const BinaryOperator *Assignment : Known.Assignments)
      if (isField(Assignment->getLHS(), Field) && isFresh(Method, Assignment->getRHS()))
        return true;
    for (const Expr *E : Known.Calls)
      if (std::optional<CallView> Call = CallView::of(E);
          Call->Object && isField(Call->Object, Field) &&
          llvm::any_of(Call->Args, [&](const Expr *Arg) { return isFresh(Method, Arg); }))
        return true;
    if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Method))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (Init->getMember() == Field && makesObject(Init->getInit()))
          return true;
  }
  return false;
}

bool ClassTable::isInjected(const CXXRecordDecl *Record, const FieldDecl *Field) {
  if (Field->getAccess() == AS_public || !Record->hasUserDeclaredConstructor())
    return false;
  return llvm::none_of(methods(Record), [&](const CXXMethodDecl *Method) {
    return !llvm::isa<CXXConstructorDecl>(Method) && U.facts().isAssignedIn(Method, Field);
  });
}

bool ClassTable::isInSight(const CXXRecordDecl *Record) {
  if (Record->hasFriends() || Record->isDependentContext() || Record->isInvalidDecl() ||
      Record->isLambda())
    return false;
  unsigned Methods = 0;
  for (const Decl *D : Record->decls()) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(D);
    if (!Method || Method->isImplicit() || Method->isDefaulted() || Method->isDeleted() ||
        Method->isPureVirtual())
      continue;
    if (++Methods > MaxMethods || !U.bodyOf(Method))
      return false;
  }
  return true;
}

} // namespace leash::flow
