// RUN: %check_leash %s leash-lock-across-blocking-call --silent
// RUN: %check_leash %s leash-lock-across-blocking-call --silent --real
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix \
// RUN:   --config '{CheckOptions: {leash-lock-across-blocking-call.CallbacksWithoutEvidence: true}}'

// Callbacks under a lock that nothing else open to the callback takes: silent,
// but for those who ask for them.

#include <functional>
#include <mutex>
#include <utility>

class Counter {
public:
  void on_full(std::function<void()> handler) { handler_ = std::move(handler); }

  void add_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    if (++count_ == 10)
      handler_();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'add_bad' calls back into unknown code through 'handler_'
  }

private:
  std::mutex mutex_;
  std::function<void()> handler_;
  int count_ = 0;
};

// The only other method that takes the lock is private: the callback cannot
// call it.
class Gauge {
public:
  void on_change(std::function<void()> handler) { handler_ = std::move(handler); }

  void set_bad(int value) {
    std::lock_guard<std::mutex> guard(mutex_);
    value_ = value;
    handler_();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'set_bad' calls back into unknown code through 'handler_'
  }

private:
  int get() {
    std::lock_guard<std::mutex> guard(mutex_);
    return value_;
  }

  std::mutex mutex_;
  std::function<void()> handler_;
  int value_ = 0;
};
