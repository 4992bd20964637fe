//===- TimerData.cpp - timers that outlive what they were given -----------===//
#include "Flow/TimerData.h"
#include "Flow/Loops.h"
#include "Flow/TimerQuestions.h"
#include "Flow/Unit.h"
#include "Support/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

static const VarDecl *localOf(const Expr *E) {
  const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  const auto *V = Ref ? llvm::dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->isLocalVarDecl() && V->hasLocalStorage() && !V->getType()->isReferenceType()
             ? V
             : nullptr;
}

/// The variable whose address \p E is.
static const VarDecl *addressed(const Expr *E) {
  const auto *Unary = llvm::dyn_cast<UnaryOperator>(E->IgnoreParenCasts());
  return Unary && Unary->getOpcode() == UO_AddrOf ? localOf(Unary->getSubExpr()) : nullptr;
}

/// How often \p S mentions \p V, lambdas included.
static unsigned mentions(const Stmt *S, const VarDecl *V) {
  if (!S)
    return 0;
  unsigned Count = 0;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S))
    Count += Ref->getDecl() == V;
  if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S)) {
    for (const LambdaCapture &Capture : Lambda->captures())
      Count += Capture.capturesVariable() && Capture.getCapturedVar() == V;
    return Count;
  }
  for (const Stmt *Child : S->children())
    Count += mentions(Child, V);
  return Count;
}

namespace {
class Search {
public:
  Search(Unit &U, const FunctionDecl *Function)
      : U(U), Function(Function), Ask(U, None), Body(Function->getBody()) {}

  std::vector<OutlivedData> outlived() {
    std::vector<OutlivedData> Found;
    if (Function->isMain() || llvm::isa_and_nonnull<CoroutineBodyStmt>(Body))
      return Found;
    for (const Expr *E : U.facts().of(Function).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      std::optional<TimerCall> Timer = startIn(*Call);
      const FunctionDecl *Handler =
          Timer && goesOnAlone(E, *Timer) ? handlerOf(U, Timer->Callable) : nullptr;
      if (!Handler || !Ask.goesOn(Handler) || Ask.stopsItself(Handler))
        continue;
      for (const Expr *Arg : Call->Args) {
        OutlivedData Data{E, nullptr, nullptr, Handler};
        if (Arg != Timer->Callable && isGone(Arg, Data)) {
          Found.push_back(Data);
          break;
        }
      }
    }
    return Found;
  }

  std::vector<PiledTimer> piled() {
    std::vector<PiledTimer> Found;
    for (const Loop *L : U.loops().of(Function)) {
      if (llvm::isa<CXXForRangeStmt>(L->Statement) || !waits(*L))
        continue;
      for (const LoopCall &In : L->Calls) {
        std::optional<CallView> Call = In.E ? CallView::of(In.E) : std::nullopt;
        if (!Call || !In.EveryTurn || !Call->Callee)
          continue;
        if (const VarDecl *V = madeByNew(*L, *Call)) {
          if (std::optional<bool> Repeats = onlyArmed(V))
            Found.push_back({In.E, L->Statement, *Repeats});
          continue;
        }
        std::optional<TimerCall> Timer = startIn(*Call);
        if (!Timer)
          continue;
        if (goesOnAlone(In.E, *Timer)) {
          const FunctionDecl *Handler = handlerOf(U, Timer->Callable);
          if (Handler && Ask.goesOn(Handler) && !Ask.stopsItself(Handler))
            Found.push_back({In.E, L->Statement, true});
        } else if (isFreshOnEachTurn(*L, *Timer)) {
          Found.push_back({In.E, L->Statement, false});
        }
      }
    }
    return Found;
  }

private:
  std::optional<TimerCall> startIn(const CallView &Call) {
    std::optional<TimerCall> Timer = Call.Callee ? timerCall(U, Call) : std::nullopt;
    if (!Timer || Timer->What != TimerCall::Kind::Start || !Timer->Callable)
      return std::nullopt;
    return Timer;
  }

  /// It fires again and again, and nobody has its id.
  bool goesOnAlone(const Expr *E, const TimerCall &Timer) {
    if (!Timer.GivesId || !Timer.Repeats || Timer.ByHandle)
      return false;
    return isStatement(Body, E);
  }

  /// Whether the value of \p E goes nowhere, or to a local that nobody reads.
  bool isStatement(const Stmt *S, const Expr *E) {
    if (!S)
      return false;
    if (const auto *Declared = llvm::dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declared->decls())
        if (const auto *V = llvm::dyn_cast<VarDecl>(D);
            V && V->getInit() && V->getInit()->IgnoreImplicit() == E)
          return mentions(Body, V) == 0;
      return false;
    }
    if (llvm::isa<CompoundStmt, IfStmt, WhileStmt, DoStmt, ForStmt, CXXForRangeStmt, SwitchStmt,
                  CaseStmt, DefaultStmt, CXXTryStmt, CoroutineBodyStmt>(S))
      return llvm::any_of(S->children(), [&](const Stmt *Child) { return isStatement(Child, E); });
    const auto *Whole = llvm::dyn_cast<Expr>(S);
    return Whole && Whole->IgnoreParens()->IgnoreImplicit()->IgnoreParenCasts() == E;
  }

