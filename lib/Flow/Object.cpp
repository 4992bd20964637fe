//===- Object.cpp - which object does an expression mean? -----------------===//
#include "Flow/Object.h"
#include "Support/CallView.h"
#include "Support/Operand.h"
#include "Support/Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace leash::flow {

/// Deeper paths than this are not followed: real locks sit a few steps away.
constexpr unsigned MaxDepth = 12;

QualType Object::type() const {
  if (const auto *Value = llvm::dyn_cast_or_null<ValueDecl>(D)) {
    QualType T = Value->getType().getNonReferenceType();
    return T->isPointerType() ? T->getPointeeType() : T;
  }
  return E ? E->getType() : QualType();
}

const Object *Object::root() const {
  const Object *O = this;
  while (O->Parent)
    O = O->Parent;
  return O;
}

const Object *Object::base() const {
  const Object *O = this;
  while (O->Parent && O->Parent->Parent)
    O = O->Parent;
  if (O->Parent && O->Parent->TheKind != Kind::This)
    O = O->Parent;
  return O;
}

bool Object::isElement() const {
  for (const Object *O = this; O; O = O->Parent)
    if (O->TheKind == Kind::Part)
      return true;
  return false;
}

bool Object::livesIn(const Object *Ancestor) const {
  for (const Object *O = this; O; O = O->Parent)
    if (O == Ancestor)
      return true;
  return false;
}

std::string Object::name() const {
  switch (TheKind) {
  case Kind::This:
    return "this";
  case Kind::Temporary:
    return "temporary";
  case Kind::Guarded:
  case Kind::Part:
    return Parent->name();
  case Kind::Variable:
  case Kind::Field:
    break;
  }
  std::string Own;
  if (const auto *Named = llvm::dyn_cast_or_null<NamedDecl>(D))
    Own = Named->getNameAsString();
  if (!Parent || Parent->TheKind == Kind::This)
    return Own;
  return Parent->name() + "." + Own;
}

const Object *ObjectTable::make(Object::Kind K, const Object *Parent, const Decl *D,
                                const Expr *E) {
  llvm::FoldingSetNodeID ID;
  Object::profile(ID, K, Parent, D, E);
  void *Where = nullptr;
  if (Object *Known = Set.FindNodeOrInsertPos(ID, Where))
    return Known;
  auto *O = new (Allocator.Allocate<Object>()) Object;
  O->TheKind = K;
  O->Parent = Parent;
  O->D = D;
  O->E = E;
  Set.InsertNode(O, Where);
  return O;
}

const Object *ObjectTable::variable(const ValueDecl *V) {
  return make(Object::Kind::Variable, nullptr, llvm::cast<ValueDecl>(V->getCanonicalDecl()),
              nullptr);
}

const Object *ObjectTable::thisOf(const CXXRecordDecl *Record) {
  return make(Object::Kind::This, nullptr, Record->getCanonicalDecl(), nullptr);
}

const Object *ObjectTable::field(const Object *Parent, const FieldDecl *F) {
  if (!Parent)
    return nullptr;
  return make(Object::Kind::Field, Parent, F->getCanonicalDecl(), nullptr);
}

const Object *ObjectTable::part(const Object *Parent, const Decl *Via) {
  if (!Parent)
    return nullptr;
  return make(Object::Kind::Part, Parent, Via ? Via->getCanonicalDecl() : nullptr, nullptr);
}

const Object *ObjectTable::guarded(const Object *Guard) {
  return Guard ? make(Object::Kind::Guarded, Guard, nullptr, nullptr) : nullptr;
}

const Object *ObjectTable::temporary(const Expr *E) {
  return make(Object::Kind::Temporary, nullptr, nullptr, E);
}

/// A function whose result is its argument: std::move, std::ref, ...
static bool isIdentityFunction(const FunctionDecl *F) {
  if (!F || !F->getIdentifier() || !F->isInStdNamespace() || F->getNumParams() != 1)
    return false;
  return llvm::StringSwitch<bool>(F->getName())
      .Case("move", true)
      .Case("forward", true)
      .Case("ref", true)
      .Case("cref", true)
      .Case("as_const", true)
      .Case("addressof", true)
      .Case("__addressof", true)
      .Case("to_address", true)
      .Default(false);
}

