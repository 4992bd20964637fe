// RUN: %check_leash %s leash-lost-wakeup --
// RUN: %check_leash %s leash-lost-wakeup --real -- -pthread

// The fix of leash-lost-wakeup: the change moves under the waiter's lock.

#include <atomic>
#include <condition_variable>
#include <mutex>

class Flag {
public:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      wake_.wait(lock);
  }
  void stop_bad() {
    stop_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop_bad' changes 'stop_' without 'mutex_'
    // CHECK-FIXES: { std::lock_guard<std::mutex> lock(mutex_); stop_ = true; }
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
};

class Atomic {
public:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    wake_.wait(lock, [this] { return stop_.load(); });
  }
  void stop_bad() {
    stop_.store(true);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop_bad' changes 'stop_' without 'mutex_'
    // CHECK-FIXES: { std::lock_guard<std::mutex> lock(mutex_); stop_.store(true); }
    wake_.notify_all();
  }
  // Not a statement of its own: no fix.
  void stop_twice_bad() {
    if (stop_.exchange(true))
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'stop_twice_bad' changes 'stop_' without 'mutex_'
      return;
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stop_{false};
};

// The lock is somewhere else: no fix.
struct State {
  std::mutex mutex;
  std::condition_variable wake;
  bool stop = false;
};

void wait_for(State &state) {
  std::unique_lock<std::mutex> lock(state.mutex);
  while (!state.stop)
    state.wake.wait(lock);
}

void stop_bad(State &state) {
  state.stop = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stop_bad' changes 'stop' without 'mutex'
  state.wake.notify_all();
}
