//===- Timers.cpp - the timers of a class, seen by all its methods --------===//
#include "Flow/Timers.h"
#include "Flow/Classes.h"
#include "Flow/Unit.h"
#include "Support/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

/// Whether \p E only leads from a smart pointer to what it points to.
static const Expr *pointerOf(const Expr *E) {
  std::optional<CallView> Call = CallView::of(E);
  if (!Call || !Call->Object || !Call->Callee || !Call->Args.empty())
    return nullptr;
  OverloadedOperatorKind Operator = Call->Callee->getOverloadedOperator();
  bool IsGet = Call->Callee->getIdentifier() &&
               (Call->Callee->getName() == "get" || Call->Callee->getName() == "value");
  bool Leads = Operator == OO_Arrow || Operator == OO_Star || IsGet;
  return Leads && isPointerLike(Call->Object->getType()) ? Call->Object : nullptr;
}

static const Expr *strip(const Expr *E) {
  for (;;) {
    const Expr *Inner = E->IgnoreParenCasts()->IgnoreImplicit()->IgnoreParenCasts();
    if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(Inner);
        Unary && (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref))
      Inner = Unary->getSubExpr();
    else if (const Expr *Pointer = pointerOf(Inner))
      Inner = Pointer;
    if (Inner == E)
      return E;
    E = Inner;
  }
}

static const FieldDecl *fieldOf(const Expr *E) {
  const auto *Member = E ? llvm::dyn_cast<MemberExpr>(strip(E)) : nullptr;
  return Member ? llvm::dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
}

static bool makesObject(const Stmt *S) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return false;
  if (llvm::isa<CXXNewExpr, CXXTemporaryObjectExpr, CXXFunctionalCastExpr>(S))
    return true;
  if (const auto *Call = llvm::dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee && Callee->getIdentifier() && Callee->getName().starts_with("make_"))
      return true;
  return llvm::any_of(S->children(), makesObject);
}

namespace {
/// A walk over the bodies of a class that knows what stands above.
class Collector {
public:
  Collector(Unit &U, ClassTimers &Out) : U(U), Out(Out) {}

  void collect(const CXXMethodDecl *Method) {
    In = Method;
    Body = Method;
    if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Method))
      for (const CXXCtorInitializer *Init : Constructor->inits()) {
        InitOf = Init->getMember();
        const Expr *Value = Init->getInit();
        if (const auto *Default = llvm::dyn_cast_or_null<CXXDefaultInitExpr>(Value))
          Value = Default->getExpr();
        visit(Value);
        if (Second && InitOf && Value && Keepers.contains(InitOf) &&
            InitOf->getType()->isPointerType())
          noteNew(InitOf, Value);
        InitOf = nullptr;
      }
    visit(Method->getBody());
  }

  /// Whether a call that touches a timer was seen. The second walk knows which
  /// fields keep timers.
  bool FoundAny = false;
  bool Second = false;