/// The expression that a getter returns: '{ return m_; }', or the static of
/// '{ static T x; return x; }'.
static const Expr *returnedBy(const FunctionDecl *F) {
  const FunctionDecl *Definition = F ? F->getDefinition() : nullptr;
  if (!Definition || Definition->isDependentContext())
    return nullptr;
  const auto *Body = llvm::dyn_cast_or_null<CompoundStmt>(Definition->getBody());
  if (!Body || Body->body_empty() || Body->size() > 2)
    return nullptr;
  if (Body->size() == 2 && !llvm::isa<DeclStmt>(Body->body_front()))
    return nullptr;
  const auto *Return = llvm::dyn_cast<ReturnStmt>(Body->body_back());
  return Return ? Return->getRetValue() : nullptr;
}

bool ObjectTable::keepsPointing(const ValueDecl *V, const FunctionDecl *Function) {
  QualType T = V->getType();
  if (T->isReferenceType() || T.isConstQualified())
    return true;
  if (!T->isPointerType() && !isPointerLike(T))
    return true;
  return !Code.isAssignedIn(Function, V);
}

bool ObjectTable::isCertain(const Object *O, const FunctionDecl *Function) {
  for (; O; O = O->Parent) {
    if (O->TheKind == Object::Kind::Part)
      return false;
    const auto *V = llvm::dyn_cast_or_null<ValueDecl>(O->D);
    if (V && !keepsPointing(V, Function))
      return false;
  }
  return true;
}

const Object *ObjectTable::of(const Expr *E, const FunctionDecl *Function) {
  if (!E || Depth > MaxDepth || E->isValueDependent())
    return nullptr;
  llvm::SaveAndRestore Deeper(Depth, Depth + 1);
  E = underlying(E);
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E)) {
    if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl()))
      return ofVariable(V, Function);
    if (const auto *B = llvm::dyn_cast<BindingDecl>(Ref->getDecl()))
      if (const Object *Whole = of(B->getBinding(), Function))
        return Whole;
    return nullptr;
  }
  if (const auto *This = llvm::dyn_cast<CXXThisExpr>(E))
    return thisOf(This->getType()->getPointeeCXXRecordDecl());
  if (const auto *M = llvm::dyn_cast<MemberExpr>(E))
    return ofMember(M, Function);
  if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf)
      return of(Unary->getSubExpr(), Function);
    return nullptr;
  }
  if (const auto *Index = llvm::dyn_cast<ArraySubscriptExpr>(E))
    return part(of(Index->getBase(), Function), nullptr);
  if (const auto *Call = llvm::dyn_cast<CallExpr>(E))
    return ofCall(Call, Function);
  if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E)) {
    // A copy of a pointer means the same object; a copy of an object does not.
    bool Wraps = Construct->getNumArgs() == 1 ||
                 (Construct->getNumArgs() > 1 && Construct->getArg(1)->isDefaultArgument());
    if (Wraps && isPointerLike(Construct->getType()))
      return of(Construct->getArg(0), Function);
  }
  return nullptr;
}

const Object *ObjectTable::ofVariable(const VarDecl *V, const FunctionDecl *Function) {
  if (V->isCXXForRangeDecl())
    if (const Object *Element = of(V->getInit(), Function))
      return part(Element, nullptr);
  QualType T = V->getType();
  bool Alias = T->isReferenceType() || T->isPointerType() || isPointerLike(T);
  if (!Alias || llvm::isa<ParmVarDecl>(V) || V->hasGlobalStorage())
    return variable(V);
  const auto *Owner = llvm::dyn_cast<FunctionDecl>(V->getDeclContext());
  const Object *Target = V->getInit() ? of(V->getInit(), Owner ? Owner : Function) : nullptr;
  // An iterator means one element after the other.
  if (Target)
    return keepsPointing(V, Owner ? Owner : Function) ? Target : part(Target, V);
  return variable(V);
}

const Object *ObjectTable::ofMember(const MemberExpr *M, const FunctionDecl *Function) {
  if (const auto *Static = llvm::dyn_cast<VarDecl>(M->getMemberDecl()))
    return variable(Static);
  const auto *F = llvm::dyn_cast<FieldDecl>(M->getMemberDecl());
  if (!F)
    return nullptr;
  const Object *Parent = of(M->getBase(), Function);
  if (!Parent)
    return nullptr;
  if (const Object *Bound = boundByConstructor(Parent, F, Function))
    return Bound;
  return field(Parent, F);
}

