// RUN: %check_leash %s leash-spin-select
// RUN: %check_leash %s leash-spin-select --real

// The empty default in a select loop, with the hand-written queue that most
// programs have: what it means is read from its body.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <queue>
#include <thread>

using namespace std::chrono_literals;
void handle(int);
void report(int);

template <typename T> class Queue {
public:
  void push(T value) {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      queue_.push(value);
    }
    not_empty_.notify_one();
  }
  bool take(T &value) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (queue_.empty())
      return false;
    value = queue_.front();
    queue_.pop();
    return true;
  }
  std::optional<T> next() {
    std::unique_lock<std::mutex> lock(mutex_);
    if (queue_.size() == 0)
      return std::nullopt;
    T value = queue_.front();
    queue_.pop();
    return value;
  }
  T wait_and_take() {
    std::unique_lock<std::mutex> lock(mutex_);
    not_empty_.wait(lock, [this] { return !queue_.empty(); });
    T value = queue_.front();
    queue_.pop();
    return value;
  }
  bool take_for(T &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!not_empty_.wait_for(lock, 10ms, [this] { return !queue_.empty(); }))
      return false;
    value = queue_.front();
    queue_.pop();
    return true;
  }

private:
  std::mutex mutex_;
  std::condition_variable not_empty_;
  std::queue<T> queue_;
};

class Worker {
public:
  void empty_default_bad() {
    for (;;) {
      int job;
      if (jobs_.take(job))
        handle(job);
    }
    // CHECK-MESSAGES: :[[@LINE-5]]:5: warning: 'empty_default_bad' polls in a loop that never waits: each time 'take' finds nothing to do, the next turn comes at once, and a core burns [leash-spin-select]
    // CHECK-NOTES: :[[@LINE-4]]:17: note: 'take' does not wait
  }

  void a_stop_test_is_no_back_off_bad() {
    while (!stop_) {
      auto job = jobs_.next();
      if (!job)
        continue;
      handle(*job);
    }
    // CHECK-MESSAGES: :[[@LINE-6]]:5: warning: 'a_stop_test_is_no_back_off_bad' polls in a loop that never waits: each time 'next' finds nothing to do, the next turn comes at once, and a core burns; 'stop_' ends the loop, but does not make it wait
  }

  void two_queues_bad() {
    while (!stop_) {
      int job;
      if (jobs_.take(job))
        handle(job);
      else if (urgent_.take(job))
        handle(job);
      else
        std::this_thread::yield();
    }
    // CHECK-MESSAGES: :[[@LINE-9]]:5: warning: 'two_queues_bad' polls in a loop that never waits
  }

  void drains_in_between_bad() {
    while (!stop_) {
      int job;
      while (jobs_.take(job))
        handle(job);
    }
    // CHECK-MESSAGES: :[[@LINE-5]]:5: warning: 'drains_in_between_bad' polls in a loop that never waits
  }

  void sleeps_ok() {
    while (!stop_) {
      int job;
      if (jobs_.take(job))
        handle(job);
      else
        std::this_thread::sleep_for(5ms);
    }
  }

  void blocks_ok() {
    while (!stop_)
      handle(jobs_.wait_and_take());
  }

  void waits_with_a_timeout_ok() {
    while (!stop_) {
      int job;
      if (jobs_.take_for(job))
        handle(job);
    }
  }

  void drains_ok() {
    int job;
    while (jobs_.take(job))
      handle(job);
  }

  void falls_back_to_waiting_ok() {
    while (!stop_) {
      int job;
      if (!jobs_.take(job))
        job = jobs_.wait_and_take();
      handle(job);
    }
  }

  // What 'report' does is not known: it may wait.
  void does_something_unknown_ok() {
    while (!stop_) {
      int job;
      if (jobs_.take(job))
        handle(job);
      else
        report(0);
    }
  }

  void gives_up_ok() {
    for (int tries = 0; tries != 10; ++tries) {
      int job;
      if (jobs_.take(job))
        return handle(job);
    }
  }

  void short_poll_with_a_deadline_ok() {
    auto end = std::chrono::steady_clock::now() + 50ms;
    int job;
    while (!jobs_.take(job)) {
      if (end < std::chrono::steady_clock::now())
        return;
    }
    handle(job);
  }

private:
  Queue<int> jobs_, urgent_;
  bool stop_ = false;
};

// The lock of the queue is a guard that hands out what is inside.
class Mailbox {
public:
  class Guard {
  public:
    explicit Guard(Mailbox &box) : box_(box), lock_(box.mutex_) {}
    std::shared_ptr<int> front() {
      if (box_.letters_.size() == 0)
        return nullptr;
      return box_.letters_.front();
    }
    void pop() { box_.letters_.pop(); }

  private:
    Mailbox &box_;
    std::unique_lock<std::mutex> lock_;
  };

private:
  std::mutex mutex_;
  std::queue<std::shared_ptr<int>> letters_;
};

class Reader {
public:
  void run_bad() {
    while (!stop_) {
      Mailbox::Guard guard(box_);
      auto letter = guard.front();
      if (!letter)
        continue;
      handle(*letter);
      guard.pop();
    }
    // CHECK-MESSAGES: :[[@LINE-8]]:5: warning: 'run_bad' polls in a loop that never waits: each time 'front' finds nothing to do
  }

private:
  Mailbox box_;
  bool stop_ = false;
};