private:
  void visit(const Stmt *S) {
    if (!S || Above.size() > 400)
      return;
    Above.push_back(S);
    if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S)) {
      for (const Expr *Init : Lambda->capture_inits())
        visit(Init);
      const FunctionDecl *Outer = std::exchange(Body, Lambda->getCallOperator());
      visit(Lambda->getBody());
      Body = Outer;
    } else {
      note(S);
      for (const Stmt *Child : S->children())
        visit(Child);
    }
    Above.pop_back();
  }

  void note(const Stmt *S) {
    if (const auto *E = llvm::dyn_cast<Expr>(S); E && llvm::isa<CallExpr, CXXConstructExpr>(E))
      noteCall(E, *CallView::of(E));
    if (!Second)
      return;
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(S))
      noteMember(Member);
    else if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S))
      noteAddress(Ref);
    else if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S);
             Binary && Binary->isAssignmentOp()) {
      touch(Binary->getLHS());
      noteSetup(Binary);
    } else if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(S);
               Unary && Unary->isIncrementDecrementOp())
      touch(Unary->getSubExpr());
    const Stmt *Condition = nullptr;
    if (const auto *If = llvm::dyn_cast<IfStmt>(S))
      Condition = If->getCond();
    else if (const auto *While = llvm::dyn_cast<WhileStmt>(S))
      Condition = While->getCond();
    else if (const auto *Do = llvm::dyn_cast<DoStmt>(S))
      Condition = Do->getCond();
    else if (const auto *For = llvm::dyn_cast<ForStmt>(S))
      Condition = For->getCond();
    else if (const auto *Switch = llvm::dyn_cast<SwitchStmt>(S))
      Condition = Switch->getCond();
    else if (const auto *Conditional = llvm::dyn_cast<ConditionalOperator>(S))
      Condition = Conditional->getCond();
    if (Condition)
      ask(Condition, S, 0);
  }

  void touch(const Expr *E) {
    if (const FieldDecl *Field = fieldOf(E))
      Out.Touched[In].insert(Field);
  }

  /// What the condition \p S rests on, through the class's own methods.
  void ask(const Stmt *S, const Stmt *Where, unsigned Depth) {
    if (!S || Depth > 3)
      return;
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(S))
      if (const auto *Field = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl()))
        Out.Asked.push_back({Body, Where, Field});
    if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(S);
        Call && Call->getMethodDecl() &&
        llvm::isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts())) {
      if (const FunctionDecl *Callee = U.bodyOf(Call->getMethodDecl()))
        ask(Callee->getBody(), Where, Depth + 1);
      else
        Out.Asked.push_back({Body, Where, nullptr});
    }
    for (const Stmt *Child : S->children())
      ask(Child, Where, Depth);
  }

  void noteAddress(const DeclRefExpr *Ref) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Ref->getDecl());
    if (Method && !Method->isStatic() && !Method->getParent()->isLambda())
      Out.Calls.push_back({Method, Ref, In, Body});
  }

  void noteCall(const Expr *E, const CallView &Call) {
    if (!Call.Callee)
      return;
    std::optional<TimerCall> Timer = timerCall(U, Call);
    if (Timer && Timer->Operand && llvm::isa<CXXThisExpr>(strip(Timer->Operand)))
      Timer.reset(); // a timer class at work on itself
    if (Timer) {
      FoundAny = true;
      noteTimer(E, *Timer);
    }
    if (!Second)
      return;
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call.Callee);
    bool OnThis = Call.Object && Method && llvm::isa<CXXThisExpr>(strip(Call.Object));
    bool OnSelf = Call.Object && Method &&
                  Method->getParent()->getCanonicalDecl() == Out.Record->getCanonicalDecl();
    if ((OnThis || OnSelf) && !Timer) {
      Out.Calls.push_back({Method, E, In, Body});
      if (!U.bodyOf(Method) && !Method->isConst())
        Out.Touched[In].insert(nullptr);
    } else if (Call.Object && Method && !Method->isConst() && !Timer) {
      touch(Call.Object);
    }
    for (const Expr *Arg : Call.Args)
      if (llvm::isa<CXXThisExpr>(Arg->IgnoreParenCasts()))
        Out.GivesThis.push_back({Method, E, In, Body});
    if (endsLoop(Call))
      Out.EndsLoop.insert(In);
  }

  bool endsLoop(const CallView &Call) {
    if (const model::CallEntry *Entry = U.models().call(Call)) {
      Out.RunsLoop |= Entry->Role == model::CallRole::Block &&
                      Entry->Class == model::BlockClass::Wait && !Entry->Reason.empty();
      if (Entry->Role != model::CallRole::RequestStop)
        return false;
      const Expr *On = model::Resolver::operand(Call, model::Resolver::on(*Entry, Call));
      QualType T = On ? On->getType().getNonReferenceType() : QualType();
      if (!T.isNull() && T->isPointerType())
        T = T->getPointeeType();
      const model::TypeEntry *Type = T.isNull() ? nullptr : U.models().type(T);
      return !Type || (Type->Role != model::TypeRole::Descriptor &&
                       Type->Role != model::TypeRole::StopSignal);
    }
    if (!isTakingBack(Call.Callee) || U.bodyOf(Call.Callee))
      return false;
    return llvm::any_of(wordsOf(Call.Callee->getName()), [](llvm::StringRef Word) {
      return llvm::is_contained({"loop", "service", "services", "context", "ioservice", "io",
                                 "thread", "threads", "reactor", "pool", "scheduler"},
                                Word);
    });
  }

  void noteTimer(const Expr *E, const TimerCall &Call) {
    const FieldDecl *Field = fieldOf(Call.Operand);
    bool Starts = Call.What == TimerCall::Kind::Start || Call.What == TimerCall::Kind::Create;
    bool Dropped = false;
    if (Call.GivesId)
      Field = keeperOfId(Dropped);
    if (!Field && !(Dropped && Starts && Call.What == TimerCall::Kind::Start))
      return;
    if (!Second) {
      if (Field)
        Keepers.insert(Field);
      return;
    }
    if (Call.What == TimerCall::Kind::Create) {
      TimerSetup &Setup = Out.Setups[Field];
      Setup.Made = E;
      Setup.Callable = Call.Callable;
      Setup.Repeats |= Call.Repeats;
      return;
    }
    Out.Uses.push_back(
        {Starts ? TimerUse::Kind::Start : TimerUse::Kind::Stop, Field, E, In, Body, Call});
  }

  /// A part of a timer is written: 'timer_.cb = &tick', 'timer_.repeat = 1.0'.
  /// Or the timer itself is made.
  void noteSetup(const BinaryOperator *Assignment) {
    const Expr *Value = Assignment->getRHS();
    if (const FieldDecl *Timer = fieldOf(Assignment->getLHS());
        Timer && Keepers.contains(Timer) && Timer->getType()->isPointerType())
      return noteNew(Timer, Value);
    const auto *Part = llvm::dyn_cast<MemberExpr>(Assignment->getLHS()->IgnoreParenCasts());
    const FieldDecl *Timer = Part ? fieldOf(Part->getBase()) : nullptr;
    if (!Timer || !Keepers.contains(Timer))
      return;
    TimerSetup &Setup = Out.Setups[Timer];
    if (Value->getType()->isFunctionPointerType() || Value->getType()->isFunctionType())
      Setup.Callable = Value;
    llvm::APFloat Number(0.0);
    if (isRepeating(Part->getMemberDecl()->getName()) && !Value->isValueDependent() &&
        Value->getType()->isRealFloatingType() && Value->EvaluateAsFloat(Number, U.context()))
      Setup.Repeats |= !Number.isZero();
  }

  /// A timer that is made by 'new' and given no owner: its class must give it
  /// back.
  void noteNew(const FieldDecl *Timer, const Expr *Value) {
    const auto *New = llvm::dyn_cast<CXXNewExpr>(Value->IgnoreParenImpCasts());
    const CXXConstructExpr *Construct = New ? New->getConstructExpr() : nullptr;
    if (!Construct || New->getNumPlacementArgs())
      return;
    Out.Setups[Timer].Owned |= llvm::any_of(Construct->arguments(), [](const Expr *Arg) {
      return llvm::isa<CXXThisExpr>(Arg->IgnoreParenCasts());
    });
    if (llvm::any_of(Construct->arguments(), [](const Expr *Arg) {
          const auto *Default = llvm::dyn_cast<CXXDefaultArgExpr>(Arg);
          QualType T = Arg->getType();
          return !Default && !T->isArithmeticType() && !T->isEnumeralType();
        }))
      return;
    TimerSetup &Setup = Out.Setups[Timer];
    Setup.Made = New;
    Setup.IsNew = true;
  }

  /// The field that the value of the call at the end of Above goes to.
  const FieldDecl *keeperOfId(bool &Dropped) const {
    for (size_t I = Above.size() - 1; I-- > 0;) {
      const Stmt *S = Above[I];
      if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S))
        return Binary->isAssignmentOp() ? fieldOf(Binary->getLHS()) : nullptr;
      if (const auto *E = llvm::dyn_cast<Expr>(S)) {
        std::optional<CallView> Call = CallView::of(E);
        if (!Call || llvm::isa<CXXConstructExpr>(E))
          continue;
        // id_ = ..., id_.store(...)
        return Call->Object ? fieldOf(Call->Object) : nullptr;
      }
      Dropped = llvm::isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt,
                          SwitchStmt, CaseStmt, DefaultStmt, LabelStmt>(S);
      return nullptr;
    }
    Dropped = !InitOf;
    return InitOf;
  }

  void noteMember(const MemberExpr *Member) {
    const auto *Field = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || !Keepers.contains(Field))
      return;
    const Expr *Site = Member;
    bool Stops = false;
    if (isUnclear(Member, Field, Site, Stops))
      Out.Uses.push_back(
          {Stops ? TimerUse::Kind::Stop : TimerUse::Kind::Unclear, Field, Site, In, Body, {}});
  }

  /// Whether the mention \p Member of a timer may stop it. A start or a stop
  /// that timerCall() knows has been noted already.
  bool isUnclear(const MemberExpr *Member, const FieldDecl *Field, const Expr *&Site, bool &Stops) {
    const Stmt *Below = Member;
    for (size_t I = Above.size() - 1; I-- > 0; Below = Above[I + 1]) {
      const Stmt *S = Above[I];
      Below = Above[I + 1];
      if (llvm::isa<CXXDeleteExpr>(S)) {
        Site = llvm::cast<Expr>(S);
        return Stops = true;
      }
      if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(S)) {
        if (!Binary->isAssignmentOp())
          return false;
        return Binary->getLHS() != Below; // its value goes elsewhere
      }
      if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(S)) {
        if (Unary->getOpcode() == UO_LNot)
          return false;
        continue;
      }
      const auto *E = llvm::dyn_cast<Expr>(S);
      if (!E)
        return llvm::isa<DeclStmt, ReturnStmt, CXXForRangeStmt>(S);
      std::optional<CallView> Call = CallView::of(E);
      if (!Call) {
        if (llvm::isa<InitListExpr>(E))
          return true;
        if (llvm::isa<LambdaExpr>(E))
          return true;
        continue;
      }
      const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E);
      if (pointerOf(E) || (Construct && Construct->getConstructor()->isCopyOrMoveConstructor()))
        continue;
      if (timerCall(U, *Call))
        return false;
      Site = E;
      return mayStop(*Call, Below, Field, E, Stops);
    }
    return false;
  }

  bool mayStop(const CallView &Call, const Stmt *Below, const FieldDecl *Field, const Expr *E,
               bool &Stops) {
    const auto *Plain = llvm::dyn_cast<CXXMemberCallExpr>(E);
    bool AsObject = Plain ? Plain->getCallee() == Below : Call.Object == Below;
    if (!Call.Callee)
      return true;
    OverloadedOperatorKind Operator = Call.Callee->getOverloadedOperator();
    const IdentifierInfo *Name = Call.Callee->getIdentifier();
    if (AsObject) {
      if (Operator == OO_Equal || (Name && Name->isStr("reset"))) {
        bool Fresh = llvm::any_of(Call.Args, [](const Expr *Arg) { return makesObject(Arg); });
        bool IsId = !isPointerLike(Field->getType()) && Operator == OO_Equal;
        return Stops = !Fresh && !IsId;
      }
      if (Name && isTakingBack(Call.Callee))
        return Stops = true;
      if (Name && firesOnce(Name->getName()))
        Out.Setups[Field].Once = true;
      return Name && Name->isStr("swap");
    }
    // memmove(&timer_.cb, ...), connect(timer_, &Timer::timeout, ...)
    if (Call.Callee->getBuiltinID() || isWorkedOn(Call, Below))
      return false;
    if (Operator != OO_None && Operator != OO_Call)
      return Operator == OO_Equal;
    if (isTakingBack(Call.Callee))
      return Stops = true;
    // uv_timer_init(loop, &timer_)
    return !Name || llvm::none_of(wordsOf(Name->getName()), [](llvm::StringRef Word) {
      return Word == "init" || Word == "initialize" || Word == "setup";
    });
  }

  /// Whether a model says what \p Call does with \p Arg: no stop.
  bool isWorkedOn(const CallView &Call, const Stmt *Arg) {
    const model::CallEntry *Entry = U.models().call(Call);
    if (!Entry)
      Entry = U.models().state(Call);
    const Expr *On =
        Entry ? model::Resolver::operand(Call, model::Resolver::on(*Entry, Call)) : nullptr;
    return On && On->IgnoreParenImpCasts() == llvm::cast<Expr>(Arg)->IgnoreParenImpCasts();
  }