/// How \p Constructor initialises \p F, in its list or by a statement that
/// always runs; null if it does not say.
static const Expr *initializerOf(const CXXConstructorDecl *Constructor, const FieldDecl *F) {
  if (const auto *Body = llvm::dyn_cast_or_null<CompoundStmt>(Constructor->getBody());
      Body && F->getType()->isPointerType())
    for (const Stmt *S : Body->body()) {
      const auto *Assignment = llvm::dyn_cast<BinaryOperator>(S);
      const auto *To = Assignment && Assignment->getOpcode() == BO_Assign
                           ? llvm::dyn_cast<MemberExpr>(underlying(Assignment->getLHS()))
                           : nullptr;
      if (To && To->getMemberDecl() == F && llvm::isa<CXXThisExpr>(underlying(To->getBase())))
        return Assignment->getRHS();
    }
  for (const CXXCtorInitializer *Init : Constructor->inits())
    if (Init->getMember() == F)
      return Init->getInit();
  return nullptr;
}

/// The expression that makes \p O, a variable or temporary; null if there is none.
static const CXXConstructExpr *constructionOf(const Object *O) {
  const Expr *Made = O->expression();
  if (const auto *V = llvm::dyn_cast_or_null<VarDecl>(
          O->kind() == Object::Kind::Variable ? O->variable() : nullptr))
    Made = V->getInit();
  return Made ? llvm::dyn_cast<CXXConstructExpr>(underlying(Made)) : nullptr;
}

/// What the construction \p Construct, written in \p Function, binds the
/// reference or pointer field \p F of the new object \p Made to.
const Object *ObjectTable::boundBy(const CXXConstructExpr *Construct, const FunctionDecl *Function,
                                   const Object *Made, const FieldDecl *F) {
  const auto *Constructor =
      llvm::dyn_cast_or_null<CXXConstructorDecl>(Construct->getConstructor()->getDefinition());
  const Expr *Init = Constructor ? initializerOf(Constructor, F) : nullptr;
  const Object *Inner = Init ? of(Init, Constructor) : nullptr;
  if (!Inner)
    return nullptr;
  llvm::SmallVector<const Object *, 4> Args;
  for (const Expr *Arg : Construct->arguments())
    Args.push_back(of(Arg, Function));
  return substitute(Inner, {Constructor, Made, Args});
}

/// A reference or pointer field means what the constructor bound it to: the
/// lock of a guard class of the user's own, or of a condition variable that
/// knows its mutex.
const Object *ObjectTable::boundByConstructor(const Object *Parent, const FieldDecl *F,
                                              const FunctionDecl *Function) {
  if (Depth > MaxDepth || (!F->getType()->isReferenceType() && !F->getType()->isPointerType()))
    return nullptr;
  llvm::SaveAndRestore Deeper(Depth, Depth + 1); // a field may be bound to a part of itself
  switch (Parent->kind()) {
  case Object::Kind::This: {
    // Inside the constructor itself: the parameter.
    const auto *Constructor = llvm::dyn_cast_or_null<CXXConstructorDecl>(Function);
    const Expr *Init = Constructor ? initializerOf(Constructor, F) : nullptr;
    return Init ? of(Init, Function) : nullptr;
  }
  case Object::Kind::Variable:
  case Object::Kind::Temporary: {
    const CXXConstructExpr *Construct = constructionOf(Parent);
    return Construct ? boundBy(Construct, Function, Parent, F) : nullptr;
  }
  case Object::Kind::Field: {
    // A field that the constructors of its class make.
    const auto *Owner = llvm::dyn_cast<CXXRecordDecl>(Parent->field()->getParent());
    if (!Owner || Parent->field()->getType()->isPointerType())
      return nullptr;
    for (const CXXConstructorDecl *Declared : Owner->ctors()) {
      const auto *Constructor =
          llvm::dyn_cast_or_null<CXXConstructorDecl>(Declared->getDefinition());
      const Expr *Init = Constructor ? initializerOf(Constructor, Parent->field()) : nullptr;
      const auto *Construct = Init ? llvm::dyn_cast<CXXConstructExpr>(underlying(Init)) : nullptr;
      if (!Construct)
        continue;
      const Object *Own = field(thisOf(Owner), Parent->field());
      const Object *Bound = boundBy(Construct, Constructor, Own, F);
      if (!Bound)
        continue;
      if (Bound->root() == thisOf(Owner))
        return rebase(Bound, thisOf(Owner), Parent->parent());
      // The constructor passes an argument of its own on.
      if (const CXXConstructExpr *Outer = constructionOf(Parent->parent());
          Outer && Outer->getConstructor()->getDefinition() == Constructor) {
        llvm::SmallVector<const Object *, 4> Args;
        for (const Expr *Arg : Outer->arguments())
          Args.push_back(of(Arg, Function));
        return substitute(Bound, {Constructor, Parent->parent(), Args});
      }
    }
    return nullptr;
  }
  case Object::Kind::Part:
  case Object::Kind::Guarded:
    return nullptr;
  }
  llvm_unreachable("all kinds are handled");
}

