//===- StopBeforeJoin.cpp - first the stop, then the join -----------------===//
#include "Fix/StopBeforeJoin.h"
#include "Fix/Places.h"
#include "Fix/Uses.h"
#include "Flow/Unit.h"
#include "Flow/Waits.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace leash::fix {

using flow::StuckLoop;
using Edits = std::vector<FixItHint>;

namespace {

class Order {
public:
  Order(const StuckLoop &S, flow::Unit &U)
      : S(S), U(U), Context(U.context()), In(S.End->In), Join(S.End->Join),
        Site(S.Sets ? S.Sets->Site : S.Closes.Call) {}

  Edits run() {
    if (!Site || In->getTemplateInstantiationPattern() || !findBlock(In->getBody()) ||
        !onlyJoins(Block->body_begin()[JoinAt]) || !findWait())
      return {};
    bool Declares = false;
    for (unsigned I = JoinAt + 1; I < SiteAt; ++I) {
      const Stmt *Each = Block->body_begin()[I];
      Declares |= isGuard(Each);
      if (!isGuard(Each) && !notifies(Each))
        return {};
    }
    unsigned Last = SiteAt;
    while (Last + 1 < Block->size() && notifies(Block->body_begin()[Last + 1]))
      ++Last;
    if (Declares && Last + 1 < Block->size())
      return {}; // what follows needs the guard, too
    return edit(Last, Declares);
  }

private:
  /// Finds the block in which one statement joins and a later one is the stop.
  bool findBlock(const Stmt *Parent) {
    if (!Parent || llvm::isa<LambdaExpr>(Parent))
      return false;
    if (const auto *Compound = llvm::dyn_cast<CompoundStmt>(Parent)) {
      const Stmt *const *Begin = Compound->body_begin();
      const Stmt *const *End = Compound->body_end();
      auto Has = [](const Stmt *Part) {
        return [Part](const Stmt *Each) { return Each == Part || flow::contains(Each, Part); };
      };
      const Stmt *const *First = std::find_if(Begin, End, Has(Join));
      const Stmt *const *Second = std::find_if(Begin, End, Has(Site));
      if (First != End && Second != End && First < Second) {
        Block = Compound;
        JoinAt = First - Begin;
        SiteAt = Second - Begin;
        return isStop(*Second);
      }
    }
    return llvm::any_of(Parent->children(), [&](const Stmt *Each) { return findBlock(Each); });
  }

  /// Whether \p Whole is the stop alone, or a block of it with its guard and
  /// notify.
  bool isStop(const Stmt *Whole) const {
    if (const auto *E = llvm::dyn_cast<Expr>(Whole))
      return E == Site || E->IgnoreImplicit() == Site;
    const auto *Compound = llvm::dyn_cast<CompoundStmt>(Whole);
    return Compound && llvm::all_of(Compound->body(), [&](const Stmt *Each) {
             return isStop(Each) || isGuard(Each) || notifies(Each);
           });
  }

  bool isGuard(const Stmt *Each) const {
    const auto *Declares = llvm::dyn_cast<DeclStmt>(Each);
    const auto *V = Declares && Declares->isSingleDecl()
                        ? llvm::dyn_cast<VarDecl>(Declares->getSingleDecl())
                        : nullptr;
    const model::TypeEntry *Type = V ? U.models().type(V->getType()) : nullptr;
    return Type && Type->Role == model::TypeRole::Guard;
  }

  bool notifies(const Stmt *Each) const {
    const auto *E = llvm::dyn_cast<Expr>(Each);
    std::optional<CallView> Call = E ? CallView::of(E->IgnoreImplicit()) : std::nullopt;
    const model::CallEntry *Entry = Call && Call->Callee ? U.models().call(*Call) : nullptr;
    return Entry && Entry->Role == model::CallRole::Notify;
  }