  bool runsLoop() {
    return llvm::any_of(U.facts().of(Function).Calls, [&](const Expr *E) {
      std::optional<CallView> Call = CallView::of(E);
      const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
      return Entry && Entry->Role == model::CallRole::Block &&
             Entry->Class == model::BlockClass::Wait;
    });
  }

  /// Whether what \p Arg points to is gone while the timer fires.
  bool isGone(const Expr *Arg, OutlivedData &Data) {
    if (!Arg->getType()->isPointerType() || runsLoop())
      return false;
    const Expr *Value = Arg->IgnoreParenCasts();
    if (const VarDecl *V = addressed(Value)) {
      Data.Data = V;
      return true;
    }
    if (const auto *Get = llvm::dyn_cast<CXXMemberCallExpr>(Value);
        Get && Get->getMethodDecl() && Get->getMethodDecl()->getIdentifier() &&
        Get->getMethodDecl()->getName() == "get") {
      const VarDecl *V = localOf(Get->getImplicitObjectArgument());
      if (!V || !isStd(V->getType(), "unique_ptr") || isHandedOver(V))
        return false;
      Data.Data = V;
      return true;
    }
    const VarDecl *V = localOf(Value);
    if (!V || !V->getType()->isPointerType())
      return false;
    Data.Data = V;
    Data.GivenBack = givenBackAfter(Body, Data.Start, V);
    return Data.GivenBack;
  }

  bool isHandedOver(const VarDecl *V) {
    return llvm::any_of(U.facts().of(Function).Calls, [&](const Expr *E) {
      std::optional<CallView> Call = CallView::of(E);
      bool Given = llvm::any_of(Call->Args, [&](const Expr *Arg) { return localOf(Arg) == V; });
      bool Left = Call->Object && localOf(Call->Object) == V && Call->Callee &&
                  llvm::isa<CXXMethodDecl>(Call->Callee) &&
                  !llvm::cast<CXXMethodDecl>(Call->Callee)->isConst();
      return Given || Left;
    });
  }

  /// A later statement of the block of \p Start that gives \p V back.
  static const Stmt *givenBackAfter(const Stmt *S, const Expr *Start, const VarDecl *V) {
    if (!S)
      return nullptr;
    if (const auto *Block = llvm::dyn_cast<CompoundStmt>(S)) {
      bool After = false;
      for (const Stmt *Each : Block->body()) {
        if (After && givesBack(Each, V))
          return Each;
        After |= contains(Each, Start) && llvm::isa<Expr, DeclStmt>(Each);
      }
    }
    for (const Stmt *Child : S->children())
      if (const Stmt *Found = givenBackAfter(Child, Start, V))
        return Found;
    return nullptr;
  }

  static bool givesBack(const Stmt *S, const VarDecl *V) {
    const auto *E = llvm::dyn_cast<Expr>(S);
    if (!E)
      return false;
    E = E->IgnoreParens()->IgnoreImplicit();
    if (const auto *Delete = llvm::dyn_cast<CXXDeleteExpr>(E))
      return localOf(Delete->getArgument()) == V;
    const auto *Call = llvm::dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && Callee->isExternC() && Call->getNumArgs() == 1 && Callee->getIdentifier() &&
           localOf(Call->getArg(0)) == V && llvm::is_contained(wordsOf(Callee->getName()), "free");
  }

  static bool waits(const Loop &L) {
    return llvm::any_of(L.Calls, [](const LoopCall &Call) {
      return Call.EveryTurn && llvm::any_of(Call.Effects, [](const Effect *E) {
               return E->What == Effect::Kind::Suspends ||
                      (E->What == Effect::Kind::Blocks &&
                       E->innermost().Class != model::BlockClass::Lock &&
                       E->innermost().Class != model::BlockClass::Disk);
             });
    });
  }

