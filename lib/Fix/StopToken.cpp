//===- StopToken.cpp - a task that can be asked to stop -------------------===//
#include "Fix/StopToken.h"
#include "Fix/Places.h"
#include "Fix/TokenInWait.h"
#include "Fix/Uses.h"
#include "Flow/Classes.h"
#include "Flow/Unit.h"
#include "Flow/Waits.h"
#include "Support/Types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;

namespace leash::fix {

using flow::Loop;
using model::BlockClass;
using Edits = std::vector<FixItHint>;

static const Expr *bare(const Expr *E) { return E ? E->IgnoreUnlessSpelledInSource() : nullptr; }

/// Whether the code can use 'std::Name' without a further header.
static bool hasStd(llvm::StringRef Name, ASTContext &Context) {
  DeclContext *Std = nullptr;
  for (NamedDecl *D : Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("std")))
    if (llvm::isa<NamespaceDecl>(D))
      Std = llvm::cast<DeclContext>(D);
  if (!Std)
    return false;
  auto Found = Std->lookup(&Context.Idents.get(Name));
  return llvm::any_of(Found, [](const NamedDecl *D) {
    const auto *Record = llvm::dyn_cast<CXXRecordDecl>(D);
    return Record && Record->hasDefinition();
  });
}

namespace {

class TokenFix {
public:
  TokenFix(flow::Unit &U, const Loop &L) : U(U), Context(U.context()), L(L) {}

  /// \p Wait is the call that \p L waits in for ever; null: it sleeps.
  Edits run(const FunctionDecl *Spawner, SourceLocation Started, const Expr *Wait) {
    if (!Context.getLangOpts().CPlusPlus20 || !hasStd("jthread", Context) ||
        !hasStd("stop_token", Context) || L.In->getTemplateInstantiationPattern() || !L.Endless ||
        !L.Exits.empty() || L.Outer || blocksElsewhere(Wait) || !findSpawn(Spawner, Started) ||
        !chooseName() || !giveToTask() || !(Wait ? giveToWait(Wait) : giveToLoop()) ||
        !changeHandle())
      return {};
    return std::move(Out);
  }

private:
  bool insert(SourceLocation Where, const std::string &Text) {
    if (Where.isInvalid() || Where.isMacroID())
      return false;
    Out.push_back(FixItHint::CreateInsertion(Where, Text));
    return true;
  }

  bool replace(SourceRange Range, const std::string &Text) {
    if (sourceOf(Range, Context).empty())
      return false;
    Out.push_back(FixItHint::CreateReplacement(Range, Text));
    return true;
  }

  /// Whether a turn may wait for ever in something else than \p Wait.
  bool blocksElsewhere(const Expr *Wait) const {
    for (const flow::LoopCall &C : L.Calls)
      for (const flow::Effect *E : C.Effects)
        if (E->What == flow::Effect::Kind::Blocks && C.E != Wait &&
            E->HowLong == model::Bound::Unbounded && E->Class != BlockClass::Lock &&
            E->Class != BlockClass::Disk)
          return true;
    return llvm::any_of(U.loops().of(L.In), [&](const Loop *Inner) {
      return Inner->Outer && Inner->Endless && Inner->Exits.empty();
    });
  }

  //===--------------------------------------------------------------------===//
  // The task
  //===--------------------------------------------------------------------===//

  bool findSpawn(const FunctionDecl *Spawner, SourceLocation Started) {
    for (const FunctionDecl *F : Spawner ? llvm::ArrayRef(Spawner) : U.functions()) {
      for (const flow::Spawned &Each : U.classes().spawns(F)) {
        if (Each.Where != Started)
          continue;
        if (In)
          return false;
        In = F;
        const flow::Object *O = Each.Handle;
        if (!O || O->base() != O || !O->decl())
          return false;
        Handle = llvm::dyn_cast<DeclaratorDecl>(O->decl());
      }
    }
    if (!In || !Handle || In->getTemplateInstantiationPattern() ||
        (!isStd(Handle->getType(), "thread") && !isStd(Handle->getType(), "jthread")))
      return false;
    for (const Expr *E : U.facts().of(In).Calls)
      if (E->getExprLoc() == Started)
        if (auto Arguments = U.classes().startedBy(E, *CallView::of(E)); !Arguments.empty()) {
          Spawn = E;
          Runs = std::move(Arguments);
        }
    llvm::erase_if(Runs, [](const Expr *E) { return llvm::isa<CXXDefaultArgExpr>(E); });
    return Spawn && !Runs.empty();
  }

