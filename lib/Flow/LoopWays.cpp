//===- LoopWays.cpp - the one thing that ends a loop ----------------------===//
#include "Flow/LoopWays.h"
#include "Flow/SharedState.h"
#include "Flow/Unit.h"
#include "Support/Types.h"

using namespace clang;

namespace leash::flow {

using model::BlockClass;
using model::CallRole;

/// How deep the calls of a loop are followed to what they send.
constexpr unsigned MaxDepth = 2;

static bool isFlag(const Tested &T, bool WrittenToo) {
  if (!T.Read || (T.WrittenInside && !WrittenToo))
    return false;
  if (T.What == Tested::Kind::Call)
    return T.Entry && T.Entry->Role == CallRole::Get;
  if (T.What != Tested::Kind::Value)
    return false;
  return (!T.Call && T.Read->getType().getNonReferenceType()->isScalarType()) ||
         (T.Call && T.Entry && T.Entry->Role == CallRole::Get) || isAtomic(T.Read->getType());
}

/// The flag that the call \p T gives back, as it is or turned round; null if it does
/// anything else.
static const ValueDecl *givenBack(Unit &U, const Loop &L, const Tested &T, bool WrittenToo) {
  const FunctionDecl *Body = T.What == Tested::Kind::Call && !T.Entry && T.Callee &&
                                     T.Callee->getNumParams() == 0 &&
                                     T.Callee->getReturnType()->isBooleanType()
                                 ? U.bodyOf(T.Callee)
                                 : nullptr;
  if (!Body)
    return nullptr;
  // What a class that derives from it says instead is not known.
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Body);
  const auto *User = llvm::dyn_cast<CXXMethodDecl>(L.In);
  if (Method && Method->isVirtual()) {
    const CXXMethodDecl *Last =
        User ? Method->getCorrespondingMethodInClass(User->getParent(), /*MayBeBase=*/true)
             : nullptr;
    if (!Last || Last->getCanonicalDecl() != Method->getCanonicalDecl())
      return nullptr;
  }
  Tests Looked = testsOfResult(U, Body, true);
  if (!Looked.IsWhole || Looked.All.size() != 1)
    return nullptr;
  const Test &Only = Looked.All.front();
  bool IsTruth = Only.Wanted.Kind == Becoming::True || Only.Wanted.Kind == Becoming::False;
  bool IsState =
      llvm::isa<FieldDecl>(Only.What) ||
      (llvm::isa<VarDecl>(Only.What) && llvm::cast<VarDecl>(Only.What)->hasGlobalStorage());
  QualType Type = Only.What->getType().getNonReferenceType();
  if (!IsTruth || !IsState || !(Type->isScalarType() || isAtomic(Type)) || Type->isPointerType())
    return nullptr;
  if (!WrittenToo && L.Written.contains(llvm::cast<ValueDecl>(Only.What->getCanonicalDecl())))
    return nullptr;
  return Only.What;
}

static bool isOfNetwork(const Tested &T) {
  return T.Call && T.Entry && T.Entry->Class == BlockClass::Network;
}

/// Whether \p Exit only looks at what a call for the network returned.
static bool isErrorOfNetwork(const LoopExit &Exit) {
  return llvm::all_of(Exit.Decides, [&](const Decision &D) {
    return !D.Looks.empty() && llvm::all_of(D.Looks, [&](const Tested &T) {
      return T.What == Tested::Kind::Constant || isOfNetwork(T);
    });
  });
}

/// The flags and the token that decide \p Exit; false if something else does, too.
static bool waysOf(Unit &U, const Loop &L, const LoopExit &Exit, bool WrittenToo,
                   llvm::SmallVectorImpl<Way> &Out) {
  for (const Decision &D : Exit.Decides)
    for (const Tested &T : D.Looks) {
      if (T.What == Tested::Kind::Constant || isOfNetwork(T))
        continue;
      Way Found{&T, T.Read, false, false, true};
      Found.IsToken = T.What == Tested::Kind::Call && T.Entry &&
                      T.Entry->Role == CallRole::StopRequested && T.Read;
      Found.IsOwn = T.What == Tested::Kind::Call && T.Entry && !T.Read && T.On &&
                    T.Entry->Role == CallRole::StopRequested && T.On->kind() == Object::Kind::This;
      if (!Found.IsToken && !Found.IsOwn && !isFlag(T, WrittenToo)) {
        Found.Flag = givenBack(U, L, T, WrittenToo);
        if (!Found.Flag)
          return false;
      }
      Out.push_back(Found);
    }
  return true;
}

