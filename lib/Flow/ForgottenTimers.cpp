//===- ForgottenTimers.cpp - timers that what ends an object forgets ------===//
#include "Flow/Classes.h"
#include "Flow/TimerQuestions.h"
#include "Flow/Unit.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace leash::flow {

namespace {
using Kind = TimerUse::Kind;

class Judge {
public:
  Judge(Unit &U, const CXXRecordDecl *Record, llvm::ArrayRef<std::string> ClosingNames)
      : U(U), Record(Record), Class(U.timers().of(Record)), Ask(U, Class) {
    if (Class.Uses.empty())
      return;
    for (const CXXMethodDecl *Method : U.classes().methods(Record)) {
      if (llvm::isa<CXXDestructorDecl>(Method))
        Destructor = Method;
      else if (isClosing(Method, ClosingNames))
        Closers.push_back(Method);
    }
    if (Destructor)
      Closers.push_back(Destructor);
    for (const CXXMethodDecl *Closer : Closers)
      Reached.push_back(U.timers().reach(Class, Closer));
  }

  std::vector<ForgottenTimer> run() {
    llvm::DenseSet<const FieldDecl *> Done;
    for (const TimerUse &Use : Class.Uses)
      if (Use.What == Kind::Start && (!Use.Timer || Done.insert(Use.Timer).second))
        judge(Use);
    return std::move(Found);
  }

private:
  /// The name is exactly a closing one, but for what says how: do_close,
  /// StopImpl, stop_all.
  static bool isClosing(const CXXMethodDecl *Method, llvm::ArrayRef<std::string> Names) {
    if (!Method->getIdentifier() || Method->isStatic())
      return false;
    std::string Name;
    for (const std::string &Word : wordsOf(Method->getName()))
      if (Word != "do" && Word != "impl" && Word != "internal" && Word != "all" && Word != "now" &&
          Word != "on")
        Name += Word;
    return llvm::is_contained(Names, Name);
  }

  bool isIn(const Methods &List, const CXXMethodDecl *Method) const {
    return llvm::is_contained(List, Method);
  }

  bool anyUse(const Methods &List, const FieldDecl *Timer) const {
    return llvm::any_of(Class.Uses, [&](const TimerUse &Use) {
      return Use.Timer == Timer && Use.What != Kind::Start && isIn(List, Use.In);
    });
  }

  bool endsLoop(const Methods &Closing) const {
    return llvm::any_of(Closing,
                        [&](const CXXMethodDecl *M) { return Class.EndsLoop.contains(M); });
  }

  static bool isSameFamily(const TimerCall &A, const TimerCall &B) {
    if (A.Remover || B.Remover)
      return A.Remover && B.Remover && A.Remover->getParent() == B.Remover->getParent();
    return A.GivesId == B.GivesId && A.ByHandle == B.ByHandle;
  }

  const TimerUse *startOf(const FieldDecl *Timer) const {
    for (const TimerUse &Use : Class.Uses)
      if (Use.What == Kind::Start && Use.Timer == Timer)
        return &Use;
    return nullptr;
  }

  /// Whether the timer dies with its object, by its type.
  bool stopsAtEnd(const FieldDecl *Timer) {
    if (auto Setup = Class.Setups.find(Timer); Setup != Class.Setups.end() && Setup->second.Owned)
      return true;
    QualType T = Timer->getType();
    if (const model::TypeEntry *Type = U.models().type(T))
      return Type->End && *Type->End != model::AtEnd::Nothing;
    const auto *RecordType = T->getAsCXXRecordDecl();
    return RecordType && RecordType->hasDefinition() && !RecordType->hasTrivialDestructor();
  }

  /// The id of a timer that repeats is dropped: nobody can stop it, and the
  /// destructor of the object that it calls does other work.
  void dropped(const TimerUse &Start) {
    const auto *Body = Destructor ? llvm::dyn_cast<CompoundStmt>(Destructor->getBody()) : nullptr;
    const FunctionDecl *Handler = handlerOf(U, Start.Call.Callable);
    bool Owned = isEndedByOwner(Start);
    const Expr *Always = Owned ? nullptr : Ask.armsItself(Handler);
    const Expr *Again = Owned || Always ? Always : Ask.armsItself(Handler, /*Always=*/false);
    if (!Body || Body->body_empty() || (!Start.Call.Repeats && !Again) || !Ask.keepsThis(Start) ||
        Start.Call.ByHandle || (!Start.Call.Remover && !Handler) ||
        (Start.Call.Remover && isOwnService(Start)))
      return;
    if (Handler && ((!Again && !Ask.goesOn(Handler)) || Ask.stopsItself(Handler)))
      return;
    if (mayEndBySelf(Start))
      return;
    ForgottenTimer F;
    F.Again = Again;
    F.MayEnd = !Always;
    F.Reason = ForgottenTimer::Why::Dropped;
    F.Start = &Start;
    F.Handler = Handler;
    F.Closer = Destructor;
    Found.push_back(F);
  }

