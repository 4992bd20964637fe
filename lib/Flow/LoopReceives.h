//===- LoopReceives.h - the receives of a loop ------------------*- C++ -*-===//
//
// Which channels does a loop receive from, how does it hear that one is closed,
// and does that end it?
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_LOOPRECEIVES_H
#define LEASH_FLOW_LOOPRECEIVES_H

#include "Flow/Loops.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace leash::flow {

class Unit;

/// A receive that may wait for ever, from a library's channel or a hand-written
/// one.
struct LoopReceive {
  enum class Told {
    Nowhere, ///< nothing says that the channel is closed
    Result,  ///< the call's result, or an error code that it gives
    Throw,   ///< an exception that leaves the loop
    End      ///< the end of the range-for
  };
  const clang::Expr *Call = nullptr; ///< of a range-for: the channel
  const LoopCall *In = nullptr;      ///< null: a range-for
  const Object *On = nullptr;
  std::string OnText;
  const clang::CXXRecordDecl *Class = nullptr; ///< of the channel
  Told Closed = Told::Nowhere;
  bool Deferred = false; ///< 'co_await' waits for it
  /// The model's enumerator that says 'closed', if the result is a status.
  std::string Enumerator;
};

/// Those of \p L itself, inner loops left out.
llvm::SmallVector<LoopReceive, 1> receivesOf(Unit &U, const Loop &L);

/// A receive that a select of \p L waits for beside others.
struct SelectedReceive {
  const clang::Expr *Call = nullptr;
  const clang::Expr *Select = nullptr;
  const Object *On = nullptr;
  std::string OnText;
  /// The variable or field that holds the channel; null if not known.
  const clang::ValueDecl *Channel = nullptr;
};
llvm::SmallVector<SelectedReceive, 2> selectedReceives(Unit &U, const Loop &L);

/// Whether \p Exit is taken only because \p R said that its channel is closed.
bool isTakenWhenClosed(const LoopExit &Exit, const LoopReceive &R);

/// A call that closes the channel in \p Channel, a variable or field, and the
/// function that it stands in. None: nothing in sight does.
struct Closing {
  const clang::Expr *Call = nullptr;
  const clang::FunctionDecl *In = nullptr;
  bool Certain = false; ///< false: it may be another channel
};
/// Those for which \p IsLeftOut holds do not count.
Closing closingOf(Unit &U, const clang::ValueDecl *Channel,
                  llvm::function_ref<bool(const Closing &)> IsLeftOut = nullptr);

/// Whether channels of class \p Class can be closed at all.
bool isClosable(Unit &U, const clang::CXXRecordDecl *Class);

} // namespace leash::flow

#endif
