//===- Why.cpp - what the models say about a file -------------------------===//
#include "Why.h"
#include "Commands.h"
#include "Model/QualifiedName.h"
#include "Model/Resolver.h"
#include "Model/Words.h"
#include "Support/Config.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace clang;

namespace leash {

using namespace model;

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

static bool waits(CallRole Role) {
  return llvm::is_contained(
      {CallRole::Wait, CallRole::Block, CallRole::Send, CallRole::Receive, CallRole::Select}, Role);
}

std::string describe(const CallEntry &Entry, Bound HowLong) {
  std::string Text = wordFor(Entry.Role).str();
  bool IsOfLock =
      llvm::is_contained({CallRole::Acquire, CallRole::Release, CallRole::AssertHeld}, Entry.Role);
  if (IsOfLock)
    Text += " " + wordFor(Entry.Mode).str();
  if (waits(Entry.Role) || (!IsOfLock && HowLong != Bound::Never))
    Text += " class=" + wordFor(Entry.Class).str();
  if (waits(Entry.Role) || Entry.Role == CallRole::Acquire || HowLong != Bound::Never)
    Text += " bound=" + wordFor(HowLong).str();
  if (Entry.Attempt)
    Text += " attempt";
  return Text;
}

static std::string textOf(Operand O) {
  switch (O.Kind) {
  case Operand::This:
    return "this";
  case Operand::Return:
    return "return";
  case Operand::Task:
    return "task";
  case Operand::All:
    return "all";
  default:
    return std::to_string(O.Index);
  }
}

/// What an entry says beside its role, class and bound.
static std::string details(const CallEntry &Entry) {
  std::string Text;
  if (Entry.Counts)
    Text += " counts=" + wordFor(*Entry.Counts).str();
  if (Entry.Wakes)
    Text += " wakes=" + wordFor(*Entry.Wakes).str();
  if (Entry.Fires)
    Text += " fires=" + wordFor(*Entry.Fires).str();
  if (Entry.StoppedBy)
    Text += " stopped-by=" + textOf(*Entry.StoppedBy);
  if (Entry.Closed) {
    Text += " closed=" + wordFor(Entry.Closed->By).str();
    if (!Entry.Closed->Value.empty())
      Text += ":" + Entry.Closed->Value;
    if (Entry.Closed->Arg)
      Text += ":" + std::to_string(*Entry.Closed->Arg);
  }
  if (!Entry.Blocking.empty())
    Text += " blocking=" + Entry.Blocking;
  return Text;
}

std::string describe(const TypeEntry &Entry) {
  std::string Text = wordFor(Entry.Role).str();
  if (Entry.Mode != LockMode::Exclusive)
    Text += " " + wordFor(Entry.Mode).str();
  if (Entry.Recursive)
    Text += " recursive";
  if (Entry.Spins)
    Text += " spins";
  if (Entry.Tag)
    Text += " " + wordFor(*Entry.Tag).str();
  if (Entry.End)
    Text += " at-end=" + wordFor(*Entry.End).str();
  if (Entry.Fires)
    Text += " fires=" + wordFor(*Entry.Fires).str();
  if (Entry.SharedUnless)
    Text += " shared-unless=" + std::to_string(Entry.SharedUnless->Arg);
  return Text;
}

//===----------------------------------------------------------------------===//
// The walk
//===----------------------------------------------------------------------===//

namespace {

/// A name without template arguments and inline namespaces, as models have it.
std::string plainName(const NamedDecl *D) {
  std::string Name = D->getNameAsString();
  if (const auto *F = llvm::dyn_cast<FunctionDecl>(D))
    Name = lastComponent(F);
  for (const DeclContext *C = D->getDeclContext(); C && !C->isTranslationUnit();
       C = C->getParent()) {
    const auto *Named = llvm::dyn_cast<NamedDecl>(C);
    if (Named && !C->isTransparentContext() && !C->isInlineNamespace() && Named->getDeclName())
      Name.insert(0, Named->getNameAsString() + "::");
  }
  return Name;
}

class Walk : public RecursiveASTVisitor<Walk> {
public:
  Walk(std::shared_ptr<const Models> Known, ASTContext &Context, const WhyRequest &Request)
      : Models(std::move(Known), Context), Context(Context), Request(Request) {}

