// REQUIRES: posix
// RUN: %check_leash %s leash-unstopped-timer --real

// A project's own functions that make timers and give them back.

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <sys/timerfd.h>
#include <unistd.h>

bool ready();

struct Alarm {
  timer_t timer;
  int period;
  bool active;
};

static int alarm_setup(Alarm *a, int period) {
  if (period <= 0)
    return -EINVAL;
  memset(a, 0, sizeof *a);
  a->period = period;
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_value.sival_ptr = a;
  if (timer_create(CLOCK_MONOTONIC, &event, &a->timer) < 0)
    return -1;
  a->active = true;
  return 0;
}

static void alarm_arm(Alarm *a) {
  itimerspec when{};
  when.it_value.tv_sec = a->period;
  timer_settime(a->timer, 0, &when, nullptr);
}

static void alarm_cleanup(Alarm *a) {
  timer_delete(a->timer);
  a->active = false;
}

int one_path_bad() {
  Alarm a;
  if (alarm_setup(&a, 1) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'one_path_bad' leaves the timer 'a' behind on one path: each such call leaks one [leash-unstopped-timer]
    // CHECK-NOTES: :[[@LINE-21]]:7: note: the timer is made here
    // CHECK-NOTES: note: the path leaves here
    // CHECK-NOTES: note: another path gives it back here
    return -1;
  alarm_arm(&a);
  if (!ready())
    return -2;
  // CHECK-FIXES: { alarm_cleanup(&a); return -2; }
  alarm_cleanup(&a);
  return 0;
}

void no_path_bad() {
  Alarm a;
  if (alarm_setup(&a, 1) == 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'no_path_bad' leaves the timer 'a' behind: each such call leaks one
    alarm_arm(&a);
}

int every_path_ok() {
  Alarm a;
  int failed = alarm_setup(&a, 1);
  if (failed)
    return failed;
  alarm_arm(&a);
  bool done = ready();
  alarm_cleanup(&a);
  return done ? 0 : -1;
}

// What is asked may say that there is no timer any more.
void asked_ok(Alarm *out) {
  Alarm a;
  if (alarm_setup(&a, 1) != 0)
    return;
  if (a.active)
    alarm_cleanup(&a);
}

void handed_out_ok(Alarm *out) {
  Alarm a;
  if (alarm_setup(&a, 1) != 0)
    return;
  *out = a;
}

Alarm returned_ok() {
  Alarm a;
  alarm_setup(&a, 1);
  return a;
}

void keep(Alarm *a); // may do anything
void out_of_sight_ok() {
  Alarm a;
  if (alarm_setup(&a, 1) == 0)
    keep(&a);
}

// In a parameter: its owner gives it back.
int parameter_ok(Alarm *a) { return alarm_setup(a, 1); }

// An object that gives it back itself.
struct Owner {
  Alarm alarm{};
  ~Owner() { alarm_cleanup(&alarm); }
};
static bool owner_setup(Owner &owner) { return alarm_setup(&owner.alarm, 1) == 0; }
void destructor_ok() {
  Owner owner;
  if (owner_setup(owner))
    alarm_arm(&owner.alarm);
}

// Through a reference, and true says that it was made.
struct Tick {
  int fd;
};
static bool tick_open(Tick &tick) {
  tick.fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  return tick.fd >= 0;
}
static void tick_close(Tick &tick) { close(tick.fd); }

bool reference_bad() {
  Tick tick;
  if (!tick_open(tick))
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'reference_bad' leaves the timer 'tick' behind on one path
    return false;
  if (!ready())
    return false;
  // CHECK-FIXES: { tick_close(tick); return false; }
  tick_close(tick);
  return true;
}

bool reference_ok() {
  Tick tick;
  bool opened = tick_open(tick);
  if (!opened)
    return false;
  tick_close(tick);
  return true;
}

bool compared_ok() {
  Tick tick;
  if (tick_open(tick) == true)
    tick_close(tick);
  return true;
}

// The id itself.
static int ticker() {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  if (fd < 0)
    perror("timerfd_create");
  return fd;
}
static int fast_ticker() { return ticker(); }
static void show(int fd) { printf("%d\n", fd); }

int id_bad() {
  int fd = fast_ticker();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'id_bad' leaves the timer 'fd' behind on one path
  if (fd < 0)
    return -1;
  show(fd);
  if (!ready())
    return -1;
  // CHECK-FIXES: { close(fd); return -1; }
  close(fd);
  return 0;
}

int id_ok() {
  int fd = fast_ticker();
  if (fd < 0)
    return -1;
  show(fd);
  close(fd);
  return 0;
}

// The function keeps the id for others.
static int last;
static int kept() {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  last = fd;
  return fd;
}
void kept_ok() {
  int fd = kept();
  show(fd);
}

// Whether 1 or 0 says that it failed is not known.
static int unclear(Tick *tick) {
  tick->fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  if (tick->fd < 0)
    return 0;
  return 1;
}
void unclear_ok() {
  Tick tick;
  if (unclear(&tick))
    tick_close(tick);
}
