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
#include <mutex>

namespace leash::model {

//===----------------------------------------------------------------------===//
// One file
//===----------------------------------------------------------------------===//

/// A file with its names by their last component. What is mutable is written
/// once, on the first use.
class Models::Part {
public:
  using CallIndex = llvm::StringMap<std::vector<NamedCall>>;
  using TypeIndex = llvm::StringMap<std::vector<NamedType>>;

  /// A built-in file, not parsed yet.
  explicit Part(const EmbeddedFile &E) : BuiltIn(true), Embedded(E), Marks(marksOf(E.Text)) {}
  /// A file of the user's.
  explicit Part(std::unique_ptr<const File> F) : BuiltIn(false) {
    std::call_once(Parsed, [&] { index(std::move(F)); });
  }

  /// This, parsed.
  const Part &ready() const {
    std::call_once(Parsed, [this] {
      std::string Errors;
      std::unique_ptr<const File> F = parseFile(Embedded.Text, Embedded.Name, Errors);
      if (!F)
        llvm::report_fatal_error(llvm::Twine("leash: a built-in model is broken:\n") + Errors,
                                 /*GenCrashDiag=*/false);
      index(std::move(F));
    });
    return *this;
  }

  bool canName(llvm::function_ref<bool(llvm::StringRef)> Has) const {
    return !BuiltIn || llvm::any_of(Marks, [&](const auto &All) { return llvm::all_of(All, Has); });
  }

  const bool BuiltIn;
  mutable std::unique_ptr<const File> Contents;
  mutable CallIndex Calls, States;
  mutable TypeIndex Types;
  mutable llvm::StringSet<> CallNames, TypeNames;

private:
  void index(std::unique_ptr<const File> F) const {
    Contents = std::move(F);
    for (const TypeEntry &T : Contents->Types)
      for (const std::string &Name : T.Names) {
        Types[lastComponent(Name)].push_back({Name, &T, Contents.get(), BuiltIn});
        if (!BuiltIn)
          TypeNames.insert(Name);
      }
    for (const CallEntry &C : Contents->Calls)
      for (const std::string &Name : C.Names) {
        (isStateRole(C.Role) ? States : Calls)[lastComponent(Name)].push_back(
            {Name, &C, Contents.get(), BuiltIn});
        if (!BuiltIn)
          CallNames.insert(Name);
      }
  }

  EmbeddedFile Embedded;
  std::vector<llvm::SmallVector<llvm::StringRef, 2>> Marks;
  mutable std::once_flag Parsed;
};

/// The items of the flow list that \p Rest begins with.
static llvm::SmallVector<llvm::StringRef, 8> listAt(llvm::StringRef Rest) {
  llvm::SmallVector<llvm::StringRef, 8> Items;
  Rest.take_until([](char C) { return C == ']'; }).drop_front().split(Items, ',');
  for (llvm::StringRef &Item : Items)
    Item = Item.trim(" \n\r'\"");
  return Items;
}

std::vector<llvm::SmallVector<llvm::StringRef, 2>> marksOf(llvm::StringRef Text) {
  std::vector<llvm::SmallVector<llvm::StringRef, 2>> Marks;
  constexpr llvm::StringLiteral Roots("\nroots: "), Names("names: ");
  if (size_t At = Text.find(Roots); At != llvm::StringRef::npos) {
    for (llvm::StringRef Root : listAt(Text.drop_front(At + Roots.size()))) {
      llvm::SmallVector<llvm::StringRef, 4> Components;
      Root.split(Components, "::");
      auto &All = Marks.emplace_back();
      llvm::copy_if(Components, std::back_inserter(All),
                    [](llvm::StringRef C) { return C != "*"; });
    }
    return Marks;
  }
  llvm::StringSet<> Seen;
  for (size_t At = Text.find(Names); At != llvm::StringRef::npos; At = Text.find(Names, At + 1))
    for (llvm::StringRef Name : listAt(Text.drop_front(At + Names.size())))
      if (llvm::StringRef First = Name.split("::").first; Seen.insert(First).second)
        Marks.push_back({First});
  return Marks;
}

//===----------------------------------------------------------------------===//
// All files
//===----------------------------------------------------------------------===//

std::shared_ptr<const Models> Models::builtin() {
  static const std::shared_ptr<const Models> Builtin = [] {
    std::vector<std::shared_ptr<const Part>> Parts;
    for (const EmbeddedFile &E : embeddedModels())
      Parts.push_back(std::make_shared<const Part>(E));
    return std::shared_ptr<const Models>(new Models(std::move(Parts)));
  }();
  return Builtin;
}

std::shared_ptr<const Models> Models::among(llvm::function_ref<bool(llvm::StringRef)> Has) const {
  std::vector<std::shared_ptr<const Part>> Left;
  llvm::copy_if(Parts, std::back_inserter(Left), [&](const auto &P) { return P->canName(Has); });
  return std::shared_ptr<const Models>(new Models(std::move(Left)));
}

llvm::Expected<std::shared_ptr<const Models>> Models::load(llvm::ArrayRef<std::string> UserFiles) {
  std::vector<std::shared_ptr<const Part>> Parts;
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
    Parts.push_back(std::make_shared<const Part>(std::move(F)));
  }
  if (!Errors.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   llvm::StringRef(Errors).rtrim().str());
  llvm::append_range(Parts, builtin()->Parts);
  return std::shared_ptr<const Models>(new Models(std::move(Parts)));
}

/// The rows for \p LastComponent of all files. An entry of the user's replaces
/// all built-in entries of its name.
template <typename Row, typename Index>
Models::RowsOf<Row> Models::rows(Index Part::*Where, llvm::StringSet<> Part::*Claimed,
                                 llvm::StringRef LastComponent) const {
  RowsOf<Row> Found;
  for (const auto &P : Parts) {
    const Index &Names = P->ready().*Where;
    auto Rows = Names.find(LastComponent);
    if (Rows == Names.end())
      continue;
    for (const Row &R : Rows->second)
      if (!R.BuiltIn || llvm::none_of(Parts, [&](const auto &User) {
            return !User->BuiltIn && (*User.*Claimed).contains(R.Name);
          }))
        Found.push_back(R);
  }
  return Found;
}

Models::RowsOf<Models::NamedCall> Models::calls(llvm::StringRef LastComponent) const {
  return rows<NamedCall>(&Part::Calls, &Part::CallNames, LastComponent);
}

Models::RowsOf<Models::NamedCall> Models::states(llvm::StringRef LastComponent) const {
  return rows<NamedCall>(&Part::States, &Part::CallNames, LastComponent);
}

Models::RowsOf<Models::NamedType> Models::types(llvm::StringRef LastComponent) const {
  return rows<NamedType>(&Part::Types, &Part::TypeNames, LastComponent);
}

std::vector<const File *> Models::files() const {
  std::vector<const File *> All;
  All.reserve(Parts.size());
  for (const auto &P : Parts)
    All.push_back(P->ready().Contents.get());
  return All;
}

} // namespace leash::model
