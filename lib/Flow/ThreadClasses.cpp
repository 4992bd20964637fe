//===- ThreadClasses.cpp - classes whose objects are tasks ----------------===//
#include "Flow/ThreadClasses.h"
#include "Flow/Unit.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace leash::flow {

/// How far the body of a task is followed to the function that derived classes
/// override.
constexpr unsigned MaxDepth = 3;

const CXXMethodDecl *leftToOverride(const CXXRecordDecl *Class) {
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Class->isLambda())
    return nullptr;
  auto OnlyOne = [&](llvm::function_ref<bool(const CXXMethodDecl *)> IsOne) {
    const CXXMethodDecl *Only = nullptr;
    for (const CXXMethodDecl *Method : Class->methods())
      if (!llvm::isa<CXXDestructorDecl>(Method) && IsOne(Method)) {
        if (Only)
          return static_cast<const CXXMethodDecl *>(nullptr);
        Only = Method;
      }
    return Only;
  };
  if (Class->isAbstract())
    return OnlyOne([](const CXXMethodDecl *M) { return M->isPureVirtual(); });
  return OnlyOne([](const CXXMethodDecl *M) {
    return M->isVirtual() && M->size_overridden_methods() == 0 && M->getNumParams() == 0 &&
           M->getReturnType()->isVoidType();
  });
}

const CXXRecordDecl *classOf(const Expr *E) {
  QualType T = E->IgnoreParenImpCasts()->getType().getNonReferenceType();
  const CXXRecordDecl *Class = (T->isPointerType() ? T->getPointeeType() : T)->getAsCXXRecordDecl();
  return Class ? Class->getDefinition() : nullptr;
}

static bool isTask(Unit &U, const CXXRecordDecl *Class) {
  const model::TypeEntry *Type = U.models().type(Class);
  return Type && Type->Role == model::TypeRole::Task;
}

/// Whether objects of \p Class, and of what derives from it, are tasks: a model
/// names it, and none of its bases.
static bool isThreadClass(Unit &U, const CXXRecordDecl *Class) {
  return isTask(U, Class) &&
         Class->forallBases([&](const CXXRecordDecl *Base) { return !isTask(U, Base); });
}

std::optional<Target> threadStartedBy(Unit &U, const CallView &Call, const FunctionDecl *Function) {
  const auto *Start = llvm::dyn_cast_or_null<CXXMethodDecl>(Call.Callee);
  const model::CallEntry *Entry = Start && Call.Object ? U.models().call(Call) : nullptr;
  if (!Entry || Entry->Role != model::CallRole::Spawn || Entry->Callable || !Entry->Handle ||
      Entry->Handle->Kind != model::Operand::This)
    return std::nullopt;
  const CXXRecordDecl *Class = classOf(Call.Object);
  const CXXMethodDecl *Runs = leftToOverride(Start->getParent());
  if (!Class || !Runs || !isThreadClass(U, Start->getParent()))
    return std::nullopt;
  const FunctionDecl *Body =
      U.bodyOf(Runs->getCorrespondingMethodInClass(Class, /*MayBeBase=*/false));
  if (!Body)
    return std::nullopt;
  return Target{Body, U.objects().of(Call.Object, Function), {}};
}

/// Whether \p S names \p Method: '&Thread::run'.
static bool names(const Stmt *S, const CXXMethodDecl *Method) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return false;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl()->getCanonicalDecl() == Method->getCanonicalDecl();
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return names(Child, Method); });
}

/// Whether \p F, or what it calls, calls \p Method and leaves it to the object
/// which override that is.
static bool calls(Unit &U, const FunctionDecl *F, const CXXMethodDecl *Method, unsigned Depth,
                  llvm::DenseSet<const FunctionDecl *> &Seen) {
  return Seen.insert(F).second && llvm::any_of(U.facts().of(F).Calls, [&](const Expr *E) {
           const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(E);
           const CXXMethodDecl *Callee = Call ? Call->getMethodDecl() : nullptr;
           if (Callee && Callee->getCanonicalDecl() == Method->getCanonicalDecl()) {
             const auto *Member = llvm::dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
             return Member && !Member->hasQualifier();
           }
           std::optional<CallView> View = Depth < MaxDepth ? CallView::of(E) : std::nullopt;
           const FunctionDecl *Body = View && View->Callee ? U.bodyOf(View->Callee) : nullptr;
           return Body && calls(U, Body, Method, Depth + 1, Seen);
         });
}

