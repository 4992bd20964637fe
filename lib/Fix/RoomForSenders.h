//===- RoomForSenders.h - a channel that holds what is sent -----*- C++ -*-===//
#ifndef LEASH_FIX_ROOMFORSENDERS_H
#define LEASH_FIX_ROOMFORSENDERS_H

#include "Flow/Unreceived.h"
#include "clang/Basic/Diagnostic.h"

namespace leash::fix {

/// Gives the channel of \p U room for all that is sent, where its constructor
/// can say so and the number is known. Empty where that is not right: the
/// channel would be gone before the sender, or a person has to choose.
llvm::SmallVector<clang::FixItHint, 1> roomForSenders(const flow::Unreceived &U,
                                                      clang::ASTContext &Context);

} // namespace leash::fix

#endif
