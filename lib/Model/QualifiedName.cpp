//===- QualifiedName.cpp - names of declarations as models spell them -----===//
#include "Model/QualifiedName.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace leash::model {

static constexpr llvm::StringLiteral Operator = "operator";
static constexpr llvm::StringLiteral Anonymous = "(anonymous namespace)";

static bool isIdentifierChar(char C) { return llvm::isAlnum(C) || C == '_' || C == '$'; }

/// Where the last component of \p Name begins.
static size_t lastBegin(llvm::StringRef Name) {
  // A conversion operator may hold '::' of its own.
  for (size_t At = Name.find(Operator); At != llvm::StringRef::npos;
       At = Name.find(Operator, At + 1)) {
    bool Begins = At == 0 || Name.substr(0, At).ends_with("::");
    llvm::StringRef Rest = Name.drop_front(At + Operator.size());
    if (Begins && !Rest.empty() && !isIdentifierChar(Rest.front()) && !Rest.starts_with("::"))
      return At;
  }
  size_t Colons = Name.rfind("::");
  return Colons == llvm::StringRef::npos ? 0 : Colons + 2;
}

llvm::StringRef lastComponent(llvm::StringRef Name) { return Name.substr(lastBegin(Name)); }

llvm::StringRef enclosingName(llvm::StringRef Name) {
  llvm::StringRef Rest = Name.take_front(lastBegin(Name));
  Rest.consume_back("::");
  return Rest;
}

static bool isIdentifier(llvm::StringRef Text) {
  return !Text.empty() && !llvm::isDigit(Text.front()) && llvm::all_of(Text, isIdentifierChar);
}

/// Why \p Component is not a plain identifier, for messages.
static std::string faultOfComponent(llvm::StringRef Component) {
  if (Component.contains('<'))
    return "expected a name without template arguments";
  if (Component.contains('('))
    return "expected a name without parameters";
  if (Component.contains('*'))
    return "'*' stands for a whole component, not for a part of one";
  return "expected identifiers with '::' between them";
}

std::string faultOfName(llvm::StringRef Name) {
  if (Name.empty())
    return "the name is empty: expected one such as 'std::mutex::lock'";
  std::string Quoted = "'" + Name.str() + "': ";
  llvm::StringRef Last = lastComponent(Name);
  llvm::StringRef Path = Name.drop_back(Last.size());
  if (Last == "*")
    return Quoted + "'*' stands for a namespace or a class, not for the last component";
  bool IsOperator = Last.starts_with(Operator) && !isIdentifier(Last);
  if (Last.consume_front("~"); !IsOperator && !isIdentifier(Last))
    return Quoted + faultOfComponent(Last);
  while (!Path.empty()) {
    Path.consume_back("::");
    llvm::StringRef Component = lastComponent(Path);
    if (Component != "*" && Component != Anonymous && !isIdentifier(Component))
      return Quoted + faultOfComponent(Component);
    Path = Path.drop_back(Component.size());
  }
  return "";
}

std::string lastComponent(const FunctionDecl *F) {
  if (const IdentifierInfo *Identifier = F->getIdentifier())
    return Identifier->getName().str();
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(F))
    return Constructor->getParent()->getName().str();
  if (const auto *Destructor = llvm::dyn_cast<CXXDestructorDecl>(F))
    return "~" + Destructor->getParent()->getName().str();
  return F->getDeclName().getAsString();
}

/// The name that \p Context adds to a path: for 'typedef struct {} S' it is 'S'.
static llvm::StringRef componentOf(const DeclContext *Context) {
  if (const auto *Namespace = llvm::dyn_cast<NamespaceDecl>(Context);
      Namespace && Namespace->isAnonymousNamespace())
    return Anonymous;
  const auto *Named = llvm::dyn_cast<NamedDecl>(Context);
  if (!Named || llvm::isa<FunctionDecl>(Named))
    return "";
  if (const IdentifierInfo *Name = Named->getIdentifier())
    return Name->getName();
  if (const auto *Tag = llvm::dyn_cast<TagDecl>(Named))
    if (const TypedefNameDecl *Typedef = Tag->getTypedefNameForAnonDecl())
      return Typedef->getName();
  return "";
}

bool isNamed(const DeclContext *Context, llvm::StringRef Name) {
  while (true) {
    while (Context && (Context->isTransparentContext() || Context->isInlineNamespace()))
      Context = Context->getParent();
    if (!Context || Context->isTranslationUnit())
      return Name.empty();
    llvm::StringRef Wanted = lastComponent(Name), Found = componentOf(Context);
    if (Found.empty() || (Wanted != "*" && Wanted != Found))
      return false;
    Name = enclosingName(Name);
    Context = Context->getParent();
  }
}

Ancestor findAncestor(const CXXRecordDecl *Record, llvm::StringRef Name) {
  if (isNamed(Record, Name))
    return {Record, 0};
  if (!Record->hasDefinition())
    return {};
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const CXXRecordDecl *Class = Base.getType()->getAsCXXRecordDecl())
      if (Ancestor Found = findAncestor(Class, Name); Found.Class)
        return {Found.Class, Found.Depth + 1};
  return {};
}

} // namespace leash::model
