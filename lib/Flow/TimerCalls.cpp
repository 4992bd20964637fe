//===- TimerCalls.cpp - what does a call do to a timer? -------------------===//
#include "Flow/TimerCalls.h"
#include "Flow/TimerWrappers.h"
#include "Flow/Unit.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace leash::flow {

llvm::SmallVector<std::string, 4> wordsOf(llvm::StringRef Name) {
  llvm::SmallVector<std::string, 4> Words;
  bool Fresh = true;
  for (size_t I = 0; I < Name.size(); ++I) {
    char C = Name[I];
    if (!llvm::isAlnum(C)) {
      Fresh = true;
      continue;
    }
    bool Upper = C >= 'A' && C <= 'Z';
    bool AfterLower =
        I > 0 && llvm::isAlnum(Name[I - 1]) && llvm::toLower(Name[I - 1]) == Name[I - 1];
    if (Fresh || (Upper && AfterLower))
      Words.emplace_back();
    Words.back() += llvm::toLower(C);
    Fresh = false;
  }
  return Words;
}

// English verbs and nouns, not names of APIs.
static bool isOneOf(llvm::StringRef Word, std::initializer_list<llvm::StringRef> List) {
  return llvm::is_contained(List, Word);
}

static bool isTimeWord(llvm::StringRef Word) {
  return isOneOf(Word,
                 {"s",        "ms",       "us",       "sec",    "secs",         "second",
                  "seconds",  "msec",     "msecs",    "millis", "milli",        "usec",
                  "time",     "timeout",  "timeouts", "delay",  "period",       "interval",
                  "duration", "after",    "ttl",      "every",  "milliseconds", "microseconds",
                  "ticks",    "deadline", "when",     "expiry"});
}

static bool isRepeatWord(llvm::StringRef Word) {
  return isOneOf(Word, {"every", "periodic", "periodically", "interval", "repeat", "repeating",
                        "repeated", "period", "recurring", "ticker"});
}

bool isRepeating(llvm::StringRef Name) {
  return llvm::any_of(wordsOf(Name), [](llvm::StringRef W) { return isRepeatWord(W); });
}

bool firesOnce(llvm::StringRef Name) {
  return llvm::any_of(wordsOf(Name),
                      [](llvm::StringRef W) { return isOneOf(W, {"single", "once", "oneshot"}); });
}

bool isOpposite(llvm::StringRef Does, llvm::StringRef Undoes) {
  llvm::SmallVector<std::string, 4> A = wordsOf(Does), B = wordsOf(Undoes);
  static constexpr std::pair<const char *, const char *> Pairs[] = {
      {"resume", "pause"}, {"resume", "suspend"}, {"activate", "deactivate"}, {"show", "hide"},
      {"enter", "leave"},  {"enable", "disable"}, {"attach", "detach"}};
  return !A.empty() && A.size() == B.size() && llvm::any_of(Pairs, [&](const auto &P) {
    return A.front() == P.first && B.front() == P.second;
  }) && std::equal(A.begin() + 1, A.end(), B.begin() + 1);
}

static bool isTimerWord(llvm::StringRef Word) {
  return isOneOf(Word, {"timer", "timers", "timeout", "ticker", "alarm"});
}

static bool isTakingBackWord(llvm::StringRef Word) {
  return isOneOf(Word, {"remove",  "cancel",  "unregister", "deregister", "delete",
                        "del",     "stop",    "kill",       "clear",      "erase",
                        "disarm",  "disable", "destroy",    "unschedule", "invalidate",
                        "unset",   "abort",   "revoke",     "free",       "close",
                        "release", "end",     "clean",      "disconnect", "unsubscribe"});
}

bool isTakingBack(const FunctionDecl *Callee) {
  if (!Callee || !Callee->getIdentifier())
    return false;
  llvm::SmallVector<std::string, 4> Words = wordsOf(Callee->getName());
  return !Words.empty() && isTakingBackWord(Words.front());
}

static QualType plain(QualType T) {
  return T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
}

