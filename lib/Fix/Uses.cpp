//===- Uses.cpp - all that the code does with a variable or field ---------===//
#include "Fix/Uses.h"
#include "Fix/Places.h"
#include "Flow/Classes.h"
#include "Flow/Unit.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;

namespace leash::fix {

namespace {
class Walk {
public:
  Walk(const ValueDecl *D, const FunctionDecl *In, std::vector<Use> &Out)
      : D(D), In(In), Out(Out) {}

  void visit(const Stmt *S, const Stmt *Statement, const CompoundStmt *Block) {
    if (!S)
      return;
    if (const auto *E = llvm::dyn_cast<Expr>(S); E && mentions(E))
      Out.push_back(classify(E, Statement, Block));
    Above.push_back(S);
    if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(S)) {
      // What is captured by reference is used in the body only.
      for (const LambdaCapture &Capture : Lambda->captures()) {
        if (!Capture.capturesVariable())
          continue;
        const auto *V = llvm::dyn_cast<VarDecl>(Capture.getCapturedVar());
        if (V && V->isInitCapture())
          visit(V->getInit(), Statement, Block);
        else if (V == D && Capture.getCaptureKind() == LCK_ByCopy)
          Out.push_back(Use{});
      }
      visit(Lambda->getBody(), nullptr, nullptr);
      Above.pop_back();
      return;
    }
    const auto *Own = llvm::dyn_cast<CompoundStmt>(S);
    for (const Stmt *Child : S->children())
      visit(Child, Own ? Child : Statement, Own ? Own : Block);
    Above.pop_back();
  }

private:
  bool mentions(const Expr *E) const {
    if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl()->getCanonicalDecl() == D->getCanonicalDecl();
    const auto *Member = llvm::dyn_cast<MemberExpr>(E);
    return Member && Member->getMemberDecl()->getCanonicalDecl() == D->getCanonicalDecl();
  }

  /// The ancestor of what is now visited, casts and parentheses left out.
  const Stmt *above(size_t &Level) const {
    while (Level > 0 && llvm::isa<ImplicitCastExpr, ParenExpr>(Above[Level - 1]))
      --Level;
    return Level > 0 ? Above[--Level] : nullptr;
  }

  Use classify(const Expr *E, const Stmt *Statement, const CompoundStmt *Block) const {
    Use Found;
    Found.Where = E;
    Found.In = In;
    Found.Statement = Statement;
    Found.Block = Block;
    const auto *Own = llvm::dyn_cast<MemberExpr>(E);
    if (Own && !llvm::isa<CXXThisExpr>(Own->getBase()->IgnoreParenImpCasts()))
      return Found;
    size_t Level = Above.size();
    const Stmt *Parent = above(Level);
    const Stmt *Callee = E;
    if (!llvm::isa<CXXMethodDecl>(D) && llvm::isa_and_nonnull<MemberExpr>(Parent)) {
      Callee = Parent;
      Parent = above(Level);
    }
    if (const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(Parent);
        Call && Call->getCallee()->IgnoreParenImpCasts() == Callee &&
        (Callee != E || llvm::isa<CXXMethodDecl>(D))) {
      Found.What = Use::Kind::Call;
      Found.Call = Call;
    } else if (const auto *Assign = llvm::dyn_cast_or_null<CXXOperatorCallExpr>(Parent);
               Assign && Assign->getOperator() == OO_Equal &&
               Assign->getArg(0)->IgnoreParenImpCasts() == E) {
      Found.What = Use::Kind::Assigned;
      Found.Value = Assign->getArg(1);
    }
    return Found;
  }

  const ValueDecl *D;
  const FunctionDecl *In;
  std::vector<Use> &Out;
  llvm::SmallVector<const Stmt *, 16> Above;
};
} // namespace

