//===- IdlePath.cpp - a path on which nothing waits -----------------------===//
#include "Flow/IdlePath.h"

using namespace clang;

namespace leash::flow {

unsigned IdlePath::fresh(Symbol::Source From) {
  Symbols.emplace_back().From = From;
  return Symbols.size() - 1;
}

Value IdlePath::read(const Object *O) {
  for (const auto &[Known, V] : Now)
    if (Known == O)
      return V;
  const Change *Last = nullptr;
  for (const Change &C : Changed)
    if (O->livesIn(C.What))
      Last = &C;
  if (Last && Last->Zero)
    return Value::constant(0);
  unsigned Id = fresh(Last ? Last->By : Symbol::Source::Start);
  if (!Last) {
    Symbols[Id].Of.push_back(O);
    Start.emplace_back(O, Id);
  }
  Now.emplace_back(O, Value::symbol(Id));
  return Value::symbol(Id);
}

void IdlePath::assign(const Object *O, Value V) {
  if (!llvm::is_contained(Assigned, O))
    Assigned.push_back(O);
  for (auto &[Known, Old] : Now)
    if (Known == O) {
      Old = V;
      return;
    }
  Now.emplace_back(O, V);
}

void IdlePath::change(const Object *O, Symbol::Source By, bool Zero) {
  for (auto &[Known, Old] : Now)
    if (Known->livesIn(O))
      Old = Zero ? Value::constant(0) : freshValue(By);
  Changed.push_back({O, By, Zero});
}

void IdlePath::declare(const Object *O) {
  auto In = [&](const Object *Part) { return Part->livesIn(O); };
  llvm::erase_if(Now, [&](const auto &Entry) { return In(Entry.first); });
  llvm::erase_if(Changed, [&](const Change &C) { return In(C.What); });
  if (!llvm::is_contained(Declared, O))
    Declared.push_back(O);
}

bool IdlePath::isDeclared(const Object *O) const {
  return llvm::any_of(Declared, [&](const Object *D) { return O->livesIn(D); });
}

void IdlePath::consult(const Value &V) {
  if (V.What != Value::Constant)
    Symbols[V.Id].Consulted = true;
}

std::optional<bool> IdlePath::truth(const Value &V) const {
  if (V.What == Value::Constant)
    return V.Number != 0;
  const Range &Known = Symbols[V.Id].Values;
  Range::Relation R = V.What == Value::Truth ? V.Relation : Range::Unequal;
  int64_t C = V.What == Value::Truth ? V.Number : 0;
  Range If = Known, Else = Known;
  bool CanBe = If.restrict(R, C), CanBeNot = Else.restrict(Range::opposite(R), C);
  if (CanBe && CanBeNot)
    return std::nullopt;
  return CanBe;
}

bool IdlePath::assume(const Value &V, Range::Relation R, int64_t C) {
  if (V.What == Value::Constant)
    return Range::holds(V.Number, R, C);
  if (V.What == Value::Truth) {
    // A truth compared with 0 or 1.
    bool IfTrue = Range::holds(1, R, C), IfFalse = Range::holds(0, R, C);
    if (IfTrue == IfFalse)
      return IfTrue;
    return assume(V, IfTrue);
  }
  consult(V);
  return Symbols[V.Id].Values.restrict(R, C);
}

bool IdlePath::assume(const Value &V, bool NonZero) {
  if (V.What != Value::Truth)
    return assume(V, NonZero ? Range::Unequal : Range::Equal, 0);
  consult(V);
  return Symbols[V.Id].Values.restrict(NonZero ? V.Relation : Range::opposite(V.Relation),
                                       V.Number);
}

bool IdlePath::isOpaque(const Value &V) const {
  return V.What != Value::Constant && (Symbols[V.Id].From == Symbol::Source::Opaque ||
                                       Symbols[V.Id].From == Symbol::Source::Time);
}

bool IdlePath::repeats() const {
  auto Last = [&](const Object *O) -> const Value * {
    for (const auto &[Known, V] : Now)
      if (Known == O)
        return &V;
    return nullptr;
  };
  for (const auto &[O, Id] : Start) {
    const Value *End = Last(O);
    bool Same = End && End->What == Value::Symbol && End->Id == Id;
    if (Same || !End)
      continue;
    // Something computed from it was looked at.
    for (unsigned Other = 0; Other != Symbols.size(); ++Other)
      if (Other != Id && Symbols[Other].Consulted && llvm::is_contained(Symbols[Other].Of, O))
        return false;
    if (!Symbols[Id].Consulted)
      continue;
    const Range &Needed = Symbols[Id].Values;
    if (End->What == Value::Constant) {
      if (!Needed.contains(End->Number))
        return false;
    } else if (End->What == Value::Truth || isOpaque(*End) ||
               !Needed.includes(Symbols[End->Id].Values)) {
      return false;
    }
  }
  return true;
}

} // namespace leash::flow
