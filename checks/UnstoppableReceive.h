//===- UnstoppableReceive.h -------------------------------------*- C++ -*-===//
//
// a loop in a task that waits, with no way out that a stopping owner can use
// docs/checks/unstoppable-receive.md
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_CHECKS_UNSTOPPABLERECEIVE_H
#define LEASH_CHECKS_UNSTOPPABLERECEIVE_H

#include "LeashCheck.h"

namespace leash {

class UnstoppableReceive : public LeashCheck {
public:
  using LeashCheck::LeashCheck;

private:
  void checkUnit(flow::Unit &Unit) override;
};

} // namespace leash

#endif
