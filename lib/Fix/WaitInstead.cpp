//===- WaitInstead.cpp - the blocking call instead of its try-call --------===//
#include "Fix/WaitInstead.h"
#include "Fix/Places.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace leash::fix {

namespace {

/// Whether \p B can be called as \p A: further parameters have defaults.
bool takesTheSame(const FunctionDecl *A, const FunctionDecl *B) {
  if (A->getNumParams() > B->getNumParams() || B->getMinRequiredArguments() > A->getNumParams())
    return false;
  for (unsigned I = 0; I != A->getNumParams(); ++I)
    if (!A->getASTContext().hasSameType(A->getParamDecl(I)->getType(),
                                        B->getParamDecl(I)->getType()))
      return false;
  return true;
}

/// The function beside \p Try that is called \p Name and takes the same.
const FunctionDecl *twinOf(const FunctionDecl *Try, llvm::StringRef Name) {
  const FunctionTemplateDecl *Template = Try->getPrimaryTemplate();
  for (const NamedDecl *D : Try->getDeclContext()->lookup(&Try->getASTContext().Idents.get(Name))) {
    D = D->getUnderlyingDecl();
    const auto *Other = llvm::dyn_cast<FunctionTemplateDecl>(D);
    if (Template && Other && takesTheSame(Template->getTemplatedDecl(), Other->getTemplatedDecl()))
      return Other->getTemplatedDecl();
    const auto *Twin = llvm::dyn_cast<FunctionDecl>(D);
    if (!Template && Twin && !Twin->isDeleted() && takesTheSame(Try, Twin))
      return Twin;
  }
  return nullptr;
}

const Stmt *onlyStatement(const Stmt *S) {
  if (const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(S))
    return Block->size() == 1 ? Block->body_front() : nullptr;
  return S;
}

class Edit {
public:
  Edit(const flow::IdleTurn &Turn, flow::Unit &Unit)
      : Turn(Turn), Call(llvm::dyn_cast_or_null<CallExpr>(Turn.Polls.front().Site)),
        Context(Unit.context()), Unit(Unit) {}

  std::vector<FixItHint> run() {
    const flow::Poll &P = Turn.Polls.front();
    if (Turn.Polls.size() != 1 || Turn.StopTest || !P.Through.empty() || !P.Entry ||
        P.How != flow::Poll::Kind::Try || P.Entry->Blocking.empty() || !Call || !callee())
      return {};
    Twin = twinOf(callee(), P.Entry->Blocking);
    if (!Twin || Turn.Loop->getBeginLoc().isMacroID() || Call->getBeginLoc().isMacroID() ||
        Call->getEndLoc().isMacroID())
      return {};
    const Expr *Condition = nullptr;
    const Stmt *Body = nullptr;
    if (const auto *While = llvm::dyn_cast<WhileStmt>(Turn.Loop)) {
      Condition = While->getConditionVariable() ? nullptr : While->getCond();
      Body = While->getBody();
    } else if (const auto *For = llvm::dyn_cast<ForStmt>(Turn.Loop)) {
      Body = For->getInit() || For->getCond() || For->getInc() ? nullptr : For->getBody();
    }
    if (Condition && isNothing(Body) && saysNothing(Condition))
      return replace(Turn.Loop, waiting() + ";");
    bool Endless = Body && (!Condition || Unit.models().constant(Condition).value_or(0) != 0);
    return Endless ? inBody(Body) : std::vector<FixItHint>();
  }

private:
  const FunctionDecl *callee() const { return Call->getDirectCallee(); }

  /// The call, with the name of the one that waits.
  std::string waiting() const {
    std::string Text = sourceOf(Call->getSourceRange(), Context);
    const SourceManager &Sources = Context.getSourceManager();
    unsigned From = Sources.getFileOffset(nameAt()) - Sources.getFileOffset(Call->getBeginLoc());
    return Text.replace(From, callee()->getName().size(), Twin->getNameAsString());
  }

  SourceLocation nameAt() const {
    const Expr *To = Call->getCallee()->IgnoreParenImpCasts();
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(To))
      return Member->getMemberLoc();
    return To->getExprLoc();
  }

