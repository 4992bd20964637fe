// RUN: %check_leash %s leash-unstoppable-receive
// RUN: %check_leash %s leash-unstoppable-receive --real -- -pthread

// The stop comes after the join: the fix changes their order.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

void store(int value);
void log(const char *text);

class Queue {
public:
  bool pop(int &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (items_.empty() && !closed_)
      wake_.wait(lock);
    if (items_.empty())
      return false;
    value = items_.front();
    items_.pop_front();
    return true;
  }
  void push(int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(value);
    wake_.notify_one();
  }
  void close() {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool closed_ = false;
};

//===--- a channel that is closed after the join ---===//

void local_bad(int count) {
  Queue jobs;
  std::thread worker([&] {
    int job;
    while (jobs.pop(job))
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'lambda' receives from 'jobs' until it is closed, which 'local_bad' does only after it has joined the task: 'worker.join()' in 'local_bad' never returns [leash-unstoppable-receive]
      // CHECK-NOTES: note: 'local_bad' closes 'jobs' here
      // CHECK-NOTES: note: the task is joined here
      // CHECK-NOTES: note: canonical fix: close 'jobs' before the join
      store(job);
  });
  for (int i = 0; i < count; ++i)
    jobs.push(i);
  worker.join();
  jobs.close();
  // CHECK-FIXES: jobs.close();
  // CHECK-FIXES-NEXT: worker.join();
}

class Pool_bad {
public:
  Pool_bad()
      : worker_([this] {
          int job;
          while (jobs_.pop(job))
            // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'lambda' receives from 'jobs_' until it is closed, which 'stop' does only after
            store(job);
        }) {}
  void add(int job) { jobs_.push(job); }
  void stop() {
    if (worker_.joinable())
      worker_.join();
    jobs_.close();
    // CHECK-FIXES: jobs_.close();
    // CHECK-FIXES-NEXT: if (worker_.joinable())
    // CHECK-FIXES-NEXT: worker_.join();
  }
  ~Pool_bad() { stop(); }

private:
  Queue jobs_;
  std::thread worker_;
};

class Many_bad {
public:
  explicit Many_bad(int count) {
    for (int i = 0; i < count; ++i)
      workers_.emplace_back([this] {
        int job;
        while (jobs_.pop(job))
          // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'lambda' receives from 'jobs_' until it is closed, which '~Many_bad' does only after
          store(job);
      });
  }
  void add(int job) { jobs_.push(job); }
  ~Many_bad() {
    for (unsigned i = 0; i < workers_.size(); ++i)
      workers_[i].join();
    jobs_.close();
    // CHECK-FIXES: jobs_.close();
    // CHECK-FIXES-NEXT: for (unsigned i = 0; i < workers_.size(); ++i)
    // CHECK-FIXES-NEXT: workers_[i].join();
  }

private:
  Queue jobs_;
  std::vector<std::thread> workers_;
};

// No fix: something else is done between the two.
void between_bad() {
  Queue jobs;
  std::thread worker([&] {
    int job;
    while (jobs.pop(job))
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'lambda' receives from 'jobs' until it is closed, which 'between_bad' does only after
      store(job);
  });
  worker.join();
  log("joined");
  jobs.close();
}

void closed_first_ok() {
  Queue jobs;
  std::thread worker([&] {
    int job;
    while (jobs.pop(job))
      store(job);
  });
  jobs.close();
  worker.join();
  jobs.close();
}

// The task may be told by another method.
class Told_ok {
public:
  Told_ok()
      : worker_([this] {
          int job;
          while (jobs_.pop(job))
            store(job);
        }) {}
  void finish() { jobs_.close(); }
  ~Told_ok() {
    worker_.join();
    jobs_.close();
  }

private:
  Queue jobs_;
  std::thread worker_;
};

// A path that has closed it comes to the join, too.
void either_ok(bool early) {
  Queue jobs;
  std::thread worker([&] {
    int job;
    while (jobs.pop(job))
      store(job);
  });
  if (early)
    jobs.close();
  worker.join();
  jobs.close();
}

//===--- a flag that is set after the join ---===//

class Plain {
public:
  Plain() : worker_([this] { run_bad(); }) {}
  ~Plain() {
    worker_.join();
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_all();
    // CHECK-FIXES: ~Plain() {
    // CHECK-FIXES-NEXT: {
    // CHECK-FIXES-NEXT: std::lock_guard<std::mutex> lock(mutex_);
    // CHECK-FIXES-NEXT: stop_ = true;
    // CHECK-FIXES-NEXT: }
    // CHECK-FIXES-NEXT: wake_.notify_all();
    // CHECK-FIXES-NEXT: worker_.join();
  }

private:
  void run_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_) {
      wake_.wait(lock, [this] { return stop_ || !items_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' until 'stop_' changes, which '~Plain' does only after it has joined the task
      items_.clear();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool stop_ = false;
  std::thread worker_;
};

// The guard reaches to the end of the block: it gets one of its own.
class Guarded {
public:
  Guarded() : worker_([this] { run_bad(); }) {}
  ~Guarded() {
    if (worker_.joinable())
      worker_.join();
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    wake_.notify_all();
    // CHECK-FIXES: ~Guarded() {
    // CHECK-FIXES-NEXT: {
    // CHECK-FIXES-NEXT: std::lock_guard<std::mutex> lock(mutex_);
    // CHECK-FIXES-NEXT: stop_ = true;
    // CHECK-FIXES-NEXT: wake_.notify_all();
    // CHECK-FIXES-NEXT: }
    // CHECK-FIXES-NEXT: if (worker_.joinable())
    // CHECK-FIXES-NEXT: worker_.join();
  }

private:
  void run_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      wake_.wait(lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' until 'stop_' changes, which '~Guarded' does only after
      if (stop_)
        return;
      items_.clear();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool stop_ = false;
  std::thread worker_;
};

// Neither lock nor notify: both are added.
class Bare {
public:
  Bare() : worker_([this] { run_bad(); }) {}
  void stop() { worker_.join(); stop_ = true; }
  // CHECK-FIXES: void stop() { { std::lock_guard<std::mutex> lock(mutex_); stop_ = true; wake_.notify_all(); } worker_.join(); }

private:
  void run_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_) {
      wake_.wait(lock, [this] { return stop_ || !items_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' until 'stop_' changes, which 'stop' does only after
      items_.clear();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool stop_ = false;
  std::thread worker_;
};

// No fix: the predicate does not look at the flag.
class Blind {
public:
  Blind() : worker_([this] { run_bad(); }) {}
  ~Blind() {
    worker_.join();
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    wake_.notify_all();
  }

private:
  void run_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_) {
      wake_.wait(lock, [this] { return !items_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' until 'stop_' changes, which '~Blind' does only after
      items_.clear();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool stop_ = false;
  std::thread worker_;
};

// No fix: what follows works under the same guard.
class Rest {
public:
  Rest() : worker_([this] { run_bad(); }) {}
  ~Rest() {
    worker_.join();
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    items_.clear();
  }

private:
  void run_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_) {
      wake_.wait(lock, [this] { return stop_ || !items_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' until 'stop_' changes, which '~Rest' does only after
      items_.clear();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool stop_ = false;
  std::thread worker_;
};

// A loop that looks at its flag in time ends as little as one that sleeps for ever.
class Watchdog {
public:
  ~Watchdog() {
    thread_.join();
    done_ = true;
    // CHECK-FIXES: ~Watchdog() {
    // CHECK-FIXES-NEXT: done_ = true;
    // CHECK-FIXES-NEXT: thread_.join();
  }
  void start() {
    thread_ = std::thread([this] { run_bad(); });
  }

private:
  void run_bad() {
    while (!done_)
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' goes on until 'done_' changes, which '~Watchdog' does only after it has joined the task: 'thread_.join()' in '~Watchdog' never returns
      // CHECK-NOTES: note: canonical fix: set 'done_' before the join
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  std::atomic<bool> done_{false};
  std::thread thread_;
};

// Somebody else may have set it before.
class Asked {
public:
  ~Asked() {
    thread_.join();
    done_ = true;
  }
  void stop() { done_ = true; }
  void start() {
    thread_ = std::thread([this] { run_ok(); });
  }

private:
  void run_ok() {
    while (!done_)
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  std::atomic<bool> done_{false};
  std::thread thread_;
};
