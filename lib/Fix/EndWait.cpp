//===- EndWait.cpp - let a wait end when it is to -------------------------===//
#include "Fix/EndWait.h"
#include "Fix/Places.h"
#include "Flow/Unit.h"
#include "Flow/Waits.h"
#include "Support/SourceText.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::fix {

using flow::LoopReceive;
using flow::StuckLoop;
using Edits = std::vector<FixItHint>;

static const Stmt *plain(const Stmt *S) {
  if (const auto *E = llvm::dyn_cast_or_null<Expr>(S))
    return E->IgnoreParens()->IgnoreImplicit();
  return S;
}

/// Whether the expression \p E is a statement of its own in \p Block.
static bool standsIn(const Stmt *Block, const Expr *E) {
  const auto *Compound = llvm::dyn_cast_or_null<CompoundStmt>(Block);
  return Compound &&
         llvm::any_of(Compound->body(), [&](const Stmt *S) { return plain(S) == plain(E); });
}

/// Whether the expression \p E is a statement of its own somewhere below \p S.
static bool standsBelow(const Stmt *S, const Expr *E) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return false;
  return standsIn(S, E) ||
         llvm::any_of(S->children(), [&](const Stmt *C) { return standsBelow(C, E); });
}

//===----------------------------------------------------------------------===//
// A change under the lock
//===----------------------------------------------------------------------===//

/// Whether \p D is a field that methods of \p Class name by itself.
static bool isFieldOf(const ValueDecl *D, const CXXRecordDecl *Class) {
  const auto *Field = llvm::dyn_cast_or_null<FieldDecl>(D);
  return Field && Field->getParent()->getCanonicalDecl() == Class->getCanonicalDecl();
}

/// Whether \p S names members of objects other than 'this'.
static bool namesOthers(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(S);
      Member && llvm::isa<FieldDecl>(Member->getMemberDecl()) &&
      !llvm::isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
    return true;
  return llvm::any_of(S->children(), namesOthers);
}

Edits changeUnderLock(const flow::LostWakeup &L, flow::Unit &Unit) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(L.By->In);
  const auto *Site = llvm::dyn_cast<Expr>(L.By->Site);
  if (!Method || Method->isStatic() || Method->getParent()->isLambda() || !Site ||
      Method->getTemplateInstantiationPattern() || !isFieldOf(L.By->What, Method->getParent()) ||
      !isFieldOf(L.Wait->Lock, Method->getParent()) || namesOthers(Site) ||
      !standsBelow(Method->getBody(), Site))
    return {};
  QualType Type = L.Wait->Lock->getType().getCanonicalType();
  const auto *Record = Type->getAsCXXRecordDecl();
  if (!Record || !Record->isInStdNamespace() || Type.isConstQualified())
    return {};
  const ASTContext &Context = Unit.context();
  SourceLocation End = behindSemicolon(Site, Context);
  std::string Text = operandText(Site, Context);
  // A name of the code's own must not be hidden.
  if (End.isInvalid() || Text.empty() || llvm::StringRef(Text).contains("lock"))
    return {};
  PrintingPolicy Policy(Context.getLangOpts());
  std::string Guard = "std::lock_guard<" + Type.getAsString(Policy) + "> lock(" +
                      L.Wait->Lock->getNameAsString() + ");";
  return {FixItHint::CreateInsertion(Site->getBeginLoc(), "{ " + Guard + " "),
          FixItHint::CreateInsertion(End, " }")};
}

//===----------------------------------------------------------------------===//
// A way out of the loop
//===----------------------------------------------------------------------===//

/// The declaration of \p Body whose initializer is the receive \p Call.
static const VarDecl *declaredBy(const Stmt *Body, const Expr *Call, const DeclStmt *&Where) {
  const auto *Compound = llvm::dyn_cast<CompoundStmt>(Body);
  if (!Compound)
    return nullptr;
  for (const Stmt *S : Compound->body()) {
    const auto *Declares = llvm::dyn_cast<DeclStmt>(S);
    const auto *V = Declares && Declares->isSingleDecl()
                        ? llvm::dyn_cast<VarDecl>(Declares->getSingleDecl())
                        : nullptr;
    if (V && V->getInit() && flow::contains(V->getInit(), Call)) {
      Where = Declares;
      return V;
    }
  }
  return nullptr;
}

