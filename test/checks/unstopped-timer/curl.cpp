// REQUIRES: curl, libuv
// RUN: %check_leash %s leash-unstopped-timer --real

// The timer that drives a multi handle of libcurl: curl asks for it again and
// again, and takes it back only when it has nothing left to do.

#include <curl/curl.h>
#include <uv.h>

class Downloads_bad {
public:
  explicit Downloads_bad(uv_loop_t *loop) : multi_(curl_multi_init()) {
    uv_timer_init(loop, &timer_);
    timer_.data = this;
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Downloads_bad::onTimer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  }
  ~Downloads_bad() { curl_multi_cleanup(multi_); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Downloads_bad' leaves 'timer_' armed: the event loop then works on a timer that is gone [leash-unstopped-timer]

private:
  static int onTimer(CURLM *, long milliseconds, void *data) {
    auto *self = static_cast<Downloads_bad *>(data);
    if (milliseconds < 0)
      uv_timer_stop(&self->timer_);
    else
      uv_timer_start(&self->timer_, &Downloads_bad::onTimeout, milliseconds, 0);
    return 0;
  }
  static void onTimeout(uv_timer_t *timer) {
    int running;
    auto *self = static_cast<Downloads_bad *>(timer->data);
    curl_multi_socket_action(self->multi_, CURL_SOCKET_TIMEOUT, 0, &running);
  }
  CURLM *multi_;
  uv_timer_t timer_;
};

class Downloads_ok {
public:
  explicit Downloads_ok(uv_loop_t *loop) : multi_(curl_multi_init()) {
    uv_timer_init(loop, &timer_);
    timer_.data = this;
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Downloads_ok::onTimer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  }
  ~Downloads_ok() {
    uv_timer_stop(&timer_);
    curl_multi_cleanup(multi_);
  }

private:
  static int onTimer(CURLM *, long milliseconds, void *data) {
    auto *self = static_cast<Downloads_ok *>(data);
    if (milliseconds < 0)
      uv_timer_stop(&self->timer_);
    else
      uv_timer_start(&self->timer_, &Downloads_ok::onTimeout, milliseconds, 0);
    return 0;
  }
  static void onTimeout(uv_timer_t *timer) {
    int running;
    auto *self = static_cast<Downloads_ok *>(timer->data);
    curl_multi_socket_action(self->multi_, CURL_SOCKET_TIMEOUT, 0, &running);
  }
  CURLM *multi_;
  uv_timer_t timer_;
};

// The owner stops it.
class Stoppable_ok {
public:
  ~Stoppable_ok() { curl_multi_cleanup(multi_); }
  void stop() { uv_timer_stop(&timer_); }

private:
  static int onTimer(CURLM *, long milliseconds, void *data) {
    uv_timer_start(&static_cast<Stoppable_ok *>(data)->timer_, &Stoppable_ok::onTimeout, milliseconds, 0);
    return 0;
  }
  static void onTimeout(uv_timer_t *) {}
  CURLM *multi_ = nullptr;
  uv_timer_t timer_;
};