public:
  llvm::DenseSet<const FieldDecl *> Keepers;

private:
  Unit &U;
  ClassTimers &Out;
  const CXXMethodDecl *In = nullptr;
  const FunctionDecl *Body = nullptr;
  const FieldDecl *InitOf = nullptr;
  std::vector<const Stmt *> Above;
};
} // namespace

const ClassTimers &TimerTable::of(const CXXRecordDecl *Record) {
  std::unique_ptr<ClassTimers> &Slot = Table[Record->getCanonicalDecl()];
  if (Slot)
    return *Slot;
  Slot = std::make_unique<ClassTimers>();
  ClassTimers &Class = *Slot;
  Class.Record = Record;
  Collector Walk(U, Class);
  llvm::ArrayRef<const CXXMethodDecl *> Methods = U.classes().methods(Record);
  for (const CXXMethodDecl *Method : Methods)
    Walk.collect(Method);
  if (!Walk.FoundAny)
    return Class;
  Walk.Second = true;
  for (const CXXMethodDecl *Method : Methods)
    Walk.collect(Method);
  for (TimerUse &Use : Class.Uses)
    if (auto Setup = Class.Setups.find(Use.Timer);
        Use.What == TimerUse::Kind::Start && Setup != Class.Setups.end()) {
      if (!Use.Call.Callable)
        Use.Call.Callable = Setup->second.Callable;
      Use.Call.Repeats = (Use.Call.Repeats || Setup->second.Repeats) && !Setup->second.Once;
    }
  // What stops a timer to arm it anew is no stop.
  std::vector<TimerUse> All = Class.Uses;
  llvm::erase_if(Class.Uses, [&](const TimerUse &Use) {
    bool Restarts =
        Use.What == TimerUse::Kind::Stop && llvm::any_of(All, [&](const TimerUse &Other) {
          return Other.What == TimerUse::Kind::Start && Other.Timer == Use.Timer &&
                 Other.Body == Use.Body &&
                 U.context().getSourceManager().isBeforeInTranslationUnit(
                     Use.Site->getBeginLoc(), Other.Site->getBeginLoc());
        });
    if (Restarts)
      Class.Restarted.insert(Use.Timer);
    return Restarts;
  });
  return Class;
}

