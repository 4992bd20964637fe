// REQUIRES: libuv
// RUN: %check_leash %s leash-unstopped-timer --real

// Handles of libuv: the loop knows them until they are stopped and closed.

#include <uv.h>

void work();

class Beat_bad {
public:
  explicit Beat_bad(uv_loop_t *loop) {
    uv_timer_init(loop, &timer_);
    timer_.data = this;
    uv_timer_start(&timer_, &Beat_bad::onTimer, 1000, 1000);
  }
  ~Beat_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Beat_bad' leaves 'timer_' armed: the event loop then works on a timer that is gone [leash-unstopped-timer]

private:
  static void onTimer(uv_timer_t *handle) { static_cast<Beat_bad *>(handle->data)->count_++; }
  uv_timer_t timer_;
  int count_ = 0;
};

class Stopped_ok {
public:
  explicit Stopped_ok(uv_loop_t *loop) {
    uv_timer_init(loop, &timer_);
    uv_timer_start(&timer_, &Stopped_ok::onTimer, 1000, 1000);
  }
  ~Stopped_ok() {
    uv_timer_stop(&timer_);
    work();
  }

private:
  static void onTimer(uv_timer_t *) { work(); }
  uv_timer_t timer_;
};

class Two_bad {
public:
  explicit Two_bad(uv_loop_t *loop) {
    uv_timer_init(loop, &poll_);
    uv_timer_init(loop, &report_);
    uv_timer_start(&poll_, &Two_bad::onPoll, 1000, 1000);
    uv_timer_start(&report_, &Two_bad::onReport, 5000, 5000);
  }
  void close() {
    uv_timer_stop(&poll_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'close' stops 'poll_' but forgets 'report_', which goes on firing after it
    // CHECK-FIXES: uv_timer_stop(&poll_);
    // CHECK-FIXES-NEXT: uv_timer_stop(&report_);
  }

private:
  static void onPoll(uv_timer_t *) { work(); }
  static void onReport(uv_timer_t *) { work(); }
  uv_timer_t poll_, report_;
};

// It fires once, or stops itself.
class Once_ok {
public:
  explicit Once_ok(uv_loop_t *loop) {
    uv_timer_init(loop, &timer_);
    uv_timer_start(&timer_, &Once_ok::onTimer, 1000, 0);
  }
  ~Once_ok() { work(); }

private:
  static void onTimer(uv_timer_t *) { work(); }
  uv_timer_t timer_;
};

class Self_ok {
public:
  explicit Self_ok(uv_loop_t *loop) {
    uv_timer_init(loop, &timer_);
    uv_timer_start(&timer_, &Self_ok::onTimer, 1000, 1000);
  }
  ~Self_ok() { work(); }

private:
  static void onTimer(uv_timer_t *handle) { uv_timer_stop(handle); }
  uv_timer_t timer_;
};

// A timer that each turn makes, and that nobody stops.
bool more();
void beat(uv_timer_t *) { work(); }
void gives_itself_back(uv_timer_t *timer) {
  uv_close(reinterpret_cast<uv_handle_t *>(timer), nullptr);
}

void each_turn_bad(uv_loop_t *loop) {
  while (more()) {
    auto *timer = new uv_timer_t;
    uv_timer_init(loop, timer);
    uv_timer_start(timer, beat, 1000, 1000);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: each turn of this loop arms one more timer, and nobody can stop those of the turns before: they go on firing [leash-unstopped-timer]
    // CHECK-NOTES: note: canonical fix: arm the timer once, before the loop, or keep its id and stop it on each turn
    uv_run(loop, UV_RUN_ONCE);
  }
}

void gives_itself_back_ok(uv_loop_t *loop) {
  while (more()) {
    auto *timer = new uv_timer_t;
    uv_timer_init(loop, timer);
    uv_timer_start(timer, gives_itself_back, 1000, 0);
    uv_run(loop, UV_RUN_ONCE);
  }
}

void closed_on_each_turn_ok(uv_loop_t *loop) {
  while (more()) {
    auto *timer = new uv_timer_t;
    uv_timer_init(loop, timer);
    uv_timer_start(timer, beat, 1000, 1000);
    uv_run(loop, UV_RUN_ONCE);
    uv_close(reinterpret_cast<uv_handle_t *>(timer), nullptr);
  }
}

void one_for_all_turns_ok(uv_loop_t *loop) {
  uv_timer_t timer;
  uv_timer_init(loop, &timer);
  while (more()) {
    uv_timer_start(&timer, beat, 1000, 0);
    uv_run(loop, UV_RUN_ONCE);
  }
}

// One shot that arms itself anew on each run.
class Again_bad {
public:
  explicit Again_bad(uv_loop_t *loop) {
    uv_timer_init(loop, &timer_);
    timer_.data = this;
    arm();
  }
  ~Again_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Again_bad' leaves 'timer_' armed: the event loop then works on a timer that is gone

private:
  void arm() { uv_timer_start(&timer_, &Again_bad::onTimer, 1000, 0); }
  static void onTimer(uv_timer_t *handle) {
    auto *self = static_cast<Again_bad *>(handle->data);
    self->count_++;
    self->arm();
  }
  uv_timer_t timer_;
  int count_ = 0;
};

class AgainClosed_ok {
public:
  explicit AgainClosed_ok(uv_loop_t *loop) {
    uv_timer_init(loop, &timer_);
    uv_timer_start(&timer_, &AgainClosed_ok::onTimer, 1000, 0);
  }
  ~AgainClosed_ok() { uv_timer_stop(&timer_); }

private:
  static void onTimer(uv_timer_t *handle) {
    work();
    uv_timer_start(handle, &AgainClosed_ok::onTimer, 1000, 0);
  }
  uv_timer_t timer_;
};

// Some runs do not arm it again.
class AgainSometimes_ok {
public:
  explicit AgainSometimes_ok(uv_loop_t *loop) {
    uv_timer_init(loop, &timer_);
    timer_.data = this;
    uv_timer_start(&timer_, &AgainSometimes_ok::onTimer, 1000, 0);
  }
  ~AgainSometimes_ok() { work(); }

private:
  static void onTimer(uv_timer_t *handle) {
    auto *self = static_cast<AgainSometimes_ok *>(handle->data);
    if (self->count_++ < 3)
      uv_timer_start(handle, &AgainSometimes_ok::onTimer, 1000, 0);
  }
  uv_timer_t timer_;
  int count_ = 0;
};
