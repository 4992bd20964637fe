// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// Waiting for the end of a task under a lock.

#include <condition_variable>
#include <future>
#include <list>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

void work();

class Flag {
public:
  Flag &operator=(bool to) {
    value_ = to;
    return *this;
  }

private:
  volatile bool value_ = false;
};

class Workers {
public:
  void join_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    if (thread_.joinable())
      thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'join_bad' joins 'thread_'
  }

  void join_after_scope_ok() {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      stop_ = true;
    }
    if (thread_.joinable())
      thread_.join();
  }

  void join_an_element_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    for (std::thread &thread : threads_)
      thread.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'join_an_element_bad' joins 'thread'
    threads_.clear();
  }

  // The canonical fix: take the threads out under the lock, join after it.
  void join_what_was_taken_out_ok() {
    std::vector<std::thread> threads;
    {
      std::lock_guard<std::mutex> guard(mutex_);
      threads.swap(threads_);
    }
    for (std::thread &thread : threads)
      thread.join();
  }

  void move_and_join_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    std::thread thread = std::move(thread_);
    lock.unlock();
    thread.join();
  }

  void start_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    thread_ = std::thread(work);
  }

  void detach_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    thread_.detach();
  }

  // Told to stop, then joined; nothing shows that the task needs the lock.
  void told_by_a_flag_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    stop_ = true;
    thread_.join();
  }

  void told_by_an_own_atomic_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    closing_ = true;
    thread_.join();
  }

  void told_by_a_notify_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    changed_.notify_all();
    thread_.join();
  }

  void told_after_the_join_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'told_after_the_join_bad' joins 'thread_'
    stop_ = true;
  }

  // A jthread joins where it ends.
  void local_jthread_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    { std::jthread helper(work); }
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'local_jthread_bad' joins 'helper'
  }

  void jthread_outlives_the_lock_ok() {
    std::jthread helper;
    std::lock_guard<std::mutex> guard(mutex_);
    stop_ = true;
  }

  void future_get_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    result_ = pending_.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'future_get_bad' waits for 'pending_'
  }

  void future_wait_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    pending_.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'future_wait_bad' waits for 'pending_'
  }

  int future_moved_out_ok() {
    std::future<int> pending;
    {
      std::lock_guard<std::mutex> guard(mutex_);
      pending = std::move(pending_);
    }
    return pending.get();
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  Flag closing_;
  std::thread thread_;
  std::vector<std::thread> threads_;
  std::future<int> pending_;
  int result_ = 0;
  bool stop_ = false;
};
