//===- Worker.cpp - the process that analyses one unit --------------------===//
#include "Driver/Worker.h"
#include "Driver/Analysis.h"
#include "Driver/WholeFile.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <csignal>
#include <new>
#include <thread>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

using namespace llvm;

namespace leash::driver {

[[noreturn]] static void giveUpMemory() { _exit(OutOfMemory); }

/// The faults that the tests ask for.
static void misbehave(StringRef Fault) {
  if (Fault == "crash")
    LLVM_BUILTIN_TRAP;
  if (Fault == "exit")
    _exit(3);
  if (Fault == "hang")
    std::this_thread::sleep_for(std::chrono::hours(24));
  if (Fault == "memory")
    for (std::vector<std::unique_ptr<char[]>> All;;) {
      constexpr size_t Size = 16 << 20;
      All.emplace_back(new char[Size]);
    }
}

int runWorker(const UnitRequest &Request) {
#ifdef __linux__
  // Who waits for the result is gone: nobody else wants it.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  std::set_new_handler(giveUpMemory);
  install_bad_alloc_error_handler([](void *, const char *, bool) { giveUpMemory(); });

  misbehave(Request.TestFault);
  Analysis Done = analyse(Request);
  std::string Report = formatReport(Done.Read, Done.Result);
  if (Error E = writeWhole(Request.Output, [&](raw_ostream &OS) { OS << Report; })) {
    errs() << toString(std::move(E)) << "\n";
    return 2;
  }
  return 0;
}

} // namespace leash::driver