  /// Whether the timer is one that each turn makes, that only its own handler
  /// keeps, and that nobody can stop: 'auto t = make_shared<timer>(io, 30s)'.
  bool isFreshOnEachTurn(const Loop &L, const TimerCall &Timer) {
    const Expr *On = Timer.Operand;
    if (const auto *Arrow =
            On ? llvm::dyn_cast<CXXOperatorCallExpr>(On->IgnoreParenImpCasts()) : nullptr)
      On = Arrow->getArg(0);
    const VarDecl *V = On ? localOf(On) : nullptr;
    if (!V || !isStd(V->getType(), "shared_ptr") || !V->getInit() || !isDeclaredIn(L.Body, V) ||
        holdOf(U, Timer.Callable) == HoldT::None)
      return false;
    const auto *Made = llvm::dyn_cast<CallExpr>(V->getInit()->IgnoreImplicit());
    const FunctionDecl *Maker = Made ? Made->getDirectCallee() : nullptr;
    if (!Maker || !Maker->getIdentifier() || !Maker->getName().starts_with("make_"))
      return false;
    // The handler keeps it; all else only arms it.
    unsigned Arms = 0;
    for (const Expr *E : U.facts().of(Function).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Call->Callee);
      if (!Method || !Call->Object || Method->getOverloadedOperator() == OO_Arrow)
        continue;
      const auto *Arrow = llvm::dyn_cast<CXXOperatorCallExpr>(Call->Object->IgnoreParenImpCasts());
      if (!Arrow || Arrow->getNumArgs() != 1 || localOf(Arrow->getArg(0)) != V)
        continue;
      if (isTakingBack(Method))
        return false;
      ++Arms;
    }
    return mentions(Body, V) == Arms + 1;
  }

  /// The local that holds a timer which each turn of \p L makes by 'new' and
  /// which \p Call arms; null if it is none.
  const VarDecl *madeByNew(const Loop &L, const CallView &Call) {
    std::optional<TimerCall> Timer = timerCall(U, Call);
    const VarDecl *V = Timer && Timer->What == TimerCall::Kind::Start && Timer->Operand
                           ? localOf(Timer->Operand)
                           : nullptr;
    bool New = V && V->getType()->isPointerType() && V->getInit() &&
               llvm::isa<CXXNewExpr>(V->getInit()->IgnoreParenImpCasts());
    if (!New || !isTimerClass(U, V->getType()->getPointeeCXXRecordDecl()) ||
        !isDeclaredIn(L.Body, V))
      return nullptr;
    if (!Timer->Callable)
      return V;
    // A handler of C gets the timer, and may give it back.
    const FunctionDecl *Handler = handlerOf(U, Timer->Callable);
    return Handler && Handler->hasBody() && !Ask.stopsItself(Handler) ? V : nullptr;
  }

  /// Whether all that the function does to \p V is to set it up and arm it: then
  /// tells whether it fires again and again.
  std::optional<bool> onlyArmed(const VarDecl *V) {
    const SourceManager &Sources = U.context().getSourceManager();
    auto Home = [&](const Decl *D) { return Sources.getFileID(D->getLocation()); };
    FileID Header = Home(V->getType()->getPointeeCXXRecordDecl()->getDefinition());
    unsigned Known = 0;
    bool Repeats = false, Once = false;
    for (const Expr *E : U.facts().of(Function).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      if (!Call->Callee)
        continue;
      unsigned Here = Call->Object && localOf(Call->Object) == V;
      for (const Expr *Arg : Call->Args)
        Here += localOf(Arg) == V;
      if (!Here)
        continue;
      std::optional<TimerCall> Timer = timerCall(U, *Call);
      bool Starts = Timer && Timer->What == TimerCall::Kind::Start;
      const model::CallEntry *Entry = U.models().state(*Call);
      bool Connects = Entry && Entry->Role == model::CallRole::Add && !Call->Object &&
                      localOf(Call->Args.front()) == V;
      bool Own = Home(Call->Callee) == Header && !isTakingBack(Call->Callee) && !Timer;
      if (Here > 1 || !(Starts || Connects || Own))
        return std::nullopt;
      if (Starts)
        Repeats |= Timer->Repeats;
      else if (Own && Call->Callee->getIdentifier())
        Once |= firesOnce(Call->Callee->getName());
      Known += Here;
    }
    if (Known != mentions(Body, V))
      return std::nullopt;
    return Repeats && !Once;
  }

  static bool isDeclaredIn(const Stmt *S, const VarDecl *V) {
    if (!S || llvm::isa<LambdaExpr>(S))
      return false;
    if (const auto *Declared = llvm::dyn_cast<DeclStmt>(S))
      return llvm::is_contained(Declared->decls(), V);
    return llvm::any_of(S->children(), [&](const Stmt *Child) { return isDeclaredIn(Child, V); });
  }

  Unit &U;
  const FunctionDecl *Function;
  ClassTimers None;
  TimerQuestions Ask;
  const Stmt *Body;
};
} // namespace

std::vector<OutlivedData> outlivedData(Unit &U, const FunctionDecl *Function) {
  return Search(U, Function).outlived();
}

std::vector<PiledTimer> piledTimers(Unit &U, const FunctionDecl *Function) {
  return Search(U, Function).piled();
}

} // namespace leash::flow
