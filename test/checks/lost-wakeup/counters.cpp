// RUN: %check_leash %s leash-lost-wakeup
// RUN: %check_leash %s leash-lost-wakeup --real

// A counter of what is still open: atomic, but changed without the waiter's mutex.

#include <atomic>
#include <condition_variable>
#include <mutex>

class Steps {
public:
  void awaitNone() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return open_ == 0; });
  }
  void begin() { ++open_; }
  void end_bad() {
    if (--open_ == 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'end_bad' changes 'open_' without 'mutex_': when 'awaitNone' has tested it and does not wait yet, the notify is lost, and 'awaitNone' waits for ever
      none_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable none_;
  std::atomic<int> open_{0};
};

class Fetches {
public:
  void awaitNone() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return open_.load() == 0; });
  }
  void begin() { open_.fetch_add(1); }
  void end_bad() {
    if (open_.fetch_sub(1) == 1)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'end_bad' changes 'open_' without 'mutex_'
      none_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable none_;
  std::atomic<int> open_{0};
};

class LockedSteps {
public:
  void awaitNone() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return open_ == 0; });
  }
  // It can only make the wait longer.
  void begin_ok() {
    ++open_;
    none_.notify_all();
  }
  void end_ok() {
    std::lock_guard lock(mutex_);
    if (--open_ == 0)
      none_.notify_all();
  }
  // The mutex is taken between the change and the notify: who has tested waits by then.
  void endLate_ok() {
    if (--open_ != 0)
      return;
    { std::lock_guard lock(mutex_); }
    none_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable none_;
  std::atomic<int> open_{0};
};