  // These replace the visitor's own: that is how it is used.
  // NOLINTBEGIN(bugprone-derived-method-shadowing-base-method)
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }

  bool VisitCallExpr(CallExpr *E) { return call(E); }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) { return call(E); }
  bool VisitVarDecl(VarDecl *D) {
    object(D->getLocation(), D->getType());
    if (!llvm::isa<ParmVarDecl>(D) && !D->getType()->isReferenceType())
      destruction(D->getLocation(), D->getType());
    return true;
  }
  bool VisitFieldDecl(FieldDecl *D) {
    object(D->getLocation(), D->getType());
    return true;
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *E) {
    destruction(E->getExprLoc(), E->getDestroyedType());
    return true;
  }
  bool VisitCXXBindTemporaryExpr(CXXBindTemporaryExpr *E) {
    destruction(E->getExprLoc(), E->getType());
    return true;
  }
  // NOLINTEND(bugprone-derived-method-shadowing-base-method)

  /// All lines in the order of their places, each once. False if an annotation
  /// cannot be read.
  bool print(llvm::raw_ostream &Out) const {
    for (const auto &[Place, Text] : Lines)
      Out << Request.File << ":" << Place.first << ":" << Place.second << ": " << Text << "\n";
    const SourceManager &Sources = Context.getSourceManager();
    for (const AnnotationFault &F : Models.annotationFaults())
      llvm::errs() << Sources.getFileLoc(F.Where).printToString(Sources)
                   << ": error: annotation for Leash: " << F.Text << "\n";
    return Models.annotationFaults().empty();
  }

private:
  /// \p E as the source has it, without '&', in one line.
  std::string written(const Expr *E) const {
    if (const auto *Address = llvm::dyn_cast<UnaryOperator>(E->IgnoreParenImpCasts());
        Address && Address->getOpcode() == UO_AddrOf)
      E = Address->getSubExpr();
    CharSourceRange Range = Context.getSourceManager().getExpansionRange(E->getSourceRange());
    llvm::StringRef Text =
        Lexer::getSourceText(Range, Context.getSourceManager(), Context.getLangOpts());
    if (auto [First, Rest] = Text.split('\n'); !Rest.empty())
      return First.rtrim().str() + "...";
    return Text.str();
  }

  /// Where an entry comes from, for the end of a line.
  static std::string source(const File *From, llvm::StringRef Names) {
    return From ? " [" + From->Library + ": " + Names.str() + "]" : " [annotation]";
  }

  void add(SourceLocation At, const std::string &Text, const File *From) {
    const SourceManager &Sources = Context.getSourceManager();
    At = Sources.getExpansionLoc(At);
    if (!Sources.isWrittenInMainFile(At))
      return;
    unsigned Line = Sources.getExpansionLineNumber(At);
    if (Request.Line && Line != Request.Line)
      return;
    if (From && !Request.Library.empty() && From->Library != Request.Library)
      return;
    Lines.insert({{Line, Sources.getExpansionColumnNumber(At)}, Text});
  }

  void matched(SourceLocation At, const CallView &View) {
    auto Rows = Models.matches(View);
    if (Rows.empty())
      return;
    const CallEntry &Entry = *Rows.front().Entry;
    std::string Role = wordFor(Entry.Role).str();
    std::string Rest = describe(Entry, Models.bound(Entry, View)).substr(Role.size());
    const Expr *On = Resolver::operand(View, Resolver::on(Entry, View));
    std::string OnText = On ? " on '" + written(On) + "'" : "";
    std::string Text = "call " + plainName(View.Callee) + " -> " + Role;
    bool HasMode = Entry.Role == CallRole::Acquire || Entry.Role == CallRole::Release;
    if (HasMode) {
      // 'acquire shared on 'm' bound=unbounded'
      size_t End = std::min(Rest.find(' ', 1), Rest.size());
      Text += Rest.substr(0, End) + OnText + Rest.substr(End);
    } else {
      Text += Rest;
    }
    if (const Expr *Released = Entry.Releases ? Resolver::operand(View, *Entry.Releases) : nullptr)
      Text += " releases '" + written(Released) + "'";
    if (!HasMode)
      Text += OnText;
    Text += details(Entry);
    if (std::optional<unsigned> Runs = Models.callable(Entry, View))
      Text += " runs '" + written(View.Args[*Runs]) + "'";
    llvm::SmallVector<llvm::StringRef, 2> Names;
    for (const auto &Row : Rows)
      if (Row.From == Rows.front().From && !llvm::is_contained(Names, Row.Name))
        Names.push_back(Row.Name);
    add(At, Text + source(Rows.front().From, llvm::join(Names, ", ")), Rows.front().From);
  }

