// REQUIRES: posix
// RUN: %check_leash %s leash-unstopped-timer --real

// The guard that gives a timer back on each path.

#include <cstdint>
#include <csignal>
#include <ctime>
#include <sys/timerfd.h>
#include <unistd.h>

bool ready();
int computed();
void done();

// What is returned is computed while the timer is still there.
int computed_bad() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'computed_bad' leaves the timer 'fd' behind on one path
  // CHECK-FIXES: int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  // CHECK-FIXES-NEXT: struct Guard { int &fd; ~Guard() { if (fd >= 0) close(fd); } } guard{fd};
  if (ready())
    return computed();
  if (!ready()) {
    // CHECK-FIXES: if (!ready()) {
    close(fd);
    return -1;
    // CHECK-FIXES-NEXT: return -1;
  }
  done();
  // CHECK-FIXES: done();
  close(fd);
  return 0;
  // CHECK-FIXES-NEXT: return 0;
}

// Many paths: one guard, and not one call on each.
int many_bad() {
  timer_t timer;
  if (timer_create(CLOCK_MONOTONIC, nullptr, &timer) != 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'many_bad' leaves the timer 'timer' behind on one path
    return -1;
  // CHECK-FIXES: return -1;
  // CHECK-FIXES-NEXT: struct Guard { timer_t &timer; ~Guard() { timer_delete(timer); } } guard{timer};
  if (!ready())
    return -2;
  done();
  if (!ready())
    return -3;
  done();
  if (!ready())
    return -4;
  // CHECK-FIXES: return -4;
  timer_delete(timer);
  return 0;
  // CHECK-FIXES-NEXT: return 0;
}

// No fix: what comes after it would have to wait for the end of the timer.
int works_on_bad() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'works_on_bad' leaves the timer 'fd' behind on one path
  if (ready())
    return computed();
  close(fd);
  done();
  return 0;
}

// No fix: what is returned needs the timer to be gone.
int after_bad() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'after_bad' leaves the timer 'fd' behind on one path
  if (ready())
    return computed();
  close(fd);
  return computed();
}

// No fix: the variable gets another value.
int reset_bad() {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'reset_bad' leaves the timer 'fd' behind on one path
  if (ready())
    return computed();
  close(fd);
  fd = -1;
  return 0;
}

// No fix: a jump would pass the guard by.
int jumps_bad(int count) {
  timer_t timer;
  if (count == 0)
    goto out;
  if (timer_create(CLOCK_MONOTONIC, nullptr, &timer) != 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'jumps_bad' leaves the timer 'timer' behind on one path
    return -1;
  if (ready())
    return computed();
  timer_delete(timer);
  return 1;
out:
  return 0;
}
