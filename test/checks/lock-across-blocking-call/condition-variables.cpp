// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// Waiting on a condition variable gives up the lock that it is given, and no
// other.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <queue>

using namespace std::chrono_literals;

class Mailbox {
public:
  int wait_in_a_loop_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (items_.empty())
      arrived_.wait(lock);
    int item = items_.front();
    items_.pop();
    return item;
  }

  int wait_with_predicate_ok() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return !items_.empty(); });
    int item = items_.front();
    items_.pop();
    return item;
  }

  bool wait_for_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    return arrived_.wait_for(lock, 10ms, [this] { return !items_.empty(); });
  }

  bool wait_until_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    return arrived_.wait_until(lock, std::chrono::steady_clock::now() + 10ms) == std::cv_status::no_timeout;
  }

  void second_lock_bad() {
    std::lock_guard<std::mutex> flush(flush_mutex_);
    std::unique_lock<std::mutex> lock(mutex_);
    while (items_.empty())
      arrived_.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex_' is held while 'second_lock_bad' waits on 'arrived_'
  }

  void second_lock_taken_later_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    std::lock_guard<std::mutex> flush(flush_mutex_);
    arrived_.wait(lock, [this] { return !items_.empty(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex_' is held while 'second_lock_taken_later_bad' waits on 'arrived_'
  }

  void second_lock_in_the_caller_bad() {
    std::lock_guard<std::mutex> flush(flush_mutex_);
    wait_with_predicate_ok();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex_' is held while 'second_lock_in_the_caller_bad' waits on 'arrived_'
  }

  void second_lock_given_up_ok() {
    std::unique_lock<std::mutex> flush(flush_mutex_);
    std::unique_lock<std::mutex> lock(mutex_);
    flush.unlock();
    arrived_.wait(lock, [this] { return !items_.empty(); });
  }

  // The caller's guard is given up by a function that gets it by reference.
  void wait_through_a_helper_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    await_item(lock);
  }

  void wait_through_a_helper_bad() {
    std::lock_guard<std::mutex> flush(flush_mutex_);
    std::unique_lock<std::mutex> lock(mutex_);
    await_item(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex_' is held while 'wait_through_a_helper_bad' waits on 'arrived_'
  }

  // condition_variable_any gives up whatever lock it gets.
  void any_mutex_ok() {
    mutex_.lock();
    while (items_.empty())
      changed_.wait(mutex_);
    mutex_.unlock();
  }

  void any_guard_bad() {
    std::lock_guard<std::mutex> flush(flush_mutex_);
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return !items_.empty(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex_' is held while 'any_guard_bad' waits on 'changed_'
  }

  void notify_under_lock_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    arrived_.notify_all();
  }

private:
  void await_item(std::unique_lock<std::mutex> &lock) {
    while (items_.empty())
      arrived_.wait(lock);
  }

  std::mutex mutex_;
  std::mutex flush_mutex_;
  std::condition_variable arrived_;
  std::condition_variable_any changed_;
  std::queue<int> items_;
};
