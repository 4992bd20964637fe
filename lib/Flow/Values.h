//===- Values.h - what is known of a value on one path ----------*- C++ -*-===//
//
// Numbers, truths and pointers (null is 0) as constants or as symbols with the
// range that the conditions on the path leave them.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_VALUES_H
#define LEASH_FLOW_VALUES_H

#include "clang/AST/OperationKinds.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <limits>
#include <optional>

namespace leash::flow {

/// The values from Lo to Hi but those in Not.
struct Range {
  int64_t Lo = std::numeric_limits<int64_t>::min();
  int64_t Hi = std::numeric_limits<int64_t>::max();
  llvm::SmallVector<int64_t, 1> Not;

  enum Relation { Equal, Unequal, Less, LessEqual, Greater, GreaterEqual };
  /// What the comparison \p Op asks; none: it is no comparison.
  static std::optional<Relation> relationOf(clang::BinaryOperatorKind Op);
  static Relation opposite(Relation R);
  /// The relation with both sides exchanged.
  static Relation mirrored(Relation R);
  static bool holds(int64_t Left, Relation R, int64_t Right);

  bool contains(int64_t C) const;
  /// Whether all of \p Other is in here.
  bool includes(const Range &Other) const;
  bool isEmpty() const { return Lo > Hi; }
  /// Leaves only the values that stand in \p R to \p C; false if none is left.
  bool restrict(Relation R, int64_t C);
  bool restrict(const Range &Other);
};

/// A constant, a symbol, or whether a symbol stands in a relation to a constant.
struct Value {
  enum Kind { Constant, Symbol, Truth };
  Kind What = Constant;
  unsigned Id = 0;
  Range::Relation Relation = Range::Unequal;
  int64_t Number = 0;

  static Value constant(int64_t C) { return {Constant, 0, Range::Unequal, C}; }
  static Value symbol(unsigned Id) { return {Symbol, Id, Range::Unequal, 0}; }
  static Value truth(unsigned Id, Range::Relation R, int64_t C) { return {Truth, Id, R, C}; }
};

} // namespace leash::flow

#endif
