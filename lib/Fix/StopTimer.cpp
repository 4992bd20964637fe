//===- StopTimer.cpp - stop a timer where its owner ends ------------------===//
#include "Fix/StopTimer.h"
#include "Fix/Places.h"
#include "Flow/Unit.h"
#include "Support/SourceText.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace leash::fix {

using flow::ForgottenTimer;

/// The statement of \p Method's own block that is \p Site alone.
static const Stmt *aloneIn(const FunctionDecl *Method, const Expr *Site) {
  const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(Method->getBody());
  if (!Block)
    return nullptr;
  for (const Stmt *S : Block->body())
    if (const auto *E = llvm::dyn_cast<Expr>(S); E && (E == Site || E->IgnoreImplicit() == Site))
      return S;
  return nullptr;
}

/// How often \p Name stands in \p Text as a word; where it does last.
static std::pair<unsigned, size_t> occurrences(llvm::StringRef Text, llvm::StringRef Name) {
  auto IsPart = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  unsigned Count = 0;
  size_t Last = 0;
  for (size_t At = Text.find(Name); At != llvm::StringRef::npos; At = Text.find(Name, At + 1)) {
    size_t End = At + Name.size();
    if ((At > 0 && IsPart(Text[At - 1])) || (End < Text.size() && IsPart(Text[End])))
      continue;
    ++Count;
    Last = At;
  }
  return {Count, Last};
}

/// Whether \p S mentions no variable of its function's.
static bool needsNoLocal(const Stmt *S) {
  if (!S)
    return true;
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(S))
    if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl()); V && !V->hasGlobalStorage())
      return false;
  return llvm::all_of(S->children(), needsNoLocal);
}

std::vector<FixItHint> stopBeside(llvm::ArrayRef<const ForgottenTimer *> Group, flow::Unit &Unit) {
  const ForgottenTimer &First = *Group.front();
  const flow::TimerUse &Sibling = *First.Sibling;
  if (Sibling.In != First.Closer || Sibling.Body != Sibling.In || !needsNoLocal(Sibling.Site))
    return {};
  const Stmt *Statement = aloneIn(First.Closer, Sibling.Site);
  std::string Text = Statement ? sourceOf(Statement->getSourceRange(), Unit.context()) : "";
  auto [Count, At] = occurrences(Text, Sibling.Timer->getName());
  if (Count != 1 || Statement->getBeginLoc().isMacroID())
    return {};
  std::string Added;
  for (const ForgottenTimer *F : Group) {
    if (F->Timer->getType().getCanonicalType() != Sibling.Timer->getType().getCanonicalType())
      return {};
    std::string Own = Text;
    Own.replace(At, Sibling.Timer->getName().size(), F->Timer->getNameAsString());
    Added += "\n" + indentAt(Statement->getBeginLoc(), Unit.context()) + Own + ";";
  }
  SourceLocation End = behindSemicolon(Statement, Unit.context());
  if (End.isInvalid())
    return {};
  return {FixItHint::CreateInsertion(End, Added)};
}

/// The framework's own call that takes back the timer known as \p Id; empty if
/// it is not certain which.
static std::string removalText(const ForgottenTimer &F, llvm::StringRef Id, flow::Unit &Unit) {
  std::optional<CallView> Armed = CallView::of(F.Start->Site);
  if (!F.Start->Call.Remover || !F.Start->Call.IsRemoverSure || !Armed || !Armed->Object ||
      !needsNoLocal(Armed->Object) || F.Start->Call.Remover->getAccess() != AS_public)
    return "";
  std::string On = operandText(Armed->Object, Unit.context());
  if (On.empty())
    return "";
  bool Arrow =
      Armed->Arrow || Armed->Object->getType()->isPointerType() ||
      sourceOf(Armed->Whole->getSourceRange(), Unit.context()).find(On + "->") != std::string::npos;
  return (On + (Arrow ? "->" : ".") + F.Start->Call.Remover->getName() + "(" + Id + ");").str();
}

/// How the rest of the class would stop \p F's timer; empty if that is not clear.
static std::string stopText(const ForgottenTimer &F, flow::Unit &Unit) {
  if (F.Timer->getParent()->getCanonicalDecl() != F.Start->In->getParent()->getCanonicalDecl())
    return ""; // one of many
  if (F.Stop && F.Stop->Body == F.Stop->In) {
    const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(F.Stop->In->getBody());
    if (Block && Block->size() == 1 && F.Stop->In->getNumParams() == 0 &&
        F.Stop->In->getIdentifier() && !F.Stop->In->isVirtual())
      return F.Stop->In->getNameAsString() + "();";
    std::string Text =
        needsNoLocal(F.Stop->Site) ? sourceOf(F.Stop->Site->getSourceRange(), Unit.context()) : "";
    return Text.empty() ? "" : Text + ";";
  }
  return removalText(F, F.Timer->getName(), Unit);
}

