//===- IdleValues.cpp - what an expression is worth on an idle path -------===//
#include "Flow/IdleWalk.h"
#include "Flow/Unit.h"
#include "Support/Operand.h"

using namespace clang;

namespace leash::flow {

const Object *IdleWalk::place(const Expr *E) {
  E = underlying(E);
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E)) {
    const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
    if (V && !V->getType()->isReferenceType() && !V->isInitCapture())
      return U.objects().variable(V);
  }
  if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_AddrOf)
      return place(Unary->getSubExpr());
    if (Unary->getOpcode() != UO_Deref)
      return nullptr;
    return U.objects().part(place(Unary->getSubExpr()), nullptr);
  }
  return U.objects().of(E, Function);
}

void IdleWalk::store(const Expr *To, Value V, IdlePath &Path) {
  const Object *O = place(To);
  if (!O) {
    Path.DoesMore = true;
    return;
  }
  // One element of several.
  if (O->kind() == Object::Kind::Part)
    Path.change(O, Symbol::Source::Opaque);
  else
    Path.assign(O, V);
}

/// A value that is computed from others.
Value IdleWalk::mix(llvm::ArrayRef<Value> Parts, IdlePath &Path) {
  llvm::SmallVector<const Object *, 2> Of;
  bool Opaque = false, Polled = false;
  for (const Value &V : Parts) {
    if (V.What == Value::Constant)
      continue;
    const Symbol &S = Path.Symbols[V.Id];
    Of.append(S.Of.begin(), S.Of.end());
    Opaque |= S.From == Symbol::Source::Opaque || S.From == Symbol::Source::Time;
    Polled |= S.From == Symbol::Source::Poll;
  }
  Value Out = Path.freshValue(Opaque   ? Symbol::Source::Opaque
                              : Polled ? Symbol::Source::Poll
                                       : Symbol::Source::Start);
  Path.Symbols[Out.Id].Of.append(Of.begin(), Of.end());
  return Out;
}

Value IdleWalk::compare(Range::Relation R, Value Left, Value Right, IdlePath &Path) {
  if (Left.What == Value::Constant) {
    std::swap(Left, Right);
    R = Range::mirrored(R);
  }
  if (Right.What == Value::Constant) {
    if (Left.What == Value::Constant)
      return Value::constant(Range::holds(Left.Number, R, Right.Number));
    if (Left.What == Value::Symbol)
      return Value::truth(Left.Id, R, Right.Number);
    // (a == b) == true
    bool IfTrue = Range::holds(1, R, Right.Number), IfFalse = Range::holds(0, R, Right.Number);
    if (IfTrue == IfFalse)
      return Value::constant(IfTrue);
    return Value::truth(Left.Id, IfTrue ? Left.Relation : Range::opposite(Left.Relation),
                        Left.Number);
  }
  if (Left.What == Value::Symbol && Right.What == Value::Symbol && Left.Id == Right.Id)
    return Value::constant(Range::holds(0, R, 0));
  Value Out = mix({Left, Right}, Path);
  if (Left.What == Value::Symbol && Right.What == Value::Symbol)
    Path.Symbols[Out.Id].Compares = Comparison{R, Left.Id, Right.Id};
  return Out;
}

bool isMaybe(const CXXRecordDecl *Record) {
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return false;
  DeclarationName Star = Record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Star);
  return !Record->lookup(Star).empty() ||
         llvm::any_of(Record->bases(), [](const CXXBaseSpecifier &Base) {
           return isMaybe(Base.getType()->getAsCXXRecordDecl());
         });
}

static bool isMaybe(QualType T) { return isMaybe(T.getNonReferenceType()->getAsCXXRecordDecl()); }

Value IdleWalk::made(const CXXConstructExpr *Construct, IdlePath &Path) {
  llvm::SmallVector<const Expr *, 2> Args;
  for (const Expr *Arg : Construct->arguments())
    if (!Arg->isDefaultArgument())
      Args.push_back(Arg);
  QualType T = Construct->getType();
  if (Args.size() == 1) {
    QualType From = Args[0]->getType().getNonReferenceType();
    // A copy, or what wraps a pointer or a number.
    if (U.context().hasSameUnqualifiedType(From, T) || From->isNullPtrType() ||
        (isMaybe(T) && (isMaybe(From) || From->isPointerType())))
      return eval(Args[0], Path);
  }
  if (!isMaybe(T))
    return Path.freshValue(Symbol::Source::Opaque);
  const auto *Tag = Args.empty() ? nullptr : Args[0]->getType()->getAsCXXRecordDecl();
  bool Nothing =
      Args.empty() || (Args.size() == 1 && Tag && Tag->hasDefinition() && Tag->isEmpty());
  Value V = Nothing ? Value::constant(0) : Path.freshValue(Symbol::Source::Start);
  if (!Nothing)
    Path.Symbols[V.Id].Values.restrict(Range::Unequal, 0);
  return V;
}

