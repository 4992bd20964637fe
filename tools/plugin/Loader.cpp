//===- Loader.cpp - what clang-tidy's --load opens -------------------------===//
//
// Looks at the host's version and then opens the checks, LeashTidyChecks.so, which
// lies beside this file. Were they one file, another LLVM would fail to open it
// with a missing symbol, and clang-tidy would go on without it and exit with 0.
// Uses no LLVM code: in the wrong host that code has another shape.
//
//===----------------------------------------------------------------------===//
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <string>
#include <unistd.h>

namespace {

constexpr int OwnMajor = LEASH_LLVM_MAJOR;

[[noreturn]] void refuse(const std::string &Why) {
  std::fprintf(stderr, "leash: error: %s\n", Why.c_str());
  std::fflush(stderr);
  _exit(1);
}

/// What the host's clang calls itself, such as "Debian clang version 19.1.7".
std::string hostVersion() {
  // std::string clang::getClangFullVersion()
  constexpr const char Name[] = "_ZN5clang19getClangFullVersionB5cxx11Ev";
  auto *GetVersion = reinterpret_cast<std::string (*)()>(dlsym(RTLD_DEFAULT, Name));
  return GetVersion ? GetVersion() : "a program that is no clang";
}

/// The major in a text such as "Debian clang version 19.1.7", or 0.
int majorOf(const std::string &Text) {
  constexpr const char Before[] = "version ";
  size_t At = Text.find(Before);
  if (At == std::string::npos)
    return 0;
  return static_cast<int>(std::strtol(Text.c_str() + At + sizeof(Before) - 1, nullptr, 10));
}

/// The path of the file \p Name beside this one.
std::string beside(const char *Name) {
  Dl_info Own;
  std::string Path;
  if (dladdr(reinterpret_cast<const void *>(&refuse), &Own) && Own.dli_fname)
    Path = Own.dli_fname;
  size_t Slash = Path.rfind('/');
  return Path.substr(0, Slash == std::string::npos ? 0 : Slash + 1) + Name;
}

[[gnu::constructor]] void load() {
  if (dlsym(RTLD_DEFAULT, "leashHasChecks"))
    return; // the executable `leash`: its own checks are these
  std::string Host = hostVersion();
  if (majorOf(Host) != OwnMajor)
    refuse("this plugin was built with LLVM " + std::to_string(OwnMajor) + " and cannot run in '" +
           Host + "'; use clang-tidy-" + std::to_string(OwnMajor));
  // All symbols at once: what is missing is missed now.
  if (!dlopen(beside("LeashTidyChecks.so").c_str(), RTLD_NOW | RTLD_LOCAL))
    refuse(std::string("cannot load the checks: ") + dlerror());
}

} // namespace