  /// Whether \p Start got this object before what it runs: Qt's receiver, with which
  /// the timer ends.
  static bool isEndedByOwner(const TimerUse &Start) {
    std::optional<CallView> Call = CallView::of(Start.Site);
    for (const Expr *Arg : Call ? Call->Args : llvm::ArrayRef<const Expr *>()) {
      if (Arg == Start.Call.Callable)
        return false;
      if (llvm::isa<CXXThisExpr>(Arg->IgnoreParenCasts()))
        return true;
    }
    return false;
  }

  /// Whether code that the destructor runs may take the timer back by 'this',
  /// or is out of sight.
  bool mayEndBySelf(const TimerUse &Start) {
    const Methods &Ending = Reached.back();
    for (const OwnCall &Own : Class.Calls)
      if (isIn(Ending, Own.In) && !U.bodyOf(Own.Callee) && !Own.Callee->isConst())
        return true;
    std::optional<CallView> Armed = CallView::of(Start.Site);
    bool ByThis = Armed && llvm::any_of(Armed->Args, [](const Expr *Arg) {
                    return llvm::isa<CXXThisExpr>(Arg->IgnoreParenCasts());
                  });
    return ByThis && llvm::any_of(Class.GivesThis,
                                  [&](const OwnCall &Given) { return isIn(Ending, Given.In); });
  }

  /// Whether code outside of the class cannot get at \p Timer, a field of it or
  /// of a class inside it.
  bool isPrivate(const FieldDecl *Timer) const {
    auto IsHidden = [](const Decl *D) {
      return D->getAccess() == AS_private || D->getAccess() == AS_protected;
    };
    const auto *Holder = llvm::dyn_cast<CXXRecordDecl>(Timer->getParent());
    if (!Holder || Holder->getCanonicalDecl() == Record->getCanonicalDecl())
      return IsHidden(Timer);
    if (llvm::any_of(Holder->methods(), [](const CXXMethodDecl *M) { return M->isUserProvided(); }))
      return false; // it may look after its timer itself
    const auto *Outer = llvm::dyn_cast<CXXRecordDecl>(Holder->getDeclContext());
    return Outer && Outer->getCanonicalDecl() == Record->getCanonicalDecl() && IsHidden(Holder);
  }

  void judge(const TimerUse &First) {
    if (!First.Timer) {
      dropped(First);
      return;
    }
    if (!isPrivate(First.Timer))
      return;
    const TimerUse *Start = nullptr;
    for (const TimerUse &Use : Class.Uses) {
      bool ByCloser =
          llvm::any_of(Reached, [&](const Methods &List) { return isIn(List, Use.In); });
      if (Use.What != Kind::Start || Use.Timer != First.Timer)
        continue;
      if (ByCloser)
        return; // what ends the object needs the timer
      if (!Start)
        Start = &Use;
    }
    if (!Start)
      return;
    ForgottenTimer F;
    F.Timer = First.Timer;
    F.Start = Start;
    F.Handler = handlerOf(U, Start->Call.Callable);
    F.Hold = holdOf(U, Start->Call.Callable);
    if (F.Handler)
      F.Again = Ask.rearmedBy(F.Handler, F.Timer);
    for (const TimerUse &Use : Class.Uses)
      if (Use.Timer == F.Timer && Use.What == Kind::Stop && !F.Stop)
        F.Stop = &Use;
    bool Closed = llvm::any_of(Reached, [&](const Methods &List) { return anyUse(List, F.Timer); });
    if (noAbort(F))
      return;
    if (Closed)
      return;
    if (!bySibling(F) && !byOpposite(F) && !byRearming(F))
      byDestructor(F);
  }

