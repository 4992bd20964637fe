//===- Pool.cpp - processes side by side, each on a leash -----------------===//
#include "Driver/Pool.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/Program.h"
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

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
  ~ChildSignal() { restore(); }
  ChildSignal(const ChildSignal &) = delete;
  ChildSignal &operator=(const ChildSignal &) = delete;

  void restore() const { pthread_sigmask(SIG_SETMASK, &Before, nullptr); }

  /// Returns when a child has ended, or after a twentieth of a second.
  void wait() const {
    constexpr timespec Most = {0, 50'000'000};
    (void)sigtimedwait(&Set, nullptr, &Most);
  }

private:
  sigset_t Set, Before;
};

/// Leads \p To away from where it went, to \p Path. False if that cannot be opened.
bool redirect(int To, const char *Path, int Flags) {
  int File = ::open(Path, Flags, 0666);
  return File != -1 && ::dup2(File, To) != -1 && ::close(File) == 0;
}

/// What the new process does. It must not come back: what is on the stack, and what
/// is to be written at the end, is the first one's.
[[noreturn]] void work(const Job &J, unsigned MemoryMb, const ChildSignal &Signal) {
  Signal.restore();
  if (!redirect(STDIN_FILENO, "/dev/null", O_RDONLY) ||
      !redirect(STDOUT_FILENO, J.Log.c_str(), O_WRONLY | O_CREAT | O_TRUNC) ||
      ::dup2(STDOUT_FILENO, STDERR_FILENO) == -1)
    ::_exit(2);
  if (rlimit Limit; MemoryMb && ::getrlimit(RLIMIT_DATA, &Limit) == 0) {
    Limit.rlim_cur = rlim_t(MemoryMb) << 20;
    (void)::setrlimit(RLIMIT_DATA, &Limit);
  }
  ::_exit(J.Run());
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
      Job J = Make(Next);
      pid_t Child = ::fork();
      if (Child == 0)
        work(J, Limits.MemoryMb, Signal);
      if (Child > 0) {
        sys::ProcessInfo Process;
        Process.Pid = Process.Process = Child;
        Active.push_back({Next, Process, Clock::now()});
      } else {
        Outcome Result;
        Result.Why = sys::StrError();
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
        Active.erase(Active.begin() + static_cast<ptrdiff_t>(I));
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
