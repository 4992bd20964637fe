// RUN: %check_leash %s leash-lock-across-blocking-call
// RUN: %check_leash %s leash-lock-across-blocking-call --real

// Where ending the held region would change what the program does, or needs a
// decision of a person: no fix-it. (The runner fails on one that no CHECK-FIXES
// shows.)

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <unistd.h>

#define LOCKED(M) std::unique_lock<std::mutex> macro_lock(M)

class Queue {
public:
  // The data is used after the call.
  void used_after_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    int before = size_;
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'used_after_bad' sleeps
    size_ = before + 1;
  }

  // By a method that the function calls.
  void used_after_by_a_method_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    ++size_;
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'used_after_by_a_method_bad' sleeps
    grow();
  }

  // By the call itself.
  void used_by_the_call_bad(int fd) {
    std::unique_lock<std::mutex> lock(mutex_);
    write(fd, text_.data(), text_.size());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'used_by_the_call_bad' waits for the network in 'write'
  }

  // In a loop, what comes before comes after.
  void loop_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (size_ < 10) {
      ++size_;
      sleep(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'loop_bad' sleeps
    }
  }

  // The guard is used after the call.
  void guard_used_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    ++size_;
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'guard_used_bad' sleeps
    changed_.wait(lock, [this] { return size_ > 0; });
  }

  // The result of the call is needed under the lock.
  void part_of_an_expression_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    size_ += static_cast<int>(sleep(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'part_of_an_expression_bad' sleeps
  }

  // Held on one path only: unlock() would be called on the other too.
  void one_path_bad(bool exclusive) {
    std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
    if (exclusive)
      ++size_;
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'one_path_bad' sleeps
  }

  // A condition variable's wait under a second lock.
  void second_lock_bad() {
    std::lock_guard<std::mutex> other(other_);
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return size_ > 0; });
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'other_' is held while 'second_lock_bad' waits on 'changed_'
  }

  // The thread that is joined is itself what the lock protects.
  void join_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'join_bad' joins 'thread_'
  }

  // In a macro of the user's.
  void macro_bad() {
    LOCKED(mutex_);
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'macro_bad' sleeps
  }

  // The guard is the caller's.
  void grow_bad(std::unique_lock<std::mutex> &lock) {
    lock.lock();
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '{{.*}}' is held while 'grow_bad' sleeps
  }

private:
  void grow() { ++size_; }

  std::mutex mutex_;
  std::mutex other_;
  std::condition_variable changed_;
  std::thread thread_;
  std::string text_;
  int size_ = 0;
};
