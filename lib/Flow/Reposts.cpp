//===- Reposts.cpp - tasks that post themselves for ever ------------------===//
#include "Flow/Reposts.h"
#include "Flow/Classes.h"
#include "Flow/TimerPaths.h"
#include "Flow/Unit.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace leash::flow {

using model::BlockClass;
using model::CallRole;

/// The field of 'this' that \p E names, or whose executor it is.
static const FieldDecl *fieldOf(const Expr *E) {
  E = E->IgnoreParenCasts()->IgnoreImplicit();
  if (const auto *Asks = llvm::dyn_cast<CXXMemberCallExpr>(E); Asks && Asks->getNumArgs() == 0)
    E = Asks->getImplicitObjectArgument()->IgnoreParenCasts();
  const auto *Member = llvm::dyn_cast<MemberExpr>(E);
  return Member && llvm::isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
             ? llvm::dyn_cast<FieldDecl>(Member->getMemberDecl())
             : nullptr;
}

namespace {
class Search {
public:
  Search(Unit &U, const CXXMethodDecl *Method) : U(U), Method(Method) {}

  std::optional<EndlessRepost> run() {
    for (const Expr *E : U.facts().of(Method).Calls) {
      EndlessRepost Found;
      Found.Post = E;
      Found.Loop = postsItself(E);
      if (Found.Loop && alwaysComesTo(U, Method, {E}) && !mayBeStopped(Found.Loop) &&
          isWaitedFor(Found))
        return Found;
    }
    return std::nullopt;
  }

private:
  const model::CallEntry *entryOf(const Expr *E) {
    std::optional<CallView> Call = CallView::of(E);
    return Call && Call->Callee ? U.models().call(*Call) : nullptr;
  }

  /// The private field that \p E posts the method itself to; null if it does
  /// something else.
  const FieldDecl *postsItself(const Expr *E) {
    const model::CallEntry *Entry = entryOf(E);
    if (!Entry || Entry->Role != CallRole::Spawn || !Entry->Callable)
      return nullptr;
    std::optional<CallView> Call = CallView::of(E);
    unsigned Callable = *Entry->Callable;
    const Expr *On = Call->Object                          ? Call->Object
                     : Callable > 0 && !Call->Args.empty() ? Call->Args.front()
                                                           : nullptr;
    const FieldDecl *Loop = On ? fieldOf(On) : nullptr;
    if (!Loop || Callable >= Call->Args.size() || !Loop->getType()->isRecordType() ||
        Loop->getAccess() == AS_public)
      return nullptr;
    std::optional<Target> Runs = targetOf(
        U, Call->Args[Callable], llvm::ArrayRef(Call->Args).drop_front(Callable + 1), Method);
    if (!Runs || !Runs->Function)
      return nullptr;
    if (Runs->Function->getCanonicalDecl() == Method->getCanonicalDecl())
      return Loop;
    llvm::DenseSet<const Stmt *> Sites;
    for (const Expr *Inner : U.facts().of(Runs->Function).Calls) {
      const auto *Own = llvm::dyn_cast<CXXMemberCallExpr>(Inner);
      if (Own && Own->getMethodDecl() &&
          Own->getMethodDecl()->getCanonicalDecl() == Method->getCanonicalDecl() &&
          llvm::isa<CXXThisExpr>(Own->getImplicitObjectArgument()->IgnoreParenImpCasts()))
        Sites.insert(Own);
    }
    return !Sites.empty() && alwaysComesTo(U, Runs->Function, Sites) ? Loop : nullptr;
  }

