// RUN: %check_leash %s leash-lost-wakeup --any-fix --
// RUN: %check_leash %s leash-lost-wakeup --any-fix --real -- -pthread

// Counters of which each waiter takes a share.

#include <condition_variable>
#include <cstddef>
#include <mutex>

// Each waits for as much as it asked for.
class Slots {
public:
  void acquire(unsigned count) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (free_ < count)
      given_back_.wait(lock);
    free_ -= count;
  }
  void release_bad(unsigned count) {
    std::unique_lock<std::mutex> lock(mutex_);
    free_ += count;
    given_back_.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'release_bad' wakes one waiter, but each waits for an amount of its own: if there is too little for the one that is woken, it goes back to waiting, and those in 'acquire' for whom there is enough sleep on [leash-lost-wakeup]
    // CHECK-NOTES: :[[@LINE-8]]:19: note: 'acquire' waits on 'given_back_' here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: 'free_' changes here
    // CHECK-NOTES: :[[@LINE-4]]:17: note: canonical fix: notify all
  }
  void release_all_ok(unsigned count) {
    std::unique_lock<std::mutex> lock(mutex_);
    free_ += count;
    given_back_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable given_back_;
  unsigned free_ = 4;
};

// The other way round: what is in use, and a limit.
class Budget {
public:
  void charge(std::size_t bytes) {
    std::unique_lock<std::mutex> lock(mutex_);
    less_.wait(lock, [&] { return used_ + bytes <= limit_; });
    used_ += bytes;
  }
  void release_bad(std::size_t bytes) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      used_ -= bytes;
    }
    less_.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'release_bad' wakes one waiter, but each waits for an amount of its own
  }

private:
  std::mutex mutex_;
  std::condition_variable less_;
  std::size_t used_ = 0;
  const std::size_t limit_ = 1 << 20;
};

// Each takes one, and several come back at once.
class Semaphore {
public:
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    posted_.wait(lock, [this] { return count_ > 0; });
    --count_;
  }
  void post_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    ++count_;
    posted_.notify_one();
  }
  void post_bad(int number) {
    std::lock_guard<std::mutex> lock(mutex_);
    count_ += number;
    posted_.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'post_bad' wakes one waiter, but may give back several of 'count_': the others in 'wait' sleep on
  }
  void post_each_ok(int number) {
    std::lock_guard<std::mutex> lock(mutex_);
    count_ += number;
    for (int i = 0; i < number; ++i)
      posted_.notify_one();
  }

private:
  std::mutex mutex_;
  std::condition_variable posted_;
  int count_ = 0;
};

// Who goes on wakes the next.
class Relay {
public:
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    posted_.wait(lock, [this] { return count_ > 0; });
    if (--count_ > 0)
      posted_.notify_one();
  }
  void post_ok(int number) {
    std::lock_guard<std::mutex> lock(mutex_);
    count_ += number;
    posted_.notify_one();
  }

private:
  std::mutex mutex_;
  std::condition_variable posted_;
  int count_ = 0;
};

// A buffer: one writes and one reads.
class Buffer {
public:
  void write_ok(const char *data, std::size_t size) {
    std::unique_lock<std::mutex> lock(mutex_);
    room_.wait(lock, [&] { return free_ >= size; });
    data_[tail_] = *data;
    tail_ += size;
    free_ -= size;
  }
  void consume_ok(std::size_t size) {
    std::lock_guard<std::mutex> lock(mutex_);
    head_ += size;
    free_ += size;
    room_.notify_one();
  }

private:
  std::mutex mutex_;
  std::condition_variable room_;
  char data_[256];
  std::size_t free_ = sizeof data_, head_ = 0, tail_ = 0;
};
