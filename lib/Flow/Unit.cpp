//===- Unit.cpp - the analysis of one translation unit --------------------===//
#include "Flow/Unit.h"
#include "Flow/Classes.h"
#include "Flow/Conditions.h"
#include "Flow/EventReader.h"
#include "Flow/GivenConstants.h"
#include "Flow/HandMade.h"
#include "Flow/HeldLocks.h"
#include "Flow/LockVerb.h"
#include "Flow/Loops.h"
#include "Flow/Paths.h"
#include "Flow/Timers.h"
#include "Flow/Waits.h"
#include "clang/AST/Attr.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace leash::flow {

/// Calls nest deeper than this only in generated code.
constexpr unsigned MaxStack = 60;
/// What one function may say of itself; more is noise.
constexpr unsigned MaxEffects = 48;
/// A CFG with more blocks is a generated function's.
constexpr unsigned MaxBlocks = 3000;
/// So many functions of headers are looked at in an editor.
constexpr unsigned MaxUnread = 2000;
/// Recursive functions are computed this often at most.
constexpr unsigned MaxRuns = 3;

Unit::Unit(ASTContext &Context, std::shared_ptr<const model::Models> Models)
    : Context(Context), Models(std::move(Models), Context),
      Classes(std::make_unique<ClassTable>(*this)), Loops(std::make_unique<LoopTable>(*this)),
      Timers(std::make_unique<TimerTable>(*this)),
      HandMade(std::make_unique<HandMadeTable>(*this)) {}

Unit::~Unit() = default;

WaitTable &Unit::waits() {
  if (!Waits)
    Waits = std::make_unique<WaitTable>(*this);
  return *Waits;
}

void addEffect(std::vector<const Effect *> &Out, const Effect *E) {
  if (Out.size() >= MaxEffects)
    return;
  for (const Effect *Known : Out)
    if (Known->What == E->What && Known->Class == E->Class && Known->HowLong == E->HowLong &&
        Known->Blocks == E->Blocks && Known->On == E->On && Known->GivesUp == E->GivesUp)
      return;
  Out.push_back(E);
}

const FunctionDecl *Unit::bodyOf(const FunctionDecl *Callee) {
  const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
  if (!Definition || Definition->isDependentContext() || Definition->isInvalidDecl() ||
      Definition->isDefaulted() || !Definition->doesThisDeclarationHaveABody())
    return nullptr;
  const SourceManager &Sources = Context.getSourceManager();
  if (Sources.isInSystemHeader(Sources.getExpansionLoc(Definition->getLocation())))
    return nullptr;
  // Calling a coroutine makes it; awaiting it runs it.
  if (llvm::isa_and_nonnull<CoroutineBodyStmt>(Definition->getBody()))
    return nullptr;
  return TheFacts.of(Definition).Broken ? nullptr : Definition;
}

llvm::ArrayRef<const FunctionDecl *> Unit::functions() {
  // Once: a caller may be reading the list.
  if (!std::exchange(IsAsked, true) && !ReadAll) {
    const std::vector<Decl *> Scope = Context.getTraversalScope();
    if (Scope.size() != 1 || Scope.front() != Context.getTranslationUnitDecl())
      noteUnread();
  }
  return Functions.getArrayRef();
}

/// Adds the call operators of the lambdas in \p S.
static void addLambdas(const Stmt *S, llvm::SetVector<const FunctionDecl *> &Out) {
  llvm::SmallVector<const Stmt *, 16> Rest = {S};
  while (!Rest.empty()) {
    const Stmt *Next = Rest.pop_back_val();
    if (!Next)
      continue;
    if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(Next)) {
      const CXXMethodDecl *Call = Lambda->getCallOperator();
      if (Call && !Call->isDependentContext() && !Call->isInvalidDecl() && Call->hasBody())
        Out.insert(Call);
      continue; // what is inside comes with the call operator
    }
    llvm::append_range(Rest, Next->children());
  }
}

