// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// A coroutine that suspends with a thread-bound lock: whoever resumes it may be
// another thread, and until then the lock is nobody's to give back.

#include <coroutine>
#include <mutex>
#include <thread>
#include <unistd.h>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

struct Event {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  int await_resume() const noexcept { return 0; }
};

// A lock for coroutines: waiting for it suspends, and any thread may give it back.
class AsyncMutex {
public:
  Event lock() { return {}; }
  void unlock() {}
};

class Room {
public:
  Task await_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    co_await Event{};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held across 'co_await' in 'await_bad'
  }

  Task await_a_value_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    value_ = co_await Event{};
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held across 'co_await' in 'await_a_value_bad'
  }

  Task await_by_hand_bad() {
    mutex_.lock();
    co_await Event{};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held across 'co_await' in 'await_by_hand_bad'
    mutex_.unlock();
  }

  Task scope_ok() {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      ++value_;
    }
    co_await Event{};
  }

  Task unlock_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    ++value_;
    lock.unlock();
    co_await Event{};
    lock.lock();
    ++value_;
  }

  Task before_ok() {
    co_await Event{};
    std::lock_guard<std::mutex> guard(mutex_);
    ++value_;
  }

  // Never suspends.
  Task ready_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    co_await std::suspend_never{};
    ++value_;
  }

  Task coroutine_lock_ok() {
    co_await async_mutex_.lock();
    co_await Event{};
    async_mutex_.unlock();
  }

  // A blocking call is one in a coroutine too.
  Task sleep_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    ++value_;
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'sleep_bad' sleeps
    co_return;
  }

  // Starting a coroutine under the lock is not suspending under it.
  void start_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    before_ok();
  }

private:
  std::mutex mutex_;
  AsyncMutex async_mutex_;
  int value_ = 0;
};
