//===- ChannelClasses.cpp - the channels that a class owns ------------------===//
//
// An object lives like this: it is constructed, its tasks are started, others
// call its methods, its owner stops it, it is destroyed. This order is walked with
// the bodies of the class's own methods. What others send and receive in between
// is only known as far as the methods show what they can do.
//
//===----------------------------------------------------------------------===//
#include "Flow/ChannelWalk.h"
#include "Flow/Classes.h"
#include "Flow/ThreadClasses.h"
#include "Flow/Unit.h"
#include "Support/Version.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace leash::flow {

using Consequence = Unreceived::Consequence;

static bool isChannelField(Unit &U, const FieldDecl *Field) {
  QualType T = Field->getType();
  return !T->isReferenceType() && !T->isPointerType() && channelClass(U, T);
}

/// Whether a caller of \p Method gets hold of a channel of its object.
static bool handsOut(Unit &U, const CXXMethodDecl *Method) {
  QualType T = Method->getReturnType();
  return T->isDependentType() || T->isUndeducedType() || channelClass(U, T) ||
         ((T->isReferenceType() || T->isPointerType()) && holdsChannels(U, pointeeClass(T)));
}

/// Whether \p Method joins a task that a field of its class holds, or its object,
/// itself or by a function of a base.
static bool joinsField(Unit &U, const CXXMethodDecl *Method) {
  return llvm::any_of(U.facts().of(Method).Calls, [&](const Expr *E) {
    std::optional<CallView> Call = CallView::of(E);
    const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
    if (Entry)
      return Entry->Role == model::CallRole::Block && Entry->Class == model::BlockClass::Join;
    const auto *Inner = llvm::dyn_cast_or_null<CXXMethodDecl>(U.bodyOf(Call->Callee));
    return Inner && Call->Object && llvm::isa<CXXThisExpr>(Call->Object->IgnoreImpCasts()) &&
           Method->getParent()->isDerivedFrom(Inner->getParent()) && joinsField(U, Inner);
  });
}

/// Starts the task that an object of \p Thread's class is.
void ChannelWalk::startThread(const Spawned &Thread, States &S) {
  const Object *This = Frames.front().This;
  TaskRun Run;
  Run.Where = Thread.Where;
  Run.Handle =
      Thread.Handle ? U.objects().rebase(Thread.Handle, Thread.Handle->root(), This) : This;
  Frame &Inner = newFrame(Thread.Runs.Function, nullptr, Frames.front());
  Inner.This = This;
  startTask(std::move(Run), Thread.Runs.Function, Inner, S);
}

States ChannelWalk::runMethod(const CXXMethodDecl *Method, States In) {
  Frame &Inner = newFrame(Method, nullptr, Frames.front());
  Inner.This = Frames.front().This;
  for (const ParmVarDecl *P : Method->parameters())
    Inner.Params.push_back(U.objects().variable(P));
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Method))
    for (const CXXCtorInitializer *Init : Constructor->inits()) {
      const FieldDecl *Field = Init->getMember();
      if (Field && !Field->getType()->isReferenceType() &&
          !find(U.objects().field(Inner.This, Field)))
        In = eval(Init->getInit(), Inner, std::move(In));
    }
  In = enter(Method, Inner, std::move(In));
  // Who throws or never returns does not come to what follows.
  llvm::erase_if(In, [](const State &S) { return S.How != Exit::None; });
  return In;
}

/// What others, who call \p Method at any time, can do.
void ChannelWalk::callByOthers(const CXXMethodDecl *Method, llvm::ArrayRef<State> Ends, States &S) {
  for (const State &End : Ends)
    for (unsigned I = 0; I != Channels.size(); ++I) {
      const Tally &Does = End.at(I);
      bool IsMine = llvm::any_of(End.Tasks, [&](const TaskRun &Run) {
        return llvm::any_of(*Run.Paths, [&](const State &Path) {
          const Tally &T = Path.at(I);
          return !T.Sends.isZero() || !T.Receives.isZero() || T.Closed || T.Escaped;
        });
      });
      for (State &Each : S) {
        Tally &T = Each.at(I);
        T.Escaped |= Does.Escaped || IsMine || handsOut(U, Method);
        if (!Does.Sends.isZero()) {
          T.Sends = T.Sends + Count::many();
          T.Send = Does.Send;
        }
      }
      if (!Does.Receives.isZero() || Does.Closed || Does.SawClosed)
        OthersReceive.insert(I);
    }
}

