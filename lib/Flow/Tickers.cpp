//===- Tickers.cpp - tickers made of a task and a sleep -------------------===//
#include "Flow/Tickers.h"
#include "Flow/Classes.h"
#include "Flow/TimerCalls.h"
#include "Flow/TimerPaths.h"
#include "Flow/Unit.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

namespace {

class Search {
public:
  Search(Unit &U, const FunctionDecl *Spawner) : U(U), Spawner(Spawner) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Spawner);
    if (Method && !Method->getParent()->isLambda())
      Record = Method->getParent();
  }

  std::vector<EndlessTicker> run() {
    std::vector<EndlessTicker> Found;
    for (const Spawned &Task : U.classes().spawns(Spawner)) {
      if (!Task.Handle || !Task.Runs.Function || !Task.Runs.Function->getBody())
        continue;
      EndlessTicker T;
      T.Spawn = Task.Where;
      const FunctionDecl *Body = follow(Task.Runs.Function);
      T.Sleep = sleepIn(Body);
      if (!T.Sleep)
        continue;
      bool Endless = neverReturns(U, Body);
      T.Flag = Endless ? nullptr : onlyFlag(Body);
      if (!Endless && !T.Flag)
        continue;
      if (judge(T, Task, Endless))
        Found.push_back(T);
    }
    coroutines(Found);
    return Found;
  }