  /// The end of the statement \p S, its semicolon included.
  SourceLocation endOf(const Stmt *S) const {
    SourceLocation After = behindSemicolon(S, Context);
    return After.isValid() ? After : behindToken(S, Context);
  }

  std::vector<FixItHint> replace(const Stmt *S, const std::string &Text) const {
    if (S->getEndLoc().isMacroID())
      return {};
    return {FixItHint::CreateReplacement(CharSourceRange::getCharRange(S->getBeginLoc(), endOf(S)),
                                         Text)};
  }

  /// A body that at most yields or goes on.
  bool isNothing(const Stmt *Body) const {
    if (const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(Body);
        Block && Block->body_empty())
      return true;
    const Stmt *Only = onlyStatement(Body);
    return Only && (llvm::isa<NullStmt, ContinueStmt>(Only) || Only == Turn.Yield);
  }

  bool isCall(const Expr *E) const { return E->IgnoreParens()->IgnoreImplicit() == Call; }

  /// '!try()', or 'try() == full': true exactly if the call would have to wait.
  bool saysNothing(const Expr *Condition) const {
    Condition = Condition->IgnoreParenImpCasts();
    bool ZeroIsGood = Turn.Polls.front().Entry->Succeeds == model::Success::Zero;
    if (const auto *Not = llvm::dyn_cast<UnaryOperator>(Condition))
      return Not->getOpcode() == UO_LNot && isCall(Not->getSubExpr()) && !ZeroIsGood &&
             Twin->getReturnType()->isVoidType(); // else its result says more
    const auto *Compare = llvm::dyn_cast<BinaryOperator>(Condition);
    if (!Compare || !isCall(Compare->getLHS()))
      return false;
    if (Compare->getOpcode() == BO_NE)
      return ZeroIsGood && Twin->getReturnType()->isVoidType() &&
             Unit.models().constant(Compare->getRHS()) == 0;
    if (Compare->getOpcode() != BO_EQ)
      return false;
    const auto *Ref = llvm::dyn_cast<DeclRefExpr>(Compare->getRHS()->IgnoreParenImpCasts());
    const auto *Value = Ref ? llvm::dyn_cast<EnumConstantDecl>(Ref->getDecl()) : nullptr;
    return Value && (Value->getName() == "full" || Value->getName() == "empty");
  }

  std::vector<FixItHint> inBody(const Stmt *Body) const {
    const auto *Block = llvm::dyn_cast<CompoundStmt>(Body);
    ASTContext &Context = Unit.context();
    if (Block)
      for (const Stmt *S : Block->body()) {
        const auto *If = llvm::dyn_cast<IfStmt>(S);
        if (!If || If->getElse() || If->getConditionVariable() || If->getInit() ||
            If->isConsteval() || If->getBeginLoc().isMacroID() ||
            !callee()->getReturnType()->isBooleanType())
          continue;
        // if (!try_pop(job)) continue;
        if (saysNothing(If->getCond()) && isNothing(If->getThen()) &&
            !llvm::isa<NullStmt>(If->getThen()))
          return replace(If, waiting() + ";");
        // if (try_pop(job)) handle(job);
        if (isCall(If->getCond()) && Twin->getReturnType()->isVoidType()) {
          std::string Indent = indentAt(If->getBeginLoc(), Context);
          return {FixItHint::CreateReplacement(
              CharSourceRange::getCharRange(If->getBeginLoc(), If->getThen()->getBeginLoc()),
              waiting() + ";\n" + Indent)};
        }
      }
    // The result is of the same kind, or nobody looks at it.
    bool Same = Context.hasSameType(Twin->getReturnType(), callee()->getReturnType());
    if (!Same && !(Block && llvm::is_contained(Block->body(), Call)))
      return {};
    return {FixItHint::CreateReplacement(CharSourceRange::getTokenRange(nameAt(), nameAt()),
                                         Twin->getNameAsString())};
  }

  const flow::IdleTurn &Turn;
  const CallExpr *Call;
  const ASTContext &Context;
  flow::Unit &Unit;
  const FunctionDecl *Twin = nullptr;
};
} // namespace

std::vector<FixItHint> waitInstead(const flow::IdleTurn &Turn, flow::Unit &Unit) {
  return Edit(Turn, Unit).run();
}

} // namespace leash::fix
