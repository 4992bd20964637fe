//===- Units.cpp - which units a run is about -----------------------------===//
#include "Driver/Units.h"
#include "clang/Driver/Types.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <tuple>

using namespace clang;
using namespace llvm;

namespace leash::driver {

std::string absolute(StringRef Path) {
  SmallString<256> Result(Path);
  (void)sys::fs::make_absolute(Result);
  sys::path::remove_dots(Result, /*remove_dot_dot=*/true);
  return std::string(Result);
}

bool isBelow(StringRef Path, StringRef Folder) {
  Folder = Folder.rtrim('/');
  return Path == Folder ||
         (Path.starts_with(Folder) && Path.drop_front(Folder.size()).starts_with("/"));
}

std::string relativeTo(StringRef Path, StringRef Folder) {
  Folder = Folder.rtrim('/');
  if (Path.size() <= Folder.size() + 1 || !isBelow(Path, Folder))
    return Path.str();
  return Path.drop_front(Folder.size() + 1).str();
}

bool isCxxFile(StringRef Path) {
  using namespace clang::driver::types;
  ID Type = lookupTypeForExtension(sys::path::extension(Path).ltrim('.'));
  return Type == TY_CHeader || (Type != TY_INVALID && clang::driver::types::isCXX(Type));
}

/// C++, by the name of the file or by an option '-x'.
static bool isCxx(const tooling::CompileCommand &Command, StringRef File) {
  StringRef Named;
  for (size_t I = 1; I < Command.CommandLine.size(); ++I) {
    StringRef Arg = Command.CommandLine[I];
    if (Arg == "-x" && I + 1 < Command.CommandLine.size())
      Named = Command.CommandLine[I + 1];
    else if (Arg.starts_with("-x"))
      Named = Arg.drop_front(2);
  }
  using namespace clang::driver::types;
  ID Type = Named.empty() ? lookupTypeForExtension(sys::path::extension(File).ltrim('.'))
                          : lookupTypeForTypeSpecifier(Named.str().c_str());
  return Type != TY_INVALID && clang::driver::types::isCXX(Type);
}

static std::unique_ptr<tooling::CompilationDatabase> load(StringRef Folder, std::string &Where) {
  std::string Why;
  if (!Folder.empty()) {
    Where = ("in '" + Folder + "'").str();
    return tooling::CompilationDatabase::autoDetectFromDirectory(Folder, Why);
  }
  Where = "here or in a folder above";
  return tooling::CompilationDatabase::autoDetectFromDirectory(absolute("."), Why);
}

Expected<Selection> selectUnits(StringRef Folder, ArrayRef<std::string> Paths) {
  std::string Where;
  auto Database = load(Folder, Where);
  if (!Database)
    return createStringError("no compile database " + Where +
                             "; pass the directory of compile_commands.json with -p");
  std::vector<std::string> Wanted;
  for (const std::string &Path : Paths) {
    if (!sys::fs::exists(Path))
      return createStringError("no such file or folder: '" + Path + "'");
    Wanted.push_back(absolute(Path));
  }
  std::vector<bool> Met(Wanted.size());

  Selection Result;
  for (const tooling::CompileCommand &Command : Database->getAllCompileCommands()) {
    SmallString<256> File;
    if (!sys::path::is_absolute(Command.Filename))
      File = Command.Directory;
    sys::path::append(File, Command.Filename);
    sys::path::remove_dots(File, /*remove_dot_dot=*/true);
    bool In = Wanted.empty();
    for (size_t I = 0; I < Wanted.size(); ++I)
      if (isBelow(File, Wanted[I]))
        In = Met[I] = true;
    if (!In)
      continue;
    if (isCxx(Command, File))
      Result.Units.push_back({std::string(File), Command.Directory, Command.CommandLine});
    else
      ++Result.NotCxx;
  }
  for (size_t I = 0; I < Wanted.size(); ++I)
    if (!Met[I])
      return createStringError("the compile database says nothing about '" + Paths[I] + "'");
  if (Result.Units.empty())
    return createStringError("the compile database " + Where + " names no C++ file");

  auto Key = [](const Unit &U) { return std::tie(U.File, U.Directory, U.Command); };
  llvm::sort(Result.Units, [&](const Unit &A, const Unit &B) { return Key(A) < Key(B); });
  Result.Units.erase(std::unique(Result.Units.begin(), Result.Units.end(),
                                 [&](const Unit &A, const Unit &B) { return Key(A) == Key(B); }),
                     Result.Units.end());
  return Result;
}

} // namespace leash::driver
