//===- Values.cpp - what is known of a value on one path ------------------===//
#include "Flow/Values.h"
#include "llvm/ADT/STLExtras.h"

namespace leash::flow {

std::optional<Range::Relation> Range::relationOf(clang::BinaryOperatorKind Op) {
  switch (Op) {
  case clang::BO_EQ:
    return Equal;
  case clang::BO_NE:
    return Unequal;
  case clang::BO_LT:
    return Less;
  case clang::BO_LE:
    return LessEqual;
  case clang::BO_GT:
    return Greater;
  case clang::BO_GE:
    return GreaterEqual;
  default:
    return std::nullopt;
  }
}

Range::Relation Range::opposite(Relation R) {
  switch (R) {
  case Equal:
    return Unequal;
  case Unequal:
    return Equal;
  case Less:
    return GreaterEqual;
  case LessEqual:
    return Greater;
  case Greater:
    return LessEqual;
  case GreaterEqual:
    return Less;
  }
  return Unequal;
}

Range::Relation Range::mirrored(Relation R) {
  switch (R) {
  case Less:
    return Greater;
  case LessEqual:
    return GreaterEqual;
  case Greater:
    return Less;
  case GreaterEqual:
    return LessEqual;
  default:
    return R;
  }
}

bool Range::holds(int64_t Left, Relation R, int64_t Right) {
  switch (R) {
  case Equal:
    return Left == Right;
  case Unequal:
    return Left != Right;
  case Less:
    return Left < Right;
  case LessEqual:
    return Left <= Right;
  case Greater:
    return Left > Right;
  case GreaterEqual:
    return Left >= Right;
  }
  return true;
}

bool Range::contains(int64_t C) const { return Lo <= C && C <= Hi && !llvm::is_contained(Not, C); }

bool Range::includes(const Range &Other) const {
  return Lo <= Other.Lo && Other.Hi <= Hi &&
         llvm::all_of(Not, [&](int64_t C) { return !Other.contains(C); });
}

bool Range::restrict(Relation R, int64_t C) {
  constexpr int64_t Least = std::numeric_limits<int64_t>::min();
  constexpr int64_t Most = std::numeric_limits<int64_t>::max();
  switch (R) {
  case Equal:
    if (!contains(C))
      return false;
    Lo = Hi = C;
    return true;
  case Unequal:
    if (!contains(C))
      return true;
    Not.push_back(C);
    break;
  case Less:
    if (C == Least)
      return false;
    Hi = std::min(Hi, C - 1);
    break;
  case LessEqual:
    Hi = std::min(Hi, C);
    break;
  case Greater:
    if (C == Most)
      return false;
    Lo = std::max(Lo, C + 1);
    break;
  case GreaterEqual:
    Lo = std::max(Lo, C);
    break;
  }
  while (Lo < Hi && llvm::is_contained(Not, Lo))
    ++Lo;
  while (Lo < Hi && llvm::is_contained(Not, Hi))
    --Hi;
  return Lo < Hi || (Lo == Hi && !llvm::is_contained(Not, Lo));
}

bool Range::restrict(const Range &Other) {
  if (!restrict(GreaterEqual, Other.Lo) || !restrict(LessEqual, Other.Hi))
    return false;
  return llvm::all_of(Other.Not, [&](int64_t C) { return restrict(Unequal, C); });
}

} // namespace leash::flow
