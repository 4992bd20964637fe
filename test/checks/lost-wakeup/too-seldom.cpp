// RUN: %check_leash %s leash-lost-wakeup --any-fix --
// RUN: %check_leash %s leash-lost-wakeup --any-fix --real -- -pthread

// Notifies that come too seldom.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

// Several tasks wait, and only the value that finds the queue empty wakes one.
class EdgeTriggered {
public:
  explicit EdgeTriggered(int count) {
    for (int i = 0; i < count; ++i)
      workers_.emplace_back([this] { work(); });
  }
  void submit_bad(int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    bool was_empty = jobs_.empty();
    jobs_.push_back(job);
    if (was_empty)
      wake_.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'submit_bad' wakes one waiter, and only on an edge of 'jobs_': while that is on its way, further changes wake nobody, and the other tasks in 'work' sleep on [leash-lost-wakeup]
    // CHECK-NOTES: :[[@LINE-9]]:16: note: the tasks are started here
    // CHECK-NOTES: :[[@LINE+31]]:15: note: 'work' waits on 'wake_' here
    // CHECK-NOTES: :[[@LINE-6]]:5: note: 'jobs_' changes here
    // CHECK-NOTES: :[[@LINE-6]]:9: note: the notify comes only if this holds
  }
  void first_only_bad(int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.push_back(job);
    if (jobs_.size() == 1)
      wake_.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'first_only_bad' wakes one waiter, and only on an edge of 'jobs_'
  }
  // All look again.
  void submit_all_ok(int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    bool was_empty = jobs_.empty();
    jobs_.push_back(job);
    if (was_empty)
      wake_.notify_all();
  }
  void submit_ok(int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.push_back(job);
    if (!jobs_.empty())
      wake_.notify_one();
  }

private:
  void work() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex_);
      while (jobs_.empty())
        wake_.wait(lock);
      jobs_.pop_front();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> jobs_;
  std::vector<std::thread> workers_;
};

// One task: it takes all that is there before it waits again.
class OneWorker {
public:
  OneWorker() : worker_([this] { work(); }) {}
  void submit_ok(int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    bool was_empty = jobs_.empty();
    jobs_.push_back(job);
    if (was_empty)
      wake_.notify_one();
  }

private:
  void work() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex_);
      while (jobs_.empty())
        wake_.wait(lock);
      jobs_.pop_front();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> jobs_;
  std::thread worker_;
};

// Set once, and taken back.
class SetOnce {
public:
  void activate() {
    std::call_once(once_, [this] {
      std::lock_guard<std::mutex> lock(mutex_);
      active_ = true;
      changed_.notify_all();
    });
  }
  void reset_bad() {
    std::lock_guard<std::mutex> lock(mutex_);
    active_ = false;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'reset_bad' takes back 'active_', which is set once and never again: from then on 'wait_active' waits for ever
    // CHECK-NOTES: :[[@LINE+6]]:41: note: 'wait_active' tests 'active_' here, before it waits
    // CHECK-NOTES: :[[@LINE-9]]:7: note: 'active_' is set here only
    // CHECK-NOTES: :[[@LINE-12]]:5: note: and this runs it once in the object's life
  }
  void wait_active() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return active_; });
  }

private:
  std::once_flag once_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool active_ = false;
};

class SetAgain {
public:
  void activate() {
    std::lock_guard<std::mutex> lock(mutex_);
    active_ = true;
    changed_.notify_all();
  }
  void reset_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    active_ = false;
  }
  void wait_active() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return active_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool active_ = false;
};

// The destructor waits for something else on the same condition variable; then
// nobody adds any more.
class DrainsAtEnd {
public:
  ~DrainsAtEnd() {
    std::unique_lock<std::mutex> lock(mutex_);
    wake_.wait(lock, [this] { return workers_ == 0; });
  }
  void add_ok(int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.push_back(job);
    wake_.notify_one();
  }
  void work_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    wake_.wait(lock, [this] { return !jobs_.empty(); });
    jobs_.pop_front();
    --workers_;
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> jobs_;
  int workers_ = 1;
};

// Nobody ever is in the state for which start() waits.
class NeverStarting {
public:
  void start_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    state_ = State::Started;
    wake_.notify_all();
    while (state_ == State::Starting)
      wake_.wait(lock);
  }
  void work_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (state_ == State::Started && jobs_.empty())
      wake_.wait(lock);
  }
  void add_ok(int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.push_back(job);
    wake_.notify_one();
  }
  void stop_ok(bool now) {
    std::lock_guard<std::mutex> lock(mutex_);
    state_ = now ? State::Stopped : State::Stopping;
    wake_.notify_all();
  }

private:
  enum class State { New, Starting, Started, Stopping, Stopped };
  std::mutex mutex_;
  std::condition_variable wake_;
  State state_ = State::New;
  std::deque<int> jobs_;
};

// All who call it give a time.
class AlwaysTimed {
public:
  void run_ok(std::chrono::steady_clock::time_point next) {
    while (!stop_)
      waitUntil(&next);
  }
  void stop_ok() {
    stop_ = true;
    wake_.notify_one();
  }

private:
  void waitUntil(const std::chrono::steady_clock::time_point *when) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!stop_) {
      if (when != nullptr)
        wake_.wait_until(lock, *when);
      else
        wake_.wait(lock);
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stop_{false};
};

class SometimesTimed {
public:
  void run_ok(std::chrono::steady_clock::time_point next) {
    while (!stop_) {
      waitUntil(&next);
      waitUntil(nullptr);
    }
  }
  void stop_bad() {
    stop_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop_bad' changes 'stop_' without 'mutex_'
    wake_.notify_one();
  }

private:
  void waitUntil(const std::chrono::steady_clock::time_point *when) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!stop_) {
      if (when != nullptr)
        wake_.wait_until(lock, *when);
      else
        wake_.wait(lock);
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stop_{false};
};