  /// One method arms two timers that repeat, and the method that undoes what it does
  /// stops one of them only.
  bool byOpposite(ForgottenTimer F) {
    if (!F.Start->Call.Repeats || isStoppedAnywhere(F.Timer) || !F.Start->In->getIdentifier())
      return false;
    for (const TimerUse &Use : Class.Uses) {
      if (Use.What != Kind::Stop || Use.Timer == F.Timer || !Use.In->getIdentifier() ||
          !isOpposite(F.Start->In->getName(), Use.In->getName()))
        continue;
      const TimerUse *Started = startOf(Use.Timer);
      if (!Started || Started->In != F.Start->In || !isSameFamily(Started->Call, F.Start->Call) ||
          endsLoop(U.timers().reach(Class, Use.In)))
        continue;
      F.Reason = ForgottenTimer::Why::Sibling;
      F.Hold = HoldT::None; // the object goes on
      F.Closer = Use.In;
      F.Sibling = &Use;
      F.SiblingAt = Use.Site;
      Found.push_back(F);
      return true;
    }
    return false;
  }

  bool bySibling(ForgottenTimer F) {
    for (size_t I = 0; I < Closers.size(); ++I) {
      const Methods &Closing = Reached[I];
      bool IsEnd = Closers[I] == Destructor;
      // What is bound to the object is taken back when that ends.
      if (endsLoop(Closing) || (IsEnd && (stopsAtEnd(F.Timer) || F.Hold == HoldT::Weak)))
        continue;
      // What the handler asks is of no use once the object is gone.
      bool Told =
          F.Handler ? Ask.tellsHandler(Closing, F) : !F.Start->Call.Repeats || Ask.mayTell(Closing);
      if (!IsEnd && (Told || Ask.endsLimited(Closing, F)))
        continue;
      for (const TimerUse &Use : Class.Uses) {
        if (Use.What != Kind::Stop || Use.Timer == F.Timer || !isIn(Closing, Use.In))
          continue;
        const TimerUse *Started = startOf(Use.Timer);
        if (!Started || !isSameFamily(Started->Call, F.Start->Call))
          continue;
        F.Reason = ForgottenTimer::Why::Sibling;
        F.Closer = Closers[I];
        F.Sibling = &Use;
        F.SiblingAt = whereLeadsTo(Closers[I], Use);
        Found.push_back(F);
        return true;
      }
    }
    return false;
  }

  /// In \p Closer, the use itself, or the call that leads to its method.
  const Expr *whereLeadsTo(const CXXMethodDecl *Closer, const TimerUse &Use) {
    if (Use.In == Closer)
      return Use.Site;
    for (const OwnCall &Call : Class.Calls)
      if (Call.In == Closer)
        if (const auto *Callee = llvm::cast_or_null<CXXMethodDecl>(U.bodyOf(Call.Callee));
            Callee && isIn(U.timers().reach(Class, Callee), Use.In))
          return Call.Site;
    return Use.Site;
  }

  bool isStoppedAnywhere(const FieldDecl *Timer) const {
    return llvm::any_of(Class.Uses, [&](const TimerUse &Use) {
      return Use.Timer == Timer && Use.What != Kind::Start;
    });
  }

  /// The object is closed by its owner, and the timer goes on for ever.
  bool byRearming(ForgottenTimer F) {
    bool Forever = F.Again || (F.Start->Call.Repeats && F.Handler);
    if (!Forever || F.Hold == HoldT::Weak || isStoppedAnywhere(F.Timer) || !Ask.goesOn(F.Handler) ||
        Ask.stopsItself(F.Handler))
      return false;
    for (size_t I = 0; I < Closers.size(); ++I) {
      const auto *Body = llvm::dyn_cast_or_null<CompoundStmt>(Closers[I]->getBody());
      if (Closers[I] == Destructor || endsLoop(Reached[I]) || !Body || Body->body_empty() ||
          Ask.tellsHandler(Reached[I], F))
        continue;
      F.Reason = ForgottenTimer::Why::Rearms;
      F.Closer = Closers[I];
      Found.push_back(F);
      return true;
    }
    return false;
  }

  /// Whether the service that runs the timer is a part of the object, or its
  /// base: then it ends with it.
  bool isOwnService(const TimerUse &Start) {
    std::optional<CallView> Call = CallView::of(Start.Site);
    const Expr *On = Call && Call->Object ? Call->Object->IgnoreParenImpCasts() : nullptr;
    if (!On)
      return true;
    if (llvm::isa<CXXThisExpr>(On))
      return true;
    const Object *Service = U.objects().of(On, Start.Body);
    if (!Service)
      return false;
    const FieldDecl *Field = Service->base() ? Service->base()->field() : nullptr;
    if (!Field)
      return false;
    return !isForeign(Field);
  }