  /// A name for the token that means nothing else in the loop's function.
  bool chooseName() {
    for (const ParmVarDecl *P : L.In->parameters())
      if (isStd(P->getType(), "stop_token") && P->getIdentifier()) {
        Name = P->getNameAsString();
        HasToken = true;
        return true;
      }
    for (const char *Each : {"stop", "token"})
      if (!isNamed(L.In->getBody(), Each)) {
        Name = Each;
        return true;
      }
    return false;
  }

  bool giveToTask() {
    if (HasToken)
      return isStd(Handle->getType(), "jthread");
    if (L.In->getNumParams() != 0)
      return false;
    const auto *Lambda = llvm::dyn_cast<LambdaExpr>(bare(Runs.front()));
    if (Lambda && Runs.size() == 1 && !Lambda->getCallOperator()->isVariadic() &&
        Lambda->getExplicitTemplateParameters().empty()) {
      if (Lambda->getCallOperator() == L.In)
        return giveToLambda(*Lambda);
      const auto *Body = llvm::dyn_cast<CompoundStmt>(Lambda->getBody());
      const auto *Call = Body && Body->size() == 1
                             ? llvm::dyn_cast<CXXMemberCallExpr>(Body->body_front())
                             : nullptr;
      return Call && Call->getMethodDecl() &&
             Call->getMethodDecl()->getCanonicalDecl() == L.In->getCanonicalDecl() &&
             giveToMethod() && insert(Call->getRParenLoc(), Name) && giveToLambda(*Lambda);
    }
    // std::thread(&Class::run, this)
    if (Runs.size() != 2 || !llvm::isa<CXXThisExpr>(bare(Runs.back())))
      return false;
    return giveToMethod() &&
           replace(SourceRange(Runs.front()->getBeginLoc(), Runs.back()->getEndLoc()),
                   "[this](std::stop_token " + Name + ") { " + L.In->getNameAsString() + "(" +
                       Name + "); }");
  }

  bool giveToLambda(const LambdaExpr &Lambda) {
    std::string Parameter = "std::stop_token " + Name;
    if (Lambda.getCallOperator()->getNumParams() != 0)
      return false;
    if (!Lambda.hasExplicitParameters())
      return insert(Lambda.getIntroducerRange().getEnd().getLocWithOffset(1),
                    "(" + Parameter + ")");
    FunctionTypeLoc Type = Lambda.getCallOperator()->getFunctionTypeLoc();
    return Type && insert(Type.getRParenLoc(), Parameter);
  }

  /// A private method that only the task runs.
  bool giveToMethod() {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(L.In);
    if (!Method || Method->isVirtual() || Method->isStatic() || Method->getParent()->isLambda())
      return false;
    std::optional<std::vector<Use>> Uses = usesOf(U, Method, nullptr);
    if (!Uses || Uses->size() != 1)
      return false;
    for (const FunctionDecl *Each : Method->redecls()) {
      FunctionTypeLoc Type = Each->getFunctionTypeLoc();
      if (!Type || !insert(Type.getRParenLoc(), "std::stop_token " + Name))
        return false;
    }
    return true;
  }

  //===--------------------------------------------------------------------===//
  // The loop
  //===--------------------------------------------------------------------===//

  bool giveToLoop() {
    std::string Test = "!" + Name + ".stop_requested()";
    if (const auto *While = llvm::dyn_cast<WhileStmt>(L.Statement))
      return replace(While->getCond()->getSourceRange(), Test);
    if (const auto *Do = llvm::dyn_cast<DoStmt>(L.Statement))
      return replace(Do->getCond()->getSourceRange(), Test);
    const auto *For = llvm::dyn_cast<ForStmt>(L.Statement);
    return For && !For->getInit() && !For->getCond() && !For->getInc() &&
           replace(SourceRange(For->getForLoc(), For->getRParenLoc()), "while (" + Test + ")");
  }

  bool giveToWait(const Expr *Wait) {
    const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(Wait);
    Edits Given = Call ? tokenInWait(L.Body, *Call, Name, Context) : Edits();
    const ValueDecl *Condition = nullptr;
    for (const flow::WaitPoint &W : U.waits().waits())
      if (W.Call == Wait)
        Condition = W.Condition;
    const auto *Declared = llvm::dyn_cast_or_null<DeclaratorDecl>(Condition);
    if (Given.empty() || !Declared ||
        (!isStd(Declared->getType(), "condition_variable_any") && !changeCondition(Declared)))
      return false;
    llvm::append_range(Out, Given);
    return true;
  }

  /// A wait gets a token from 'std::condition_variable_any' only.
  bool changeCondition(const DeclaratorDecl *D) {
    if (!isStd(D->getType(), "condition_variable") || !hasStd("condition_variable_any", Context))
      return false;
    std::optional<std::vector<Use>> Uses = usesOf(U, D, In);
    return Uses &&
           areCallsOf(*Uses, {"wait", "wait_for", "wait_until", "notify_one", "notify_all"}) &&
           replace(writtenType(D, "condition_variable", Context), "std::condition_variable_any");
  }