/// Follows calls and classes from the functions that were read into headers.
void Unit::noteUnread() {
  const SourceManager &Sources = Context.getSourceManager();
  size_t Limit = Functions.size() + MaxUnread;
  for (size_t I = 0; I < Functions.size() && Functions.size() < Limit; ++I) {
    const FunctionDecl *F = Functions[I];
    if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F))
      for (const CXXMethodDecl *Sibling : Classes->methods(Method->getParent()))
        Functions.insert(Sibling);
    for (const Expr *E : TheFacts.of(F).Calls)
      if (std::optional<CallView> Call = CallView::of(E))
        if (const FunctionDecl *Body = bodyOf(Call->Callee))
          Functions.insert(Body);
    if (!Sources.isInMainFile(Sources.getExpansionLoc(F->getLocation())))
      addLambdas(F->getBody(), Functions);
  }
}

/// Whether \p Function ends an object with parts of unfinished types: clang's CFG
/// asks them for their destructors.
static bool endsUnfinished(const FunctionDecl *Function) {
  const auto *Destructor = llvm::dyn_cast<CXXDestructorDecl>(Function);
  return Destructor && Destructor->getParent()->isInvalidDecl();
}

const CFG *Unit::graph(const FunctionDecl *Function) {
  auto [Where, New] = Graphs.try_emplace(Function);
  if (New && !TheFacts.of(Function).Broken && !endsUnfinished(Function)) {
    CFG::BuildOptions Options;
    Options.AddImplicitDtors = true;
    Options.AddTemporaryDtors = true;
    Options.AddInitializers = true;
    Options.AddCXXDefaultInitExprInCtors = true;
    Options.AddEHEdges = TheFacts.of(Function).HasTry;
    Options.setAllAlwaysAdd();
    Where->second = CFG::buildCFG(Function, Function->getBody(), &Context, Options);
    if (Where->second && Where->second->getNumBlockIDs() > MaxBlocks)
      Where->second = nullptr;
  }
  return Where->second.get();
}

const Paths *Unit::paths(const FunctionDecl *Function) {
  auto [Where, New] = PathTables.try_emplace(Function);
  if (New)
    if (const CFG *Graph = graph(Function))
      Where->second = std::make_unique<Paths>(*Graph);
  return Where->second.get();
}

bool Unit::mayBeHeld(const FunctionDecl *Function, const Object *Lock, const Object *Holder,
                     const Stmt *Site) {
  std::unique_ptr<Conditions> &Known = Answers[Function];
  if (!Known)
    Known = std::make_unique<Conditions>(*this, Function);
  return Known->isPossible(Lock, Holder, Site);
}

static bool isLockRole(model::CallRole Role) {
  switch (Role) {
  case model::CallRole::Acquire:
  case model::CallRole::Release:
  case model::CallRole::Disown:
  case model::CallRole::AssertHeld:
    return true;
  default:
    return false;
  }
}

bool Unit::touchesLocks(const FunctionDecl *Function) {
  auto [Where, New] = LockTouchers.try_emplace(Function, false);
  if (!New)
    return Where->second;
  auto Touches = [&]() -> bool {
    if (Function->hasAttr<RequiresCapabilityAttr>())
      return true;
    for (const ParmVarDecl *P : Function->parameters())
      if (const model::TypeEntry *Type = Models.type(P->getType().getNonReferenceType()))
        if (Type->Role == model::TypeRole::Guard)
          return true;
    const Facts &Known = TheFacts.of(Function);
    for (const Expr *E : Known.Calls) {
      std::optional<CallView> Call = CallView::of(E);
      if (!Call->Callee)
        continue;
      if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E)) {
        const model::TypeEntry *Type = Models.type(Construct->getType());
        if (Type &&
            (Type->Role == model::TypeRole::Guard || Type->Role == model::TypeRole::InverseGuard))
          return true;
      }
      if (Models.isModelled(Call->Callee)) {
        const model::CallEntry *Entry = Models.call(*Call);
        if (Entry && isLockRole(Entry->Role))
          return true;
        if (Entry && Entry->Role != model::CallRole::Callback)
          continue;
      }
      if (verbByAttribute(Call->Callee))
        return true;
      const FunctionDecl *Body = bodyOf(Call->Callee);
      if (Body ? touchesLocks(Body) : verbByRequirement(Call->Callee).has_value())
        return true;
    }
    for (const VarDecl *V : Known.Locals)
      if (const auto *Record = V->getType()->getAsCXXRecordDecl();
          Record && Record->hasDefinition())
        if (const FunctionDecl *Body = bodyOf(Record->getDestructor()))
          if (touchesLocks(Body))
            return true;
    return false;
  }();
  LockTouchers[Function] = Touches;
  return Touches;
}