/// "boost::fibers::channel_op_status::closed"; empty if there is no such one.
static std::string enumerator(QualType Status, llvm::StringRef Name) {
  const auto *Type = Status->getAs<EnumType>();
  if (!Type)
    return "";
  for (const EnumConstantDecl *Each : Type->getDecl()->enumerators())
    if (Each->getName() == Name)
      return Type->getDecl()->getQualifiedNameAsString() + "::" + Name.str();
  return "";
}

static Edits leaveWhenClosed(const LoopReceive &R, const flow::Loop &L, const ASTContext &Context) {
  if (!R.In || R.Call->getBeginLoc().isMacroID())
    return {};
  const DeclStmt *Where = nullptr;
  if (const VarDecl *V = declaredBy(L.Body, R.Call, Where)) {
    SourceLocation End =
        Where->getEndLoc().isMacroID() ? SourceLocation() : Where->getEndLoc().getLocWithOffset(1);
    std::string Test;
    if (const auto *Parts = llvm::dyn_cast<DecompositionDecl>(V)) {
      if (!Parts->bindings().empty() && R.Deferred)
        Test = Parts->bindings().front()->getNameAsString();
    } else if (R.Enumerator.empty() && V->getType()->getAsCXXRecordDecl()) {
      Test = "!" + V->getNameAsString();
    }
    if (End.isInvalid() || Test.empty())
      return {};
    return {FixItHint::CreateInsertion(End, " if (" + Test + ") break;")};
  }
  if (!standsIn(L.Body, R.Call))
    return {};
  SourceLocation End = behindToken(R.Call, Context);
  QualType T = R.Call->getType().getNonReferenceType();
  std::string Closed = R.Enumerator.empty() ? "" : enumerator(T, R.Enumerator);
  if (End.isInvalid() || (R.Enumerator.empty() ? !T->isBooleanType() : Closed.empty()))
    return {};
  if (Closed.empty())
    return {FixItHint::CreateInsertion(R.Call->getBeginLoc(), "if (!"),
            FixItHint::CreateInsertion(End, ") break")};
  return {FixItHint::CreateInsertion(R.Call->getBeginLoc(), "if ("),
          FixItHint::CreateInsertion(End, " == " + Closed + ") break")};
}

static Edits giveToken(const StuckLoop &S, flow::Unit &Unit) {
  const auto *Token = llvm::dyn_cast<ParmVarDecl>(S.Token);
  const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(S.Blocks->Site);
  if (!Token || !Call || S.Blocks->Inner || Token->getName().empty() ||
      Token->getDeclContext() != S.Which->In || Call->getNumArgs() != 2 ||
      !standsIn(S.Which->Body, Call))
    return {};
  // It needs an overload that takes a token.
  const CXXRecordDecl *Class = Call->getRecordDecl();
  if (!Class)
    return {};
  CanQualType Type = Unit.context().getCanonicalType(Token->getType().getNonReferenceType());
  bool Takes = false;
  for (const Decl *D : Class->decls()) {
    const auto *Template = llvm::dyn_cast<FunctionTemplateDecl>(D);
    const FunctionDecl *F = Template ? Template->getTemplatedDecl() : nullptr;
    Takes |= F && F->getDeclName() == Call->getMethodDecl()->getDeclName() &&
             F->getNumParams() == 3 &&
             Unit.context().getCanonicalType(F->getParamDecl(1)->getType()) == Type;
  }
  SourceLocation End = behindToken(Call, Unit.context());
  SourceLocation Predicate = Call->getArg(1)->getBeginLoc();
  if (!Takes || End.isInvalid() || Predicate.isMacroID())
    return {};
  return {FixItHint::CreateInsertion(Call->getBeginLoc(), "if (!"),
          FixItHint::CreateInsertion(Predicate, Token->getNameAsString() + ", "),
          FixItHint::CreateInsertion(End, ") break")};
}

Edits leaveLoop(const StuckLoop &S, flow::Unit &Unit) {
  if (S.Which->In->getTemplateInstantiationPattern())
    return {};
  switch (S.What) {
  case StuckLoop::Kind::ClosedIgnored:
    return leaveWhenClosed(*S.Receive, *S.Which, Unit.context());
  case StuckLoop::Kind::TokenNotWoken:
  case StuckLoop::Kind::TokenUnused:
    return giveToken(S, Unit);
  default:
    return {};
  }
}

} // namespace leash::fix