  /// Whether \p Whole does nothing but ask handles of tasks and join them.
  bool onlyJoins(const Stmt *Whole) const {
    if (!Whole)
      return true;
    if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(Whole);
        (Binary && Binary->isAssignmentOp()) || llvm::isa<LambdaExpr, ReturnStmt>(Whole))
      return false;
    if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(Whole)) {
      QualType On = Call->getImplicitObjectArgument()->getType();
      const auto *Record = Call->getRecordDecl();
      const model::TypeEntry *Type =
          U.models().type(On->isPointerType() ? On->getPointeeType() : On);
      if (!(Type && Type->Role == model::TypeRole::Task) &&
          !(Record && Record->isInStdNamespace() && Call->getMethodDecl()->isConst()))
        return false;
    } else if (llvm::isa<CallExpr>(Whole) && !llvm::isa<CXXOperatorCallExpr>(Whole)) {
      return false;
    }
    if (const auto *For = llvm::dyn_cast<CXXForRangeStmt>(Whole))
      return onlyJoins(For->getBody());
    return llvm::all_of(Whole->children(), [&](const Stmt *Each) { return onlyJoins(Each); });
  }

  /// Whether the stop, with a notify, ends the wait of the loop.
  bool findWait() {
    if (!S.Sets || !S.Blocks)
      return true; // a close wakes all who wait, and who does not wait looks in time
    for (const flow::WaitPoint &W : U.waits().waits())
      if (W.Call == S.Blocks->innermost().Site) {
        bool LoopLooks = !W.HasPredicate && (!W.Loop || W.Loop == S.Which->Statement);
        Wait = &W;
        return W.Condition && W.Lock && (LoopLooks || W.Until.of(S.Sets->What));
      }
    return false;
  }

  /// Whether the method that joins can name \p D, a field of the standard library.
  bool canName(const ValueDecl *D) const {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(In);
    const auto *Field = llvm::dyn_cast<FieldDecl>(D);
    const auto *Record = D->getType()->getAsCXXRecordDecl();
    return Method && Field && Record && Record->isInStdNamespace() && !Method->isStatic() &&
           !D->getType().isConstQualified() &&
           Field->getParent()->getCanonicalDecl() == Method->getParent()->getCanonicalDecl();
  }

  SourceLocation behind(const Stmt *Each) const {
    const SourceManager &Sources = Context.getSourceManager();
    if (Each->getBeginLoc().isMacroID() || Each->getEndLoc().isMacroID())
      return SourceLocation();
    if (std::optional<Token> Next =
            Lexer::findNextToken(Each->getEndLoc(), Sources, Context.getLangOpts());
        Next && Next->is(tok::semi) && !llvm::isa<DeclStmt, CompoundStmt>(Each))
      return Next->getEndLoc();
    return behindToken(Each, Context);
  }

  std::string between(SourceLocation Begin, SourceLocation End) const {
    return Lexer::getSourceText(CharSourceRange::getCharRange(Begin, End),
                                Context.getSourceManager(), Context.getLangOpts())
        .str();
  }

  /// \p Text in a block of its own.
  static std::string inBlock(llvm::StringRef Text, llvm::StringRef Indent) {
    if (!Text.contains('\n'))
      return ("{ " + Text + " }").str();
    llvm::SmallVector<llvm::StringRef, 4> Lines;
    Text.split(Lines, '\n');
    std::string Out = "{";
    for (llvm::StringRef Line : Lines)
      Out += ("\n" + Indent + "  " + Line.trim()).str();
    return Out + ("\n" + Indent + "}").str();
  }

  Edits edit(unsigned Last, bool Declares) {
    const Stmt *const *Each = Block->body_begin();
    SourceLocation Begin = Each[JoinAt]->getBeginLoc(), Joined = behind(Each[JoinAt]);
    SourceLocation Second = Each[JoinAt + 1]->getBeginLoc(), End = behind(Each[Last]);
    if (Joined.isInvalid() || End.isInvalid() || Second.isMacroID() || Begin.isMacroID())
      return {};
    std::string Gap = between(Joined, Second), Moved = between(Second, End);
    if (Moved.empty() || !llvm::StringRef(Gap).trim().empty())
      return {}; // a comment says something of one of them
    bool Wakes = !Wait, Holds = !Wait;
    if (Wait) {
      for (unsigned I = JoinAt + 1; I <= Last; ++I)
        for (const flow::NotifyPoint &N : U.waits().notifies())
          Wakes |= N.Condition == Wait->Condition &&
                   (N.Call == Each[I] || flow::contains(Each[I], N.Call));
      Holds = U.waits().mayHold(In, Site, Wait->Lock);
    }
    if ((!Wakes && !canName(Wait->Condition)) || (!Holds && !canName(Wait->Lock)))
      return {};
    std::string Indent = indentAt(Begin, Context);
    std::string Break = Gap.find('\n') != std::string::npos ? "\n" + Indent : " ";
    if (!Wakes)
      Moved += Break + Wait->Condition->getNameAsString() + ".notify_all();";
    if (!Holds) {
      PrintingPolicy Policy(Context.getLangOpts());
      Moved = "std::lock_guard<" + Wait->Lock->getType().getCanonicalType().getAsString(Policy) +
              "> lock(" + Wait->Lock->getNameAsString() + ");" + Break + Moved;
    }
    if (Declares || !Holds)
      Moved = inBlock(Moved, Indent);
    return {FixItHint::CreateReplacement(CharSourceRange::getCharRange(Begin, End),
                                         Moved + Gap + between(Begin, Joined))};
  }

  const StuckLoop &S;
  flow::Unit &U;
  ASTContext &Context;
  const FunctionDecl *In;
  const Expr *Join;
  const Stmt *Site; ///< of the stop
  const CompoundStmt *Block = nullptr;
  unsigned JoinAt = 0, SiteAt = 0;
  const flow::WaitPoint *Wait = nullptr; ///< null: a channel
};

} // namespace

Edits stopBeforeJoin(const StuckLoop &S, flow::Unit &Unit) {
  if (!S.End || !S.End->In || !S.End->Join)
    return {};
  return Order(S, Unit).run();
}

} // namespace leash::fix