static bool isDuration(const ParmVarDecl *P, const FunctionDecl *Callee) {
  QualType T = plain(P->getType());
  if (const auto *Record = T->getAsCXXRecordDecl())
    return Record->getIdentifier() &&
           (Record->getName() == "duration" || Record->getName() == "time_point" ||
            Record->getName() == "time_duration");
  if (!T->isRealFloatingType() && !T->isIntegerType())
    return false;
  if (T->isBooleanType() || T->isAnyCharacterType() || T->isEnumeralType())
    return false;
  const FunctionDecl *Definition = Callee->getDefinition();
  const ParmVarDecl *Named = P;
  if (!P->getIdentifier() && Definition && Definition != Callee &&
      P->getFunctionScopeIndex() < Definition->getNumParams())
    Named = Definition->getParamDecl(P->getFunctionScopeIndex());
  return llvm::any_of(wordsOf(Named->getName()), [](llvm::StringRef W) { return isTimeWord(W); });
}

bool isCallable(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  QualType T = E->getType().getNonReferenceType();
  if (T->isFunctionType() || T->isFunctionPointerType())
    return true;
  const auto *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return false;
  return Record->isLambda() ||
         llvm::any_of(
             Record->methods(),
             [](const CXXMethodDecl *M) { return M->getOverloadedOperator() == OO_Call; }) ||
         llvm::any_of(Record->decls(), [](const Decl *D) {
           const auto *Template = llvm::dyn_cast<FunctionTemplateDecl>(D);
           return Template && Template->getTemplatedDecl()->getOverloadedOperator() == OO_Call;
         });
}

/// Integer ids are told by their typedef, or by what the names say.
static bool isSameId(QualType Given, QualType Taken) {
  if (plain(Given) != plain(Taken)) {
    const auto *To = plain(Taken)->getAs<PointerType>();
    const auto *From = plain(Given)->getAs<PointerType>();
    return To && From &&
           To->getPointeeType().getUnqualifiedType() == From->getPointeeType().getUnqualifiedType();
  }
  return true;
}

/// How many words two names share.
static unsigned sharedWords(llvm::StringRef A, llvm::StringRef B) {
  llvm::SmallVector<std::string, 4> Left = wordsOf(A), Right = wordsOf(B);
  return llvm::count_if(Left, [&](const std::string &W) { return llvm::is_contained(Right, W); });
}

static bool speaksOfId(const ParmVarDecl *P) {
  return llvm::any_of(wordsOf(P->getName()), [](llvm::StringRef W) {
    return isOneOf(W, {"id", "cookie", "handle", "timer", "token", "tag", "timerid"});
  });
}

/// The methods beside \p Start that take back what has the type \p Id.
static void removersIn(const CXXRecordDecl *Record, const CXXMethodDecl *Start, QualType Id,
                       llvm::SmallVectorImpl<const CXXMethodDecl *> &Out, unsigned Depth = 0) {
  if (!Record || !Record->hasDefinition() || Depth > 8)
    return;
  for (const CXXMethodDecl *M : Record->methods()) {
    if (M == Start || !isTakingBack(M) || M->getNumParams() == 0 ||
        M->getMinRequiredArguments() > 1 || !isSameId(Id, M->getParamDecl(0)->getType()))
      continue;
    if (!plain(Id)->isBuiltinType() || speaksOfId(M->getParamDecl(0)) ||
        sharedWords(Start->getName(), M->getName()))
      Out.push_back(M);
  }
  for (const CXXBaseSpecifier &Base : Record->bases())
    removersIn(Base.getType()->getAsCXXRecordDecl(), Start, Id, Out, Depth + 1);
}

/// Of several, the one whose name is nearest.
static void chooseRemover(TimerCall &Found, const CXXMethodDecl *Start,
                          llvm::ArrayRef<const CXXMethodDecl *> Removers) {
  int Best = -1;
  for (const CXXMethodDecl *M : Removers) {
    int Shared = static_cast<int>(sharedWords(Start->getName(), M->getName()));
    Found.IsRemoverSure = Shared != Best;
    if (Shared > Best) {
      Best = Shared;
      Found.Remover = M;
    }
  }
}

static bool isIdType(QualType T) {
  T = plain(T);
  if (T->isVoidType() || T->isBooleanType() || T->isRealFloatingType())
    return false;
  if (const auto *Record = T->getAsCXXRecordDecl())
    return Record->hasDefinition() && !Record->isLambda();
  return T->isIntegralOrEnumerationType() || T->isPointerType();
}

