// RUN: %check_leash %s leash-unreceived-send,leash-lock-across-blocking-call,leash-lost-wakeup --any-fix -- -std=c++23 -Wno-c++23-extensions

// 'if consteval' has no condition; at run time only the other branch runs.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

class Meter {
public:
  void compiled_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    if consteval {
      std::this_thread::sleep_for(1ms);
    }
    ++value_;
  }

  void running_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    if !consteval {
      std::this_thread::sleep_for(1ms);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'running_bad' sleeps
    }
    ++value_;
  }

  void wait_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (value_ == 0) {
      if consteval {
        return;
      }
      changed_.wait(lock);
    }
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int value_ = 0;
};
