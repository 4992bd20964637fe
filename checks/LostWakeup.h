//===- LostWakeup.h ---------------------------------------------*- C++ -*-===//
//
// a notify that comes when nobody waits, or that wakes the wrong one
// docs/checks/lost-wakeup.md
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_CHECKS_LOSTWAKEUP_H
#define LEASH_CHECKS_LOSTWAKEUP_H

#include "LeashCheck.h"

namespace leash {

class LostWakeup : public LeashCheck {
public:
  using LeashCheck::LeashCheck;

private:
  void checkUnit(flow::Unit &Unit) override;
};

} // namespace leash

#endif