/// Whether \p Id, or what it points to, has a cancel() of its own.
static bool hasCancel(QualType Id) {
  QualType T = plain(Id);
  if (T->isPointerType())
    T = T->getPointeeType();
  const auto *Record = T->getAsCXXRecordDecl();
  if (const auto *Pointer = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(Record);
      Pointer && Pointer->isInStdNamespace() && Pointer->getTemplateArgs().size() > 0 &&
      Pointer->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
    Record = Pointer->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->isInStdNamespace())
    return false;
  return llvm::any_of(Record->getDefinition()->methods(), [](const CXXMethodDecl *M) {
    return isTakingBack(M) && M->getNumParams() == 0;
  });
}

/// A framework's 'run this after so long, and here is how to take it back'.
static std::optional<TimerCall> inferredStart(const CallView &Call, const CXXMethodDecl *Method) {
  if (Method->getNumParams() < 2 || Call.Args.size() < 2 || Method->isInStdNamespace() ||
      isTakingBack(Method))
    return std::nullopt;
  TimerCall Found;
  const ParmVarDecl *Duration = nullptr;
  const Expr *Out = nullptr;
  QualType Id;
  unsigned Count = std::min<unsigned>(Method->getNumParams(), Call.Args.size());
  for (unsigned I = 0; I < Count; ++I) {
    const ParmVarDecl *P = Method->getParamDecl(I);
    const Expr *Arg = Call.Args[I];
    if (!Found.Callable && isCallable(Arg)) {
      Found.Callable = Arg;
    } else if (!Duration && isDuration(P, Method)) {
      Duration = P;
    } else if (!Out && !P->getType().getNonReferenceType().isConstQualified() &&
               (P->getType()->isLValueReferenceType() || P->getType()->isPointerType())) {
      QualType Inner = P->getType()->getPointeeType();
      if (!Inner.isConstQualified() &&
          (Inner->isIntegralOrEnumerationType() || Inner->isPointerType())) {
        Out = Arg;
        Id = Inner;
      }
    }
  }
  if (!Found.Callable || !Duration)
    return std::nullopt;
  if (!Out) {
    Id = Method->getReturnType();
    Found.GivesId = true;
  }
  if (!isIdType(Id))
    return std::nullopt;
  const CXXRecordDecl *Static =
      Call.Object
          ? (Call.Arrow ? Call.Object->getType()->getPointeeCXXRecordDecl()
                        : Call.Object->getType().getNonReferenceType()->getAsCXXRecordDecl())
          : nullptr;
  llvm::SmallVector<const CXXMethodDecl *, 4> Removers;
  removersIn(Method->getParent(), Method, Id, Removers);
  if (Removers.empty())
    removersIn(Static, Method, Id, Removers);
  chooseRemover(Found, Method, Removers);
  if (!Found.Remover && Found.GivesId && hasCancel(Id))
    Found.ByHandle = true;
  else if (!Found.Remover)
    return std::nullopt;
  Found.Operand = Out;
  Found.Repeats = isRepeating(Method->getName()) || isRepeating(Duration->getName());
  return Found;
}

static bool startsByName(const CXXMethodDecl *M) {
  if (!M->getIdentifier() || M->isConst())
    return false;
  llvm::SmallVector<std::string, 4> Words = wordsOf(M->getName());
  return !Words.empty() && isOneOf(Words.front(), {"start", "schedule", "arm", "enable", "restart",
                                                   "rearm", "begin", "run"});
}

static bool stopsByName(const CXXMethodDecl *M) {
  return isTakingBack(M) && M->getMinRequiredArguments() == 0;
}

/// Whether a timer class has a period: setInterval().
static bool hasPeriod(const CXXRecordDecl *Record) {
  return llvm::any_of(Record->methods(),
                      [](const CXXMethodDecl *M) {
                        return M->getIdentifier() && !M->isConst() && isRepeating(M->getName());
                      }) &&
         llvm::none_of(Record->methods(), [](const CXXMethodDecl *M) {
           return M->getIdentifier() && firesOnce(M->getName());
         });
}

