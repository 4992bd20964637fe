//===- GuardTimer.cpp - a local that gives a timer back -------------------===//
#include "Fix/GuardTimer.h"
#include "Fix/Places.h"
#include "Fix/Uses.h"
#include "Flow/Unit.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace leash::fix {

using Edits = std::vector<FixItHint>;

namespace {

class Guard {
public:
  Guard(const flow::LeakedTimer &L, const FunctionDecl &Function, flow::Unit &Unit)
      : L(L), Function(Function), U(Unit), Context(Unit.context()),
        Body(llvm::dyn_cast_or_null<CompoundStmt>(Function.getBody())) {}

  Edits run() {
    if (!Body || !L.Words || L.Anew || Function.getTemplateInstantiationPattern() ||
        U.facts().of(&Function).Assigned.contains(L.Timer) || L.Words->getBeginLoc().isMacroID())
      return {};
    SourceLocation Behind = placeOf();
    if (Behind.isInvalid() || jumps(Body))
      return {};
    Edits Out;
    for (const Stmt *Each : L.Releases)
      if (!takeAway(Body, Each, Out))
        return {};
    std::string Text = text();
    if (Out.empty() || Text.empty())
      return {};
    Out.push_back(FixItHint::CreateInsertion(Behind, "\n" + indentAt(Behind, Context) + Text));
    return Out;
  }

private:
  /// Whether a jump may pass the guard by.
  static bool jumps(const Stmt *S) {
    return S && (llvm::isa<GotoStmt, IndirectGotoStmt, AsmStmt>(S) ||
                 llvm::any_of(S->children(), jumps));
  }

  static bool leaves(const Stmt *S) {
    if (const auto *Block = llvm::dyn_cast<CompoundStmt>(S))
      return !Block->body_empty() && leaves(Block->body_back());
    return llvm::isa<ReturnStmt>(S);
  }

  /// Behind the statement of the function's own block after which there is a timer,
  /// unless the variable says that there is none.
  SourceLocation placeOf() {
    const Stmt *const *At = llvm::find_if(
        Body->body(), [&](const Stmt *S) { return S == L.Made || flow::contains(S, L.Made); });
    if (At == Body->body_end() || (*At)->getEndLoc().isMacroID())
      return SourceLocation();
    if (const auto *Declares = llvm::dyn_cast<DeclStmt>(*At)) {
      IsId = Declares->isSingleDecl() && Declares->getSingleDecl() == L.Timer;
      return IsId ? Declares->getEndLoc().getLocWithOffset(1) : SourceLocation();
    }
    // 'if (timer_create(...) != 0) return'
    const auto *If = llvm::dyn_cast<IfStmt>(*At);
    if (!If || If->getElse() || !leaves(If->getThen()) || L.Returns.empty() ||
        !flow::contains(If->getCond(), L.Made) || !L.Certain ||
        llvm::any_of(L.Returns, [&](const ReturnStmt *R) {
          return R && (R == If->getThen() || flow::contains(If->getThen(), R));
        }))
      return SourceLocation();
    return llvm::isa<CompoundStmt>(If->getThen()) ? If->getEndLoc().getLocWithOffset(1)
                                                  : behindSemicolon(If, Context);
  }

  /// Whether what \p S computes has nothing to do with the timer, for all that can
  /// be seen.
  static bool isPlain(const Stmt *S) {
    return !S || (!llvm::isa<CallExpr, CXXConstructExpr, CXXNewExpr, LambdaExpr>(S) &&
                  llvm::all_of(S->children(), isPlain));
  }

  /// Removes \p Release, a statement of a block below \p S that returns next.
  bool takeAway(const Stmt *S, const Stmt *Release, Edits &Out) const {
    if (!S || llvm::isa<LambdaExpr>(S))
      return false;
    if (const auto *Block = llvm::dyn_cast<CompoundStmt>(S)) {
      const Stmt *const *At = llvm::find(Block->body(), Release);
      if (At != Block->body_end()) {
        const Stmt *Next = std::next(At) == Block->body_end() ? nullptr : *std::next(At);
        const auto *Return = llvm::dyn_cast_or_null<ReturnStmt>(Next);
        bool IsLast = Next ? Return && isPlain(Return->getRetValue()) : Block == Body;
        return IsLast && isSame(Release) && remove(Release, Out);
      }
    }
    return llvm::any_of(S->children(),
                        [&](const Stmt *Child) { return takeAway(Child, Release, Out); });
  }

  bool isSame(const Stmt *Release) const {
    const auto *Call = llvm::dyn_cast<CallExpr>(Release);
    return Call && Call->getDirectCallee() && Call->getDirectCallee() == L.Words->getDirectCallee();
  }

  /// Removes the whole line of \p Release.
  bool remove(const Stmt *Release, Edits &Out) const {
    const SourceManager &Sources = Context.getSourceManager();
    SourceLocation Begin = Release->getBeginLoc(), End = behindSemicolon(Release, Context);
    unsigned Indent = indentAt(Begin, Context).size();
    bool Failed = End.isInvalid();
    llvm::StringRef Rest = Failed ? "" : Sources.getCharacterData(End, &Failed);
    Rest = Rest.take_until([](char C) { return C == '\n'; });
    if (Failed || Sources.getSpellingColumnNumber(Begin) != Indent + 1 || !Rest.trim().empty())
      return false;
    End = End.getLocWithOffset(static_cast<int>(Rest.size()) + 1);
    Out.push_back(FixItHint::CreateRemoval(
        CharSourceRange::getCharRange(Begin.getLocWithOffset(-static_cast<int>(Indent)), End)));
    return true;
  }

  /// The guard: 'struct { ... } guard{timer};'.
  std::string text() const {
    std::string Name = L.Timer->getNameAsString(), Class = "Guard", Own = "guard";
    QualType T = L.Timer->getType();
    std::string Words = sourceOf(L.Words->getSourceRange(), Context);
    if (Words.empty() || T.isConstQualified() || isNamed(Body, Own) || isNamed(Body, Class) ||
        Name == Own || Name == Class)
      return "";
    std::string Test;
    if (IsId && T->isPointerType())
      Test = "if (" + Name + ") ";
    else if (IsId && T->isSignedIntegerType())
      Test = "if (" + Name + " >= 0) ";
    else if (IsId)
      return "";
    PrintingPolicy Policy(Context.getLangOpts());
    std::string Type = T->getContainedAutoType() ? T.getCanonicalType().getAsString(Policy)
                                                 : T.getAsString(Policy);
    return "struct " + Class + " { " + Type + (Type.back() == '*' ? "&" : " &") + Name + "; ~" +
           Class + "() { " + Test + Words + "; } } " + Own + "{" + Name + "};";
  }

  const flow::LeakedTimer &L;
  const FunctionDecl &Function;
  flow::Unit &U;
  ASTContext &Context;
  const CompoundStmt *Body;
  bool IsId = false; ///< the variable itself says whether there is a timer
};

} // namespace

Edits guardTimer(const flow::LeakedTimer &L, const FunctionDecl &Function, flow::Unit &Unit) {
  return Guard(L, Function, Unit).run();
}

} // namespace leash::fix
