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

#define LEASH_STRING2(X) #X
#define LEASH_STRING(X) LEASH_STRING2(X)

namespace {

/// The text before the first "MAJOR.MINOR" of \p Full dropped, as a number.
int majorOf(const std::string &Full) {
  for (size_t I = Full.find("version "); I != std::string::npos;) {
    return std::atoi(Full.c_str() + I + 8);
  }
  return 0;
}

[[gnu::constructor(101)]] void refuseOtherMajor() {
  // std::string clang::getClangFullVersion(), from the host.
  using VersionFn = std::string (*)();
  auto GetVersion = reinterpret_cast<VersionFn>(
      dlsym(RTLD_DEFAULT, "_ZN5clang19getClangFullVersionB5cxx11Ev"));
  if (!GetVersion)
    return; // not a clang: nothing of ours will be called
  std::string Host = GetVersion();
  if (majorOf(Host) == LEASH_LLVM_MAJOR)
    return;
  std::fprintf(stderr,
               "leash: error: this plugin was built with LLVM " LEASH_STRING(
                   LEASH_LLVM_MAJOR) " and cannot run in '%s'; use "
                                     "clang-tidy-" LEASH_STRING(
                                         LEASH_LLVM_MAJOR) "\n",
               Host.c_str());
  std::fflush(stderr);
  _exit(1);
}

} // namespace
