// RUN: %check_leash %s leash-unstoppable-receive --any-fix --
// RUN: %check_leash %s leash-unstoppable-receive --any-fix --real -- -pthread

// Loops in tasks that their owner cannot end.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

void handle(int);

// A hand-written queue without a close.
class Queue {
public:
  void push(int value) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      items_.push_back(value);
    }
    wake_.notify_one();
  }
  int pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (items_.empty())
      wake_.wait(lock);
    int value = items_.front();
    items_.pop_front();
    return value;
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
};

class FlagOnly {
public:
  FlagOnly() : worker_([this] { run_bad(); }) {}
  ~FlagOnly() { stop(); }
  void submit(int job) { queue_.push(job); }
  void stop() {
    running_ = false;
    worker_.join();
  }

private:
  void run_bad() {
    while (running_)
      handle(queue_.pop());
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'run_bad' waits on 'wake_' and is not woken when 'stop' sets 'running_': 'worker_.join()' in 'stop' never returns [leash-unstoppable-receive]
    // CHECK-NOTES: :[[@LINE-13]]:16: note: the task is started here
    // CHECK-NOTES: :[[@LINE-4]]:12: note: the loop looks at 'running_' here
    // CHECK-NOTES: :[[@LINE-29]]:13: note: 'pop' blocks here: it waits on 'wake_'
    // CHECK-NOTES: :[[@LINE-12]]:5: note: 'stop' changes 'running_' here
    // CHECK-NOTES: :[[@LINE-12]]:13: note: the task is joined here
  }
  Queue queue_;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

// stop() sends a last value.
class PoisonPill {
public:
  PoisonPill() : worker_([this] { run_ok(); }) {}
  void stop() {
    running_ = false;
    queue_.push(0);
    worker_.join();
  }

private:
  void run_ok() {
    while (running_)
      handle(queue_.pop());
  }
  Queue queue_;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

// A value ends the loop.
class ByValue {
public:
  ByValue() : worker_([this] { run_ok(); }) {}
  ~ByValue() { worker_.join(); }

private:
  void run_ok() {
    while (true) {
      int value = queue_.pop();
      if (value == 0)
        return;
      handle(value);
    }
  }
  Queue queue_;
  std::thread worker_;
};

class Endless {
public:
  Endless() : worker_([this] { run_bad(); }) {}
  ~Endless() { worker_.join(); }

private:
  void run_bad() {
    for (;;)
      handle(queue_.pop());
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'run_bad' waits on 'wake_' in a loop that nothing can end: 'worker_.join()' in '~Endless' never returns
  }
  Queue queue_;
  std::thread worker_;
};

// Nobody joins it: it runs as long as the program, by design.
class Daemon {
public:
  void start() {
    std::thread([this] { run_ok(); }).detach();
  }

private:
  void run_ok() {
    for (;;)
      handle(queue_.pop());
  }
  Queue queue_;
};

// The flag is not in the predicate, and the notify finds it false still.
class NotInPredicate {
public:
  NotInPredicate() : worker_([this] { run_bad(); }) {}
  ~NotInPredicate() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    worker_.join();
  }
  void add(int item) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(item);
    wake_.notify_all();
  }

private:
  void run_bad() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return !items_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' and is not woken when '~NotInPredicate' sets 'stop_': 'worker_.join()' in '~NotInPredicate' never returns
      items_.pop_front();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool stop_ = false;
  std::thread worker_;
};

class InPredicate {
public:
  InPredicate() : worker_([this] { run_ok(); }) {}
  ~InPredicate() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    worker_.join();
  }

private:
  void run_ok() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return stop_ || !items_.empty(); });
      if (!items_.empty())
        items_.pop_front();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool stop_ = false;
  std::thread worker_;
};

class JoinFirst {
public:
  JoinFirst() : worker_([this] { run_bad(); }) {}
  ~JoinFirst() {
    worker_.join();
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    wake_.notify_all();
  }

private:
  void run_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      wake_.wait(lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' until 'stop_' changes, which '~JoinFirst' does only after it has joined the task: 'worker_.join()' in '~JoinFirst' never returns
      if (stop_)
        return;
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread worker_;
};

// A bounded wait looks at the flag in time.
class BoundedWait {
public:
  BoundedWait() : worker_([this] { run_ok(); }) {}
  ~BoundedWait() {
    stop_ = true;
    worker_.join();
  }

private:
  void run_ok() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait_for(lock, std::chrono::milliseconds(100));
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

// Code out of sight may wake it.
class Unknown {
public:
  Unknown() : worker_([this] { run_ok(); }) {}
  void stop() {
    running_ = false;
    wakeElsewhere();
    worker_.join();
  }

private:
  void wakeElsewhere();
  void run_ok() {
    while (running_)
      handle(queue_.pop());
  }
  Queue queue_;
  std::atomic<bool> running_{true};
  std::thread worker_;
};
