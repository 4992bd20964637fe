//===- ModelsCommand.cpp - `leash models` with options --------------------===//
#include "ModelsCommand.h"
#include "Commands.h"
#include "Model/Models.h"
#include "Model/Words.h"
#include "Why.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

namespace leash {

using namespace model;

static bool wanted(const File &F, const WhyRequest &Request) {
  return Request.Library.empty() || F.Library == Request.Library;
}

template <typename Fn> static void eachName(const Models &All, const WhyRequest &Request, Fn Each) {
  for (const auto &F : All.files()) {
    if (!wanted(*F, Request))
      continue;
    for (const TypeEntry &T : F->Types)
      for (const std::string &Name : T.Names)
        Each(*F, Name, "type", describe(T));
    for (const CallEntry &C : F->Calls)
      for (const std::string &Name : C.Names)
        Each(*F, Name, "call", describe(C, C.HowLong));
  }
}

static int printList(const Models &All, const WhyRequest &Request) {
  eachName(All, Request,
           [](const File &F, llvm::StringRef Name, llvm::StringRef Kind, llvm::StringRef Meaning) {
             llvm::outs() << Kind << " " << Name << " -> " << Meaning << " [" << F.Library << "]\n";
           });
  return 0;
}

/// One line for each name; what its roots make of it stands in one line, with
/// tabs between.
static int printNames(const Models &All, const WhyRequest &Request) {
  llvm::StringSet<> Seen;
  for (const auto &F : All.files()) {
    if (!wanted(*F, Request))
      continue;
    size_t Twins = std::max<size_t>(F->Roots.size(), 1);
    auto Print = [&](llvm::ArrayRef<std::string> Names) {
      for (; !Names.empty(); Names = Names.drop_front(Twins))
        if (Seen.insert(Names.front()).second)
          llvm::outs() << llvm::join(Names.take_front(Twins), "\t") << "\n";
    };
    for (const TypeEntry &T : F->Types)
      Print(T.Names);
    for (const CallEntry &C : F->Calls)
      Print(C.Names);
  }
  return 0;
}

/// Splits 'FILE:LINE'.
static void setFile(llvm::StringRef Text, WhyRequest &Request) {
  auto [File, Line] = Text.rsplit(':');
  if (!Line.empty() && !Line.getAsInteger(10, Request.Line))
    Text = File;
  Request.File = Text.str();
}

int runModelsCommand(llvm::ArrayRef<llvm::StringRef> Args) {
  enum { List, Names, Why } What = List;
  WhyRequest Request;
  std::vector<std::string> UserFiles;
  for (size_t I = 0; I < Args.size(); ++I) {
    llvm::StringRef Option = Args[I];
    if (Option == "--") {
      Request.HasFlags = true;
      Request.Flags.assign(Args.begin() + I + 1, Args.end());
      break;
    }
    bool HasValue = I + 1 < Args.size() && Args[I + 1] != "--";
    if (Option == "--list") {
      What = List;
      continue;
    }
    if (Option == "--names") {
      What = Names;
      continue;
    }
    if (Option != "--why" && Option != "--library" && Option != "--models" && Option != "-p")
      return fail("'leash models' has no option '" + Option +
                  "'; it has --list, --names, --why, --library, --models and -p");
    if (!HasValue)
      return fail("'" + Option + "' needs a value");
    llvm::StringRef Value = Args[++I];
    if (Option == "--why") {
      What = Why;
      setFile(Value, Request);
    } else if (Option == "--library") {
      Request.Library = Value.str();
    } else if (Option == "--models") {
      UserFiles.push_back(Value.str());
    } else {
      Request.Database = Value.str();
    }
  }

  auto Loaded = Models::load(UserFiles);
  if (!Loaded) {
    llvm::errs() << llvm::toString(Loaded.takeError()) << "\n";
    return 2;
  }
  if (!Request.Library.empty() &&
      llvm::none_of((*Loaded)->files(), [&](const auto &F) { return wanted(*F, Request); }))
    return fail("no model file is of the library '" + llvm::Twine(Request.Library) + "'");
  if (What == Why)
    return printWhy(*Loaded, Request);
  return What == Names ? printNames(**Loaded, Request) : printList(**Loaded, Request);
}

} // namespace leash
