//===- WouldBlock.cpp - code that says itself that a call does not wait ---===//
//
// Who compares the error of a call with EAGAIN knows that the call does not
// wait: it is a poll, whatever it is called.
//
//===----------------------------------------------------------------------===//
#include "Flow/IdleWalk.h"
#include "Flow/Unit.h"
#include "Support/SourceText.h"
#include <cerrno>

using namespace clang;

namespace leash::flow {

/// More unknown calls on one path are not told apart.
constexpr unsigned MaxDoubts = 3;

/// An unknown call: it may wait, unless the code shows that it does not.
IdleWalk::Next IdleWalk::doubted(const CallView &Call, IdlePath Path) {
  QualType T = Call.Whole->getType();
  if (!Call.Callee || Call.Callee->isNoReturn() || !T->isIntegerType() ||
      Path.Doubts.size() == MaxDoubts)
    return {};
  changeArguments(Call, Path, Symbol::Source::Poll, false);
  unsigned Result = Path.fresh(Symbol::Source::Poll);
  Path.Doubts.push_back({Call.Whole, Result});
  Path.Results[Call.Whole] = Value::symbol(Result);
  Path.Error.reset();
  Next Out;
  Out.push_back(std::move(Path));
  return Out;
}

bool IdleWalk::learn(IdlePath &Path, const Expr *Condition, bool Truth) {
  const auto *Compare = llvm::dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
  if (!Compare || !Compare->isEqualityOp() || (Compare->getOpcode() == BO_EQ) != Truth)
    return true;
  const Expr *Sides[] = {Compare->getLHS(), Compare->getRHS()};
  for (unsigned I : {0u, 1u}) {
    std::optional<int64_t> C = U.models().constant(Sides[I]);
    if (!C || (*C != EAGAIN && *C != EWOULDBLOCK && *C != EINTR))
      continue;
    Value V = eval(Sides[1 - I], Path);
    if (V.What != Value::Symbol)
      return true;
    auto *Asked = llvm::find_if(Path.Doubts, [&](const Doubt &D) { return D.Result == V.Id; });
    bool IsError = Path.Error == V.Id || Asked != Path.Doubts.end();
    if (!IsError)
      return true;
    if (*C == EINTR)
      return false;
    // Nothing says that the call does not wait: EAGAIN does not come, or comes
    // when its time is over.
    if (Asked == Path.Doubts.end() && !Path.Polls.empty() &&
        Path.Polls.back().How == Poll::Kind::Fails)
      return false;
    // The call that tells the error, and the one that it tells of.
    if (Asked != Path.Doubts.end())
      Path.Doubts.erase(Asked);
    if (Path.Doubts.empty())
      return true;
    Doubt Known = Path.Doubts.pop_back_val();
    std::optional<CallView> Call = CallView::of(Known.Call);
    Poll &P = Path.Polls.emplace_back();
    P.Site = Known.Call;
    P.Where = Known.Call->getExprLoc();
    P.In = Function;
    P.Callee = Call->Callee;
    P.On = Call->Object ? U.objects().of(Call->Object, Function) : nullptr;
    P.OnText = Call->Object ? operandText(Call->Object, U.context()) : "";
    P.Result = Known.Result;
    return true;
  }
  return true;
}

} // namespace leash::flow
