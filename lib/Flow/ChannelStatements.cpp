//===- ChannelStatements.cpp - paths through statements ---------------------===//
#include "Flow/ChannelWalk.h"
#include "Flow/Classes.h"
#include "Flow/Unit.h"
#include "Support/Operand.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace leash::flow {

using Consequence = Unreceived::Consequence;

/// Moves the states that have left to \p Left.
static void setAside(States &Live, States &Left) {
  States Stay;
  for (State &S : Live)
    (S.How == Exit::None ? Stay : Left).push_back(std::move(S));
  Live = std::move(Stay);
}

static void append(States &To, States From) {
  std::move(From.begin(), From.end(), std::back_inserter(To));
}

States ChannelWalk::exec(const Stmt *S, const Frame &F, States In) {
  States Left;
  setAside(In, Left);
  if (S && !In.empty())
    In = execLive(S, F, std::move(In));
  append(In, std::move(Left));
  return In;
}

States ChannelWalk::execLive(const Stmt *S, const Frame &F, States In) {
  if (!step(In))
    return In;
  switch (S->getStmtClass()) {
  case Stmt::CompoundStmtClass:
    return execCompound(llvm::cast<CompoundStmt>(S), F, std::move(In));
  case Stmt::IfStmtClass:
    return execIf(llvm::cast<IfStmt>(S), F, std::move(In));
  case Stmt::SwitchStmtClass:
    return execSwitch(llvm::cast<SwitchStmt>(S), F, std::move(In));
  case Stmt::WhileStmtClass:
  case Stmt::DoStmtClass:
  case Stmt::ForStmtClass:
    return execLoop(S, F, std::move(In));
  case Stmt::CXXForRangeStmtClass:
    return execRangeLoop(llvm::cast<CXXForRangeStmt>(S), F, std::move(In));
  case Stmt::CXXTryStmtClass:
    return execTry(llvm::cast<CXXTryStmt>(S), F, std::move(In));
  case Stmt::ReturnStmtClass:
    return leave(llvm::cast<ReturnStmt>(S)->getRetValue(), Exit::Return, S->getBeginLoc(), F,
                 std::move(In));
  case Stmt::CoreturnStmtClass:
    return leave(llvm::cast<CoreturnStmt>(S)->getOperand(), Exit::Return, S->getBeginLoc(), F,
                 std::move(In));
  case Stmt::BreakStmtClass:
    return leave(nullptr, Exit::Break, S->getBeginLoc(), F, std::move(In));
  case Stmt::ContinueStmtClass:
    return leave(nullptr, Exit::Continue, S->getBeginLoc(), F, std::move(In));
  case Stmt::GotoStmtClass:
  case Stmt::IndirectGotoStmtClass:
    Steps = MaxSteps + 1; // not followed
    return {};
  case Stmt::LabelStmtClass:
    return exec(llvm::cast<LabelStmt>(S)->getSubStmt(), F, std::move(In));
  case Stmt::AttributedStmtClass:
    return exec(llvm::cast<AttributedStmt>(S)->getSubStmt(), F, std::move(In));
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass:
    return exec(llvm::cast<SwitchCase>(S)->getSubStmt(), F, std::move(In));
  case Stmt::DeclStmtClass:
    for (const Decl *D : llvm::cast<DeclStmt>(S)->decls())
      if (const auto *V = llvm::dyn_cast<VarDecl>(D))
        In = declare(V, F, std::move(In));
    return In;
  default:
    break;
  }
  const auto *E = llvm::dyn_cast<Expr>(S);
  if (!E)
    return evalChildren(S, F, std::move(In));
  llvm::SaveAndRestore<const Expr *> Statement(Unused, E->IgnoreImplicit());
  In = eval(E, F, std::move(In));
  // A channel that nobody takes: its senders are alone.
  for (State &Each : In)
    if (Each.How == Exit::None && Each.Returned) {
      judge(Each, *Each.Returned, Consequence::Stays, E->getExprLoc(), nullptr);
      Each.Returned.reset();
    }
  dedupe(In);
  return In;
}

