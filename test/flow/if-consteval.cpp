// RUN: %check_leash %s leash-unreceived-send,leash-lock-across-blocking-call,leash-lost-wakeup -- -std=c++23

// 'if consteval' is an 'if' without a condition: no question about one may fall.

#include <condition_variable>
#include <mutex>

class Meter {
public:
  int read_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (value_ == 0) {
      if consteval {
        return 0;
      } else {
        changed_.wait(lock);
      }
    }
    if !consteval {
      ++value_;
      changed_.notify_all();
    }
    return value_;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int value_ = 0;
};
