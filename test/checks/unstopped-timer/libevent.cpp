// REQUIRES: libevent
// RUN: %check_leash %s leash-unstopped-timer --real

// Events of libevent that are timers.

#include <event2/event.h>
#include <sys/time.h>

void work();
bool more();

class Beat_bad {
public:
  explicit Beat_bad(event_base *base) {
    event_ = event_new(base, -1, EV_PERSIST, &Beat_bad::tick, this);
    timeval second{1, 0};
    event_add(event_, &second);
  }
  ~Beat_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Beat_bad' leaves 'event_' armed: the callback then runs on an object that is gone [leash-unstopped-timer]
  // CHECK-NOTES: note: 'event_' is made here, and nobody else owns it
  // CHECK-NOTES: note: 'event_' is armed here

private:
  static void tick(evutil_socket_t, short, void *self) { static_cast<Beat_bad *>(self)->count_++; }
  event *event_;
  int count_ = 0;
};

class Beat_ok {
public:
  explicit Beat_ok(event_base *base) {
    event_ = event_new(base, -1, EV_PERSIST, &Beat_ok::tick, this);
    timeval second{1, 0};
    event_add(event_, &second);
  }
  ~Beat_ok() {
    event_free(event_);
    work();
  }

private:
  static void tick(evutil_socket_t, short, void *self) { static_cast<Beat_ok *>(self)->count_++; }
  event *event_;
  int count_ = 0;
};

// It fires once.
class Once_ok {
public:
  explicit Once_ok(event_base *base) {
    event_ = event_new(base, -1, 0, &Once_ok::tick, this);
    timeval second{1, 0};
    event_add(event_, &second);
  }
  ~Once_ok() { work(); }

private:
  static void tick(evutil_socket_t, short, void *self) { static_cast<Once_ok *>(self)->count_++; }
  event *event_;
  int count_ = 0;
};

class Two_bad {
public:
  void start(event_base *base) {
    timeval second{1, 0};
    poll_ = event_new(base, -1, EV_PERSIST, &Two_bad::tick, this);
    report_ = event_new(base, -1, EV_PERSIST, &Two_bad::tick, this);
    event_add(poll_, &second);
    event_add(report_, &second);
  }
  void stop() {
    event_del(poll_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop' stops 'poll_' but forgets 'report_', which goes on firing after it
    // CHECK-FIXES: event_del(poll_);
    // CHECK-FIXES-NEXT: event_del(report_);
  }

private:
  static void tick(evutil_socket_t, short, void *self) { static_cast<Two_bad *>(self)->count_++; }
  event *poll_, *report_;
  int count_ = 0;
};

int early_return_bad(event_base *base) {
  event *timer = event_new(base, -1, EV_PERSIST, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'early_return_bad' leaves the timer 'timer' behind on one path: each such call leaks one
  if (!timer)
    return -1;
  timeval second{1, 0};
  event_add(timer, &second);
  if (event_base_dispatch(base) < 0)
    return -1;
  // CHECK-FIXES: { event_free(timer); return -1; }
  event_free(timer);
  return 0;
}

void anew_bad(event_base *base) {
  while (more()) {
    event *timer = event_new(base, -1, 0, nullptr, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the timer 'timer' is made anew on each turn, and the one before is never given back: each turn leaks one
    timeval second{1, 0};
    event_add(timer, &second);
    event_base_loop(base, EVLOOP_ONCE);
  }
}

void each_turn_ok(event_base *base) {
  while (more()) {
    event *timer = event_new(base, -1, 0, nullptr, nullptr);
    timeval second{1, 0};
    event_add(timer, &second);
    event_base_loop(base, EVLOOP_ONCE);
    event_free(timer);
  }
}