States ChannelWalk::execCompound(const CompoundStmt *S, const Frame &F, States In) {
  Scope Own;
  Scopes.push_back(&Own);
  States Left;
  for (const Stmt *Child : S->body()) {
    setAside(In, Left);
    if (In.empty())
      break;
    In = exec(Child, F, std::move(In));
  }
  append(In, std::move(Left));
  Scopes.pop_back();
  In = endScope(Own, F, std::move(In));
  dedupe(In);
  return In;
}

States ChannelWalk::leave(const Expr *Value, Exit How, SourceLocation Where, const Frame &F,
                          States In) {
  if (Value) {
    // A channel or a handle that is returned goes on living.
    const Object *O = resolve(Value, F);
    if (const unsigned *Index = find(O)) {
      for (State &S : In)
        S.Returned = *Index;
    } else {
      In = evalCall(withoutImplicit(Value), F, std::move(In), /*Awaited=*/true);
    }
  }
  for (State &S : In)
    if (S.How == Exit::None) {
      S.How = How;
      S.LeftAt = Where;
    }
  return In;
}

States ChannelWalk::execIf(const IfStmt *If, const Frame &F, States In) {
  if (If->isConsteval())
    return exec(If->isNegatedConsteval() ? If->getThen() : If->getElse(), F, std::move(In));
  Scope Own;
  Scopes.push_back(&Own);
  if (If->getInit())
    In = exec(If->getInit(), F, std::move(In));
  if (const VarDecl *V = If->getConditionVariable())
    In = declare(V, F, std::move(In));
  States Left;
  setAside(In, Left);
  Split Branches = test(If->getCond(), F, std::move(In));
  auto Run = [&](const Stmt *Branch, States S) {
    S = exec(Branch, F, std::move(S));
    for (State &Each : S)
      if (Each.How != Exit::None && Each.How != Exit::Continue)
        apply(Branches.Means, Each);
    return S;
  };
  States Out = Run(If->getThen(), std::move(Branches.True));
  append(Out, Run(If->getElse(), std::move(Branches.False)));
  append(Out, std::move(Left));
  Scopes.pop_back();
  Out = endScope(Own, F, std::move(Out));
  dedupe(Out);
  return Out;
}

States ChannelWalk::execSwitch(const SwitchStmt *Switch, const Frame &F, States In) {
  Scope Own;
  Scopes.push_back(&Own);
  if (Switch->getInit())
    In = exec(Switch->getInit(), F, std::move(In));
  if (const VarDecl *V = Switch->getConditionVariable())
    In = declare(V, F, std::move(In));
  In = eval(Switch->getCond(), F, std::move(In));
  const auto *Body = llvm::dyn_cast_or_null<CompoundStmt>(Switch->getBody());
  States Out;
  setAside(In, Out);
  if (!Body) {
    append(Out, exec(Switch->getBody(), F, std::move(In)));
    return Out;
  }
  // Where each label is.
  struct Label {
    const SwitchCase *Case;
    unsigned At;
  };
  llvm::SmallVector<Label, 8> Labels;
  unsigned At = 0;
  bool HasDefault = false;
  for (const Stmt *Child : Body->body()) {
    for (const auto *Case = llvm::dyn_cast<SwitchCase>(Child); Case;
         Case = llvm::dyn_cast<SwitchCase>(Case->getSubStmt())) {
      Labels.push_back({Case, At});
      HasDefault |= llvm::isa<DefaultStmt>(Case);
    }
    ++At;
  }
  Mark Means = meaningOf(Switch->getCond(), F);
  auto RunFrom = [&](unsigned First, States S) {
    unsigned Index = 0;
    States Left;
    for (const Stmt *Child : Body->body()) {
      if (Index++ < First)
        continue;
      setAside(S, Left);
      if (S.empty())
        break;
      S = exec(Child, F, std::move(S));
    }
    append(S, std::move(Left));
    for (State &Each : S)
      if (Each.How == Exit::Break)
        Each.How = Exit::None;
    return S;
  };
  auto ValueOf = [&](const SwitchCase *Case) -> std::optional<int64_t> {
    const auto *C = llvm::dyn_cast<CaseStmt>(Case);
    return C ? U.models().constant(C->getLHS()) : std::nullopt;
  };
  for (State &S : In) {
    std::optional<int64_t> Arm = armOf(Switch->getCond(), S);
    if (Arm) {
      const Label *Taken =
          llvm::find_if(Labels, [&](const Label &L) { return ValueOf(L.Case) == Arm; });
      if (Taken == Labels.end())
        Taken =
            llvm::find_if(Labels, [](const Label &L) { return llvm::isa<DefaultStmt>(L.Case); });
      States One{S};
      append(Out, Taken == Labels.end() ? std::move(One) : RunFrom(Taken->At, std::move(One)));
      continue;
    }
    for (const Label &L : Labels) {
      States Some = RunFrom(L.At, {S});
      for (State &Each : Some)
        if (Each.How != Exit::None && Each.How != Exit::Continue)
          apply(Means, Each);
      append(Out, std::move(Some));
    }
    if (!HasDefault)
      Out.push_back(S);
  }
  Scopes.pop_back();
  Out = endScope(Own, F, std::move(Out));
  dedupe(Out);
  return Out;
}

