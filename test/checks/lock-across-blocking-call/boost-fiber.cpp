// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %if boost-fiber %{ %check_leash %s leash-lock-across-blocking-call --any-fix --real %}

// A fiber that waits lets the other fibers of its thread run. A fiber mutex held
// meanwhile makes only fibers wait; a thread's mutex can stop them all, and with
// them the one that would have ended the wait.

#include <boost/fiber/all.hpp>
#include <chrono>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;
namespace fibers = boost::fibers;

class Actor {
public:
  void fiber_sleep_under_a_fiber_mutex_ok() {
    std::lock_guard<fibers::mutex> guard(fiber_mutex_);
    boost::this_fiber::sleep_for(1ms);
  }

  void fiber_sleep_under_a_thread_mutex_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    boost::this_fiber::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'fiber_sleep_under_a_thread_mutex_bad' sleeps
  }

  void thread_sleep_under_a_fiber_mutex_bad() {
    std::lock_guard<fibers::mutex> guard(fiber_mutex_);
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'fiber_mutex_' is held while 'thread_sleep_under_a_fiber_mutex_bad' sleeps
  }

  // Not bounded: as long as nobody receives, every fiber that needs the mutex
  // waits too.
  void push_under_a_fiber_mutex_bad() {
    std::unique_lock<fibers::mutex> lock(fiber_mutex_);
    channel_.push(++count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'fiber_mutex_' is held while 'push_under_a_fiber_mutex_bad' sends on 'channel_'
  }

  void push_after_unlock_ok() {
    std::unique_lock<fibers::mutex> lock(fiber_mutex_);
    int count = ++count_;
    lock.unlock();
    channel_.push(count);
  }

  void pop_under_a_thread_mutex_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    channel_.pop(count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'pop_under_a_thread_mutex_bad' receives from 'channel_'
  }

  void join_under_a_thread_mutex_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    fiber_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'join_under_a_thread_mutex_bad' joins 'fiber_'
  }

  void close_ok() {
    std::lock_guard<fibers::mutex> guard(fiber_mutex_);
    channel_.close();
  }

  void wait_ok() {
    std::unique_lock<fibers::mutex> lock(fiber_mutex_);
    changed_.wait(lock, [this] { return count_ > 0; });
  }

  void wait_under_a_thread_mutex_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    std::unique_lock<fibers::mutex> lock(fiber_mutex_);
    changed_.wait(lock, [this] { return count_ > 0; });
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'wait_under_a_thread_mutex_bad' waits on 'changed_'
  }

private:
  std::mutex mutex_;
  fibers::mutex fiber_mutex_;
  fibers::condition_variable changed_;
  fibers::unbuffered_channel<int> channel_;
  fibers::fiber fiber_;
  int count_ = 0;
};
