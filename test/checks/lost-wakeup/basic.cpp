// RUN: %check_leash %s leash-lost-wakeup --any-fix --
// RUN: %check_leash %s leash-lost-wakeup --any-fix --real -- -pthread

// Notifies that reach nobody.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

class FlagWithoutLock {
public:
  void run_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      wake_.wait(lock);
  }
  void stop_bad() {
    stop_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop_bad' changes 'stop_' without 'mutex_': when 'run_ok' has tested it and does not wait yet, the notify is lost, and 'run_ok' waits for ever [leash-lost-wakeup]
    // CHECK-NOTES: :[[@LINE-6]]:13: note: 'run_ok' tests 'stop_' here, before it waits
    // CHECK-NOTES: :[[@LINE-6]]:13: note: only from here on can a notify reach 'run_ok'
    // CHECK-NOTES: :[[@LINE+2]]:11: note: the notify may come before that
    // CHECK-NOTES: :[[@LINE-5]]:5: note: canonical fix: lock 'mutex_' around the change of 'stop_'; notify after it
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
};

// An atomic flag does not help.
class AtomicWithoutLock_bad {
public:
  void run_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    wake_.wait(lock, [this] { return stop_.load(); });
  }
  ~AtomicWithoutLock_bad() {
    stop_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '~AtomicWithoutLock_bad' changes 'stop_' without 'mutex_'
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stop_{false};
};

class UnderLock {
public:
  void run_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      wake_.wait(lock);
  }
  void stop_ok() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
  }
  // The lock between change and notify is enough.
  void passes_through_ok() {
    stop_ = true;
    { std::lock_guard<std::mutex> lock(mutex_); }
    wake_.notify_all();
  }
  void notify_under_lock_ok() {
    stop_ = true;
    std::lock_guard<std::mutex> lock(mutex_);
    wake_.notify_all();
  }
  // The second notify comes under the lock.
  void twice_ok() {
    stop_ = true;
    wake_.notify_all();
    std::lock_guard<std::mutex> lock(mutex_);
    wake_.notify_all();
  }
  // Only one of the two ways takes the lock.
  void either_bad(bool early) {
    stop_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'either_bad' changes 'stop_' without 'mutex_'
    if (early) {
      wake_.notify_all();
      return;
    }
    std::lock_guard<std::mutex> lock(mutex_);
    wake_.notify_all();
  }
  // Who calls it holds the lock.
  void outer_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    inner();
  }

private:
  void inner() {
    stop_ = true;
    wake_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
};

// A bounded wait only loses time.
class Bounded {
public:
  void run_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      wake_.wait_for(lock, std::chrono::seconds(1));
  }
  void stop_ok() {
    stop_ = true;
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stop_{false};
};

// The flag is reset before the task is there.
class Restarted {
public:
  void start_ok() {
    stop_ = false;
    worker_ = std::thread([this] { run(); });
  }
  void stop_ok() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    worker_.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    wake_.wait(lock, [this] { return stop_; });
  }
  std::thread worker_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
};

class TestedTooEarly {
public:
  void collect_bad() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'collect_bad' waits on 'wake_' and tests nothing after it has locked 'mutex_': a notify that came before is lost, and the wait never ends
      // CHECK-NOTES: :[[@LINE-4]]:13: note: 'stop_' is tested here, while 'mutex_' is not held
      // CHECK-NOTES: :[[@LINE-4]]:36: note: 'mutex_' is locked here
    }
  }
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    wake_.notify_one();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stop_{false};
};

class TestedAgain {
public:
  void collect_ok() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      if (stop_)
        return;
      wake_.wait(lock);
    }
  }
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    wake_.notify_one();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stop_{false};
};

// The request is made under the lock: the answer cannot come before the wait.
class Request {
public:
  void ask_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    asked_ = true;
    server_.notify_one();
    client_.wait(lock);
  }
  void serve() {
    std::unique_lock<std::mutex> lock(mutex_);
    server_.wait(lock, [this] { return asked_; });
    client_.notify_one();
  }

private:
  std::mutex mutex_;
  std::condition_variable server_, client_;
  bool asked_ = false;
};