States ChannelWalk::execTry(const CXXTryStmt *Try, const Frame &F, States In) {
  States Thrown;
  if (const Expr *First = throwsFirst(Try->getTryBlock(), F))
    Thrown = leave(nullptr, Exit::Throw, First->getBeginLoc(), F, In);
  States Out = exec(Try->getTryBlock(), F, std::move(In));
  States Rest;
  for (State &S : Out)
    (S.How == Exit::Throw ? Thrown : Rest).push_back(std::move(S));
  for (unsigned I = 0; I != Try->getNumHandlers() && !Thrown.empty(); ++I) {
    States Caught = Thrown;
    for (State &S : Caught)
      S.How = Exit::None;
    append(Rest, exec(Try->getHandler(I)->getHandlerBlock(), F, std::move(Caught)));
  }
  dedupe(Rest);
  return Rest;
}

const Expr *makesPointee(const Expr *E) {
  E = withoutImplicit(E);
  if (const auto *Construct = llvm::dyn_cast_or_null<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() >= 1)
    E = withoutImplicit(Construct->getArg(0));
  if (llvm::isa_and_nonnull<CXXNewExpr>(E))
    return E;
  const auto *Call = llvm::dyn_cast_or_null<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (Callee && Callee->getIdentifier() && Callee->isInStdNamespace() &&
      Callee->getName().starts_with("make_"))
    return Call;
  return nullptr;
}

