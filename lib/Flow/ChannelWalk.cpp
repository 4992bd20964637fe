//===- ChannelWalk.cpp - objects, channels and frames of a walk -----------===//
#include "Flow/ChannelWalk.h"
#include "Flow/Unit.h"
#include "Support/SourceText.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::flow {

ChannelWalk::ChannelWalk(Unit &U, const FunctionDecl *Root) : U(U), Root(Root) {}

bool ChannelWalk::step(States &S) {
  if (++Steps > MaxSteps)
    S.clear();
  return !S.empty();
}

/// Whether \p V is a local variable of \p Function, but no parameter.
static bool isLocalOf(const ValueDecl *V, const FunctionDecl *Function) {
  const auto *Variable = llvm::dyn_cast_or_null<VarDecl>(V);
  if (!Variable || llvm::isa<ParmVarDecl>(Variable))
    return false;
  const auto *Owner = llvm::dyn_cast<FunctionDecl>(Variable->getDeclContext());
  return Variable->hasGlobalStorage() ||
         (Owner && Owner->getCanonicalDecl() == Function->getCanonicalDecl());
}

const Object *ChannelWalk::lift(const Object *O, const Frame &Start) {
  for (const Frame *F = &Start; O && F; F = F->Lexical) {
    const Object *Outermost = O->root();
    if (Outermost->kind() == Object::Kind::Temporary ||
        (Outermost->kind() == Object::Kind::Variable &&
         isLocalOf(Outermost->variable(), F->Function)))
      return O;
    if (Bound.contains(O))
      return O;
    O = U.objects().substitute(O, {F->Function, F->This, F->Params});
  }
  return O;
}

const Object *ChannelWalk::resolve(const Expr *E, const Frame &F) {
  return E ? lift(U.objects().of(E, F.Function), F) : nullptr;
}

const unsigned *ChannelWalk::find(const Object *O) const {
  auto Where = Bound.find(O);
  return O && Where != Bound.end() ? &Where->second : nullptr;
}

Frame &ChannelWalk::newFrame(const FunctionDecl *Function, const Frame *Lexical,
                             const Frame &Caller) {
  Frame &F = Frames.emplace_back();
  F.Function = Function;
  F.Lexical = Lexical;
  F.Caller = &Caller;
  F.Task = Caller.Task;
  return F;
}

const ChannelSite *ChannelWalk::site(const Expr *Call, const Frame &F, const Expr *Whole) {
  return &Store->Sites.emplace_back(ChannelSite{Call, Call->getExprLoc(), F.Function, Whole});
}

unsigned ChannelWalk::track(const Object *O, const ValueDecl *D, const CXXRecordDecl *Class,
                            const Expr *Made, llvm::ArrayRef<const Expr *> Args, const Frame &F) {
  unsigned Index = Channels.size();
  Channel &C = Channels.emplace_back();
  C.Is = O;
  C.Declaration = D;
  C.Class = Class;
  C.Made = Made;
  C.In = F.Function;
  C.Task = F.Task;
  C.Holds = roomOf(U, Class, Args);
  C.Capacity = Count::endless();
  if (C.Holds.Known && !C.Holds.Unbounded) {
    C.Capacity = C.Holds.Number;
    if (C.Holds.Size)
      C.Capacity = countOf(C.Holds.Size, F).value_or(Count::endless());
  }
  Bound[O] = Index;
  Roots.insert(O->root());
  return Index;
}

/// How \p Constructor makes \p Field; the arguments go to \p Args.
static const Expr *madeBy(const CXXConstructorDecl *Constructor, const FieldDecl *Field) {
  for (const CXXCtorInitializer *Init : Constructor->inits())
    if (Init->getMember() == Field) {
      const Expr *E = Init->getInit();
      if (const auto *Default = llvm::dyn_cast<CXXDefaultInitExpr>(E))
        E = Default->getExpr();
      return E;
    }
  return nullptr;
}

static llvm::ArrayRef<const Expr *> argumentsOf(const Expr *E) {
  E = E ? E->IgnoreImplicit()->IgnoreParens() : nullptr;
  if (const auto *Construct = llvm::dyn_cast_or_null<CXXConstructExpr>(E)) {
    // A braced list around the construction itself.
    if (Construct->getNumArgs() == 1)
      if (const auto *Inner = llvm::dyn_cast<CXXConstructExpr>(
              Construct->getArg(0)->IgnoreImplicit()->IgnoreParens());
          Inner && Inner->getType().getCanonicalType() == Construct->getType().getCanonicalType())
        return argumentsOf(Inner);
    return {Construct->getArgs(), Construct->getNumArgs()};
  }
  if (const auto *Call = llvm::dyn_cast_or_null<CallExpr>(E))
    return {Call->getArgs(), Call->getNumArgs()};
  if (const auto *New = llvm::dyn_cast_or_null<CXXNewExpr>(E))
    return argumentsOf(New->getConstructExpr());
  if (const auto *List = llvm::dyn_cast_or_null<InitListExpr>(E))
    return {List->inits().data(), List->inits().size()};
  return {};
}