llvm::SmallVector<Way, 2> waysOut(Unit &U, const Loop &L, bool Some) {
  llvm::SmallVector<Way, 2> Out;
  bool IsAll = true;
  for (const LoopExit &Exit : L.Exits) {
    llvm::SmallVector<Way, 2> Here;
    bool IsWay = !Exit.Decides.empty() && !isErrorOfNetwork(Exit) && waysOf(U, L, Exit, Some, Here);
    bool Counts = Exit.Decides.empty() || !isErrorOfNetwork(Exit);
    if (Counts && !IsWay && !Some)
      return {};
    IsAll &= IsWay || !Counts;
    if (IsWay)
      for (const Way &Found : Here)
        if (llvm::none_of(Out, [&](const Way &W) { return W.Flag == Found.Flag; }))
          Out.push_back(Found);
  }
  bool HasToken = llvm::any_of(Out, [](const Way &W) { return W.IsToken || W.IsOwn; });
  if (HasToken && (Out.size() != 1 || !IsAll))
    return {};
  for (Way &W : Out)
    W.IsAll = IsAll && !W.Looks->WrittenInside;
  return Out;
}

bool endsByErrorOnly(const Loop &L) {
  return !L.Exits.empty() && llvm::all_of(L.Exits, [&](const LoopExit &Exit) {
    return !Exit.Decides.empty() && isErrorOfNetwork(Exit);
  });
}

bool wantedTruth(Unit &U, const Loop &L, const Way &Out) {
  for (const LoopExit &Exit : L.Exits)
    for (const Decision &D : Exit.Decides)
      for (const Tested &T : D.Looks)
        if (&T == Out.Looks)
          for (const Test &Way : testsOf(U, D.Condition, D.When).All)
            if (Way.What == Out.Flag)
              return Way.Wanted.Kind != Becoming::False;
  return true;
}

/// Whether \p Call gives data to the descriptor in \p D: it gets the data to read only.
static bool sendsTo(Unit &U, const CallView &Call, const FunctionDecl *F, const ValueDecl *D) {
  const model::CallEntry *Entry = U.models().call(Call);
  if (!Entry || Entry->Class != BlockClass::Network || Call.Args.empty())
    return false;
  bool Gives = llvm::any_of(Call.Callee->parameters(), [](const ParmVarDecl *P) {
    return P->getType()->isPointerType() && P->getType()->getPointeeType().isConstQualified() &&
           P->getType()->getPointeeType()->isVoidType();
  });
  const Object *O = Gives ? U.objects().of(Call.Args.front(), F) : nullptr;
  return Gives && (!O || !D || stateOf(O) == D || llvm::isa_and_nonnull<ParmVarDecl>(stateOf(O)));
}

static bool sends(Unit &U, const Expr *E, const FunctionDecl *F, const ValueDecl *D,
                  unsigned Depth) {
  std::optional<CallView> Call = CallView::of(E);
  if (!Call || !Call->Callee)
    return false;
  if (sendsTo(U, *Call, F, D))
    return true;
  const FunctionDecl *Body = Depth < MaxDepth ? U.bodyOf(Call->Callee) : nullptr;
  return Body && llvm::any_of(U.facts().of(Body).Calls, [&](const Expr *Inner) {
           return sends(U, Inner, Body, D, Depth + 1);
         });
}

bool waitsForAnswer(Unit &U, const Loop &L, const Effect &Wait) {
  const ValueDecl *D = stateOf(Wait.On);
  return llvm::any_of(L.Calls, [&](const LoopCall &C) { return sends(U, C.E, L.In, D, 0); });
}

} // namespace leash::flow
