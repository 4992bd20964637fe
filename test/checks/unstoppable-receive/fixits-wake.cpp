// RUN: %check_leash %s leash-unstoppable-receive,leash-lost-wakeup --
// RUN: %check_leash %s leash-unstoppable-receive,leash-lost-wakeup --real -- -pthread

// The fixes that wake the task before the join.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

void store(int value);

// The flag is in the predicate, and set under the lock; only the notify is missing.
class NoNotify {
public:
  NoNotify() : worker_([this] { run_bad(); }) {}
  void add(int item) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(item);
    wake_.notify_one();
  }
  ~NoNotify() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
      // CHECK-FIXES: stop_ = true; wake_.notify_all();
    }
    worker_.join();
  }

private:
  void run_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_) {
      wake_.wait(lock, [this] { return stop_ || !items_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' and is not woken when '~NoNotify' sets 'stop_'
      while (!items_.empty()) {
        store(items_.front());
        items_.pop_front();
      }
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool stop_ = false;
  std::thread worker_;
};

// Neither lock nor notify.
class NoLock {
public:
  NoLock() : worker_([this] { run_bad(); }) {}
  void add(int item) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(item);
    wake_.notify_one();
  }
  void stop() {
    stop_ = true;
    // CHECK-FIXES: { std::lock_guard<std::mutex> lock(mutex_); stop_ = true; } wake_.notify_all();
    worker_.join();
  }

private:
  void run_bad() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return stop_ || !items_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' and is not woken when 'stop' sets 'stop_'
      while (!items_.empty()) {
        store(items_.front());
        items_.pop_front();
      }
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool stop_ = false;
  std::thread worker_;
};

// The predicate does not look at the flag: a notify is not enough, and there is
// no fix.
class NotTested {
public:
  NotTested() : worker_([this] { run_bad(); }) {}
  void add(int item) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(item);
    wake_.notify_one();
  }
  ~NotTested() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    worker_.join();
  }

private:
  void run_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_) {
      wake_.wait(lock, [this] { return !items_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' and is not woken when '~NotTested' sets 'stop_'
      store(items_.front());
      items_.pop_front();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool stop_ = false;
  std::thread worker_;
};

class Queue {
public:
  bool pop(int &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (items_.empty() && !closed_)
      wake_.wait(lock);
    if (items_.empty())
      return false;
    value = items_.front();
    items_.pop_front();
    return true;
  }
  void push(int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(value);
    wake_.notify_one();
  }
  void finish() {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool closed_ = false;
};

void local_bad() {
  Queue jobs;
  std::thread worker([&jobs] {
    int job;
    while (jobs.pop(job))
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'lambda' receives from 'jobs' until it is closed, and nobody closes it
      store(job);
  });
  jobs.push(1);
  worker.join();
  // CHECK-FIXES: jobs.finish(); worker.join();
}

class Pool_bad {
public:
  Pool_bad()
      : worker_([this] {
          int job;
          while (jobs_.pop(job))
            // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'lambda' receives from 'jobs_' until it is closed, and nobody closes it
            store(job);
        }) {}
  void add(int job) { jobs_.push(job); }
  ~Pool_bad() {
    if (worker_.joinable())
      worker_.join();
    // CHECK-FIXES: jobs_.finish(); if (worker_.joinable())
  }

private:
  Queue jobs_;
  std::thread worker_;
};