void ChannelWalk::trackFields(const Object *O, const CXXRecordDecl *Record,
                              const CXXConstructExpr *Construct, bool Shared, const Frame &F,
                              unsigned Deep) {
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || Deep > 2 || !holdsChannels(U, Record))
    return;
  // The constructor that makes it, or the only one there is.
  const CXXConstructorDecl *Constructor = Construct ? Construct->getConstructor() : nullptr;
  unsigned Candidates = 0;
  if (!Constructor)
    for (const CXXConstructorDecl *Each : Record->ctors())
      if (!Each->isCopyOrMoveConstructor() && !Each->isDeleted()) {
        Constructor = Each;
        ++Candidates;
      }
  if (Candidates > 1)
    Constructor = nullptr;
  const FunctionDecl *Body = Constructor ? Constructor->getDefinition() : nullptr;
  Constructor = llvm::cast_or_null<CXXConstructorDecl>(Body);
  Frame &Inner = newFrame(Constructor ? Constructor : F.Function, nullptr, F);
  Inner.This = O;
  if (Construct)
    bind(Inner, {Construct->getArgs(), Construct->getNumArgs()}, F);
  else if (IsClass && Constructor)
    for (const ParmVarDecl *P : Constructor->parameters())
      Inner.Params.push_back(U.objects().variable(P));
  for (const FieldDecl *Field : Record->fields()) {
    const Expr *Made = Constructor ? madeBy(Constructor, Field) : nullptr;
    if (!Made)
      Made = Field->getInClassInitializer();
    const Object *Own = U.objects().field(O, Field);
    QualType T = Field->getType();
    const CXXRecordDecl *Class = channelClass(U, T);
    if (Class && !T->isReferenceType() && !T->isPointerType()) {
      bool ByValue = T->getAsCXXRecordDecl() == Class;
      if (!ByValue && argumentsOf(Made).empty() && !Made)
        continue;
      // Without a constructor in sight the capacity is not known.
      bool Unknown = !Constructor && !Record->hasTrivialDefaultConstructor() &&
                     Record->hasUserDeclaredConstructor();
      unsigned Index = track(Own, Field, Class, Made, argumentsOf(Made), Inner);
      Channels[Index].IsShared = Shared || !ByValue;
      if (Unknown)
        Channels[Index].Capacity = Count::endless();
    } else if (const CXXRecordDecl *Part = T->getAsCXXRecordDecl()) {
      const auto *Makes = Made ? llvm::dyn_cast<CXXConstructExpr>(Made->IgnoreImplicit()) : nullptr;
      trackFields(Own, Part, Makes, Shared, Inner, Deep + 1);
    }
  }
}

void ChannelWalk::escape(const Object *O, States &S) {
  if (!O || !Roots.contains(O->root()))
    return;
  for (unsigned I = 0; I != Channels.size(); ++I)
    if (Channels[I].Is->livesIn(O) && find(Channels[I].Is) && *find(Channels[I].Is) == I)
      for (State &Each : S)
        Each.at(I).Escaped = true;
  // A channel under another name.
  if (const unsigned *Index = find(O))
    for (State &Each : S)
      Each.at(*Index).Escaped = true;
  // A handle among its fields is not what carries one.
  const model::TypeEntry *Type = O->field() ? U.models().type(O->field()->getType()) : nullptr;
  if (Type && Type->Role == model::TypeRole::Task)
    return;
  auto Carried = Carries.find(O->root());
  if (Carried != Carries.end()) {
    llvm::SmallVector<const Object *, 2> Copy = Carried->second;
    Carries.erase(O->root()); // two objects may carry each other
    for (const Object *Inner : Copy)
      escape(Inner, S);
  }
}

bool ChannelWalk::touches(const Stmt *S, const Frame &F) {
  if (!S || Roots.empty())
    return false;
  auto IsRoot = [&](const Object *O) { return O && Roots.contains(O->root()); };
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S)) {
    if (!llvm::isa<VarDecl, BindingDecl>(Ref->getDecl()))
      return false;
    Carried Is = carried(Ref->getDecl(), F);
    return Is.Lambda ? touches(Is.Lambda, *Is.In) : IsRoot(resolve(Ref, F));
  }
  if (const auto *This = llvm::dyn_cast<CXXThisExpr>(S))
    return IsRoot(resolve(This, F));
  if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S)) {
    for (const LambdaCapture &C : Lambda->captures()) {
      if (C.capturesThis() && F.Function) {
        if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F.Function)) {
          const CXXRecordDecl *Class = Method->getParent();
          while (Class && Class->isLambda())
            Class = llvm::dyn_cast_or_null<CXXRecordDecl>(Class->getParent()->isFunctionOrMethod()
                                                              ? Class->getParent()->getParent()
                                                              : Class->getParent());
          if (Class && IsRoot(lift(U.objects().thisOf(Class), F)))
            return true;
        }
      } else if (C.capturesVariable()) {
        const auto *V = llvm::dyn_cast<VarDecl>(C.getCapturedVar());
        if (V && V->isInitCapture()) {
          if (touches(V->getInit(), F))
            return true;
        } else if (V && IsRoot(lift(U.objects().variable(V), F)))
          return true;
        if (Carried Is = V && !V->isInitCapture() ? carried(V, F) : Carried();
            Is.Lambda && Is.Lambda != Lambda && touches(Is.Lambda, *Is.In))
          return true;
        // An alias of one: 'auto &c = channel;'.
        if (V && V->getInit() && !V->isInitCapture() &&
            (V->getType()->isReferenceType() || V->getType()->isPointerType()) &&
            IsRoot(resolve(V->getInit(), F)))
          return true;
      }
    }
    return false;
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return touches(Child, F); });
}