bool isTimerClass(Unit &U, const CXXRecordDecl *Record) {
  if (!Record || !Record->hasDefinition() || Record->isInStdNamespace())
    return false;
  if (const model::TypeEntry *Type = U.models().type(Record))
    return Type->Role == model::TypeRole::Timer;
  if (!Record->getIdentifier() ||
      llvm::none_of(wordsOf(Record->getName()), [](llvm::StringRef W) { return isTimerWord(W); }))
    return false;
  bool Starts = false, Stops = false;
  llvm::SmallVector<const CXXRecordDecl *, 4> Open{Record};
  while (!Open.empty() && !(Starts && Stops)) {
    const CXXRecordDecl *R = Open.pop_back_val();
    for (const CXXMethodDecl *M : R->methods()) {
      Starts |= startsByName(M);
      Stops |= stopsByName(M);
    }
    for (const CXXBaseSpecifier &Base : R->bases())
      if (const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl(); B && B->hasDefinition())
        Open.push_back(B->getDefinition());
  }
  return Starts && Stops;
}

/// start() and stop() of a timer class of somebody's own.
static std::optional<TimerCall> inferredVerb(Unit &U, const CallView &Call,
                                             const CXXMethodDecl *Method) {
  if (!Call.Object)
    return std::nullopt;
  QualType T = Call.Arrow ? Call.Object->getType()->getPointeeType() : Call.Object->getType();
  bool Starts = startsByName(Method);
  bool Stops = stopsByName(Method);
  const CXXRecordDecl *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  if ((!Starts && !Stops) || !isTimerClass(U, Record))
    return std::nullopt;
  TimerCall Found;
  Found.Repeats = Starts && Record->hasDefinition() && hasPeriod(Record->getDefinition());
  Found.What = Starts ? TimerCall::Kind::Start : TimerCall::Kind::Stop;
  Found.Operand = Call.Object;
  for (const Expr *Arg : Call.Args)
    if (isCallable(Arg))
      Found.Callable = Arg;
  return Found;
}

std::optional<TimerCall> timerCall(Unit &U, const CallView &Call) {
  std::optional<TimerCall> Known = knownTimerCall(U, Call);
  if (Known || !Call.Callee || U.models().isModelled(Call.Callee))
    return Known;
  return armedBy(U, Call);
}

std::optional<TimerCall> knownTimerCall(Unit &U, const CallView &Call) {
  if (!Call.Callee)
    return std::nullopt;
  if (U.models().isModelled(Call.Callee)) {
    for (const model::Models::NamedCall &Match : U.models().matches(Call)) {
      const model::CallEntry &Entry = *Match.Entry;
      TimerCall Found;
      switch (Entry.Role) {
      case model::CallRole::Create:
        Found.What = TimerCall::Kind::Create;
        break;
      case model::CallRole::Start:
        Found.What = TimerCall::Kind::Start;
        break;
      case model::CallRole::Stop:
        Found.What = TimerCall::Kind::Stop;
        break;
      case model::CallRole::Destroy:
        Found.What = TimerCall::Kind::Destroy;
        break;
      default:
        continue;
      }
      model::Operand On = model::Resolver::on(Entry, Call);
      if (On.Kind == model::Operand::Task)
        return std::nullopt; // the process has one timer: see ProcessTimers.h
      Found.GivesId = On.Kind == model::Operand::Return;
      Found.Operand = model::Resolver::operand(Call, On);
      Found.Aborts = Entry.Aborts;
      Found.Repeats = Entry.Fires && *Entry.Fires != model::Fires::Once;
      if (std::optional<unsigned> Index = U.models().callable(Entry, Call))
        Found.Callable = Call.Args[*Index];
      return Found;
    }
    return std::nullopt;
  }
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call.Callee);
  if (!Method || Method->isStatic() || !Method->getIdentifier() ||
      llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Method))
    return std::nullopt;
  if (std::optional<TimerCall> Verb = inferredVerb(U, Call, Method))
    return Verb;
  return inferredStart(Call, Method);
}

//===----------------------------------------------------------------------===//
// Callables
//===----------------------------------------------------------------------===//

