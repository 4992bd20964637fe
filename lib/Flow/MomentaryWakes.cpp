//===- MomentaryWakes.cpp - wake-ups that nobody remembers ----------------===//
#include "Flow/MomentaryWakes.h"
#include "Flow/Channels.h"
#include "Flow/Paths.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"
#include "Support/Types.h"

using namespace clang;

namespace leash::flow {

/// Whether objects of \p Class may remember that all were woken: they keep a truth
/// value.
static bool mayRemember(const CXXRecordDecl *Class) {
  return !Class || !Class->hasDefinition() || llvm::any_of(Class->fields(), [](const FieldDecl *F) {
    if (F->getType()->isBooleanType())
      return true;
    const auto *Atomic = isAtomic(F->getType()) ? F->getType()->getAsCXXRecordDecl() : nullptr;
    const auto *Of = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(Atomic);
    return Atomic && (!Of || Of->getTemplateArgs()[0].getAsType()->isBooleanType());
  });
}

Closing momentaryWake(Unit &U, Wakers &Wakes, const LoopReceive &R, const ValueDecl *Channel,
                      const TaskEnd &End) {
  const Paths *Ways = End.In && End.Join ? U.paths(End.In) : nullptr;
  if (!Ways || R.Deferred || mayRemember(R.Class))
    return {};
  Closing Found;
  for (const FunctionDecl *F : U.functions())
    for (const Expr *E : U.facts().of(F).Calls) {
      std::optional<CallView> View = CallView::of(E);
      std::optional<ChannelOp> Op = View ? channelOp(U, *View) : std::nullopt;
      if (!Op || (Op->What != ChannelOp::Kind::Close && Op->What != ChannelOp::Kind::Cancel))
        continue;
      const Object *O = U.objects().of(Op->On, F);
      if (O && stateOf(O->base()) != Channel && !llvm::isa_and_nonnull<ParmVarDecl>(stateOf(O)))
        continue;
      // It may come again, from elsewhere or by a loop around it.
      if (!O || stateOf(O->base()) != Channel || F != End.In || Found.Call ||
          Op->What == ChannelOp::Kind::Close || !Ways->leads(E, End.Join) || Ways->leads(E, E))
        return {};
      Found = {E, F, true};
    }
  if (Found.Call && Wakes.mayReach({Found.In, Found.Call, nullptr, false, End.Join}, Channel,
                                   /*Lasting=*/true))
    return {};
  return Found;
}

} // namespace leash::flow