/// Whether all code that can name the private members of \p Record is in sight.
static bool isInSight(flow::Unit &U, const CXXRecordDecl *Record) {
  if (!Record->hasDefinition() || Record->hasFriends() || Record->isDependentContext() ||
      llvm::isa<ClassTemplateSpecializationDecl>(Record))
    return false;
  for (const Decl *D : Record->decls()) {
    if (llvm::isa<FunctionTemplateDecl, ClassTemplateDecl>(D))
      return false;
    if (const auto *Nested = llvm::dyn_cast<CXXRecordDecl>(D); Nested && !Nested->isImplicit())
      if (llvm::any_of(Nested->methods(), [](const CXXMethodDecl *M) { return !M->isImplicit(); }))
        return false;
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(D);
    if (Method && !Method->isImplicit() && !Method->isDefaulted() && !Method->isDeleted() &&
        !Method->isPureVirtual() && !U.bodyOf(Method))
      return false;
  }
  return true;
}

std::optional<std::vector<Use>> usesOf(flow::Unit &U, const ValueDecl *D,
                                       const FunctionDecl *Function) {
  std::vector<Use> Found;
  if (const auto *V = llvm::dyn_cast<VarDecl>(D)) {
    if (!V->isLocalVarDecl() || V->isStaticLocal() || V->getDeclContext() != Function)
      return std::nullopt;
    Walk(D, Function, Found).visit(Function->getBody(), nullptr, nullptr);
    return Found;
  }
  const auto *Record = llvm::dyn_cast<CXXRecordDecl>(D->getDeclContext());
  if (!Record || D->getAccess() != AS_private || !isInSight(U, Record->getDefinition()))
    return std::nullopt;
  for (const CXXMethodDecl *Method : U.classes().methods(Record)) {
    if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Method))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        Walk(D, Method, Found).visit(Init->getInit(), nullptr, nullptr);
    Walk(D, Method, Found).visit(Method->getBody(), nullptr, nullptr);
  }
  for (const FieldDecl *Field : Record->getDefinition()->fields())
    Walk(D, nullptr, Found).visit(Field->getInClassInitializer(), nullptr, nullptr);
  return Found;
}

SourceRange writtenType(const DeclaratorDecl *D, llvm::StringRef Name, const ASTContext &Context) {
  const TypeSourceInfo *Type = D->getTypeSourceInfo();
  if (!Type || !D->getDeclContext())
    return SourceRange();
  for (const Decl *Other : D->getDeclContext()->decls())
    if (const auto *Beside = llvm::dyn_cast<DeclaratorDecl>(Other);
        Beside && Beside != D && Beside->getBeginLoc() == D->getBeginLoc())
      return SourceRange();
  SourceRange Range = Type->getTypeLoc().getSourceRange();
  std::string Text = sourceOf(Range, Context);
  return Text == Name || Text == ("std::" + Name).str() ? Range : SourceRange();
}

bool areCallsOf(llvm::ArrayRef<Use> Uses, llvm::ArrayRef<llvm::StringRef> Names) {
  return llvm::all_of(Uses, [&](const Use &Each) {
    const CXXMethodDecl *Method = Each.Call ? Each.Call->getMethodDecl() : nullptr;
    return Each.What == Use::Kind::Call && Method && Method->getIdentifier() &&
           llvm::is_contained(Names, Method->getName());
  });
}

bool isNamed(const Stmt *S, llvm::StringRef Name) {
  if (!S)
    return false;
  auto HasName = [&](const Decl *D) {
    const auto *Named = llvm::dyn_cast<NamedDecl>(D);
    return Named && Named->getIdentifier() && Named->getName() == Name;
  };
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S); Ref && HasName(Ref->getDecl()))
    return true;
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(S);
      Member && HasName(Member->getMemberDecl()))
    return true;
  if (const auto *Declared = llvm::dyn_cast<DeclStmt>(S);
      Declared && llvm::any_of(Declared->decls(), HasName))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *C) { return isNamed(C, Name); });
}

} // namespace leash::fix
