// REQUIRES: posix
// RUN: %check_leash %s leash-unstopped-timer --real

// Timers of the kernel that a function makes and leaves behind.

#include <cstdint>
#include <csignal>
#include <ctime>
#include <sys/timerfd.h>
#include <unistd.h>

bool ready();
void use(int fd);
int computed();
struct Holder {
  int fd;
};

int early_return_bad() {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'early_return_bad' leaves the timer 'fd' behind on one path: each such call leaks one [leash-unstopped-timer]
  // CHECK-NOTES: note: the path leaves here
  // CHECK-NOTES: note: another path gives it back here
  // CHECK-NOTES: note: canonical fix: give 'fd' back on each path
  if (fd < 0)
    return -1;
  itimerspec when{};
  when.it_value.tv_sec = 1;
  if (timerfd_settime(fd, 0, &when, nullptr) < 0)
    return -1;
  // CHECK-FIXES: { close(fd); return -1; }
  uint64_t ticks;
  read(fd, &ticks, sizeof ticks);
  close(fd);
  return 0;
}

// Each path that forgets it is mended, in the words of the one that does not.
bool several_paths_bad() {
  timer_t timer;
  if (timer_create(CLOCK_MONOTONIC, nullptr, &timer) != 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'several_paths_bad' leaves the timer 'timer' behind on one path
    return false;
  itimerspec when{};
  if (timer_settime(timer, 0, &when, nullptr) != 0) {
    use(0);
    return false;
    // CHECK-FIXES: use(0);
    // CHECK-FIXES-NEXT: timer_delete(timer);
    // CHECK-FIXES-NEXT: return false;
  }
  if (!ready())
    return false;
  // CHECK-FIXES: { timer_delete(timer); return false; }
  timer_delete(timer);
  return true;
}

void to_the_end_bad() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'to_the_end_bad' leaves the timer 'fd' behind on one path
  if (ready()) {
    close(fd);
    return;
  }
  use(1);
  // CHECK-FIXES: use(1);
  // CHECK-FIXES-NEXT: close(fd);
}

// The path may have no timer: a guard looks.
int maybe_none_bad() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  // CHECK-FIXES: struct Guard { int &fd; ~Guard() { if (fd >= 0) close(fd); } } guard{fd};
  // CHECK-MESSAGES: :[[@LINE-2]]:12: warning: 'maybe_none_bad' leaves the timer 'fd' behind on one path
  itimerspec when{};
  if (fd < 0 || timerfd_settime(fd, 0, &when, nullptr) < 0)
    return -1;
  // CHECK-FIXES: return -1;
  // CHECK-FIXES-NEXT: return 0;
  close(fd);
  return 0;
}

// What is returned may change when the timer is given back: a guard waits for it.
int computed_bad() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  // CHECK-FIXES: struct Guard { int &fd; ~Guard() { if (fd >= 0) close(fd); } } guard{fd};
  // CHECK-MESSAGES: :[[@LINE-2]]:12: warning: 'computed_bad' leaves the timer 'fd' behind on one path
  if (ready())
    return computed();
  // CHECK-FIXES: return computed();
  // CHECK-FIXES-NEXT: return 0;
  close(fd);
  return 0;
}

int every_path_ok() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  if (fd == -1)
    return -1;
  itimerspec when{};
  if (timerfd_settime(fd, 0, &when, nullptr) < 0) {
    close(fd);
    return -1;
  }
  close(fd);
  return 0;
}

void never_bad() {
  timer_t timer;
  if (timer_create(CLOCK_MONOTONIC, nullptr, &timer) != 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'never_bad' leaves the timer 'timer' behind: each such call leaks one
    return;
  itimerspec when{};
  timer_settime(timer, 0, &when, nullptr);
}

void deleted_ok() {
  timer_t timer;
  if (timer_create(CLOCK_MONOTONIC, nullptr, &timer) != 0)
    return;
  itimerspec when{};
  timer_settime(timer, 0, &when, nullptr);
  timer_delete(timer);
}

void anew_bad() {
  int fd;
  while (ready()) {
    fd = timerfd_create(CLOCK_MONOTONIC, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the timer 'fd' is made anew on each turn, and the one before is never given back: each turn leaks one
    // CHECK-NOTES: note: canonical fix: make 'fd' once, before the loop, and arm it again on each turn
    itimerspec when{};
    timerfd_settime(fd, 0, &when, nullptr);
    uint64_t ticks;
    read(fd, &ticks, sizeof ticks);
  }
}

void each_turn_ok() {
  while (ready()) {
    int fd = timerfd_create(CLOCK_MONOTONIC, 0);
    uint64_t ticks;
    read(fd, &ticks, sizeof ticks);
    close(fd);
  }
}

// It escapes: somebody else gives it back.
int returned_ok() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  itimerspec when{};
  timerfd_settime(fd, 0, &when, nullptr);
  return fd;
}

void stored_ok(Holder &holder) {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  holder.fd = fd;
}

void passed_ok() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  use(fd);
}

void captured_ok() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  auto end = [fd] { close(fd); };
  end();
}

// The program ends with it.
int main() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  itimerspec when{};
  timerfd_settime(fd, 0, &when, nullptr);
}

// The path on which it could not be made leads to the end directly.
void made_only_ok() {
  timer_t timer;
  if (timer_create(CLOCK_MONOTONIC, nullptr, &timer) == 0)
    timer_delete(timer);
}

//===--- timers that an object makes ---===//

// One that nobody else can give back.
class Ticks_bad {
public:
  Ticks_bad() : fd_(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC)) {
    itimerspec when{{1, 0}, {1, 0}};
    timerfd_settime(fd_, 0, &when, nullptr);
  }
  ~Ticks_bad() { seen_ = 0; }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Ticks_bad' leaves 'fd_' armed: it goes on firing, and nobody can stop it [leash-unstopped-timer]
  int wait() {
    std::uint64_t count = 0;
    return read(fd_, &count, sizeof count) < 0 ? -1 : static_cast<int>(count);
  }

private:
  int fd_;
  int seen_ = 0;
};

class Alarms {
public:
  void start_bad() {
    sigevent event{};
    timer_create(CLOCK_REALTIME, &event, &timer_);
    itimerspec when{{1, 0}, {1, 0}};
    timer_settime(timer_, 0, &when, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing stops 'timer_' when its 'Alarms' is destroyed: it goes on firing, and nobody can stop it
  }

private:
  timer_t timer_{};
};

class GivesBack {
public:
  GivesBack() { fd_ = timerfd_create(CLOCK_MONOTONIC, 0); }
  ~GivesBack() { close(fd_); }
  void start_ok() {
    itimerspec when{{1, 0}, {1, 0}};
    timerfd_settime(fd_, 0, &when, nullptr);
  }

private:
  int fd_;
};

// The owner closes it.
class HandsOut {
public:
  HandsOut() { fd_ = timerfd_create(CLOCK_MONOTONIC, 0); }
  int fd() const { return fd_; }
  void start_ok() {
    itimerspec when{{1, 0}, {1, 0}};
    timerfd_settime(fd_, 0, &when, nullptr);
  }

private:
  int fd_;
};

class Elsewhere {
public:
  Elsewhere() { fd_ = timerfd_create(CLOCK_MONOTONIC, 0); }
  ~Elsewhere();
  void start_ok() {
    itimerspec when{{1, 0}, {1, 0}};
    timerfd_settime(fd_, 0, &when, nullptr);
  }

private:
  int fd_;
};
