// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// Where the lock is held, over branches, loops, jumps and exceptions.

#include <chrono>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

void work();
bool more();
int next();

class Pool {
public:
  void scope_end_ok() {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      ++size_;
    }
    std::this_thread::sleep_for(1ms);
  }

  void inner_scope_bad() {
    std::this_thread::sleep_for(1ms);
    {
      std::lock_guard<std::mutex> guard(mutex_);
      std::this_thread::sleep_for(2ms);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'inner_scope_bad' sleeps
    }
    std::this_thread::sleep_for(3ms);
  }

  void if_scope_ok(bool grow) {
    if (std::lock_guard<std::mutex> guard(mutex_); grow)
      ++size_;
    std::this_thread::sleep_for(1ms);
  }

  void if_scope_bad(bool grow) {
    if (std::lock_guard<std::mutex> guard(mutex_); grow)
      std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'if_scope_bad' sleeps
  }

  // Whoever calls decides whether the lock is taken, and the same flag decides
  // about the sleep.
  void locked_under_a_flag_ok(bool exclusive) {
    std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
    if (exclusive)
      lock.lock();
    ++size_;
    if (!exclusive)
      std::this_thread::sleep_for(1ms);
  }

  void locked_under_a_flag_bad(bool exclusive) {
    std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
    if (exclusive)
      lock.lock();
    ++size_;
    if (exclusive)
      std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'locked_under_a_flag_bad' sleeps
  }

  // On one of the two paths the lock is held: that path is enough.
  void held_on_one_path_bad(bool exclusive) {
    std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
    if (exclusive)
      lock.lock();
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'held_on_one_path_bad' sleeps
  }

  void flag_by_hand_ok(bool exclusive) {
    if (exclusive)
      mutex_.lock();
    ++size_;
    if (exclusive)
      mutex_.unlock();
    std::this_thread::sleep_for(1ms);
  }

  void unlocked_on_both_paths_ok(bool fast) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (fast) {
      ++size_;
      lock.unlock();
    } else {
      lock.unlock();
      work();
    }
    std::this_thread::sleep_for(1ms);
  }

  void unlocked_on_one_path_bad(bool fast) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (fast)
      lock.unlock();
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'unlocked_on_one_path_bad' sleeps
  }

  void loop_unlock_sleep_lock_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (size_ < 10) {
      lock.unlock();
      std::this_thread::sleep_for(1ms);
      lock.lock();
    }
  }

  void loop_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (size_ < 10) {
      std::this_thread::sleep_for(1ms);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'loop_bad' sleeps
      ++size_;
    }
  }

  // Held from the second turn on.
  void second_turn_bad() {
    std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
    for (int i = 0; i < 10; ++i) {
      std::this_thread::sleep_for(1ms);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'second_turn_bad' sleeps
      if (i == 0)
        lock.lock();
    }
  }

  void guard_for_each_turn_ok() {
    while (more()) {
      {
        std::lock_guard<std::mutex> guard(mutex_);
        ++size_;
      }
      std::this_thread::sleep_for(1ms);
    }
  }

  void continue_ends_the_scope_ok() {
    for (;;) {
      {
        std::lock_guard<std::mutex> guard(mutex_);
        if (size_ > 10)
          break;
        if (size_ < 5)
          continue;
      }
      std::this_thread::sleep_for(1ms);
    }
    std::this_thread::sleep_for(1ms);
  }

  void goto_out_of_scope_ok() {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      if (size_ == 0)
        goto idle;
      --size_;
    }
    work();
  idle:
    std::this_thread::sleep_for(1ms);
  }

  void goto_unlock_bad() {
    mutex_.lock();
    if (size_ == 0)
      goto idle;
    mutex_.unlock();
    return;
  idle:
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'goto_unlock_bad' sleeps
    mutex_.unlock();
  }

  void switch_ok(int kind) {
    std::unique_lock<std::mutex> lock(mutex_);
    switch (kind) {
    case 0:
      lock.unlock();
      break;
    case 1:
      ++size_;
      return;
    default:
      lock.unlock();
    }
    std::this_thread::sleep_for(1ms);
  }

  void switch_fall_through_bad(int kind) {
    std::unique_lock<std::mutex> lock(mutex_);
    switch (kind) {
    case 0:
      lock.unlock();
      [[fallthrough]];
    case 1:
      std::this_thread::sleep_for(1ms);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'switch_fall_through_bad' sleeps
      break;
    default:
      break;
    }
  }

  // The guard is in the try block: in the handler it is gone.
  void handler_ok() {
    try {
      std::lock_guard<std::mutex> guard(mutex_);
      work();
    } catch (const std::exception &) {
      std::this_thread::sleep_for(1ms);
    }
  }

  void handler_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    try {
      work();
    } catch (const std::exception &) {
      std::this_thread::sleep_for(1ms);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'handler_bad' sleeps
    }
  }

  // The exception left the lock taken by hand.
  void handler_by_hand_bad() {
    try {
      mutex_.lock();
      work();
      mutex_.unlock();
    } catch (const std::exception &) {
      std::this_thread::sleep_for(1ms);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'handler_by_hand_bad' sleeps
      mutex_.unlock();
    }
  }

  void throw_ends_it_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    if (size_ > 0)
      throw std::runtime_error("not empty");
    lock.unlock();
    std::this_thread::sleep_for(1ms);
  }

  void condition_expression_ok(bool fast) {
    std::unique_lock<std::mutex> lock(mutex_);
    fast ? lock.unlock() : lock.unlock();
    std::this_thread::sleep_for(1ms);
  }

  void short_circuit_bad() {
    std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
    if (more() && lock.try_lock())
      std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'short_circuit_bad' sleeps
  }

  void short_circuit_ok() {
    std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
    if (!more() || !lock.try_lock()) {
      std::this_thread::sleep_for(1ms);
      return;
    }
    ++size_;
  }

  void dead_code_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    ++size_;
    return;
    std::this_thread::sleep_for(1ms);
  }

  void discarded_branch_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    if constexpr (sizeof(int) == 1)
      std::this_thread::sleep_for(1ms);
    ++size_;
  }

private:
  std::mutex mutex_;
  int size_ = 0;
};
