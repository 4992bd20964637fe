// RUN: %check_leash %s leash-lock-across-blocking-call
// RUN: %check_leash %s leash-lock-across-blocking-call --real

// Fix-its that are right: they end the held region before the call, where nothing
// after it needs the lock.

#include <chrono>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <utility>

using namespace std::chrono_literals;

class Queue {
public:
  // A unique_lock is unlocked.
  void unlock_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    ++size_;
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'unlock_bad' sleeps
    // CHECK-FIXES: ++size_;
    // CHECK-FIXES-NEXT: lock.unlock();
    // CHECK-FIXES-NEXT: std::this_thread::sleep_for(1ms);
  }

  void unlock_before_local_work_bad() {
    int size = 0;
    std::unique_lock<std::mutex> lock(mutex_);
    size = ++size_;
    usleep(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'unlock_before_local_work_bad' sleeps
    // CHECK-FIXES: size = ++size_;
    // CHECK-FIXES-NEXT: lock.unlock();
    // CHECK-FIXES-NEXT: usleep(10);
    while (size > 0)
      --size;
  }

  // A lock_guard gets a scope of its own.
  void scope_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    ++size_;
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'scope_bad' sleeps
    // CHECK-FIXES: {{^\{$}}
    // CHECK-FIXES-NEXT: std::lock_guard<std::mutex> guard(mutex_);
    // CHECK-FIXES-NEXT: ++size_;
    // CHECK-FIXES-NEXT: {{^\}$}}
    // CHECK-FIXES-NEXT: sleep(1);
  }

  // The declaration moves behind the call.
  void later_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    sleep(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'later_bad' sleeps
    // CHECK-FIXES: sleep(2);
    // CHECK-FIXES-NEXT: std::lock_guard<std::mutex> guard(mutex_);
    ++size_;
  }

private:
  std::mutex mutex_;
  int size_ = 0;
};
