//===- Count.h - how often something happens --------------------*- C++ -*-===//
//
// Sends, receives and capacities are counted with numbers and with symbols:
// 'urls.size()' is one symbol wherever it stands, so what is sent once for each
// url and received once for each url is equal (docs: design, section 4.7).
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_COUNT_H
#define LEASH_FLOW_COUNT_H

#include "Flow/Object.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <string>

namespace leash::flow {

/// A number that is not known, but the same wherever it is named. It is never
/// negative.
struct Symbol {
  const Object *Of = nullptr; ///< the container or the variable
  bool IsSize = false;        ///< the number of elements of Of, not its value
  std::string Text;           ///< as a message shows it: "urls.size()"
};

/// A number, plus multiples of symbols; or more than can be said.
class Count {
public:
  Count() = default;
  Count(uint64_t Number) : Number(Number) {}
  static Count symbol(const Symbol *S);
  /// Any number of times: a loop that nothing known bounds.
  static Count many();
  /// As often as there is something: a loop that receives until the channel is
  /// closed, a channel without bound.
  static Count endless();

  bool isZero() const { return !Many && !Endless && !Number && Terms.empty(); }
  bool isEndless() const { return Endless; }
  bool isMany() const { return Many; }
  /// The number, if there are no symbols.
  std::optional<uint64_t> number() const;

  Count operator+(const Count &Other) const;
  Count operator*(const Count &Times) const;
  /// What was added since it was \p Before.
  Count since(const Count &Before) const;
  /// One less, where that is certain to be right; else the same.
  Count lessOne() const;

  /// Whether this can be more than \p Room. False if the two cannot be
  /// compared: 'n' against 'm'.
  bool mayExceed(const Count &Room) const;

  /// "1", "'urls.size()'", "2 times 'n' plus 1", "any number of".
  std::string text() const;

  bool operator==(const Count &) const = default;

private:
  uint64_t Number = 0;
  llvm::SmallVector<std::pair<const Symbol *, uint64_t>, 1> Terms; ///< ordered by address
  bool Many = false;
  bool Endless = false;
};

} // namespace leash::flow

#endif
