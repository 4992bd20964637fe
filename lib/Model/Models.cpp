//===- Models.cpp - the loaded model files --------------------------------===//
#include "Model/Models.h"
#include "Model/Schema.h"
#include "Support/Embedded.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MemoryBuffer.h"

namespace leash::model {

static llvm::StringRef lastComponent(llvm::StringRef Name) {
  size_t Colons = Name.rfind("::");
  return Colons == llvm::StringRef::npos ? Name : Name.drop_front(Colons + 2);
}

Models::Models(std::vector<std::shared_ptr<const File>> All) : Files(std::move(All)) {
  for (const std::shared_ptr<const File> &F : Files) {
    for (const TypeEntry &T : F->Types)
      for (const std::string &Name : T.Names)
        TypeIndex[lastComponent(Name)].push_back({Name, &T});
    for (const CallEntry &C : F->Calls)
      for (const std::string &Name : C.Names)
        CallIndex[lastComponent(Name)].push_back({Name, &C});
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
    return std::shared_ptr<const Models>(new Models(std::move(Files)));
  }();
  return Builtin;
}

llvm::Expected<std::shared_ptr<const Models>> Models::load(llvm::ArrayRef<std::string> UserFiles) {
  std::vector<std::shared_ptr<const File>> Files;
  std::string Errors;
  llvm::StringMap<std::string> NamedBy;
  for (const std::string &Path : UserFiles) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer) {
      Errors += Path + ":1:1: error: cannot read the model file: " + Buffer.getError().message() +
                "\n";
      continue;
    }
    std::unique_ptr<File> F = parseFile((*Buffer)->getBuffer(), Path, Errors);
    if (!F)
      continue;
    auto Claim = [&](const std::string &Name) {
      auto [Where, New] = NamedBy.try_emplace(Name, Path);
      if (!New && Where->second != Path)
        Errors += Path + ":1:1: error: '" + Name + "' is named in " + Where->second +
                  " already; expected it in one of the two\n";
    };
    for (const TypeEntry &T : F->Types)
      llvm::for_each(T.Names, Claim);
    for (const CallEntry &C : F->Calls)
      llvm::for_each(C.Names, Claim);
    Files.push_back(std::move(F));
  }
  if (!Errors.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   llvm::StringRef(Errors).rtrim().str());
  llvm::append_range(Files, builtin()->Files);
  return std::shared_ptr<const Models>(new Models(std::move(Files)));
}

llvm::ArrayRef<Models::NamedCall> Models::calls(llvm::StringRef LastComponent) const {
  auto Found = CallIndex.find(LastComponent);
  if (Found == CallIndex.end())
    return {};
  return Found->second;
}

llvm::ArrayRef<Models::NamedType> Models::types(llvm::StringRef LastComponent) const {
  auto Found = TypeIndex.find(LastComponent);
  if (Found == TypeIndex.end())
    return {};
  return Found->second;
}

} // namespace leash::model
