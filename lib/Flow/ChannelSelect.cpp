//===- ChannelSelect.cpp - paths through selects ----------------------------===//
#include "Flow/ChannelWalk.h"
#include "Flow/Unit.h"
#include "Support/Operand.h"

using namespace clang;

namespace leash::flow {

void ChannelWalk::armsOf(const Expr *E, llvm::SmallVectorImpl<const Expr *> &Out) {
  const Expr *Plain = withoutImplicit(E);
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Plain)) {
    std::optional<CallView> View = CallView::of(Call);
    const model::CallEntry *Entry = View->Callee ? U.models().call(*View) : nullptr;
    if (Entry && Entry->Role == model::CallRole::Select) {
      for (const Expr *Arg : View->Args)
        armsOf(Arg, Out);
      return;
    }
  }
  Out.push_back(Plain);
}

/// One arm of a select is done.
States ChannelWalk::arm(const Expr *E, const Frame &F, States In) {
  std::optional<CallView> View = CallView::of(E);
  if (!View)
    return eval(E, F, std::move(In));
  if (std::optional<ChannelOp> Op = channelOp(U, *View)) {
    const unsigned *Index = find(resolve(Op->On, F));
    if (!Index)
      return operate(*Op, F, std::move(In), E, true);
    // It is done once the other side is there: a send in it does not block.
    const ChannelSite *Here = site(E, F, E);
    for (State &S : In) {
      Tally &T = S.at(*Index);
      if (Op->What == ChannelOp::Kind::Receive) {
        T.Receives = T.Receives + 1;
        T.Receive = Here;
        noteReceive(*Index, Here, F.Task);
      }
    }
    for (const Expr *Arg : View->Args)
      if (Arg != Op->On && !resolve(Arg, F))
        In = eval(Arg, F, std::move(In));
    return In;
  }
  // A function that only gives the operation: 'done() { return ch.async_receive(...); }'.
  if (const FunctionDecl *Body = bodyOf(View->Callee, false); Body && !isActive(Body, F)) {
    const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(Body->getBody());
    const auto *Return =
        Block && Block->size() == 1 ? llvm::dyn_cast<ReturnStmt>(Block->body_front()) : nullptr;
    if (Return && Return->getRetValue()) {
      Frame &Inner = newFrame(Body, nullptr, F);
      Inner.This = View->Object ? resolve(View->Object, F) : nullptr;
      bind(Inner, View->Args, F);
      return arm(withoutImplicit(Return->getRetValue()), Inner, std::move(In));
    }
  }
  return evalCall(E, F, std::move(In), /*Awaited=*/true);
}

States ChannelWalk::select(const CallView &Call, const Frame &F, States In, const Expr *Whole) {
  llvm::SmallVector<const Expr *, 4> Arms;
  for (const Expr *Arg : Call.Args)
    armsOf(Arg, Arms);
  llvm::SmallVector<SelectArm, 4> Known;
  for (const Expr *E : Arms) {
    SelectArm &Arm = Known.emplace_back();
    std::optional<CallView> View = CallView::of(E);
    Arm.Whole = E;
    if (std::optional<ChannelOp> Op = View ? channelOp(U, *View) : std::nullopt) {
      Arm.On = Op->On;
      Arm.What = Op->What == ChannelOp::Kind::Send      ? SelectArm::Kind::Send
                 : Op->What == ChannelOp::Kind::Receive ? SelectArm::Kind::Receive
                                                        : SelectArm::Kind::Other;
    }
  }
  return select(Known, F, std::move(In), Whole,
                [&](const SelectArm &Arm, States S) { return arm(Arm.Whole, F, std::move(S)); });
}

States ChannelWalk::select(llvm::ArrayRef<SelectArm> Arms, const Frame &F, States In,
                           const Expr *Whole,
                           llvm::function_ref<States(const SelectArm &, States)> Run) {
  // The channels of the arms, if the select waits for nothing else.
  llvm::SmallVector<std::optional<unsigned>, 4> Of;
  bool OnlyOurs = true;
  for (const SelectArm &Arm : Arms) {
    const unsigned *Index = Arm.On ? find(resolve(Arm.On, F)) : nullptr;
    Of.push_back(Index ? std::optional(*Index) : std::nullopt);
    OnlyOurs &=
        Index && (Arm.What == SelectArm::Kind::Send || Arm.What == SelectArm::Kind::Receive);
  }
  States Out;
  for (unsigned I = 0; I != Arms.size(); ++I) {
    States One = Run(Arms[I], In);
    for (State &S : One) {
      S.learn({Whole, Known::Arm, I, model::Success::True});
      if (Arms[I].What != SelectArm::Kind::Send || !OnlyOurs || S.How != Exit::None)
        continue;
      Tally &T = S.at(*Of[I]);
      T.Selected = T.Selected + 1;
      T.Send = site(Arms[I].Whole, F, Whole);
      for (unsigned Other = 0; Other != Arms.size(); ++Other)
        if (Other != I)
          T.unless(*Of[Other]);
    }
    std::move(One.begin(), One.end(), std::back_inserter(Out));
  }
  dedupe(Out);
  return Out;
}

/// A select of the user's own.
States ChannelWalk::selectByHand(llvm::ArrayRef<SelectArm> Arms, const Frame &F, States In,
                                 const Expr *Whole) {
  return select(Arms, F, std::move(In), Whole, [&](const SelectArm &Arm, States S) {
    const unsigned *Index = Arm.On ? find(resolve(Arm.On, F)) : nullptr;
    if (Index && Arm.What == SelectArm::Kind::Receive) {
      const ChannelSite *Here = site(Arm.Whole, F, Whole);
      noteReceive(*Index, Here, F.Task);
      for (State &Each : S) {
        Each.at(*Index).Receives = Each.at(*Index).Receives + 1;
        Each.at(*Index).Receive = Here;
      }
    } else if (!Index && Arm.Whole) {
      for (const Expr *Arg : CallView::of(Arm.Whole)->Args)
        if (!resolve(Arg, F))
          S = eval(Arg, F, std::move(S));
    }
    return S;
  });
}

} // namespace leash::flow