FunctionFlow Unit::withoutLocks(const FunctionDecl *Function) {
  FunctionFlow Result;
  EventReader Reader(*this, Function);
  std::vector<Event> Events;
  const Facts &Known = TheFacts.of(Function);
  for (const Expr *E : Known.Calls)
    Reader.readCall(E, Events);
  for (const VarDecl *V : Known.Locals)
    if (const auto *Record = V->getType()->getAsCXXRecordDecl();
        Record && Record->hasDefinition() && V->hasLocalStorage())
      if (const CXXDestructorDecl *Destructor = Record->getDestructor())
        Reader.readDestruction(Objects.variable(V), Destructor, V->getLocation(), Events);
  EffectsOutside Outside(Known);
  for (const Event &E : Events)
    if (E.What == Event::Kind::Happens)
      Outside.add(E.Effect);
  Result.Outside.Effects = Outside.take();
  return Result;
}

FunctionFlow Unit::compute(const FunctionDecl *Function) {
  if (TheFacts.of(Function).Broken) {
    giveUp(Function);
    return FunctionFlow();
  }
  if (!touchesLocks(Function))
    return withoutLocks(Function);
  if (std::optional<FunctionFlow> Flow = analyseHeldLocks(*this, Function))
    return std::move(*Flow);
  giveUp(Function);
  return FunctionFlow();
}

const FunctionFlow &Unit::flow(const FunctionDecl *Function) {
  static const FunctionFlow Nothing;
  const FunctionDecl *Definition = Function ? Function->getDefinition() : nullptr;
  if (!Definition || Definition->isDependentContext() || Definition->isInvalidDecl() ||
      !Definition->getBody() || Definition->willHaveBody())
    return Nothing;
  std::unique_ptr<Slot> &Place = Slots[Definition];
  if (!Place)
    Place = std::make_unique<Slot>();
  Slot &S = *Place;
  if (S.Done)
    return S.Flow;
  if (S.Running) {
    // Recursion: what is known so far; the function is computed again.
    S.Recursive = true;
    unsigned Index = llvm::find(Stack, Definition) - Stack.begin();
    LowestOpen = std::min(LowestOpen, Index);
    return S.Flow;
  }
  if (Stack.size() >= MaxStack) {
    giveUp(Definition);
    return Nothing;
  }
  unsigned Own = Stack.size();
  unsigned Outer = std::exchange(LowestOpen, ~0U);
  Stack.push_back(Definition);
  S.Running = true;
  do {
    S.Recursive = false;
    FunctionFlow Next = compute(Definition);
    bool Grew = Next.Outside.Effects.size() != S.Flow.Outside.Effects.size() ||
                Next.Outside.Changes.size() != S.Flow.Outside.Changes.size();
    S.Flow = std::move(Next);
    if (!Grew)
      break;
  } while (S.Recursive && ++S.Runs < MaxRuns);
  S.Running = false;
  Stack.pop_back();
  // A result that rests on a caller still being computed is not final.
  S.Done = LowestOpen >= Own || ++S.Runs >= MaxRuns;
  if (LowestOpen >= Own)
    LowestOpen = ~0U;
  LowestOpen = std::min(LowestOpen, Outer);
  return S.Flow;
}

} // namespace leash::flow