namespace {
/// How deep a callable may be wrapped: bind_executor(strand, bind(&C::f, this)).
constexpr unsigned MaxWraps = 40;

bool hasMethod(const CXXRecordDecl *Record, llvm::StringRef Name) {
  if (llvm::any_of(Record->methods(), [&](const CXXMethodDecl *M) {
        return M->getIdentifier() && M->getName() == Name;
      }))
    return true;
  return llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *R = Base.getType()->getAsCXXRecordDecl();
    return R && R->hasDefinition() && hasMethod(R->getDefinition(), Name);
  });
}

/// What a value of type \p T does to the object that it means.
HoldT holdOf(QualType T) {
  const auto *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->isLambda())
    return HoldT::None;
  ASTContext &Context = Record->getASTContext();
  for (const CXXRecordDecl *R = Record; R;) {
    if (!R->lookup(Context.DeclarationNames.getCXXOperatorName(OO_Arrow)).empty())
      return HoldT::Shared;
    const CXXRecordDecl *Next = nullptr;
    if (R->getNumBases() == 1)
      Next = R->bases_begin()->getType()->getAsCXXRecordDecl();
    R = Next && Next->hasDefinition() ? Next->getDefinition() : nullptr;
  }
  return hasMethod(Record, "lock") && hasMethod(Record, "expired") ? HoldT::Weak : HoldT::None;
}

/// Whether an object of type \p T takes back what is bound to it when it ends.
bool takesBackBound(Unit &U, QualType T) {
  const model::TypeEntry *Type = U.models().type(T.getNonReferenceType());
  return Type && Type->Role == model::TypeRole::Callable && Type->End == model::AtEnd::Stop;
}

void look(Unit &U, const Stmt *S, HoldT &Found, unsigned Depth) {
  if (!S || Depth > MaxWraps)
    return;
  auto Note = [&](HoldT Hold) {
    // What keeps the object alive counts most, then what asks.
    auto Rank = [](HoldT H) {
      return H == HoldT::Shared ? 3 : H == HoldT::Weak ? 2 : H == HoldT::Raw;
    };
    if (Rank(Hold) > Rank(Found))
      Found = Hold;
  };
  if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S)) {
    for (const LambdaCapture &Capture : Lambda->captures()) {
      if (Capture.capturesThis())
        Note(HoldT::Raw);
      else if (Capture.capturesVariable())
        Note(holdOf(Capture.getCapturedVar()->getType()));
    }
    return;
  }
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S))
    if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
        V && V->isLocalVarDecl() && V->getInit() && V->getType()->getAsCXXRecordDecl())
      look(U, V->getInit(), Found, Depth + 1);
  if (const auto *This = llvm::dyn_cast<CXXThisExpr>(S))
    Note(takesBackBound(U, This->getType()->getPointeeType()) ? HoldT::Weak : HoldT::Raw);
  else if (const auto *E = llvm::dyn_cast<Expr>(S))
    Note(takesBackBound(U, E->getType()) ? HoldT::Weak : holdOf(E->getType()));
  for (const Stmt *Child : S->children())
    look(U, Child, Found, Depth + 1);
}

const FunctionDecl *find(Unit &U, const Stmt *S, unsigned Depth) {
  if (!S || Depth > MaxWraps)
    return nullptr;
  if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S))
    return U.bodyOf(Lambda->getCallOperator());
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S)) {
    if (const auto *F = llvm::dyn_cast<FunctionDecl>(Ref->getDecl()))
      return U.bodyOf(F);
    if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
        V && V->isLocalVarDecl() && V->getInit())
      return find(U, V->getInit(), Depth + 1);
    return nullptr;
  }
  if (const auto *Call = llvm::dyn_cast<CallExpr>(S)) {
    for (const Expr *Arg : Call->arguments())
      if (const FunctionDecl *F = find(U, Arg, Depth + 1))
        return F;
    return nullptr;
  }
  for (const Stmt *Child : S->children())
    if (const FunctionDecl *F = find(U, Child, Depth + 1))
      return F;
  return nullptr;
}
} // namespace

HoldT holdOf(Unit &U, const Expr *Callable) {
  HoldT Found = HoldT::None;
  if (Callable)
    look(U, Callable, Found, 0);
  return Found;
}

const FunctionDecl *handlerOf(Unit &U, const Expr *Callable) {
  return Callable ? find(U, Callable, 0) : nullptr;
}

} // namespace leash::flow