  /// Another call of the destructor that takes something back from an object
  /// that is not a part of this one. Then it is the destructor that cleans up,
  /// and no method that the owner calls.
  bool cleansUp() {
    if (!Destructor)
      return false;
    for (const Expr *E : U.facts().of(Destructor).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      if (!Call->Object || !isTakingBack(Call->Callee) || Call->Args.empty())
        continue;
      const Object *On = U.objects().of(Call->Object, Destructor);
      const FieldDecl *Field = On && On->base() ? On->base()->field() : nullptr;
      if (Field && isForeign(Field))
        return true;
    }
    return false;
  }

  /// Whether \p Field refers to an object that others made.
  bool isForeign(const FieldDecl *Field) {
    QualType T = Field->getType();
    if (T->isReferenceType())
      return true;
    const auto *Held = T->getAsCXXRecordDecl();
    bool IsShared = Held && Held->getIdentifier() && Held->getName() == "shared_ptr";
    return (T->isPointerType() || IsShared) && !U.classes().isMadeHere(Record, Field);
  }

  bool byDestructor(ForgottenTimer F) {
    const TimerCall &Call = F.Start->Call;
    if (Call.ByHandle)
      return false; // its destructor may take it back
    if (!Call.Remover)
      return byKernel(F) || byEndOfStruct(F) || byEndOfId(F);
    if (F.Hold != HoldT::Raw || isOwnService(*F.Start))
      return false;
    if (Record->isAbstract() || Record->isPolymorphic())
      if (llvm::any_of(Class.Uses, [&](const TimerUse &Use) {
            return Use.Timer == F.Timer && Use.What != Kind::Start && Use.In->isVirtual();
          }))
        return false; // the owner's protocol
    const CXXDestructorDecl *Declared = Record->getDestructor();
    bool Implicit = !Declared || Declared->isImplicit() || Declared->isDefaulted();
    if (!Destructor && !Implicit)
      return false;
    if (Destructor && mayEndBySelf(*F.Start))
      return false;
    // Without a destructor to look at, the timer may be known by 'this' alone.
    if (!Destructor && llvm::any_of(Class.GivesThis, [&](const OwnCall &Given) {
          return Given.Site == F.Start->Site;
        }))
      return false;
    bool Evidence = cleansUp();
    bool Stopped = isStoppedAnywhere(F.Timer);
    if (!Evidence && Stopped)
      return false;
    if (Implicit && !Call.Repeats && !F.Again)
      return false;
    F.Reason = ForgottenTimer::Why::Destructor;
    F.Closer = Destructor;
    Found.push_back(F);
    return true;
  }

  /// Whether code that the owner of the object can call may stop \p Timer: not
  /// only the object's own callbacks.
  bool isStoppedByOwner(const FieldDecl *Timer) const {
    return llvm::any_of(Class.Uses, [&](const TimerUse &Use) {
      return Use.Timer == Timer && Use.What != Kind::Start && !isCallback(Use.In);
    });
  }

  static bool isCallback(const CXXMethodDecl *Method) {
    return Method->isStatic() && Method->getAccess() == AS_private;
  }

  /// A timer of a C library is a part of the object, or known by an id, or made
  /// by the object, and nobody stops it though the destructor does other work.
  bool byEndOfStruct(ForgottenTimer F) {
    const auto *Body = Destructor ? llvm::dyn_cast<CompoundStmt>(Destructor->getBody()) : nullptr;
    const TimerCall &Call = F.Start->Call;
    if (!Body || Body->body_empty() || isStoppedByOwner(F.Timer) || mayEndBySelf(*F.Start) ||
        Class.RunsLoop ||
        llvm::any_of(Reached, [&](const Methods &List) { return endsLoop(List); }))
      return false;
    auto Setup = Class.Setups.find(F.Timer);
    const TimerSetup *Made =
        Setup != Class.Setups.end() && Setup->second.Made ? &Setup->second : nullptr;
    bool IsMade = Made && F.Timer->getType()->isPointerType();
    bool IsNew = IsMade && Made->IsNew;
    const Expr *Again = Ask.armsItself(F.Handler);
    if (!(IsNew && !F.Handler) &&
        (!F.Handler || Ask.stopsItself(F.Handler) || (!Again && !Ask.goesOn(F.Handler))))
      return false;
    bool IsPart = !Call.GivesId && !F.Timer->getType()->isPointerType() && !stopsAtEnd(F.Timer);
    const model::TypeEntry *Type = U.models().type(F.Timer->getType());
    bool IsKnown = IsPart && Type && Type->Role == model::TypeRole::Timer;
    bool ById = Call.GivesId && Ask.keepsThis(*F.Start);
    // What a callback arms is armed again and again.
    bool Goes = Call.Repeats || Again || IsNew || (IsKnown && isCallback(F.Start->In));
    if ((!IsKnown && !ById && !IsMade) || !Goes)
      return false;
    F.Reason = ForgottenTimer::Why::Destructor;
    F.Made = IsMade ? Made->Made : nullptr;
    F.Closer = Destructor;
    Found.push_back(F);
    return true;
  }

