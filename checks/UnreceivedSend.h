//===- UnreceivedSend.h -----------------------------------------*- C++ -*-===//
//
// A send on a channel that can be left without a receiver.
// docs/checks/unreceived-send.md
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_CHECKS_UNRECEIVEDSEND_H
#define LEASH_CHECKS_UNRECEIVEDSEND_H

#include "LeashCheck.h"

namespace leash {

class UnreceivedSend : public LeashCheck {
public:
  using LeashCheck::LeashCheck;

private:
  void checkFunction(const clang::FunctionDecl &Function, flow::Unit &Unit) override;
  void checkUnit(flow::Unit &Unit) override;
};

} // namespace leash

#endif