const Object *ObjectTable::ofCall(const CallExpr *Call, const FunctionDecl *Function) {
  std::optional<CallView> View = CallView::of(Call);
  const FunctionDecl *Callee = View->Callee;
  if (!Callee)
    return nullptr;
  if (isIdentityFunction(Callee))
    return of(View->Args.front(), Function);
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
  if (View->Object && Method) {
    const Object *On = of(View->Object, Function);
    OverloadedOperatorKind Operator = Method->getOverloadedOperator();
    bool IsGet = Method->getIdentifier() && Method->getName() == "get";
    bool FromShared = Method->getIdentifier() && Method->getName() == "shared_from_this";
    if (Operator == OO_Arrow || Operator == OO_Star || IsGet)
      if (isPointerLike(View->Object->getType()) ||
          (View->Arrow && isPointerLike(View->Object->getType()->getPointeeType())))
        return On;
    if (FromShared)
      return On;
    if (Code.handsOutLock(Method))
      return guarded(On);
    if (const Expr *Returned = returnedBy(Method)) {
      llvm::SmallVector<const Object *, 2> Args;
      for (const Expr *Arg : View->Args)
        Args.push_back(of(Arg, Function));
      if (const Object *Inner = of(Returned, Method->getDefinition()))
        if (const Object *Seen = substitute(Inner, {Method, On, Args}))
          return Seen;
    }
    return part(On, Method);
  }
  if (const Expr *Returned = returnedBy(Callee)) {
    llvm::SmallVector<const Object *, 2> Args;
    for (const Expr *Arg : View->Args)
      Args.push_back(of(Arg, Function));
    if (const Object *Inner = of(Returned, Callee->getDefinition()))
      return substitute(Inner, {Callee, nullptr, Args});
  }
  return nullptr;
}

const Object *ObjectTable::rebase(const Object *O, const Object *From, const Object *To) {
  if (O == From)
    return To;
  return make(O->TheKind, rebase(O->Parent, From, To), O->D, O->E);
}

void ObjectTable::forEachOwner(
    const Object *O,
    llvm::function_ref<bool(const CXXRecordDecl *Owner, const Object *Seen)> Visit) {
  for (const Object *Step = O; Step->field(); Step = Step->Parent) {
    const auto *Owner = llvm::dyn_cast<CXXRecordDecl>(Step->field()->getParent());
    if (!Owner || Visit(Owner, rebase(O, Step->Parent, thisOf(Owner))))
      return;
  }
}

static bool isLocalTo(const ValueDecl *V, const FunctionDecl *Callee) {
  const auto *Variable = llvm::dyn_cast<VarDecl>(V);
  if (!Variable || Variable->hasGlobalStorage())
    return false;
  const auto *Owner = llvm::dyn_cast<FunctionDecl>(Variable->getDeclContext());
  return Owner && Owner->getCanonicalDecl() == Callee->getCanonicalDecl();
}

const Object *ObjectTable::substitute(const Object *O, const Bindings &B) {
  if (!O)
    return nullptr;
  switch (O->TheKind) {
  case Object::Kind::This: {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(B.Callee);
    if (!Method || Method->getParent()->getCanonicalDecl() != O->D)
      return O; // the 'this' that a lambda captured
    return B.This;
  }
  case Object::Kind::Variable: {
    const auto *V = O->variable();
    if (!isLocalTo(V, B.Callee))
      return O;
    const auto *Parameter = llvm::dyn_cast<ParmVarDecl>(V);
    if (!Parameter)
      return nullptr;
    unsigned Index = Parameter->getFunctionScopeIndex();
    if (Index >= B.Params.size())
      return nullptr;
    return B.Params[Index];
  }
  case Object::Kind::Temporary:
    return nullptr;
  case Object::Kind::Field:
    if (const Object *Parent = substitute(O->Parent, B)) {
      const auto *F = llvm::cast<FieldDecl>(O->D);
      if (const Object *Bound = boundByConstructor(Parent, F, nullptr))
        return Bound;
      return field(Parent, F);
    }
    return nullptr;
  case Object::Kind::Part:
  case Object::Kind::Guarded:
    if (const Object *Parent = substitute(O->Parent, B))
      return make(O->TheKind, Parent, O->D, nullptr);
    return nullptr;
  }
  llvm_unreachable("all kinds are handled");
}

} // namespace leash::flow
