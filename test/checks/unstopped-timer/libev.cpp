// REQUIRES: libev
// RUN: %check_leash %s leash-unstopped-timer --real

// Watchers of libev: macros write their callback and repeat value into them.

#include <ev.h>

void work();

class Beat_bad {
public:
  explicit Beat_bad(struct ev_loop *loop) : loop_(loop) {
    ev_timer_init(&timer_, &Beat_bad::tick, 1., 1.);
    timer_.data = this;
    ev_timer_start(loop_, &timer_);
  }
  ~Beat_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Beat_bad' leaves 'timer_' armed: the event loop then works on a timer that is gone [leash-unstopped-timer]

private:
  static void tick(struct ev_loop *, ev_timer *w, int) { static_cast<Beat_bad *>(w->data)->n_++; }
  struct ev_loop *loop_;
  ev_timer timer_;
  int n_ = 0;
};

class Again_bad {
public:
  explicit Again_bad(struct ev_loop *loop) : loop_(loop) {
    ev_init(&timer_, &Again_bad::tick);
    timer_.repeat = 1;
    ev_timer_again(loop_, &timer_);
  }
  ~Again_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Again_bad' leaves 'timer_' armed

private:
  static void tick(struct ev_loop *, ev_timer *w, int) { static_cast<Again_bad *>(w->data)->n_++; }
  struct ev_loop *loop_;
  ev_timer timer_;
  int n_ = 0;
};

class Stopped_ok {
public:
  explicit Stopped_ok(struct ev_loop *loop) : loop_(loop) {
    ev_timer_init(&timer_, &Stopped_ok::tick, 1., 1.);
    ev_timer_start(loop_, &timer_);
  }
  ~Stopped_ok() {
    ev_timer_stop(loop_, &timer_);
    work();
  }

private:
  static void tick(struct ev_loop *, ev_timer *, int) { work(); }
  struct ev_loop *loop_;
  ev_timer timer_;
};

class Once_ok {
public:
  explicit Once_ok(struct ev_loop *loop) : loop_(loop) {
    ev_timer_init(&timer_, &Once_ok::tick, 1., 0.);
    ev_timer_start(loop_, &timer_);
  }
  ~Once_ok() { work(); }

private:
  static void tick(struct ev_loop *, ev_timer *, int) { work(); }
  struct ev_loop *loop_;
  ev_timer timer_;
};

class Two_bad {
public:
  void start() {
    ev_timer_init(&poll_, &Two_bad::tick, 1., 1.);
    ev_timer_init(&report_, &Two_bad::tick, 1., 1.);
    ev_timer_start(loop_, &poll_);
    ev_timer_start(loop_, &report_);
  }
  void stop() { ev_timer_stop(loop_, &poll_); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'stop' stops 'poll_' but forgets 'report_', which goes on firing after it
  // CHECK-FIXES: ev_timer_stop(loop_, &poll_);
  // CHECK-FIXES-NEXT: ev_timer_stop(loop_, &report_);

private:
  static void tick(struct ev_loop *, ev_timer *, int) { work(); }
  struct ev_loop *loop_;
  ev_timer poll_, report_;
};