/// \p Text as the first statement of \p F's destructor.
static std::vector<FixItHint> firstInDestructor(const ForgottenTimer &F, const std::string &Text,
                                                flow::Unit &Unit) {
  const auto *Body = F.Closer ? llvm::dyn_cast<CompoundStmt>(F.Closer->getBody()) : nullptr;
  if (!Body || Body->getLBracLoc().isMacroID() || Text.empty() ||
      Text.find('\n') != std::string::npos)
    return {};
  std::string Outer = indentAt(Body->getLBracLoc(), Unit.context());
  std::string Inner = Outer + (Outer.find('\t') != std::string::npos ? "\t" : "  ");
  if (!Body->body_empty())
    Inner = indentAt(Body->body_front()->getBeginLoc(), Unit.context());
  const SourceManager &Sources = Unit.context().getSourceManager();
  bool OneLine = Sources.getSpellingLineNumber(Body->getLBracLoc()) ==
                 Sources.getSpellingLineNumber(Body->getRBracLoc());
  SourceLocation After = Body->getLBracLoc().getLocWithOffset(1);
  if (OneLine)
    return {FixItHint::CreateInsertion(After, " " + Text + (Body->body_empty() ? " " : ""))};
  return {FixItHint::CreateInsertion(After, "\n" + Inner + Text)};
}

std::vector<FixItHint> stopInDestructor(const ForgottenTimer &F, flow::Unit &Unit) {
  return firstInDestructor(F, stopText(F, Unit), Unit);
}

/// A name for a new field of \p Record, in the style of the others.
static std::string nameOfField(const CXXRecordDecl *Record) {
  std::string Name = "timer";
  for (const FieldDecl *Field : Record->fields()) {
    if (Field->getName().starts_with("m_"))
      Name = "m_timer";
    else if (Field->getName().ends_with("_"))
      Name = "timer_";
    if (Field->getIdentifier())
      break;
  }
  bool Taken = !Record->lookup(&Record->getASTContext().Idents.get(Name)).empty();
  return Taken ? "" : Name;
}

std::vector<FixItHint> keepId(const ForgottenTimer &F, flow::Unit &Unit) {
  const CXXRecordDecl *Record = F.Start->In->getParent();
  std::optional<CallView> Armed = CallView::of(F.Start->Site);
  SourceLocation End = Record->getBraceRange().getEnd();
  std::string Name = nameOfField(Record);
  if (!Armed || !Armed->Callee || Name.empty() || End.isInvalid() || End.isMacroID() ||
      Record->isDependentContext() || llvm::isa<ClassTemplateSpecializationDecl>(Record) ||
      F.Start->Site->getBeginLoc().isMacroID())
    return {};
  std::vector<FixItHint> Fixes = firstInDestructor(F, removalText(F, Name, Unit), Unit);
  if (Fixes.empty())
    return {};
  ASTContext &Context = Unit.context();
  std::string Type = TypeName::getFullyQualifiedName(Armed->Callee->getReturnType(), Context,
                                                     Context.getPrintingPolicy());
  Fixes.push_back(FixItHint::CreateInsertion(F.Start->Site->getBeginLoc(), Name + " = "));
  Fixes.push_back(FixItHint::CreateInsertion(End, "  " + Type + " " + Name + "{};\n" +
                                                      indentAt(End, Unit.context())));
  return Fixes;
}

/// "boost::asio" or "asio": the outer namespaces of the timer.
static std::string libraryOf(const Decl *D) {
  std::string Name;
  for (const DeclContext *C = D->getDeclContext(); C; C = C->getParent())
    if (const auto *Space = llvm::dyn_cast<NamespaceDecl>(C);
        Space && !Space->isInline() && !Space->isAnonymousNamespace())
      Name = Space->getNameAsString() + (Name.empty() ? "" : "::") + Name;
  return Name;
}

std::vector<FixItHint> returnWhenAborted(const ForgottenTimer &F, flow::Unit &Unit) {
  const auto *Body = llvm::dyn_cast_or_null<CompoundStmt>(F.Handler->getBody());
  std::optional<CallView> Armed = CallView::of(F.Start->Site);
  if (!Body || Body->getLBracLoc().isMacroID() || F.Handler->getNumParams() != 1 || !Armed ||
      !Armed->Callee || !F.Handler->getReturnType()->isVoidType() || Body->body_empty())
    return {};
  const ParmVarDecl *Error = F.Handler->getParamDecl(0);
  const auto *Type = Error->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Error->getIdentifier() || !Type || !Type->getIdentifier() || Type->getName() != "error_code")
    return {};
  const SourceManager &Sources = Unit.context().getSourceManager();
  bool OneLine = Sources.getSpellingLineNumber(Body->getLBracLoc()) ==
                 Sources.getSpellingLineNumber(Body->body_front()->getBeginLoc());
  std::string Text = "if (" + Error->getNameAsString() + " == " + libraryOf(Armed->Callee) +
                     "::error::operation_aborted)";
  SourceLocation After = Body->getLBracLoc().getLocWithOffset(1);
  if (OneLine)
    return {FixItHint::CreateInsertion(After, " " + Text + " return;")};
  std::string Inner = indentAt(Body->body_front()->getBeginLoc(), Unit.context());
  std::string Step = Inner.find('\t') != std::string::npos ? "\t" : "  ";
  return {FixItHint::CreateInsertion(After, "\n" + Inner + Text + "\n" + Inner + Step + "return;")};
}

} // namespace leash::fix
