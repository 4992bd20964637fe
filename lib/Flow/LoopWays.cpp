//===- LoopWays.cpp - the one thing that ends a loop ----------------------===//
#include "Flow/LoopWays.h"
#include "Flow/SharedState.h"
#include "Flow/Unit.h"
#include "Support/Types.h"

using namespace clang;

namespace leash::flow {

using model::BlockClass;
using model::CallRole;

static bool isFlag(const Tested &T) {
  if (!T.Read || T.WrittenInside)
    return false;
  if (T.What == Tested::Kind::Call)
    return T.Entry && T.Entry->Role == CallRole::Get;
  if (T.What != Tested::Kind::Value)
    return false;
  return (!T.Call && T.Read->getType().getNonReferenceType()->isScalarType()) ||
         (T.Call && T.Entry && T.Entry->Role == CallRole::Get) || isAtomic(T.Read->getType());
}

/// Whether \p Exit only looks at what a call for the network returned.
static bool isErrorOfNetwork(const LoopExit &Exit) {
  return llvm::all_of(Exit.Decides, [&](const Decision &D) {
    return !D.Looks.empty() && llvm::all_of(D.Looks, [&](const Tested &T) {
      return T.What == Tested::Kind::Constant ||
             (T.Call && T.Entry && T.Entry->Class == BlockClass::Network);
    });
  });
}

Way onlyWay(const Loop &L) {
  Way Out;
  for (const LoopExit &Exit : L.Exits) {
    if (Exit.Decides.empty())
      return {};
    if (isErrorOfNetwork(Exit))
      continue;
    for (const Decision &D : Exit.Decides)
      for (const Tested &T : D.Looks) {
        if (T.What == Tested::Kind::Constant)
          continue;
        bool IsToken = T.What == Tested::Kind::Call && T.Entry &&
                       T.Entry->Role == CallRole::StopRequested && T.Read;
        bool IsOwn = T.What == Tested::Kind::Call && T.Entry && !T.Read && T.On &&
                     T.Entry->Role == CallRole::StopRequested && T.On->kind() == Object::Kind::This;
        if ((!IsToken && !IsOwn && !isFlag(T)) || (Out.Looks && Out.Looks->Read != T.Read))
          return {};
        Out = {&T, IsToken, IsOwn};
      }
  }
  return Out;
}

bool endsByErrorOnly(const Loop &L) {
  return !L.Exits.empty() && llvm::all_of(L.Exits, [&](const LoopExit &Exit) {
    return !Exit.Decides.empty() && isErrorOfNetwork(Exit);
  });
}

bool wantedTruth(Unit &U, const Loop &L, const Tested &Flag) {
  for (const LoopExit &Exit : L.Exits)
    for (const Decision &D : Exit.Decides)
      for (const Tested &T : D.Looks)
        if (&T == &Flag)
          for (const Test &Way : testsOf(U, D.Condition, D.When).All)
            if (Way.What == Flag.Read)
              return Way.Wanted.Kind != Becoming::False;
  return true;
}

} // namespace leash::flow