States ChannelWalk::declare(const VarDecl *V, const Frame &F, States In) {
  if (!step(In))
    return In;
  Scopes.back()->Locals.push_back(V);
  if (V->hasGlobalStorage() || V->isInvalidDecl())
    return V->getInit() ? eval(V->getInit(), F, std::move(In)) : std::move(In);
  const Object *Own = U.objects().variable(V);
  const Expr *Init = withoutImplicit(V->getInit());
  QualType T = V->getType();
  auto Begin = [&](const CXXRecordDecl *Class, const Expr *Made, llvm::ArrayRef<const Expr *> Args,
                   bool Shared) {
    unsigned Index = track(Own, V, Class, Made, Args, F);
    Channels[Index].IsShared = Shared;
    Scopes.back()->Channels.push_back({V, Index});
    for (State &S : In)
      S.at(Index) = Tally();
  };
  auto ArgumentsOf = [](const Expr *E) -> llvm::ArrayRef<const Expr *> {
    if (const auto *New = llvm::dyn_cast<CXXNewExpr>(E))
      E = New->getConstructExpr();
    if (const auto *Construct = llvm::dyn_cast_or_null<CXXConstructExpr>(E))
      return {Construct->getArgs(), Construct->getNumArgs()};
    if (const auto *Call = llvm::dyn_cast_or_null<CallExpr>(E))
      return {Call->getArgs(), Call->getNumArgs()};
    return {};
  };
  if (beginGroup(V, F, In))
    return In;
  if (const CXXRecordDecl *Class = channelClass(U, T)) {
    bool ByValue = !T->isReferenceType() && T->getAsCXXRecordDecl() == Class;
    const auto *Construct = llvm::dyn_cast_or_null<CXXConstructExpr>(Init);
    if (ByValue && (!Init || Construct)) {
      Begin(Class, Construct,
            Construct ? llvm::ArrayRef<const Expr *>(Construct->getArgs(), Construct->getNumArgs())
                      : llvm::ArrayRef<const Expr *>(),
            false);
      return In;
    }
    const Expr *Made = ByValue || T->isReferenceType() ? nullptr : makesPointee(Init);
    if (Made && U.objects().of(V->getInit(), F.Function) == nullptr) {
      Begin(Class, Made, ArgumentsOf(Made), true);
      return In;
    }
    if (Init && find(resolve(V->getInit(), F)))
      return In; // another name
  }
  if (llvm::isa_and_nonnull<LambdaExpr>(Init))
    return In; // seen where it is used
  if (Init && T->isReferenceType() && resolve(Init, F))
    return In;
  const CXXRecordDecl *Record = T->isReferenceType() ? nullptr : pointeeClass(T);
  const auto *Construct = llvm::dyn_cast_or_null<CXXConstructExpr>(Init);
  bool ByValue = Record && T->getAsCXXRecordDecl() == Record;
  if (Record && holdsChannels(U, Record)) {
    const Expr *Made = ByValue ? nullptr : makesPointee(Init);
    if (ByValue || Made) {
      unsigned First = Channels.size();
      const auto *New = llvm::dyn_cast_or_null<CXXNewExpr>(Made);
      trackFields(Own, Record,
                  New                    ? New->getConstructExpr()
                  : Construct && ByValue ? Construct
                                         : nullptr,
                  !ByValue, F, 0);
      for (unsigned I = First; I != Channels.size(); ++I) {
        Scopes.back()->Channels.push_back({V, I});
        for (State &S : In)
          S.at(I) = Tally();
      }
    }
  }
  if (ByValue && Construct)
    return construct(V, Construct, F, std::move(In));
  In = eval(V->getInit(), F, std::move(In));
  for (State &S : In)
    if (S.Returned) {
      Bound[Own] = *S.Returned;
      Roots.insert(Own);
      if (!llvm::is_contained(Scopes.back()->Channels, std::pair(V, *S.Returned)))
        Scopes.back()->Channels.push_back({V, *S.Returned});
      S.Returned.reset();
    }
  for (State &S : In)
    noteValue(V, V->getInit(), S);
  return In;
}

