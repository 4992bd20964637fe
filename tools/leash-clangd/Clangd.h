//===- Clangd.h - the parts of clangd that Leash touches --------*- C++ -*-===//
//
// Debian's packages have clangd's libraries and none of its headers. These are
// the few declarations that Leash needs, with the names and shapes that the
// libraries were built with. Replaced functions are called instead of clangd's:
// the linker's option --wrap sends clangd's calls to them (tools/cmake/
// LeashClangd.cmake), and a function that is gone is an error of the link.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_TOOLS_CLANGD_H
#define LEASH_TOOLS_CLANGD_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

/// The name under which the linker calls a replacement, and the one under which
/// the replacement calls the original.
#define LEASH_REPLACES(MANGLED) __asm__("__wrap_" MANGLED)
#define LEASH_ORIGINAL(MANGLED) __asm__("__real_" MANGLED)

namespace clang::clangd {

/// All of clangd: reads the arguments and serves until the editor ends it.
int clangdMain(int Count, char **Values);

/// How messages go to the editor and come from it. clangd calls it from one
/// thread at a time.
class Transport {
public:
  virtual ~Transport() = default;
  virtual void notify(llvm::StringRef Method, llvm::json::Value Params) = 0;
  virtual void call(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value Id) = 0;
  virtual void reply(llvm::json::Value Id, llvm::Expected<llvm::json::Value> Result) = 0;

  class MessageHandler; // what comes from the editor
  virtual llvm::Error loop(MessageHandler &Handler) = 0;
};

enum JSONStreamStyle { Standard, Delimited };

} // namespace clang::clangd

#endif
