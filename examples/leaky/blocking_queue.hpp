#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace relay {

// Any number of tasks put, any number of tasks take.
template <typename T>
class BlockingQueue {
 public:
  void put(T value) {
    {
      std::lock_guard lock(mutex_);
      values_.push_back(std::move(value));
    }
    not_empty_.notify_one();
  }

  // Waits for a value.
  T take() {
    std::unique_lock lock(mutex_);
    not_empty_.wait(lock, [this] { return !values_.empty(); });
    T value = std::move(values_.front());
    values_.pop_front();
    return value;
  }

 private:
  std::mutex mutex_;
  std::condition_variable not_empty_;
  std::deque<T> values_;
};

}  // namespace relay