std::vector<Unreceived> ChannelWalk::runClass(const CXXRecordDecl *Record) {
  Frame &F = Frames.emplace_back();
  F.Function = Root;
  F.This = U.objects().thisOf(Record);
  IsClass = true;
  trackFields(F.This, Record, nullptr, false, F, 0);
  States Life(1);
  for (unsigned I = 0; I != Channels.size(); ++I)
    if (Channels[I].Declaration->getAccess() != AS_private)
      Life.front().at(I).Escaped = true;
  // Who calls whom: a helper is seen where it is called.
  llvm::SetVector<const CXXMethodDecl *> Starters, Enders, Others;
  llvm::DenseSet<const FunctionDecl *> Helpers;
  const CXXConstructorDecl *Constructor = nullptr;
  std::optional<Spawned> Thread;
  unsigned Constructors = 0;
  for (const CXXMethodDecl *Method : U.classes().methods(Record)) {
    for (const Expr *E : U.facts().of(Method).Calls)
      if (std::optional<CallView> Call = CallView::of(E);
          Call->Callee && Call->Object && llvm::isa<CXXThisExpr>(Call->Object->IgnoreImpCasts()))
        Helpers.insert(Call->Callee->getCanonicalDecl());
    for (const Spawned &Task : U.classes().spawns(Method))
      Helpers.insert(Task.Runs.Function->getCanonicalDecl());
    if (std::optional<Spawned> Is = threadOf(U, Method)) {
      Thread = Is;
      Helpers.insert(Method->getCanonicalDecl());
    }
  }
  for (const CXXMethodDecl *Method : U.classes().methods(Record)) {
    bool IsHelper = Helpers.contains(Method->getCanonicalDecl());
    if (const auto *Each = llvm::dyn_cast<CXXConstructorDecl>(Method)) {
      if (!Each->isCopyOrMoveConstructor() && ++Constructors)
        Constructor = Each;
    } else if (!llvm::isa<CXXDestructorDecl>(Method)) {
      if (joinsField(U, Method) && Method->getAccess() == AS_public)
        Enders.insert(Method);
      else if (!U.classes().spawns(Method).empty() && !IsHelper)
        Starters.insert(Method);
      else if ((Method->getAccess() != AS_private || !IsHelper) &&
               (!Thread || Thread->Runs.Function != Method))
        Others.insert(Method);
    }
  }
  if (Constructors > 1)
    return {};
  if (Constructor)
    Life = runMethod(Constructor, std::move(Life));
  auto Probe = [&](const CXXMethodDecl *Method) {
    IsProbe = true;
    States Ends = runMethod(Method, States(1));
    IsProbe = false;
    return Ends;
  };
  for (const CXXMethodDecl *Method : Others)
    callByOthers(Method, Probe(Method), Life);
  for (const CXXMethodDecl *Method : Starters)
    Life = runMethod(Method, std::move(Life));
  if (Thread)
    startThread(*Thread, Life);
  // A method that stops comes before the end, while others may still receive.
  for (const CXXMethodDecl *Method : Enders)
    if (!gaveUp())
      runMethod(Method, Life);
  OthersReceive.clear();
  States End = Life;
  if (const FunctionDecl *Body = U.bodyOf(Record->getDestructor()))
    End = runMethod(llvm::cast<CXXMethodDecl>(Body), std::move(End));
  else if (!Enders.empty())
    End.clear(); // its owner stops it first
  llvm::SmallVector<const FieldDecl *, 16> Fields(Record->fields());
  for (const FieldDecl *Field : llvm::reverse(Fields))
    if (const model::TypeEntry *Type = joinsAtEnd(Field->getType())) {
      const Object *Handle = U.objects().field(F.This, Field);
      if (Type->End == model::AtEnd::StopAndJoin)
        for (State &S : End)
          S.Triggered.push_back(Handle);
      join(Handle, Field->getLocation(), Consequence::EndHangs, 0, End);
    }
  if (gaveUp())
    return {};
  return take();
}

std::vector<Unreceived> unreceivedInClasses(Unit &U) {
  llvm::SetVector<const CXXRecordDecl *> Records;
  for (const FunctionDecl *F : U.functions())
    if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
        Method && !Method->getParent()->isLambda() &&
        (!U.classes().spawns(F).empty() || threadOf(U, F)))
      Records.insert(Method->getParent()->getDefinition());
  std::vector<Unreceived> All;
  for (const CXXRecordDecl *Record : Records) {
    if (!Record || channelClass(U, typeOf(U.context(), Record)) ||
        llvm::none_of(Record->fields(), [&](const FieldDecl *F) { return isChannelField(U, F); }) ||
        !U.classes().isInSight(Record))
      continue;
    const FunctionDecl *First = U.classes().methods(Record).front();
    ChannelWalk Walk(U, First);
    for (Unreceived &Found : Walk.runClass(Record))
      All.push_back(std::move(Found));
    if (Walk.gaveUp())
      U.giveUp(First);
  }
  return All;
}

} // namespace leash::flow
