// RUN: %check_leash %s leash-unstoppable-receive --any-fix --
// RUN: %check_leash %s leash-unstoppable-receive --any-fix --real -- -pthread

// Stop tokens: the destructor of std::jthread asks for a stop and joins.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

void handle(int);
bool done(int);

template <typename T> class Queue {
public:
  void push(T value) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(value);
    wake_.notify_one();
  }
  T pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    wake_.wait(lock, [this] { return !items_.empty(); });
    T value = items_.front();
    items_.pop_front();
    return value;
  }
  // Gives up when a stop is requested.
  bool pop(std::stop_token stop, T &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!any_.wait(lock, stop, [this] { return !items_.empty(); }))
      return false;
    value = items_.front();
    items_.pop_front();
    return true;
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable_any any_;
  std::deque<T> items_;
};

class NoToken {
public:
  NoToken() : worker_([this] { run_bad(); }) {}

private:
  void run_bad() {
    while (true)
      handle(queue_.pop());
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'run_bad' waits on 'wake_' in a loop that nothing can end: the destructor of 'worker_', which joins it, never returns [leash-unstoppable-receive]
    // CHECK-NOTES: :[[@LINE+3]]:16: note: the handle that joins is declared here
  }
  Queue<int> queue_;
  std::jthread worker_;
};

class Unused {
public:
  Unused() : worker_([this](std::stop_token stop) { run_bad(stop); }) {}

private:
  void run_bad(std::stop_token) {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return ready_; });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' in a loop that never looks at the stop token it gets: the destructor of 'worker_', which joins it, never returns
      ready_ = false;
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ready_ = false;
  std::jthread worker_;
};

class WaitIgnoresIt {
public:
  WaitIgnoresIt() : worker_([this](std::stop_token stop) { run_bad(stop); }) {}
  void add(int item) { queue_.push(item); }

private:
  void run_bad(std::stop_token stop) {
    while (!stop.stop_requested())
      handle(queue_.pop());
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'run_bad' waits on 'wake_' and is not woken when a stop is requested of 'stop': the destructor of 'worker_', which joins it, never returns
    // CHECK-NOTES: :[[@LINE-8]]:21: note: the task is started here
    // CHECK-NOTES: :[[@LINE-4]]:18: note: the loop looks at 'stop' here
    // CHECK-NOTES: :[[@LINE-68]]:11: note: 'pop' blocks here: it waits on 'wake_'
    // CHECK-NOTES: :[[@LINE+3]]:16: note: the handle that joins is declared here
  }
  Queue<int> queue_;
  std::jthread worker_;
};

// The predicate names the stop, and nobody notifies.
class NobodyNotifies {
public:
  NobodyNotifies() : worker_([this](std::stop_token stop) { run_bad(stop); }) {}

private:
  void run_bad(std::stop_token stop) {
    while (!stop.stop_requested()) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [&] { return ready_ || stop.stop_requested(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' and is not woken when a stop is requested of 'stop'
      ready_ = false;
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ready_ = false;
  std::jthread worker_;
};

class DestructorNotifies {
public:
  DestructorNotifies() : worker_([this](std::stop_token stop) { run_ok(stop); }) {}
  ~DestructorNotifies() {
    std::lock_guard<std::mutex> lock(mutex_);
    worker_.request_stop();
    wake_.notify_all();
  }

private:
  void run_ok(std::stop_token stop) {
    while (!stop.stop_requested()) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [&] { return ready_ || stop.stop_requested(); });
      ready_ = false;
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ready_ = false;
  std::jthread worker_;
};

class CallbackNotifies {
public:
  CallbackNotifies() : worker_([this](std::stop_token stop) { run_ok(stop); }) {}

private:
  void run_ok(std::stop_token stop) {
    std::stop_callback wake(stop, [this] {
      std::lock_guard<std::mutex> lock(mutex_);
      wake_.notify_all();
    });
    while (!stop.stop_requested()) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [&] { return ready_ || stop.stop_requested(); });
      ready_ = false;
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ready_ = false;
  std::jthread worker_;
};

class GivenToTheWait {
public:
  GivenToTheWait() : worker_([this](std::stop_token stop) { run_ok(stop); }) {}

private:
  void run_ok(std::stop_token stop) {
    int value = 0;
    while (!stop.stop_requested())
      if (queue_.pop(stop, value))
        handle(value);
  }
  Queue<int> queue_;
  std::jthread worker_;
};

// A value that was sent before the stop may be gone when the task looks again.
void local_bad() {
  Queue<int> queue;
  std::jthread worker([&](std::stop_token stop) {
    while (!stop.stop_requested())
      handle(queue.pop());
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lambda' waits on 'wake_' and is not woken when a stop is requested of 'stop': the destructor of 'worker', which joins it, never returns
  });
  queue.push(1);
}

void last_value_ok() {
  Queue<int> queue;
  std::jthread worker([&](std::stop_token stop) {
    while (!stop.stop_requested())
      handle(queue.pop());
  });
  queue.push(1);
  worker.request_stop();
  queue.push(0);
}

// A value ends the loop.
void poison_ok() {
  Queue<int> queue;
  std::jthread worker([&] {
    while (true) {
      int value = queue.pop();
      if (done(value))
        return;
    }
  });
  queue.push(0);
}

// The thread is joined by hand; the token comes from elsewhere.
void foreign_token_ok(std::stop_token stop) {
  Queue<int> queue;
  std::thread worker([&, stop] {
    while (!stop.stop_requested())
      handle(queue.pop());
  });
  worker.join();
}
