//===- StopRequests.cpp - who asks tasks to stop --------------------------===//
#include "Flow/StopRequests.h"
#include "Flow/Unit.h"

using namespace clang;

namespace leash::flow {

std::vector<StopRequest> stopRequests(Unit &U) {
  std::vector<StopRequest> Found;
  for (const FunctionDecl *F : U.functions())
    for (const Expr *E : U.facts().of(F).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
      if (!Entry || Entry->Role != model::CallRole::RequestStop)
        continue;
      const Expr *On = model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call));
      Found.push_back({E, F, Entry, Call->Object, On, On ? U.objects().of(On, F) : nullptr});
    }
  return Found;
}

} // namespace leash::flow
