// RUN: %check_leash %s leash-lost-wakeup --any-fix --
// RUN: %check_leash %s leash-lost-wakeup --any-fix --real -- -pthread

// A flag that is looked at before the lock is taken, and something else after it.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

class TestedBefore {
public:
  void start() {
    worker_ = std::thread([this] { run_bad(); });
  }
  void stop() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    worker_.join();
  }
  void push(int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.push_back(job);
    wake_.notify_all();
  }

private:
  void run_bad() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      if (jobs_.empty())
        wake_.wait(lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run_bad' waits on 'wake_' without a look at 'stop_' since it has locked 'mutex_': if 'stop' sets it before that, the notify is lost, and the wait never ends [leash-lost-wakeup]
      // CHECK-NOTES: :[[@LINE-5]]:13: note: 'run_bad' tests 'stop_' here, before it waits
      // CHECK-NOTES: :[[@LINE-5]]:36: note: 'mutex_' is locked here
      // CHECK-NOTES: :[[@LINE-20]]:7: note: 'stop_' changes here
      // CHECK-NOTES: :[[@LINE-19]]:11: note: the notify may come before the wait
      if (!jobs_.empty())
        jobs_.pop_front();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> jobs_;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

// Given up for the work, taken again, and not looked at again.
class Unlocks {
public:
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    wake_.notify_one();
  }
  void run_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_) {
      lock.unlock();
      work();
      lock.lock();
      if (jobs_.empty())
        wake_.wait(lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run_bad' waits on 'wake_' without a look at 'stop_'
    }
  }

private:
  static void work();
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> jobs_;
  bool stop_ = false;
};

class TestedUnder {
public:
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    wake_.notify_all();
  }
  // The loop's test comes under the lock.
  void held_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_) {
      if (jobs_.empty())
        wake_.wait(lock);
      else
        jobs_.pop_front();
    }
  }
  void both_ok() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      if (jobs_.empty() && !stop_)
        wake_.wait(lock);
    }
  }
  // A function of its own looks.
  void asks_ok() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      if (isIdle())
        wake_.wait(lock);
    }
  }
  // Out of sight, it may look.
  void unknown_ok() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      if (mayWait())
        wake_.wait(lock);
    }
  }
  void bounded_ok() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      if (jobs_.empty())
        wake_.wait_for(lock, std::chrono::seconds(1));
    }
  }

private:
  bool isIdle() const { return jobs_.empty() && !stop_; }
  bool mayWait() const;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> jobs_;
  std::atomic<bool> stop_{false};
};

// What is looked at under the lock changes as well.
class LastJob {
public:
  void stop_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    jobs_.push_back(0);
    wake_.notify_all();
  }
  void run_ok() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      if (jobs_.empty())
        wake_.wait(lock);
      if (!jobs_.empty())
        jobs_.pop_front();
    }
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> jobs_;
  std::atomic<bool> stop_{false};
};