static bool calls(Unit &U, const FunctionDecl *F, const CXXMethodDecl *Method) {
  llvm::DenseSet<const FunctionDecl *> Seen;
  return calls(U, F, Method, 0, Seen);
}

/// Whether the task that \p Run starts in \p F, a method, runs \p Method of the
/// object of \p F.
static bool runs(Unit &U, llvm::ArrayRef<const Expr *> Run, const CXXMethodDecl *Method,
                 const FunctionDecl *F) {
  for (const Expr *Each : Run)
    if (names(Each, Method))
      return true;
  if (std::optional<Target> Runs = targetOf(U, Run.front(), Run.drop_front(), F))
    return calls(U, Runs->Function, Method);
  // thread_.start(*this)
  const Object *On = U.objects().of(Run.front(), F);
  return On && On->kind() == Object::Kind::This && leftToOverride(Method->getParent()) &&
         leftToOverride(Method->getParent())->getCanonicalDecl() == Method->getCanonicalDecl();
}

/// The start of the task in the methods of \p Class that runs \p Method, or the one
/// of them that is the body of a task and does.
static std::optional<Spawned> startIn(Unit &U, const CXXRecordDecl *Class,
                                      const CXXMethodDecl *Method) {
  for (const CXXMethodDecl *Starter : U.classes().methods(Class))
    if (std::optional<Spawned> Outer = threadOf(U, Starter))
      if (calls(U, Starter, Method))
        return Outer;
  for (const auto &[Starter, E] : U.classes().starts(Class)) {
    CallView Call = *CallView::of(E);
    if (runs(U, U.classes().startedBy(E, Call), Method, Starter))
      return Spawned{U.classes().handleOf(E, Call, Starter), {}, E->getExprLoc()};
  }
  return std::nullopt;
}

static std::optional<Spawned> findThread(Unit &U, const CXXMethodDecl *Method) {
  const CXXRecordDecl *Class = Method->getParent()->getDefinition();
  const Object *This = U.objects().thisOf(Class);
  const CXXMethodDecl *First = Method;
  for (unsigned Depth = 0; First->size_overridden_methods() != 0 && Depth != MaxDepth; ++Depth)
    First = *First->begin_overridden_methods();
  const CXXRecordDecl *Root = First->getParent()->getDefinition();
  std::optional<Spawned> Found;
  if (Root && isThreadClass(U, Root)) {
    const CXXMethodDecl *Left = leftToOverride(Root);
    if (Left && Left->getCanonicalDecl() == First->getCanonicalDecl())
      Found = Spawned{This, {}, Method->getLocation(), nullptr, /*IsBody=*/true};
  } else if (Root) {
    // The start may stand in any class between the two.
    Class->forallBases([&](const CXXRecordDecl *Base) {
      if (!Found && (Base == Root || Base->isDerivedFrom(Root)))
        Found = startIn(U, Base, First);
      return !Found;
    });
  }
  if (Found) {
    Found->Runs = Target{Method, This, {}};
    Found->Thread = Class;
  }
  return Found;
}

std::optional<Spawned> threadOf(Unit &U, const FunctionDecl *F) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
  if (!Method || Method->size_overridden_methods() == 0 || llvm::isa<CXXDestructorDecl>(Method) ||
      Method->isDependentContext())
    return std::nullopt;
  auto [Known, New] = U.classes().threads().try_emplace(F);
  if (!New)
    return Known->second;
  std::optional<Spawned> Found = findThread(U, Method);
  U.classes().threads()[F] = Found; // the table may have grown
  return Found;
}

} // namespace leash::flow
