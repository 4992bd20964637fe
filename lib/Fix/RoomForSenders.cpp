//===- RoomForSenders.cpp - a channel that holds what is sent -------------===//
#include "Fix/RoomForSenders.h"
#include "Fix/Places.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/MathExtras.h"

using namespace clang;

namespace leash::fix {

/// More than this is no longer a small buffer that a person would write.
constexpr uint64_t MaxRoom = 64;

/// The arguments that the source gives to the construction \p Made.
static llvm::SmallVector<const Expr *, 4> writtenArguments(const Expr *Made) {
  llvm::SmallVector<const Expr *, 4> Args;
  Made = Made ? Made->IgnoreImplicit() : nullptr;
  if (const auto *New = llvm::dyn_cast_or_null<CXXNewExpr>(Made))
    Made = New->getConstructExpr();
  auto Take = [&](auto Range) {
    for (const Expr *Arg : Range)
      if (!Arg->isDefaultArgument())
        Args.push_back(Arg);
  };
  if (const auto *Construct = llvm::dyn_cast_or_null<CXXConstructExpr>(Made))
    Take(Construct->arguments());
  else if (const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Made))
    Take(Call->arguments());
  return Args;
}

llvm::SmallVector<FixItHint, 1> roomForSenders(const flow::Unreceived &U, ASTContext &Context) {
  using Consequence = flow::Unreceived::Consequence;
  std::optional<uint64_t> Sends = U.Sends.number();
  const flow::Room &Holds = U.On.Holds;
  if (U.What == Consequence::Destroyed || !Sends || *Sends > MaxRoom || !Holds.Arg)
    return {};
  // A library that loses a slot wants a power of two.
  uint64_t Wanted = Holds.Lost ? llvm::PowerOf2Ceil(*Sends + Holds.Lost) : *Sends;
  llvm::SmallVector<const Expr *, 4> Args = writtenArguments(U.On.Made);
  const SourceManager &Sources = Context.getSourceManager();
  auto IsPlain = [&](SourceLocation Where) { return Where.isValid() && !Where.isMacroID(); };
  if (*Holds.Arg < Args.size()) {
    const Expr *Given = Args[*Holds.Arg];
    if (!llvm::isa<IntegerLiteral>(Given->IgnoreParenImpCasts()) || !IsPlain(Given->getBeginLoc()))
      return {};
    return {FixItHint::CreateReplacement(Given->getSourceRange(), std::to_string(Wanted))};
  }
  if (*Holds.Arg != Args.size() || Args.empty())
    return {};
  if (!IsPlain(Args.back()->getEndLoc()))
    return {};
  SourceLocation End = behindToken(Args.back(), Context);
  if (End.isInvalid())
    return {};
  return {FixItHint::CreateInsertion(End, ", " + std::to_string(Wanted))};
}

} // namespace leash::fix
