//===- Pool.cpp - processes side by side, each on a leash -----------------===//
#include "Driver/Pool.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Program.h"
#include <chrono>
#include <csignal>
#include <optional>

using namespace llvm;

namespace leash::driver {

using Clock = std::chrono::steady_clock;

namespace {

struct Running {
  size_t Number;
  sys::ProcessInfo Process;
  Clock::time_point Began;
  bool Killed = false;
};

/// While it lives, the signal that a child has ended is kept until it is waited for.
class ChildSignal {
public:
  ChildSignal() {
    sigemptyset(&Set);
    sigaddset(&Set, SIGCHLD);
    pthread_sigmask(SIG_BLOCK, &Set, &Before);
  }
  ~ChildSignal() { pthread_sigmask(SIG_SETMASK, &Before, nullptr); }
  ChildSignal(const ChildSignal &) = delete;
  ChildSignal &operator=(const ChildSignal &) = delete;

  /// Returns when a child has ended, or after a twentieth of a second.
  void wait() const {
    constexpr timespec Most = {0, 50'000'000};
    (void)sigtimedwait(&Set, nullptr, &Most);
  }

private:
  sigset_t Set, Before;
};

/// Starts a process. Nothing if it cannot be started; then \p Why says the reason.
std::optional<sys::ProcessInfo> start(const Job &J, unsigned MemoryMb, std::string &Why) {
  SmallVector<StringRef, 8> Args(J.Command.begin(), J.Command.end());
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(J.Log), StringRef(J.Log)};
  bool Failed = false;
  sys::ProcessInfo Process =
      sys::ExecuteNoWait(J.Command.front(), Args, std::nullopt, Redirects, MemoryMb, &Why, &Failed);
  if (Failed || Process.Pid == sys::ProcessInfo::InvalidPid)
    return std::nullopt;
  return Process;
}

Outcome outcome(const Running &R, const sys::ProcessInfo &Ended, std::string Why,
                const std::optional<sys::ProcessStatistics> &Cost) {
  Outcome Result;
  Result.Status = Ended.ReturnCode;
  Result.Why = std::move(Why);
  Result.PeakMemoryKb = Cost ? Cost->PeakMemory : 0;
  if (R.Killed)
    Result.How = Outcome::End::TimedOut;
  else
    Result.How = Ended.ReturnCode < 0 ? Outcome::End::Crashed : Outcome::End::Exited;
  return Result;
}

} // namespace

void runPool(size_t Count, const PoolLimits &Limits, function_ref<Job(size_t)> Make,
             function_ref<void(size_t, const Outcome &)> Done, function_ref<void()> Idle) {
  // LLVM's wait with a timeout uses one alarm for the whole process, so all
  // children are asked in turn, whenever the system says that one has ended.
  const ChildSignal Signal;
  std::vector<Running> Active;
  auto LastIdle = Clock::now();
  for (size_t Next = 0; Next < Count || !Active.empty();) {
    while (Next < Count && Active.size() < std::max(Limits.Jobs, 1u)) {
      std::string Why;
      Job J = Make(Next);
      if (auto Process = start(J, Limits.MemoryMb, Why)) {
        Active.push_back({Next, *Process, Clock::now()});
      } else {
        Outcome Result;
        Result.Why = Why;
        Done(Next, Result);
      }
      ++Next;
    }
    bool Changed = false;
    for (size_t I = 0; I < Active.size();) {
      Running &R = Active[I];
      std::string Why;
      std::optional<sys::ProcessStatistics> Cost;
      sys::ProcessInfo Ended = sys::Wait(R.Process, 0u, &Why, &Cost);
      if (Ended.Pid != sys::ProcessInfo::InvalidPid) {
        size_t Number = R.Number;
        Outcome Result = outcome(R, Ended, std::move(Why), Cost);
        Active.erase(Active.begin() + I);
        Done(Number, Result);
        Changed = true;
        continue;
      }
      if (Limits.TimeoutSeconds && !R.Killed &&
          Clock::now() - R.Began > std::chrono::seconds(Limits.TimeoutSeconds)) {
        R.Killed = true;
        ::kill(R.Process.Pid, SIGKILL);
      }
      ++I;
    }
    if (Clock::now() - LastIdle > std::chrono::milliseconds(100)) {
      LastIdle = Clock::now();
      Idle();
    }
    if (!Changed && !Active.empty())
      Signal.wait();
  }
}

} // namespace leash::driver
