//===- Words.cpp - the words of model files and options -------------------===//
#include "Model/Words.h"
#include "llvm/ADT/StringSwitch.h"

namespace leash::model {

std::string wordsForKey(llvm::StringRef Key) {
  using Lister = std::string (*)();
  Lister List = llvm::StringSwitch<Lister>(Key)
                    .Case("role", [] {
                      return "of a type: " + allWords<TypeRole>() +
                             "; of a call: " + allWords<CallRole>();
                    })
                    .Case("class", allWords<BlockClass>)
                    .Cases("bound", "zero", "negative", "null", allWords<Bound>)
                    .Case("mode", allWords<LockMode>)
                    .Case("blocks", allWords<Blocked>)
                    .Case("tag", allWords<GuardTagKind>)
                    .Case("at-end", allWords<AtEnd>)
                    .Case("succeeds", allWords<Success>)
                    .Default(nullptr);
  return List ? List() : "";
}

} // namespace leash::model