// Unlocked in between, and not tested again.
class Reconnect {
public:
  void connect_bad() {
    mutex_.lock();
    while (!connected_) {
      mutex_.unlock();
      schedule();
      mutex_.lock();
      done_.wait(mutex_);
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'connect_bad' waits on 'done_' and tests nothing after it has locked 'mutex_'
    }
    mutex_.unlock();
  }
  void connected() {
    std::lock_guard<std::mutex> lock(mutex_);
    connected_ = true;
    done_.notify_all();
  }

private:
  void schedule();
  std::mutex mutex_;
  std::condition_variable_any done_;
  bool connected_ = false;
};

// One condition variable for two kinds of waiters.
class OneCondition {
public:
  void push_bad(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return items_.size() < 8; });
    items_.push_back(value);
    changed_.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: this notify is meant for 'pop_bad' and wakes one waiter only, which may be 'push_bad': that goes back to waiting, and 'pop_bad' waits for ever
  }
  int pop_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return !items_.empty(); });
    int value = items_.front();
    items_.pop_front();
    changed_.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: this notify is meant for 'push_bad' and wakes one waiter only, which may be 'pop_bad'
    return value;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> items_;
};

// The destructor waits when nobody else may call: no task calls 'add_ok'.
class EndsLast {
public:
  void add_ok(int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(value);
    changed_.notify_one();
  }
  void takeAll() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return !items_.empty(); });
    items_.clear();
    changed_.notify_all();
  }
  ~EndsLast() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return items_.empty(); });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> items_;
};

class Pool {
public:
  explicit Pool(int count) {
    for (int i = 0; i < count; ++i)
      workers_.emplace_back([this] { work(); });
  }
  void stop_bad() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'stop_' ends all tasks that wait in 'work', but one is woken: the others wait for ever, and who joins them does too
    for (std::thread &worker : workers_)
      worker.join();
  }
  void submit_ok(int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.push_back(job);
    wake_.notify_one();
  }

private:
  void work() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      while (jobs_.empty() && !stop_)
        wake_.wait(lock);
      if (jobs_.empty())
        return;
      jobs_.pop_front();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> jobs_;
  std::vector<std::thread> workers_;
  bool stop_ = false;
};

// stop() forgets those who wait for room.
class Bounded2 {
public:
  bool push_ok(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_full_.wait(lock, [this] { return stopped_ || items_.size() < 8; });
    if (stopped_)
      return false;
    items_.push_back(value);
    not_empty_.notify_one();
    return true;
  }
  bool pop_ok(int &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_empty_.wait(lock, [this] { return stopped_ || !items_.empty(); });
    if (items_.empty())
      return false;
    value = items_.front();
    items_.pop_front();
    not_full_.notify_one();
    return true;
  }
  void stop_bad() {
    std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stopped_' ends the wait in 'push_ok' too, but 'stop_bad' notifies 'not_empty_' only: 'push_ok' sleeps on 'not_full_' for ever
    not_empty_.notify_all();
  }
  // Room is made, and nobody hears of it.
  void clear_bad() {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'clear_bad' changes 'items_', for which 'push_ok' waits, and does not notify 'not_full_': 'push_ok' sleeps on, for ever if nothing else comes
  }

private:
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::deque<int> items_;
  bool stopped_ = false;
};

class Activation {
public:
  void activate_bad(bool failed) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (failed) {
      error_ = true;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'activate_bad' sets 'error_' and leaves without waking 'wait_active', which looks at it only after its wait: it waits for ever
      return;
    }
    active_ = true;
    changed_.notify_all();
  }
  bool wait_active() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!active_)
      changed_.wait(lock);
    if (error_)
      return false;
    return true;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool active_ = false, error_ = false;
};

// A lock for readers and writers, after Hinnant: who waits for the readers has
// entered as the writer, and nobody else unlocks as one.
class SharedLock {
public:
  void lock_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (state_ & entered)
      gate1_.wait(lock);
    state_ |= entered;
    while (state_ & readers)
      gate2_.wait(lock);
  }
  void unlock_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    state_ = 0;
    gate1_.notify_all();
  }
  void unlock_shared() {
    std::lock_guard<std::mutex> guard(mutex_);
    --state_;
    if (state_ & entered)
      gate2_.notify_one();
    else
      gate1_.notify_one();
  }

private:
  static constexpr unsigned entered = 1u << 31, readers = ~entered;
  std::mutex mutex_;
  std::condition_variable gate1_, gate2_;
  unsigned state_ = 0;
};