static llvm::SmallVector<const CXXMethodDecl *, 8>
closure(Unit &U, const ClassTimers &Class, llvm::SmallVector<const CXXMethodDecl *, 8> Found) {
  for (size_t I = 0; I < Found.size(); ++I)
    for (const OwnCall &Call : Class.Calls)
      if (Call.In == Found[I])
        if (const auto *Callee = llvm::cast_or_null<CXXMethodDecl>(U.bodyOf(Call.Callee));
            Callee && !llvm::is_contained(Found, Callee))
          Found.push_back(Callee);
  return Found;
}

llvm::SmallVector<const CXXMethodDecl *, 8> TimerTable::reach(const ClassTimers &Class,
                                                              const CXXMethodDecl *From) {
  return closure(U, Class, {From});
}

llvm::SmallVector<const CXXMethodDecl *, 8> TimerTable::reachFromBody(const ClassTimers &Class,
                                                                      const FunctionDecl *Body) {
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Body);
      Method && !Method->getParent()->isLambda())
    return reach(Class, Method);
  llvm::SmallVector<const CXXMethodDecl *, 8> Found;
  for (const OwnCall &Call : Class.Calls)
    if (Call.Body == Body)
      if (const auto *Callee = llvm::cast_or_null<CXXMethodDecl>(U.bodyOf(Call.Callee));
          Callee && !llvm::is_contained(Found, Callee))
        Found.push_back(Callee);
  return closure(U, Class, Found);
}

} // namespace leash::flow
