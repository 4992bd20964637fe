//===- Count.cpp - how often something happens ----------------------------===//
#include "Flow/Count.h"
#include "llvm/ADT/STLExtras.h"

namespace leash::flow {

Count Count::symbol(const Symbol *S) {
  Count C;
  C.Terms.push_back({S, 1});
  return C;
}

Count Count::many() {
  Count C;
  C.Many = true;
  return C;
}

Count Count::endless() {
  Count C;
  C.Endless = true;
  return C;
}

std::optional<uint64_t> Count::number() const {
  if (Many || Endless || !Terms.empty())
    return std::nullopt;
  return Number;
}

Count Count::operator+(const Count &Other) const {
  Count Sum = *this;
  Sum.Number += Other.Number;
  Sum.Many |= Other.Many;
  Sum.Endless |= Other.Endless;
  for (const auto &[S, Times] : Other.Terms) {
    auto *Known = llvm::find_if(Sum.Terms, [&, S = S](auto &T) { return T.first == S; });
    if (Known != Sum.Terms.end())
      Known->second += Times;
    else
      Sum.Terms.push_back({S, Times});
  }
  llvm::sort(Sum.Terms);
  return Sum;
}

Count Count::operator*(const Count &Times) const {
  if (isZero() || Times.isZero())
    return 0;
  if (Endless || Times.Endless)
    return endless();
  if (Many || Times.Many || (!Terms.empty() && !Times.Terms.empty()))
    return many();
  const Count &Symbolic = Terms.empty() ? Times : *this;
  uint64_t Factor = Terms.empty() ? Number : Times.Number;
  Count Product;
  Product.Number = Symbolic.Number * Factor;
  for (const auto &[S, Each] : Symbolic.Terms)
    Product.Terms.push_back({S, Each * Factor});
  return Product;
}

Count Count::since(const Count &Before) const {
  Count Added = *this;
  Added.Many = Many && !Before.Many;
  Added.Endless = Endless && !Before.Endless;
  Added.Number -= std::min(Number, Before.Number);
  for (const auto &[S, Times] : Before.Terms)
    for (auto &Term : Added.Terms)
      if (Term.first == S)
        Term.second -= std::min(Term.second, Times);
  llvm::erase_if(Added.Terms, [](const auto &Term) { return Term.second == 0; });
  return Added;
}

Count Count::lessOne() const {
  Count Less = *this;
  if (Less.number().value_or(0) > 0)
    --Less.Number;
  return Less;
}

bool Count::mayExceed(const Count &Room) const {
  if (Room.Endless || Room.Many)
    return false;
  if (Many || Endless)
    return Room.Terms.empty();
  bool Grows = false;
  for (const auto &[S, Times] : Terms) {
    auto *There = llvm::find_if(Room.Terms, [&, S = S](auto &T) { return T.first == S; });
    uint64_t Against = There == Room.Terms.end() ? 0 : There->second;
    if (Against > Times)
      return false;
    Grows |= Times > Against;
  }
  for (const auto &[S, Times] : Room.Terms)
    if (llvm::none_of(Terms, [&, S = S](auto &T) { return T.first == S; }))
      return false;
  return Grows || Number > Room.Number;
}

std::string Count::text() const {
  if (Many || Endless)
    return "any number of";
  std::string Text;
  for (const auto &[S, Times] : Terms) {
    Text += Text.empty() ? "" : " plus ";
    Text += (Times > 1 ? std::to_string(Times) + " times " : "") + "'" + S->Text + "'";
  }
  if (Number || Text.empty())
    Text += (Text.empty() ? "" : " plus ") + std::to_string(Number);
  return Text;
}

} // namespace leash::flow