  //===--------------------------------------------------------------------===//
  // The handle
  //===--------------------------------------------------------------------===//

  bool changeHandle() {
    std::optional<std::vector<Use>> Uses = usesOf(U, Handle, In);
    if (!Uses)
      return false;
    const Stmt *Starts = nullptr;
    std::vector<const Use *> Joins;
    for (const Use &Each : *Uses) {
      if (Each.What == Use::Kind::Assigned && flow::contains(Each.Value, Spawn)) {
        Starts = Each.Statement;
        continue;
      }
      if (!areCallsOf(Each, {"join", "joinable", "get_id", "native_handle"}))
        return false;
      if (Each.Call->getMethodDecl()->getName() == "join")
        Joins.push_back(&Each);
    }
    llvm::SmallPtrSet<const Stmt *, 2> Before;
    for (const Use *Join : Joins) {
      if (!Join->Statement || !isEndOfOwner(*Join, Starts))
        return false;
      if (Before.insert(Join->Statement).second && !askBefore(Join->Statement))
        return false;
    }
    return isStd(Handle->getType(), "jthread") || (isMadeHere() && changeType());
  }

  /// Whether the owner wants the task to end when it comes to \p Join.
  bool isEndOfOwner(const Use &Join, const Stmt *Starts) const {
    const auto *Field = llvm::dyn_cast<FieldDecl>(Handle);
    if (!Field) {
      // It had something else to do before.
      if (!Starts)
        for (const Stmt *S : Join.Block->body())
          if (flow::contains(S, Spawn))
            Starts = S;
      const auto *At = llvm::find(Join.Block->body(), Starts);
      return Starts && At != Join.Block->body_end() && *std::next(At) != Join.Statement;
    }
    const auto *Class = llvm::cast<CXXRecordDecl>(Field->getParent());
    const CXXDestructorDecl *Destructor = Class->getDestructor();
    const FunctionDecl *Body = Destructor ? U.bodyOf(Destructor) : nullptr;
    return Body && comesTo(Body, Join.In, 0);
  }

  bool comesTo(const FunctionDecl *From, const FunctionDecl *To, unsigned Depth) const {
    if (From == To || Depth > 3)
      return From == To;
    return llvm::any_of(U.facts().of(From).Calls, [&](const Expr *E) {
      const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(E);
      const FunctionDecl *Body = Call ? U.bodyOf(Call->getMethodDecl()) : nullptr;
      return Body && comesTo(Body, To, Depth + 1);
    });
  }

  bool askBefore(const Stmt *Statement) {
    const SourceManager &Sources = Context.getSourceManager();
    SourceLocation Begin = Statement->getBeginLoc();
    if (Begin.isMacroID())
      return false;
    std::string Indent = indentAt(Begin, Context);
    bool StartsLine = Sources.getSpellingColumnNumber(Begin) == Indent.size() + 1;
    return insert(Begin, Handle->getNameAsString() + ".request_stop();" +
                             (StartsLine ? "\n" + Indent : std::string(" ")));
  }

