//===- VersionGuard.cpp - refuses a clang-tidy of another LLVM major -------===//
//
// Runs when the plugin is loaded, before anything else in it. Uses no LLVM code:
// in the wrong host that code has another shape.
//
//===----------------------------------------------------------------------===//
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <string>
#include <unistd.h>

namespace {

/// The major in a text such as "Debian clang version 19.1.7", or 0.
int majorOf(const std::string &Text) {
  constexpr const char Before[] = "version ";
  size_t At = Text.find(Before);
  return At == std::string::npos ? 0 : std::atoi(Text.c_str() + At + sizeof(Before) - 1);
}

[[gnu::constructor(101)]] void refuseOtherMajor() {
  // std::string clang::getClangFullVersion(), as the host has it.
  constexpr const char Name[] = "_ZN5clang19getClangFullVersionB5cxx11Ev";
  auto *GetVersion = reinterpret_cast<std::string (*)()>(dlsym(RTLD_DEFAULT, Name));
  if (!GetVersion)
    return; // not a clang: nothing of ours will be called
  std::string Host = GetVersion();
  if (majorOf(Host) == LEASH_LLVM_MAJOR)
    return;
  std::fprintf(stderr,
               "leash: error: this plugin was built with LLVM %d and cannot run in '%s'; use "
               "clang-tidy-%d\n",
               LEASH_LLVM_MAJOR, Host.c_str(), LEASH_LLVM_MAJOR);
  std::fflush(stderr);
  _exit(1);
}

} // namespace