  bool call(const Expr *E) {
    if (std::optional<CallView> View = CallView::of(E); View && View->Callee)
      matched(E->getExprLoc(), *View);
    return true;
  }

  void object(SourceLocation At, QualType T) {
    if (T->isPointerType())
      T = T->getPointeeType();
    auto Row = Models.match(T);
    if (!Row)
      return;
    const CXXRecordDecl *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
    bool HasName = Record && Record->getIdentifier();
    add(At,
        "type " + (HasName ? plainName(Record) : Row->Name.str()) + " -> " + describe(*Row->Entry) +
            source(Row->From, Row->Name),
        Row->From);
  }

  void destruction(SourceLocation At, QualType T) {
    if (T.isNull())
      return;
    const CXXRecordDecl *Record = T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    if (!Record || !Record->hasDefinition() || !Record->getDestructor())
      return;
    CallView View;
    View.Callee = Record->getDestructor();
    matched(At, View);
  }

  mutable Resolver Models;
  ASTContext &Context;
  const WhyRequest &Request;
  std::set<std::pair<std::pair<unsigned, unsigned>, std::string>> Lines;
};

class Action : public ASTFrontendAction {
public:
  Action(std::shared_ptr<const Models> Known, WhyRequest &Request)
      : Known(std::move(Known)), Request(Request) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &, llvm::StringRef) override {
    struct Consumer : ASTConsumer {
      Consumer(Action &Parent) : Parent(Parent) {}
      void HandleTranslationUnit(ASTContext &Context) override {
        if (Context.getDiagnostics().hasErrorOccurred())
          return;
        Walk W(Parent.Known, Context, Parent.Request);
        for (Decl *D : Context.getTranslationUnitDecl()->decls()) {
          const SourceManager &Sources = Context.getSourceManager();
          if (Sources.isWrittenInMainFile(Sources.getExpansionLoc(D->getLocation())))
            W.TraverseDecl(D);
        }
        Parent.Request.IsGood &= W.print(llvm::outs());
      }
      Action &Parent;
    };
    return std::make_unique<Consumer>(*this);
  }

private:
  std::shared_ptr<const Models> Known;
  WhyRequest &Request;
};

struct Factory : tooling::FrontendActionFactory {
  Factory(std::shared_ptr<const Models> Known, WhyRequest &Request)
      : Known(std::move(Known)), Request(Request) {}
  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<Action>(Known, Request);
  }
  std::shared_ptr<const Models> Known;
  WhyRequest &Request;
};

} // namespace

int printWhy(std::shared_ptr<const Models> Known, WhyRequest &Request) {
  std::string Error;
  std::unique_ptr<tooling::CompilationDatabase> Database;
  if (Request.HasFlags)
    Database = std::make_unique<tooling::FixedCompilationDatabase>(".", Request.Flags);
  else if (!Request.Database.empty())
    Database = tooling::CompilationDatabase::autoDetectFromDirectory(Request.Database, Error);
  else
    Database = tooling::CompilationDatabase::autoDetectFromSource(Request.File, Error);
  if (!Database)
    return fail("no compile database for '" + llvm::Twine(Request.File) +
                "': pass its directory with -p, or the compiler's flags after '--'");
  tooling::ClangTool Tool(*Database, {Request.File});
  Tool.appendArgumentsAdjuster(tooling::getInsertArgumentAdjuster(
      "-resource-dir=" LEASH_RESOURCE_DIR, tooling::ArgumentInsertPosition::BEGIN));
  Factory Actions(std::move(Known), Request);
  return Tool.run(&Actions) == 0 && Request.IsGood ? 0 : 2;
}

} // namespace leash
