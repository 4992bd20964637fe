//===- Models.cpp - the loaded model files --------------------------------===//
#include "Model/Models.h"
#include "Model/QualifiedName.h"
#include "Model/Schema.h"
#include "Support/Embedded.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MemoryBuffer.h"

namespace leash::model {

Models::Models(std::vector<std::shared_ptr<const File>> All, size_t Users) : Files(std::move(All)) {
  // An entry of the user's replaces all built-in entries of its name.
  llvm::StringSet<> UserTypes, UserCalls;
  for (size_t I = 0; I < Files.size(); ++I) {
    const File *F = Files[I].get();
    bool BuiltIn = I >= Users;
    for (const TypeEntry &T : F->Types)
      for (const std::string &Name : T.Names) {
        if (BuiltIn && UserTypes.contains(Name))
          continue;
        TypeIndex[lastComponent(Name)].push_back({Name, &T, F, BuiltIn});
        if (!BuiltIn)
          UserTypes.insert(Name);
      }
    for (const CallEntry &C : F->Calls)
      for (const std::string &Name : C.Names) {
        if (BuiltIn && UserCalls.contains(Name))
          continue;
        (isStateRole(C.Role) ? StateIndex : CallIndex)[lastComponent(Name)].push_back(
            {Name, &C, F, BuiltIn});
        if (!BuiltIn)
          UserCalls.insert(Name);
      }
  }
}

std::shared_ptr<const Models> Models::builtin() {
  static const std::shared_ptr<const Models> Builtin = [] {
    std::vector<std::shared_ptr<const File>> Files;
    std::string Errors;
    for (const EmbeddedFile &E : embeddedModels())
      if (std::unique_ptr<File> F = parseFile(E.Text, E.Name, Errors))
        Files.push_back(std::move(F));
    if (!Errors.empty())
      llvm::report_fatal_error(llvm::Twine("leash: a built-in model is broken:\n") + Errors,
                               /*GenCrashDiag=*/false);
    return std::shared_ptr<const Models>(new Models(std::move(Files), 0));
  }();
  return Builtin;
}

llvm::Expected<std::shared_ptr<const Models>> Models::load(llvm::ArrayRef<std::string> UserFiles) {
  std::vector<std::shared_ptr<const File>> Files;
  std::string Errors;
  llvm::StringMap<std::string> ClaimedBy;
  for (const std::string &Path : UserFiles) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer) {
      Errors += Path + ":1:1: error: cannot read model file: " + Buffer.getError().message() + "\n";
      continue;
    }
    std::vector<Claim> Claims;
    std::unique_ptr<File> F = parseFile((*Buffer)->getBuffer(), Path, Errors, &Claims);
    if (!F)
      continue;
    for (const Claim &C : Claims) {
      auto [Where, New] = ClaimedBy.try_emplace(C.Name + "\n" + C.Overload, Path);
      if (!New)
        Errors += Path + ":" + placeIn((*Buffer)->getBuffer(), C.Offset) + ": error: '" + C.Name +
                  "' is named in '" + Where->second + "' already: expected it in one of the two\n";
    }
    Files.push_back(std::move(F));
  }
  if (!Errors.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   llvm::StringRef(Errors).rtrim().str());
  size_t Users = Files.size();
  llvm::append_range(Files, builtin()->Files);
  return std::shared_ptr<const Models>(new Models(std::move(Files), Users));
}

template <typename Row>
static llvm::ArrayRef<Row> rowsIn(const llvm::StringMap<std::vector<Row>> &Index,
                                  llvm::StringRef LastComponent) {
  auto Found = Index.find(LastComponent);
  if (Found == Index.end())
    return {};
  return Found->second;
}

llvm::ArrayRef<Models::NamedCall> Models::calls(llvm::StringRef LastComponent) const {
  return rowsIn(CallIndex, LastComponent);
}

llvm::ArrayRef<Models::NamedCall> Models::states(llvm::StringRef LastComponent) const {
  return rowsIn(StateIndex, LastComponent);
}

llvm::ArrayRef<Models::NamedType> Models::types(llvm::StringRef LastComponent) const {
  return rowsIn(TypeIndex, LastComponent);
}

} // namespace leash::model