private:
  /// Coroutines that wait for a timer in a loop, on an event loop that the same
  /// function runs until it has no work left.
  void coroutines(std::vector<EndlessTicker> &Found) {
    for (const Expr *E : U.facts().of(Spawner).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
      if (!Entry || Entry->Role != model::CallRole::Spawn ||
          Entry->Blocks != model::Blocked::Coroutine || !Entry->Callable ||
          *Entry->Callable >= Call->Args.size() || Spawner->isMain())
        continue;
      const FunctionDecl *Body = coroutineMadeBy(Call->Args[*Entry->Callable]);
      const Object *Loop = U.objects().of(Call->Args.front(), Spawner);
      if (!Body || !Loop || !Loop->root()->variable() || !neverReturns(U, Body))
        continue;
      EndlessTicker T;
      T.Spawn = E->getExprLoc();
      T.Sleep = timerIn(Body);
      T.Waiter = Spawner;
      const Expr *Run = runOf(Loop->root()->variable());
      if (!T.Sleep || !Run)
        continue;
      T.Wait = Run->getExprLoc();
      Found.push_back(T);
    }
  }

  static const FunctionDecl *coroutineMadeBy(const Expr *E) {
    while (true) {
      const Expr *Inner = E->IgnoreParenCasts()->IgnoreImplicit();
      if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(Inner);
          Construct && Construct->getNumArgs() == 1)
        Inner = Construct->getArg(0);
      if (Inner == E)
        break;
      E = Inner;
    }
    const auto *Call = llvm::dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    const FunctionDecl *Body = Callee ? Callee->getDefinition() : nullptr;
    return Body && !Body->isDependentContext() &&
                   llvm::isa_and_nonnull<CoroutineBodyStmt>(Body->getBody())
               ? Body
               : nullptr;
  }

  /// The wait for a timer that alone may end the loop of \p Body: by an
  /// exception, if somebody else could stop the timer.
  const Expr *timerIn(const FunctionDecl *Body) {
    for (const Expr *E : U.facts().of(Body).Calls)
      if (std::optional<TimerCall> Timer = timerCall(U, *CallView::of(E));
          Timer && Timer->What == TimerCall::Kind::Start && Timer->Operand)
        if (const Object *O = U.objects().of(Timer->Operand, Body);
            O && O->kind() == Object::Kind::Variable && Body->getBody())
          if (const auto *V = llvm::dyn_cast<VarDecl>(O->variable());
              V && V->isLocalVarDecl() && V->hasLocalStorage())
            return E;
    return nullptr;
  }

  /// Where the spawner runs the event loop \p Loop; null if anybody else may
  /// end that: a lambda, a call that gets it.
  const Expr *runOf(const ValueDecl *Loop) {
    const auto *V = llvm::dyn_cast<VarDecl>(Loop);
    if (!V || !V->isLocalVarDecl() || V->getType()->isReferenceType())
      return nullptr;
    const Expr *Run = nullptr;
    for (const Expr *E : U.facts().of(Spawner).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      if (!Call->Callee)
        continue;
      const model::CallEntry *Entry = U.models().call(*Call);
      const Object *On = Call->Object ? U.objects().of(Call->Object, Spawner) : nullptr;
      if (On && On->root()->variable() == Loop) {
        if (Entry && Entry->Role == model::CallRole::Block && !Entry->Timeout &&
            Entry->HowLong == model::Bound::Unbounded)
          Run = E;
        else if (Entry && Entry->Role == model::CallRole::RequestStop)
          return nullptr;
        continue;
      }
      if (Entry && Entry->Role == model::CallRole::Spawn)
        continue;
      for (const Expr *Arg : Call->Args)
        if (const Object *O = U.objects().of(Arg, Spawner); O && O->root()->variable() == Loop)
          return nullptr;
    }
    return capturedIn(Spawner->getBody(), Loop) ? nullptr : Run;
  }

  static bool capturedIn(const Stmt *S, const ValueDecl *V) {
    if (!S)
      return false;
    if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S))
      for (const LambdaCapture &Capture : Lambda->captures())
        if (Capture.capturesVariable() && Capture.getCapturedVar() == V)
          return true;
    return llvm::any_of(S->children(), [&](const Stmt *C) { return capturedIn(C, V); });
  }

  /// What a lambda runs that does nothing but call it.
  const FunctionDecl *follow(const FunctionDecl *Body) {
    const auto *Block = llvm::dyn_cast<CompoundStmt>(Body->getBody());
    if (!Block || Block->size() != 1)
      return Body;
    const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(Block->body_front());
    if (!Call || !llvm::isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
      return Body;
    const FunctionDecl *Callee = U.bodyOf(Call->getMethodDecl());
    return Callee ? Callee : Body;
  }

  const Expr *sleepIn(const FunctionDecl *Body) {
    for (const Expr *E : U.facts().of(Body).Calls)
      if (std::optional<CallView> Call = CallView::of(E); Call->Callee)
        if (const model::CallEntry *Entry = U.models().call(*Call))
          if (Entry->Role == model::CallRole::Block && Entry->Class == model::BlockClass::Sleep)
            return E;
    return nullptr;
  }

  static bool leavesEarly(const Stmt *S) {
    if (!S || llvm::isa<LambdaExpr>(S))
      return false;
    if (llvm::isa<ReturnStmt, BreakStmt, GotoStmt, CXXThrowExpr>(S))
      return true;
    return llvm::any_of(S->children(), leavesEarly);
  }

  static void fieldsIn(const Stmt *S, llvm::DenseSet<const FieldDecl *> &Out, bool &Other) {
    if (!S)
      return;
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(S)) {
      if (const auto *Field = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl())) {
        Out.insert(Field);
        if (!llvm::isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
          Other = true;
        return;
      }
    } else if (llvm::isa<DeclRefExpr>(S) ||
               (llvm::isa<CallExpr>(S) && !llvm::isa<CXXMemberCallExpr>(S))) {
      Other = true;
    }
    for (const Stmt *Child : S->children())
      fieldsIn(Child, Out, Other);
  }

  /// The field of the class on which alone it depends whether the one loop of
  /// \p Body goes on; null if there is more to it.
  const FieldDecl *onlyFlag(const FunctionDecl *Body) {
    const auto *Block = llvm::dyn_cast<CompoundStmt>(Body->getBody());
    if (!Block || leavesEarly(Block))
      return nullptr;
    const Stmt *Loop = nullptr;
    for (const Stmt *S : Block->body())
      if (llvm::isa<WhileStmt, DoStmt, ForStmt>(S)) {
        if (Loop)
          return nullptr;
        Loop = S;
      }
    const Expr *Condition = nullptr;
    if (const auto *While = llvm::dyn_cast_or_null<WhileStmt>(Loop))
      Condition = While->getCond();
    else if (const auto *Do = llvm::dyn_cast_or_null<DoStmt>(Loop))
      Condition = Do->getCond();
    else if (const auto *For = llvm::dyn_cast_or_null<ForStmt>(Loop))
      Condition = For->getCond();
    llvm::DenseSet<const FieldDecl *> Fields;
    bool Other = false;
    fieldsIn(Condition, Fields, Other);
    if (Other || Fields.size() != 1)
      return nullptr;
    const FieldDecl *Field = *Fields.begin();
    return Record && Field->getParent() == Record->getDefinition() &&
                   Field->getAccess() != AS_public && mayBeWritten(Body->getBody(), Field) == 0
               ? Field
               : nullptr;
  }

  /// How often \p S mentions \p Field other than to read it.
  static unsigned mayBeWritten(const Stmt *S, const FieldDecl *Field, bool IsRead = false) {
    if (!S)
      return 0;
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(S);
        Member && Member->getMemberDecl() == Field)
      return IsRead ? 0 : 1;
    bool Reads = IsRead;
    if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(S))
      Reads |= Cast->getCastKind() == CK_LValueToRValue;
    else if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(S))
      Reads = Call->getMethodDecl() && Call->getMethodDecl()->isConst();
    else if (!llvm::isa<MemberExpr, ParenExpr>(S))
      Reads = false;
    unsigned Count = 0;
    for (const Stmt *Child : S->children())
      Count += mayBeWritten(Child, Field, Reads);
    return Count;
  }

  /// The methods that \p From runs on its own object, in this unit.
  llvm::SmallVector<const FunctionDecl *, 8> reach(const FunctionDecl *From, bool &Unseen) {
    llvm::SmallVector<const FunctionDecl *, 8> Found{From};
    for (size_t I = 0; I < Found.size() && Found.size() < 32; ++I)
      for (const Expr *E : U.facts().of(Found[I]).Calls) {
        const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(E);
        if (!Call ||
            !llvm::isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
          continue;
        const FunctionDecl *Body = U.bodyOf(Call->getMethodDecl());
        Unseen |= !Body && Call->getMethodDecl() && !Call->getMethodDecl()->isConst();
        if (Body && !llvm::is_contained(Found, Body))
          Found.push_back(Body);
      }
    return Found;
  }

  /// Where \p Function waits for \p Handle; and whether it does something else
  /// with it that may end the task.
  const Expr *waitIn(const FunctionDecl *Function, const Object *Handle, bool &Unclear) {
    const Expr *Wait = nullptr;
    for (const Expr *E : U.facts().of(Function).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      if (!Call->Callee || llvm::isa<CXXConstructExpr>(E))
        continue;
      const model::CallEntry *Entry = U.models().call(*Call);
      const Expr *On = Call->Object;
      if (!On && Entry)
        On = model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call));
      const Object *O = On ? U.objects().of(On, Function) : nullptr;
      if (!O || !O->base() || O->base() != Handle->base())
        continue;
      bool Joins = Entry && Entry->Role == model::CallRole::Block &&
                   Entry->Class == model::BlockClass::Join && !Entry->Attempt;
      if (Joins)
        Wait = E;
      else if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call->Callee);
               isTakingBack(Call->Callee) ||
               (Entry && Entry->Role == model::CallRole::RequestStop) ||
               (Method && Method->getIdentifier() &&
                (Method->getName() == "detach" || Method->getName() == "interrupt")))
        Unclear = true;
    }
    return Wait;
  }

  bool judge(EndlessTicker &T, const Spawned &Task, bool Endless) {
    bool IsField = Task.Handle->root() != Task.Handle && Task.Handle->base() &&
                   Task.Handle->base()->field() && Record;
    bool Unclear = false;
    if (!IsField) {
      const auto *V = llvm::dyn_cast_or_null<VarDecl>(Task.Handle->root()->variable());
      if (!Endless || Spawner->isMain() || !V || !V->hasLocalStorage())
        return false;
      const Expr *Wait = waitIn(Spawner, Task.Handle, Unclear);
      bool AtEnd = waitsAtEnd(V->getType());
      if (Unclear || (!Wait && !AtEnd))
        return false;
      T.Waiter = Spawner;
      T.Wait = Wait ? Wait->getExprLoc() : SourceLocation();
      return true;
    }
    const CXXMethodDecl *Destructor = nullptr;
    for (const CXXMethodDecl *Method : U.classes().methods(Record)) {
      if (llvm::isa<CXXDestructorDecl>(Method))
        Destructor = Method;
      const Expr *Wait = waitIn(Method, Task.Handle, Unclear);
      if (Wait && (!T.Waiter || Method == Destructor)) {
        T.Waiter = Method;
        T.Wait = Wait->getExprLoc();
      }
      if (T.Flag && Method != Spawner && !llvm::isa<CXXConstructorDecl>(Method) &&
          mayBeWritten(Method->getBody(), T.Flag))
        T.Setter = Method;
    }
    if (Unclear)
      return false;
    if (Endless)
      return T.Waiter || waitsAtEnd(Task.Handle->base()->field()->getType());
    // A flag: the destructor waits, and what it runs does not set it.
    const FunctionDecl *Ends = Destructor;
    if (!Ends)
      return false;
    bool Unseen = false;
    llvm::SmallVector<const FunctionDecl *, 8> Runs = reach(Ends, Unseen);
    const FunctionDecl *Joins = nullptr;
    for (const FunctionDecl *F : Runs) {
      if (mayBeWritten(F->getBody(), T.Flag))
        return false;
      bool Ignored = false;
      if (const Expr *Wait = waitIn(F, Task.Handle, Ignored)) {
        Joins = F;
        T.Wait = Wait->getExprLoc();
      }
    }
    if (!Joins && waitsAtEnd(Task.Handle->base()->field()->getType())) {
      Joins = Ends;
      T.Wait = SourceLocation();
    }
    T.Waiter = Joins;
    return Joins && !Unseen && T.Setter != Joins;
  }

  bool waitsAtEnd(QualType T) {
    const model::TypeEntry *Type = U.models().type(T);
    return Type && Type->Role == model::TypeRole::Task && Type->End &&
           (*Type->End == model::AtEnd::Join || *Type->End == model::AtEnd::StopAndJoin);
  }

  Unit &U;
  const FunctionDecl *Spawner;
  const CXXRecordDecl *Record = nullptr;
};
} // namespace

std::vector<EndlessTicker> endlessTickers(Unit &U, const FunctionDecl *Spawner) {
  return Search(U, Spawner).run();
}

} // namespace leash::flow