States ChannelWalk::construct(const VarDecl *V, const CXXConstructExpr *Construct, const Frame &F,
                              States In) {
  const Object *Own = U.objects().variable(V);
  std::optional<CallView> Call = CallView::of(Construct);
  const FunctionDecl *Body = bodyOf(Call->Callee, false);
  if (!Body || (!Roots.contains(Own) && !touches(Construct, F)) || isActive(Body, F)) {
    In = evalCall(Construct, F, std::move(In), false);
    for (State &S : In)
      noteValue(V, Construct, S);
    return In;
  }
  // What it keeps a reference to, it carries.
  for (const Expr *Arg : Call->Args)
    if (touches(Arg, F))
      if (const Object *O = resolve(Arg, F)) {
        Roots.insert(Own);
        Carries[Own].push_back(O);
      }
  Frame &Inner = newFrame(Body, nullptr, F);
  Inner.This = Own;
  bind(Inner, Call->Args, F);
  for (const Expr *Arg : Call->Args)
    if (!resolve(Arg, F))
      In = eval(Arg, F, std::move(In));
  for (const CXXCtorInitializer *Init : llvm::cast<CXXConstructorDecl>(Body)->inits()) {
    const FieldDecl *Member = Init->getMember();
    if (!Member)
      continue;
    // The object has the channel under a name of its own.
    bool Keeps = Member->getType()->isReferenceType() ||
                 (pointeeClass(Member->getType()) != Member->getType()->getAsCXXRecordDecl() &&
                  U.classes().isInjected(llvm::cast<CXXRecordDecl>(Member->getParent()), Member));
    if (const unsigned *Index = Keeps ? find(resolve(Init->getInit(), Inner)) : nullptr) {
      unsigned Known = *Index;
      Bound.try_emplace(U.objects().field(Own, Member), Known);
      continue;
    }
    if (Member->getType()->isReferenceType())
      continue;
    if (!Inner.Lexical && channelClass(U, Init->getMember()->getType()) &&
        find(U.objects().field(Own, Init->getMember())))
      continue; // the channel itself
    In = eval(Init->getInit(), Inner, std::move(In));
  }
  return enter(Body, Inner, std::move(In));
}

const model::TypeEntry *ChannelWalk::joinsAtEnd(QualType T) {
  const model::TypeEntry *Type = T->isReferenceType() ? nullptr : U.models().type(T);
  if (!Type && T->getAsCXXRecordDecl())
    if (const CXXRecordDecl *Element = elementClass(T))
      Type = U.models().type(Element);
  bool Joins =
      Type && ((Type->Role == model::TypeRole::Task && Type->End &&
                (*Type->End == model::AtEnd::Join || *Type->End == model::AtEnd::StopAndJoin)) ||
               Type->Role == model::TypeRole::Future);
  return Joins ? Type : nullptr;
}

States ChannelWalk::endScope(const Scope &Ends, const Frame &F, States In) {
  for (const VarDecl *V : llvm::reverse(Ends.Locals)) {
    if (In.empty())
      break;
    const Object *Own = U.objects().variable(V);
    SourceLocation Where = V->getLocation();
    QualType T = V->getType();
    if (const model::TypeEntry *Type = joinsAtEnd(T)) {
      if (Type->End == model::AtEnd::StopAndJoin)
        for (State &S : In)
          S.Triggered.push_back(Own);
      join(Own, Where, Consequence::EndHangs, F.Task, In);
    }
    // The destructor of an object that holds channels.
    if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
        Record && Record->hasDefinition() && Roots.contains(Own) && !T->isReferenceType())
      if (const FunctionDecl *Body = bodyOf(Record->getDestructor(), false);
          Body && !isActive(Body, F)) {
        Frame &Inner = newFrame(Body, nullptr, F);
        Inner.This = Own;
        States Left;
        std::vector<Exit> How;
        for (State &S : In) {
          States One{S};
          One.front().How = Exit::None;
          One = enter(Body, Inner, std::move(One));
          for (State &Done : One) {
            Done.How = S.How;
            Done.LeftAt = S.LeftAt;
            Done.Returned = S.Returned;
            Left.push_back(std::move(Done));
          }
        }
        In = std::move(Left);
        dedupe(In);
      }
    for (const auto &[Of, Index] : Ends.Channels)
      if (Of == V)
        for (State &S : In) {
          if (S.Returned != Index && S.How != Exit::Never)
            judge(S, Index, Channels[Index].IsShared ? Consequence::Stays : Consequence::Destroyed,
                  Where, nullptr);
          // A promise that ends lets its future go.
          S.at(Index).Escaped |= Channels[Index].IsPromise;
        }
  }
  return In;
}

} // namespace leash::flow