  /// Whether any code of the class stops \p Loop, or gives it to code that may.
  bool mayBeStopped(const FieldDecl *Loop) {
    for (const CXXMethodDecl *Each : U.classes().methods(Method->getParent())) {
      if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Each))
        for (const CXXCtorInitializer *Init : Constructor->inits())
          if (mayStop(Init->getInit(), Loop, nullptr))
            return true;
      if (mayStop(Each->getBody(), Loop, nullptr))
        return true;
    }
    // A method out of sight may do anything.
    return llvm::any_of(Method->getParent()->methods(), [](const CXXMethodDecl *Each) {
      return Each->isUserProvided() && !Each->hasBody() && !Each->isPureVirtual();
    });
  }

  /// \p Within: the call whose object or argument \p S is.
  bool mayStop(const Stmt *S, const FieldDecl *Loop, const Expr *Within) {
    if (!S)
      return false;
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(S);
        Member && Member->getMemberDecl() == Loop)
      return !Within || !isHarmless(Within);
    const auto *E = llvm::dyn_cast<Expr>(S);
    if (E && CallView::of(E))
      Within = E;
    else if (!E)
      Within = nullptr;
    if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S))
      return mayStop(Lambda->getBody(), Loop, nullptr);
    return llvm::any_of(S->children(),
                        [&](const Stmt *Child) { return mayStop(Child, Loop, Within); });
  }

  /// A call of the library's own that does not stop what it works on.
  bool isHarmless(const Expr *E) {
    std::optional<CallView> Call = CallView::of(E);
    if (!Call->Callee)
      return false;
    if (const model::CallEntry *Entry = U.models().call(*Call))
      return Entry->Role != CallRole::RequestStop;
    const SourceManager &Sources = U.context().getSourceManager();
    return Sources.isInSystemHeader(Sources.getExpansionLoc(Call->Callee->getLocation()));
  }

  /// Where the class waits until \p Found's loop has no work left.
  bool isWaitedFor(EndlessRepost &Found) {
    auto Methods = U.classes().methods(Method->getParent());
    for (const CXXMethodDecl *Each : Methods)
      for (const Expr *E : U.facts().of(Each).Calls) {
        const model::CallEntry *Entry = entryOf(E);
        std::optional<CallView> Call = CallView::of(E);
        if (waits(Entry, BlockClass::Join) && Call->Object && fieldOf(Call->Object) == Found.Loop) {
          Found.Waiter = Each;
          Found.Wait = E;
          return true;
        }
      }
    for (const CXXMethodDecl *Each : Methods)
      for (const Spawned &Task : U.classes().spawns(Each))
        if (Task.Handle && Task.Handle->base() && Task.Runs.Function) {
          Found.Run = runIn(Task.Runs.Function, Found.Loop);
          if (Found.Run && isJoined(Task.Handle, Found))
            return true;
        }
    return false;
  }

  const Expr *runIn(const FunctionDecl *Body, const FieldDecl *Loop) {
    for (const Expr *E : U.facts().of(Body).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      if (waits(entryOf(E), BlockClass::Wait) && Call->Object && fieldOf(Call->Object) == Loop)
        return E;
    }
    return nullptr;
  }

  bool isJoined(const Object *Handle, EndlessRepost &Found) {
    for (const CXXMethodDecl *Each : U.classes().methods(Method->getParent()))
      for (const Expr *E : U.facts().of(Each).Calls) {
        std::optional<CallView> Call = CallView::of(E);
        const Object *On = waits(entryOf(E), BlockClass::Join) && Call->Object
                               ? U.objects().of(Call->Object, Each)
                               : nullptr;
        if (!On || On->base() != Handle->base())
          continue;
        Found.Waiter = Each;
        Found.Wait = E;
        return true;
      }
    return false;
  }

  static bool waits(const model::CallEntry *Entry, BlockClass Class) {
    return Entry && Entry->Role == CallRole::Block && Entry->Class == Class &&
           Entry->HowLong == model::Bound::Unbounded && !Entry->Attempt;
  }

  Unit &U;
  const CXXMethodDecl *Method;
};
} // namespace

std::optional<EndlessRepost> endlessRepost(Unit &U, const CXXMethodDecl *Method) {
  if (Method->isStatic() || Method->getParent()->isLambda())
    return std::nullopt;
  return Search(U, Method).run();
}

} // namespace leash::flow