Value IdleWalk::eval(const Expr *E, IdlePath &Path) {
  if (!E || E->isValueDependent())
    return Path.freshValue(Symbol::Source::Opaque);
  E = underlying(E);
  if (auto Known = Path.Results.find(E); Known != Path.Results.end())
    return Known->second;
  if (const auto *Wrapped = llvm::dyn_cast<FullExpr>(E))
    return eval(Wrapped->getSubExpr(), Path);
  if (!E->getType()->isRecordType())
    if (std::optional<int64_t> C = U.models().constant(E))
      return Value::constant(*C);
  if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(E))
    return made(Construct, Path);
  if (const auto *List = llvm::dyn_cast<InitListExpr>(E)) {
    if (List->getNumInits() == 1 && !List->getType()->isRecordType())
      return eval(List->getInit(0), Path);
    return Path.freshValue(Symbol::Source::Opaque);
  }
  if (llvm::isa<CXXScalarValueInitExpr, ImplicitValueInitExpr>(E))
    return Value::constant(0);
  if (const auto *Choice = llvm::dyn_cast<ConditionalOperator>(E)) {
    if (std::optional<bool> Truth = Path.truth(eval(Choice->getCond(), Path))) {
      Path.consult(eval(Choice->getCond(), Path));
      return eval(*Truth ? Choice->getTrueExpr() : Choice->getFalseExpr(), Path);
    }
    return Path.freshValue(Symbol::Source::Opaque);
  }
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(E)) {
    if (Binary->isAssignmentOp())
      return eval(Binary->getLHS(), Path);
    if (Binary->getOpcode() == BO_Comma)
      return eval(Binary->getRHS(), Path);
    Value Left = eval(Binary->getLHS(), Path);
    if (Binary->isLogicalOp()) {
      std::optional<bool> Known = Path.truth(Left);
      bool Decides = Binary->getOpcode() == BO_LOr;
      if (Known && *Known == Decides)
        return Value::constant(Decides);
      Value Right = eval(Binary->getRHS(), Path);
      return Known ? Right : mix({Left, Right}, Path);
    }
    Value Right = eval(Binary->getRHS(), Path);
    if (std::optional<Range::Relation> R = Range::relationOf(Binary->getOpcode()))
      return compare(*R, Left, Right, Path);
    if (Left.What == Value::Constant && Right.What == Value::Constant) {
      if (Binary->getOpcode() == BO_And)
        return Value::constant(Left.Number & Right.Number);
      if (Binary->getOpcode() == BO_Or)
        return Value::constant(Left.Number | Right.Number);
    }
    bool Nothing = (Left.What == Value::Constant && Left.Number == 0) ||
                   (Right.What == Value::Constant && Right.Number == 0);
    if (Nothing && (Binary->getOpcode() == BO_And || Binary->getOpcode() == BO_Mul))
      return Value::constant(0);
    return mix({Left, Right}, Path);
  }
  if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_LNot)
      return compare(Range::Equal, eval(Unary->getSubExpr(), Path), Value::constant(0), Path);
    if (Unary->getOpcode() == UO_Deref) {
      // errno, in whatever form the C library has it.
      const auto *Call = llvm::dyn_cast<CallExpr>(underlying(Unary->getSubExpr()));
      if (const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
          Callee && Callee->isExternC() && Call->getNumArgs() == 0 &&
          (!Path.Polls.empty() || !Path.Doubts.empty())) {
        if (!Path.Error)
          Path.Error = Path.fresh(Symbol::Source::Poll);
        return Value::symbol(*Path.Error);
      }
    } else if (Unary->getOpcode() != UO_AddrOf) {
      return mix({eval(Unary->getSubExpr(), Path)}, Path);
    }
  }
  if (llvm::isa<DeclRefExpr, MemberExpr, UnaryOperator, ArraySubscriptExpr>(E)) {
    // A local that keeps the constant that it starts with.
    if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E))
      if (const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
          V && V->hasLocalStorage() && !llvm::isa<ParmVarDecl>(V) && V->hasInit() &&
          V->getType()->isIntegerType() && !Ref->refersToEnclosingVariableOrCapture() &&
          !U.facts().of(Function).Assigned.contains(V))
        if (std::optional<int64_t> C = U.models().constant(V->getInit()))
          if (llvm::none_of(Path.Changed, [&](const IdlePath::Change &Changed) {
                return Changed.What == U.objects().variable(V);
              }))
            return Value::constant(*C);
    if (const Object *O = place(E))
      return Path.read(O);
  }
  return Path.freshValue(Symbol::Source::Opaque);
}

} // namespace leash::flow