  /// Whether the handle has no value but that of the spawn.
  bool isMadeHere() const {
    if (const auto *V = llvm::dyn_cast<VarDecl>(Handle))
      return !V->getInit() || flow::contains(V->getInit(), Spawn) || isEmpty(V->getInit());
    const auto *Field = llvm::cast<FieldDecl>(Handle);
    const Expr *Default = Field->getInClassInitializer();
    if (Default && !flow::contains(Default, Spawn) && !isEmpty(Default))
      return false;
    for (const CXXMethodDecl *Method :
         U.classes().methods(llvm::cast<CXXRecordDecl>(Field->getParent())))
      if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Method))
        for (const CXXCtorInitializer *Init : Constructor->inits())
          if (Init->getMember() == Field && !llvm::isa<CXXDefaultInitExpr>(Init->getInit()) &&
              !flow::contains(Init->getInit(), Spawn) && !isEmpty(Init->getInit()))
            return false;
    return true;
  }

  static bool isEmpty(const Expr *Init) {
    const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit());
    const auto *List = llvm::dyn_cast<InitListExpr>(Init->IgnoreImplicit());
    return Made ? Made->getNumArgs() == 0 : List && List->getNumInits() == 0;
  }

  bool changeType() {
    const Expr *Named = temporaryIn(In);
    if (Named) {
      const auto *Cast = llvm::dyn_cast<CXXFunctionalCastExpr>(Named);
      const TypeSourceInfo *Type =
          Cast ? Cast->getTypeInfoAsWritten()
               : llvm::cast<CXXTemporaryObjectExpr>(Named)->getTypeSourceInfo();
      SourceRange Range = Type ? Type->getTypeLoc().getSourceRange() : SourceRange();
      std::string Text = sourceOf(Range, Context);
      if ((Text != "thread" && Text != "std::thread") || !replace(Range, "std::jthread"))
        return false;
    }
    const TypeSourceInfo *Own = Handle->getTypeSourceInfo();
    if (Named && Own && Own->getType()->getContainedAutoType())
      return true;
    SourceRange Type = writtenType(Handle, "thread", Context);
    return Type.isValid() && replace(Type, "std::jthread");
  }

  /// 'std::thread(...)' around the spawn, or the spawn itself; null if the
  /// handle is made in place.
  const Expr *temporaryIn(const FunctionDecl *F) const {
    const Expr *Found = nullptr;
    find(F->getBody(), Found);
    if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(F))
      for (const CXXCtorInitializer *Init : Constructor->inits()) {
        const auto *Default = llvm::dyn_cast<CXXDefaultInitExpr>(Init->getInit());
        find(Default ? Default->getExpr() : Init->getInit(), Found);
      }
    return Found;
  }

  void find(const Stmt *S, const Expr *&Found) const {
    if (!S || llvm::isa<LambdaExpr>(S))
      return;
    if (llvm::isa<CXXFunctionalCastExpr>(S) &&
        bare(llvm::cast<CXXFunctionalCastExpr>(S)->getSubExpr()) == bare(Spawn))
      Found = llvm::cast<Expr>(S);
    if (S == Spawn && llvm::isa<CXXTemporaryObjectExpr>(S))
      Found = Spawn;
    for (const Stmt *Child : S->children())
      find(Child, Found);
  }

  flow::Unit &U;
  ASTContext &Context;
  const Loop &L;
  Edits Out;
  const FunctionDecl *In = nullptr; ///< where the task is started
  const Expr *Spawn = nullptr;
  llvm::SmallVector<const Expr *, 4> Runs;
  const DeclaratorDecl *Handle = nullptr;
  std::string Name; ///< of the token
  bool HasToken = false;
};

} // namespace

Edits giveStopToken(const flow::StuckLoop &S, flow::Unit &Unit) {
  using Kind = flow::StuckLoop::Kind;
  const auto *Wait = llvm::dyn_cast_or_null<Expr>(S.Blocks->Site);
  if ((S.What != Kind::NoWayOut && S.What != Kind::TokenUnused) || S.Blocks->Inner || !Wait)
    return {};
  return TokenFix(Unit, *S.Which).run(nullptr, S.Started, Wait);
}

/// Whether \p Sleep counts in minutes or longer: nobody would wait for its end.
static bool isLong(const Expr *Sleep) {
  std::optional<CallView> Call = CallView::of(Sleep);
  if (!Call || Call->Args.empty())
    return false;
  const auto *Duration = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Call->Args.front()->getType().getNonReferenceType()->getAsCXXRecordDecl());
  if (!Duration || Duration->getTemplateArgs().size() != 2 ||
      Duration->getTemplateArgs()[1].getKind() != TemplateArgument::Type)
    return false;
  const auto *Period = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Duration->getTemplateArgs()[1].getAsType()->getAsCXXRecordDecl());
  return Period && Period->getTemplateArgs().size() == 2 &&
         Period->getTemplateArgs()[0].getKind() == TemplateArgument::Integral &&
         Period->getTemplateArgs()[0].getAsIntegral() > 1;
}

Edits giveStopToken(const flow::EndlessTicker &T, const FunctionDecl &Spawner, flow::Unit &Unit) {
  if (T.Flag || isLong(T.Sleep))
    return {};
  for (const flow::Spawned &Task : Unit.classes().spawns(&Spawner)) {
    if (Task.Where != T.Spawn || !Task.Runs.Function)
      continue;
    llvm::SmallVector<const FunctionDecl *, 4> Bodies{Task.Runs.Function};
    for (const Expr *E : Unit.facts().of(Task.Runs.Function).Calls)
      if (std::optional<CallView> Call = CallView::of(E); Call->Callee)
        if (const FunctionDecl *Body = Unit.bodyOf(Call->Callee))
          Bodies.push_back(Body);
    for (const FunctionDecl *Body : Bodies)
      for (const Loop *L : Unit.loops().of(Body))
        if (L->has(T.Sleep) && L->Endless && L->Exits.empty())
          return TokenFix(Unit, *L).run(&Spawner, T.Spawn, nullptr);
  }
  return {};
}

} // namespace leash::fix