  /// The object makes a timer of the kernel's, a timer_t or a timerfd, and nothing
  /// that it can do gives it back.
  bool byKernel(ForgottenTimer F) {
    auto Setup = Class.Setups.find(F.Timer);
    QualType T = F.Timer->getType();
    if (Setup == Class.Setups.end() || !Setup->second.Made || Setup->second.IsNew ||
        !(T->isIntegerType() || T->isVoidPointerType()) || isStoppedAnywhere(F.Timer) ||
        F.Timer->getAccess() != AS_private || !U.classes().isInSight(Record))
      return false;
    F.Reason = ForgottenTimer::Why::Destructor;
    F.Made = Setup->second.Made;
    F.Closer = Destructor;
    Found.push_back(F);
    return true;
  }

  /// Nobody but the id can stop the timer, its handler works on the object, and the
  /// object, which stops it at other times, does not when it ends.
  bool byEndOfId(ForgottenTimer F) {
    bool Knows = Class.Restarted.contains(F.Timer) || isStoppedAnywhere(F.Timer);
    if (!F.Start->Call.GivesId || !F.Handler || F.Hold == HoldT::Weak || !Ask.keepsThis(*F.Start) ||
        stopsAtEnd(F.Timer) || Class.RunsLoop || (!Knows && !cleansUp()) ||
        (Destructor && mayEndBySelf(*F.Start)) ||
        llvm::any_of(Reached, [&](const Methods &List) { return endsLoop(List); }) ||
        Ask.ownerMayStop(F.Timer))
      return false;
    F.Reason = ForgottenTimer::Why::Destructor;
    F.Closer = Destructor;
    Found.push_back(F);
    return true;
  }

  /// The handler arms the timer again whatever its error says, though somebody
  /// stops the timer.
  bool noAbort(ForgottenTimer F) {
    if (!F.Start->Call.Aborts || !F.Handler || !F.Again || !F.Stop || F.Hold == HoldT::Weak)
      return false;
    // A stop just before it is armed anew is no stop.
    const TimerUse *Stop = nullptr;
    for (const TimerUse &Use : Class.Uses)
      if (Use.Timer == F.Timer && Use.What == Kind::Stop && Use.Call.Operand &&
          !llvm::any_of(Class.Uses, [&](const TimerUse &Other) {
            return Other.What == Kind::Start && Other.Timer == F.Timer && Other.In == Use.In;
          }))
        Stop = &Use;
    if (!Stop || !Ask.alwaysArms(F.Handler, F.Timer))
      return false;
    Methods Stopping = U.timers().reach(Class, Stop->In);
    if (endsLoop(Stopping) || Stop->In == Destructor)
      return false;
    for (size_t I = 0; I < Closers.size(); ++I)
      if (isIn(Reached[I], Stop->In) && endsLoop(Reached[I]))
        return false;
    F.Reason = ForgottenTimer::Why::NoAbort;
    F.Stop = Stop;
    F.Closer = Stop->In;
    Found.push_back(F);
    return true;
  }

  Unit &U;
  const CXXRecordDecl *Record;
  const ClassTimers &Class;
  TimerQuestions Ask;
  const CXXMethodDecl *Destructor = nullptr;
  std::vector<const CXXMethodDecl *> Closers; ///< the destructor last
  std::vector<Methods> Reached;               ///< for each of Closers
  std::vector<ForgottenTimer> Found;
};
} // namespace

std::vector<ForgottenTimer> forgottenTimers(Unit &U, const CXXRecordDecl *Record,
                                            llvm::ArrayRef<std::string> ClosingNames) {
  return Judge(U, Record, ClosingNames).run();
}

} // namespace leash::flow
