//===- IdleLibrary.cpp - what library code does on an idle path -----------===//
#include "Flow/IdleWalk.h"
#include "Flow/Unit.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace leash::flow {

/// Whether \p Method has a const twin: it only hands out what is inside.
static bool onlyHandsOut(const CXXMethodDecl *Method) {
  if (Method->isConst())
    return true;
  for (const NamedDecl *Other : Method->getParent()->lookup(Method->getDeclName()))
    if (const auto *Twin = llvm::dyn_cast<CXXMethodDecl>(Other);
        Twin && Twin->isConst() && Twin->getNumParams() == Method->getNumParams())
      return true;
  return false;
}

/// Whether \p D belongs to the standard library, at whatever depth.
static bool isStandard(const Decl *D) {
  for (const DeclContext *C = D->getDeclContext(); C; C = C->getParent())
    if (C->isStdNamespace())
      return true;
  return false;
}

/// Whether \p Callee only tells what time it is.
static bool readsClock(const FunctionDecl *Callee) {
  const CXXRecordDecl *Result =
      Callee->getNumParams() == 0 ? Callee->getReturnType()->getAsCXXRecordDecl() : nullptr;
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
  return Result && Result->getIdentifier() && Result->getName() == "time_point" && Method &&
         Method->isStatic();
}

/// Whether \p Call assigns the time to an object: 'last_ = clock::now()'.
bool IdleWalk::notesTime(const CallView &Call, IdlePath &Path) {
  if (Call.Callee->getOverloadedOperator() != OO_Equal || Call.Args.size() != 1)
    return false;
  Value V = eval(Call.Args[0], Path);
  return V.What == Value::Symbol && Path.Symbols[V.Id].From == Symbol::Source::Time;
}

/// Code of the standard library and of the C library that no model speaks of;
/// false if it may wait.
bool IdleWalk::library(const CallView &Call, IdlePath &Path) {
  const FunctionDecl *Callee = Call.Callee;
  const SourceManager &Sources = U.context().getSourceManager();
  bool System = Sources.isInSystemHeader(Sources.getExpansionLoc(Callee->getLocation()));
  const auto *Type = Callee->getType()->getAs<FunctionProtoType>();
  // The C library declares what may wait without 'noexcept', since a thread can
  // be cancelled in it.
  bool Prompt = Callee->getBuiltinID() || Callee->isTrivial() || isStandard(Callee) ||
                (System && Callee->isExternC() && Type && Type->isNothrow());
  if (!Prompt || Callee->isNoReturn())
    return false;
  // It may run what it is given.
  for (const Expr *Arg : Call.Args) {
    const CXXRecordDecl *Record = Arg->getType().getNonReferenceType()->getAsCXXRecordDecl();
    if ((Record && Record->isLambda()) || Arg->getType()->isFunctionPointerType())
      return false;
  }
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
  if (Method && Method->isInstance() && !llvm::isa<CXXConstructorDecl>(Method)) {
    const Object *On = Call.Object ? place(Call.Object) : nullptr;
    if (!Method->isConst() && isAtomic(U, Method->getParent()))
      return false; // an exchange: lock-free code knows what it does
    bool Looks = onlyHandsOut(Method);
    if (On && Looks)
      Path.Results[Call.Whole] = Path.read(U.objects().part(On, Method));
    else if (On)
      Path.change(On, notesTime(Call, Path) ? Symbol::Source::Time : Symbol::Source::Opaque);
    if (!Looks)
      Path.DoesMore = true;
    if (!On || !Looks)
      Path.Results[Call.Whole] = Path.freshValue(Symbol::Source::Opaque);
    changeArguments(Call, Path, Symbol::Source::Opaque, false);
    return true;
  }
  if (!llvm::isa<CXXConstructorDecl>(Callee)) {
    bool Expects = Callee->getBuiltinID() == Builtin::BI__builtin_expect;
    bool Passes = Call.Args.size() == 1 && isStandard(Callee) &&
                  Callee->getReturnType()->isReferenceType(); // move, forward
    if (Expects || Passes)
      Path.Results[Call.Whole] = eval(Call.Args[0], Path);
    else
      Path.Results[Call.Whole] =
          Path.freshValue(readsClock(Callee) ? Symbol::Source::Time : Symbol::Source::Opaque);
    if (Callee->isExternC() && !Callee->getReturnType()->isPointerType())
      Path.DoesMore = true;
  }
  if (!Callee->isTrivial())
    changeArguments(Call, Path, Symbol::Source::Opaque, false);
  return true;
}

} // namespace leash::flow