const Symbol *ChannelWalk::symbol(const Object *O, bool IsSize, std::string Text) {
  for (const Symbol &S : Store->Symbols)
    if (S.Of == O && S.IsSize == IsSize)
      return &S;
  return &Store->Symbols.emplace_back(Symbol{O, IsSize, std::move(Text)});
}

std::optional<Count> ChannelWalk::countOf(const Expr *E, const Frame &F) {
  if (!E || ++Steps > MaxSteps)
    return std::nullopt;
  if (std::optional<int64_t> Value = U.models().constant(E))
    return Count(*Value > 0 ? *Value : 0);
  E = E->IgnoreParenCasts()->IgnoreImplicit()->IgnoreParenCasts();
  if (const auto *Call = llvm::dyn_cast<CallExpr>(E)) {
    std::optional<CallView> View = CallView::of(Call);
    const IdentifierInfo *Name = View->Callee ? View->Callee->getIdentifier() : nullptr;
    if (!Name || !Name->isStr("size"))
      return std::nullopt;
    const Expr *Container = View->Object             ? View->Object
                            : View->Args.size() == 1 ? View->Args.front()
                                                     : nullptr;
    const Object *O = resolve(Container, F);
    if (!O || View->Args.size() > (View->Object ? 0 : 1))
      return std::nullopt;
    return Count::symbol(symbol(O, true, O->name() + ".size()"));
  }
  if (const auto *Sum = llvm::dyn_cast<BinaryOperator>(E)) {
    std::optional<Count> Left = countOf(Sum->getLHS(), F), Right = countOf(Sum->getRHS(), F);
    if (Left && Right && Sum->getOpcode() == BO_Add)
      return *Left + *Right;
    if (Left && Right && Sum->getOpcode() == BO_Mul)
      return *Left * *Right;
    return std::nullopt;
  }
  const ValueDecl *D = nullptr;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
    D = Ref->getDecl();
  else if (const auto *Member = llvm::dyn_cast<MemberExpr>(E))
    D = Member->getMemberDecl();
  if (!D || U.facts().isAssignedIn(F.Function, D))
    return std::nullopt;
  if (const auto *P = llvm::dyn_cast<ParmVarDecl>(D)) {
    for (const Frame *In = &F; In; In = In->Lexical)
      if (In->Function && P->getDeclContext() == In->Function && In->Caller &&
          P->getFunctionScopeIndex() < In->Args.size())
        return countOf(In->Args[P->getFunctionScopeIndex()], *In->Caller);
  } else if (const auto *V = llvm::dyn_cast<VarDecl>(D); V && V->hasInit()) {
    if (std::optional<Count> Value = countOf(V->getInit(), F))
      return Value;
  }
  if (!D->getType().getNonReferenceType()->isIntegerType())
    return std::nullopt;
  const Object *O = resolve(E, F);
  if (!O)
    return std::nullopt;
  return Count::symbol(symbol(O, false, O->name()));
}

void ChannelWalk::dedupe(States &S) {
  States Kept;
  for (State &Each : S)
    if (!llvm::is_contained(Kept, Each))
      Kept.push_back(std::move(Each));
  S = std::move(Kept);
  if (S.size() > MaxStates)
    Steps = MaxSteps + 1; // gives up
}

std::vector<Unreceived> ChannelWalk::run() {
  Frame &F = Frames.emplace_back();
  F.Function = Root;
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Root); Method && Method->isInstance())
    F.This = U.objects().thisOf(Method->getParent());
  for (const ParmVarDecl *P : Root->parameters())
    F.Params.push_back(U.objects().variable(P));
  const Stmt *Body = Root->getBody();
  if (const auto *Coroutine = llvm::dyn_cast_or_null<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody();
  States Start(1);
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Root))
    Start = beginObject(Constructor, F, std::move(Start));
  exec(Body, F, std::move(Start));
  if (gaveUp())
    return {};
  return take();
}

std::vector<Unreceived> ChannelWalk::take() {
  std::vector<Unreceived> Result;
  Result.reserve(Order.size());
  for (const Expr *E : Order)
    Result.push_back(std::move(Found[E]));
  return Result;
}

} // namespace leash::flow
