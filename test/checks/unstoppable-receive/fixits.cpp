// RUN: %check_leash %s leash-unstoppable-receive
// RUN: %if boost-fiber %{ %check_leash %s leash-unstoppable-receive --real %}

// The fixes of leash-unstoppable-receive.

#include <boost/fiber/all.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace fibers = boost::fibers;
void store(int value);

void status_bad() {
  fibers::unbuffered_channel<int> jobs;
  fibers::fiber worker([&jobs] {
    for (;;) {
      int job = 0;
      jobs.pop(job);
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'lambda' does not look whether 'jobs' is closed
      // CHECK-FIXES: if (jobs.pop(job) == boost::fibers::channel_op_status::closed) break;
      store(job);
    }
  });
  jobs.close();
  worker.join();
}

// The result is used already: no fix.
void used_bad() {
  fibers::unbuffered_channel<int> jobs;
  fibers::fiber worker([&jobs] {
    for (;;) {
      int job = 0;
      store(static_cast<int>(jobs.pop(job)));
      // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'lambda' does not look whether 'jobs' is closed
    }
  });
  jobs.close();
  worker.join();
}

template <typename T> class Queue {
public:
  bool pop(T &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (items_.empty() && !closed_)
      wake_.wait(lock);
    if (items_.empty())
      return false;
    value = items_.front();
    items_.pop_front();
    return true;
  }
  void push(T value) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(value);
    wake_.notify_one();
  }
  void close() {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<T> items_;
  bool closed_ = false;
};

class Worker_bad {
public:
  Worker_bad()
      : thread_([this] {
          while (true) {
            int job = 0;
            queue_.pop(job);
            // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lambda' does not look whether 'queue_' is closed
            // CHECK-FIXES: if (!queue_.pop(job)) break;
            store(job);
          }
        }) {}
  void add(int job) { queue_.push(job); }
  ~Worker_bad() {
    queue_.close();
    thread_.join();
  }

private:
  Queue<int> queue_;
  std::thread thread_;
};

class Token {
public:
  Token() : worker_([this](std::stop_token stop) { run_bad(stop); }) {}

private:
  void run_bad(std::stop_token stop) {
    while (!stop.stop_requested()) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return !items_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' and is not woken when a stop is requested of 'stop'
      // CHECK-FIXES: if (!wake_.wait(lock, stop, [this] { return !items_.empty(); })) break;
      items_.pop_front();
    }
  }
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<int> items_;
  std::jthread worker_;
};
