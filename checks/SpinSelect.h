//===- SpinSelect.h --------------------------------------------*- C++ -*-===//
//
// A poll loop whose idle turns neither block nor back off.
// docs/checks/spin-select.md
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_CHECKS_SPINSELECT_H
#define LEASH_CHECKS_SPINSELECT_H

#include "Flow/Idle.h"
#include "LeashCheck.h"

namespace leash {

class SpinSelect : public LeashCheck {
public:
  using LeashCheck::LeashCheck;

private:
  void checkUnit(flow::Unit &Unit) override;
};

} // namespace leash

#endif
