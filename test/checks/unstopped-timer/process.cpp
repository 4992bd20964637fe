// REQUIRES: posix
// RUN: %check_leash %s leash-unstopped-timer --real

// The one timer of a process: it limits a call, and a path forgets it.

#include <cstring>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

bool ready();
void fail(const char *what);

int limited_bad(int fd, const sockaddr *address, socklen_t length) {
  alarm(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'limited_bad' leaves the process's timer armed on one path: it fires later, in code that knows nothing of it [leash-unstopped-timer]
  // CHECK-NOTES: note: the path leaves here
  // CHECK-NOTES: note: it is disarmed here only
  // CHECK-NOTES: note: canonical fix: disarm it on each path
  if (connect(fd, address, length) < 0)
    return -1;
  alarm(0);
  return 0;
}

int limited_ok(int fd, const sockaddr *address, socklen_t length) {
  alarm(5);
  int failed = connect(fd, address, length);
  alarm(0);
  return failed < 0 ? -1 : 0;
}

int both_ok(int fd, const sockaddr *address, socklen_t length) {
  alarm(5);
  if (connect(fd, address, length) < 0) {
    alarm(0);
    return -1;
  }
  alarm(0);
  return 0;
}

// Armed for the rest of the program.
void watchdog_ok(unsigned seconds) { alarm(seconds); }

int again_ok() {
  alarm(5);
  if (!ready())
    return -1;
  alarm(10);
  return 0;
}

// Both depend on the same thing.
int optional_ok(unsigned seconds) {
  if (seconds)
    alarm(seconds);
  if (!ready())
    return -1;
  if (seconds)
    alarm(0);
  return 0;
}

// What is called on the way out may disarm it.
int out_of_sight_ok() {
  alarm(5);
  if (!ready()) {
    fail("not ready");
    return -1;
  }
  alarm(0);
  return 0;
}

static void disarm() { alarm(0); }
int by_helper_ok() {
  alarm(5);
  if (!ready()) {
    disarm();
    return -1;
  }
  alarm(0);
  return 0;
}

int early_ok() {
  if (!ready())
    return -1;
  alarm(5);
  bool done = ready();
  alarm(0);
  return done;
}

int interval_bad() {
  itimerval when{};
  when.it_value.tv_sec = 1;
  itimerval never{};
  setitimer(ITIMER_REAL, &when, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'interval_bad' leaves the process's timer armed on one path
  if (!ready())
    return -1;
  setitimer(ITIMER_REAL, &never, nullptr);
  return 0;
}

int interval_ok() {
  itimerval when = {{0, 0}, {1, 0}};
  itimerval never = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &when, nullptr);
  bool done = ready();
  setitimer(ITIMER_REAL, &never, nullptr);
  return done ? 0 : -1;
}

// One structure for both: what it holds is not followed.
int same_ok() {
  itimerval when{};
  when.it_value.tv_sec = 1;
  setitimer(ITIMER_REAL, &when, nullptr);
  if (!ready())
    return -1;
  when.it_value.tv_sec = 0;
  setitimer(ITIMER_REAL, &when, nullptr);
  return 0;
}

// The old timer comes back.
int restored_ok() {
  itimerval when{}, old;
  when.it_value.tv_sec = 1;
  setitimer(ITIMER_REAL, &when, &old);
  if (!ready())
    return -1;
  setitimer(ITIMER_REAL, &old, nullptr);
  return 0;
}
