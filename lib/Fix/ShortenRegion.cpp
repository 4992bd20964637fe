//===- ShortenRegion.cpp - end a held region before a call ----------------===//
#include "Fix/ShortenRegion.h"
#include "Fix/Places.h"
#include "Flow/Unit.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace leash::fix {

namespace {

/// The block that declares the guard, and where in it guard and call stand.
struct Region {
  const CompoundStmt *Block = nullptr;
  size_t GuardAt = 0;
  size_t CallAt = 0;
  const VarDecl *Guard = nullptr;

  llvm::ArrayRef<Stmt *> between() const {
    return llvm::ArrayRef(Block->body_begin(), Block->size())
        .slice(GuardAt + 1, CallAt - GuardAt - 1);
  }
  llvm::ArrayRef<Stmt *> after() const {
    return llvm::ArrayRef(Block->body_begin(), Block->size()).drop_front(CallAt + 1);
  }
  const Stmt *call() const { return Block->body_begin()[CallAt]; }
  const Stmt *declaration() const { return Block->body_begin()[GuardAt]; }
};

/// Whether \p S is \p Call alone, its result unused.
bool isAlone(const Stmt *S, const Stmt *Call) {
  const auto *E = llvm::dyn_cast<Expr>(S);
  return E && (E == Call || E->IgnoreImplicit() == Call);
}

/// The only variable that \p S declares, if \p Made is part of its initialiser.
const VarDecl *onlyGuard(const Stmt *S, const Stmt *Made) {
  const auto *Declaration = llvm::dyn_cast<DeclStmt>(S);
  if (!Declaration || !Declaration->isSingleDecl())
    return nullptr;
  const auto *V = llvm::dyn_cast<VarDecl>(Declaration->getSingleDecl());
  const Expr *Init = V ? V->getInit() : nullptr;
  return Init && (Init == Made || Init->IgnoreImplicit()->IgnoreParenCasts() == Made) ? V : nullptr;
}

std::optional<Region> findRegion(const Stmt *S, const flow::Crossing &C) {
  if (!S || llvm::isa<LambdaExpr>(S))
    return std::nullopt;
  if (const auto *Block = llvm::dyn_cast<CompoundStmt>(S)) {
    Region R;
    R.Block = Block;
    for (size_t I = 0; I != Block->size(); ++I) {
      const Stmt *Child = Block->body_begin()[I];
      if (const VarDecl *V = onlyGuard(Child, C.Lock->Site)) {
        R.Guard = V;
        R.GuardAt = I;
      } else if (R.Guard && isAlone(Child, C.Across->Site)) {
        R.CallAt = I;
        return R;
      }
    }
  }
  for (const Stmt *Child : S->children())
    if (std::optional<Region> Found = findRegion(Child, C))
      return Found;
  return std::nullopt;
}

/// Whether \p S keeps to local values and constants: nothing that a lock may
/// protect, and not the variables of \p Except.
bool isPrivate(const Stmt *S, llvm::ArrayRef<const Decl *> Except) {
  if (!S)
    return true;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S)) {
    if (llvm::is_contained(Except, Ref->getDecl()))
      return false;
    if (llvm::isa<FunctionDecl, EnumConstantDecl>(Ref->getDecl()))
      return true;
    const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
    QualType T = Ref->getDecl()->getType();
    bool IsConstant = V && (V->isConstexpr() || T.isConstQualified());
    return V &&
           (IsConstant || (V->hasLocalStorage() && !T->isReferenceType() && !T->isPointerType()));
  }
  if (llvm::isa<CXXThisExpr, LambdaExpr>(S))
    return false;
  return llvm::all_of(S->children(), [&](const Stmt *C) { return isPrivate(C, Except); });
}

bool callsSomething(const Stmt *S) {
  if (!S)
    return false;
  if (llvm::isa<CallExpr, CXXConstructExpr, CXXNewExpr, CXXDeleteExpr, LabelStmt, GotoStmt>(S))
    return true;
  return llvm::any_of(S->children(), callsSomething);
}

bool canUnlock(const VarDecl *Guard) {
  const auto *Record = Guard->getType()->getAsCXXRecordDecl();
  return Record && llvm::any_of(Record->methods(), [](const CXXMethodDecl *M) {
           return M->getIdentifier() && M->getName() == "unlock" && M->getNumParams() == 0 &&
                  M->getAccess() == AS_public;
         });
}

/// Whether the call itself can run without the lock: an API, on local values.
/// A join needs its handle moved out first, which is a person's decision.
bool runsAlone(const flow::Effect &Call) {
  if (Call.Inner || Call.Class == model::BlockClass::Join)
    return false;
  const auto *E = llvm::dyn_cast_or_null<CallExpr>(Call.Site);
  return E && llvm::all_of(E->arguments(), [](const Expr *Arg) { return isPrivate(Arg, {}); }) &&
         isPrivate(E->getCallee(), {});
}

bool isEditable(const Stmt *S) { return S->getBeginLoc().isFileID() && S->getEndLoc().isFileID(); }

FixItHint before(const Stmt *S, llvm::StringRef Text, const ASTContext &Context) {
  return FixItHint::CreateInsertion(S->getBeginLoc(),
                                    (Text + "\n" + indentAt(S->getBeginLoc(), Context)).str());
}

} // namespace

std::vector<FixItHint> unlockBefore(const flow::Crossing &C, flow::Unit &Unit) {
  if (!C.Always || !C.Lock->Site || C.Lock->In != C.Across->In || !runsAlone(*C.Across))
    return {};
  std::optional<Region> R = findRegion(C.Lock->In->getBody(), C);
  if (!R || C.Holder != Unit.objects().variable(R->Guard))
    return {};
  const ASTContext &Context = Unit.context();
  if (!isEditable(R->declaration()) || !isEditable(R->call()))
    return {};

  // Nothing is done under the lock before the call: take it afterwards.
  if (R->between().empty()) {
    SourceLocation Begin = R->call()->getBeginLoc(), Behind = behindSemicolon(R->call(), Context);
    if (Behind.isInvalid() || R->after().empty())
      return {};
    return {FixItHint::CreateRemoval(
                CharSourceRange::getCharRange(R->declaration()->getBeginLoc(), Begin)),
            FixItHint::CreateInsertion(Behind,
                                       "\n" + indentAt(Begin, Context) +
                                           sourceOf(R->declaration()->getSourceRange(), Context))};
  }

  llvm::SmallVector<const Decl *, 4> Ended{R->Guard};
  bool Unlocks = canUnlock(R->Guard);
  if (!Unlocks)
    for (const Stmt *S : R->between())
      if (const auto *Declaration = llvm::dyn_cast<DeclStmt>(S))
        Ended.append(Declaration->decl_begin(), Declaration->decl_end());
  bool IsDone = llvm::all_of(
      R->after(), [&](const Stmt *S) { return isPrivate(S, Ended) && !callsSomething(S); });
  if (!IsDone || !isPrivate(R->call(), Ended))
    return {};
  if (Unlocks)
    return {before(R->call(), (R->Guard->getName() + ".unlock();").str(), Context)};
  return {before(R->declaration(), "{", Context), before(R->call(), "}", Context)};
}

} // namespace leash::fix
