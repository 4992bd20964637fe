//===- Session.cpp - what the checks of one run share ---------------------===//
#include "Flow/Session.h"

namespace leash::flow {

llvm::Expected<std::shared_ptr<SharedUnit>> Session::unit(const void *Owner,
                                                          llvm::ArrayRef<std::string> Files) {
  std::lock_guard Guard(Mutex);
  std::weak_ptr<SharedUnit> &Known = Units[Owner];
  if (std::shared_ptr<SharedUnit> Alive = Known.lock())
    return Alive;
  llvm::Expected<std::shared_ptr<const model::Models>> Models =
      Files.empty() ? model::Models::builtin() : model::Models::load(Files);
  if (!Models)
    return Models.takeError();
  auto Fresh = std::make_shared<SharedUnit>(std::move(*Models));
  Known = Fresh;
  return Fresh;
}

} // namespace leash::flow
