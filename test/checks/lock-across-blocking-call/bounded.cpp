// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --suffix=UNBOUNDED --no-names \
// RUN:   --config '{CheckOptions: {leash-lock-across-blocking-call.ReportBounded: false}}'

// A wait with a time limit is reported too, unless an option says not to.

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <poll.h>
#include <semaphore>
#include <thread>

using namespace std::chrono_literals;

class Link {
public:
  void future_wait_for_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    answer_.wait_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'future_wait_for_bad' waits
  }

  void future_wait_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    answer_.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'future_wait_bad' waits for 'answer_'
    // CHECK-MESSAGES-UNBOUNDED: :[[@LINE-2]]:{{[0-9]+}}: warning: 'mutex_' is held while 'future_wait_bad' waits for 'answer_'
  }

  void second_lock_wait_for_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    std::unique_lock<std::mutex> lock(state_mutex_);
    changed_.wait_for(lock, 1s, [this] { return open_; });
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'second_lock_wait_for_bad' waits
  }

  void semaphore_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    slots_.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'semaphore_bad' waits for 'slots_'
    // CHECK-MESSAGES-UNBOUNDED: :[[@LINE-2]]:{{[0-9]+}}: warning: 'mutex_' is held while 'semaphore_bad' waits for 'slots_'
  }

  void semaphore_for_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    open_ = slots_.try_acquire_for(10ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'semaphore_for_bad' waits
  }

  void semaphore_try_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    open_ = slots_.try_acquire();
  }

  void poll_bad(pollfd *sockets) {
    std::lock_guard<std::mutex> guard(mutex_);
    poll(sockets, 1, -1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'poll_bad' waits
    // CHECK-MESSAGES-UNBOUNDED: :[[@LINE-2]]:5: warning: 'mutex_' is held while 'poll_bad' waits
  }

  void poll_for_bad(pollfd *sockets) {
    std::lock_guard<std::mutex> guard(mutex_);
    poll(sockets, 1, 100);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'poll_for_bad' waits
  }

  void poll_now_ok(pollfd *sockets) {
    std::lock_guard<std::mutex> guard(mutex_);
    poll(sockets, 1, 0);
  }

  void future_ready_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    open_ = answer_.wait_for(0s) == std::future_status::ready;
  }

private:
  std::mutex mutex_;
  std::mutex state_mutex_;
  std::condition_variable changed_;
  std::counting_semaphore<4> slots_{4};
  std::future<int> answer_;
  bool open_ = false;
};
