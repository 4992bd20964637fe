//===- main.cpp - the executable `leash` -----------------------------------===//
#include "Module.h"
#include "Support/Config.h"
#include "Support/Embedded.h"
#include "clang-tidy/tool/ClangTidyMain.h"
#include "llvm/Support/raw_ostream.h"

int main(int argc, const char **argv) {
  return clang::tidy::clangTidyMain(argc, argv);
}
