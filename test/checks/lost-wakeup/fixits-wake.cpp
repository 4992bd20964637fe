// RUN: %check_leash %s leash-lost-wakeup --
// RUN: %check_leash %s leash-lost-wakeup --real -- -pthread

// The fixes that wake all waiters, or the ones that were forgotten.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

void store(int value);

class Pool {
public:
  Pool() {
    for (int i = 0; i < 4; ++i)
      workers_.emplace_back([this] { run(); });
  }
  void stop_bad() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'stop_' ends all tasks that wait in 'run', but one is woken
    // CHECK-FIXES: wake_.notify_all();
    for (std::thread &worker : workers_)
      worker.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      wake_.wait(lock);
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::vector<std::thread> workers_;
};

class Bounded {
public:
  void push(int item) {
    std::unique_lock<std::mutex> lock(mutex_);
    notFull_.wait(lock, [this] { return stop_ || items_.size() < 8; });
    items_.push_back(item);
    notEmpty_.notify_one();
  }
  void pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    notEmpty_.wait(lock, [this] { return stop_ || !items_.empty(); });
    if (items_.empty())
      return;
    store(items_.front());
    items_.pop_front();
    notFull_.notify_one();
  }
  void stop_bad() {
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop_' ends the wait in 'push' too, but 'stop_bad' notifies 'notEmpty_' only
    notEmpty_.notify_all();
    // CHECK-FIXES: notEmpty_.notify_all(); notFull_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable notEmpty_, notFull_;
  std::deque<int> items_;
  bool stop_ = false;
};
