// RUN: %check_leash %s leash-unstoppable-receive
// RUN: %check_leash %s leash-unstoppable-receive --real -- -pthread

// The stop token that an endless task gets, and its wait with it.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

void store(int value);

class Worker {
public:
  Worker() : worker_([this] { run_bad(); }) {}
  // CHECK-FIXES: Worker() : worker_([this](std::stop_token stop) { run_bad(stop); }) {}
  ~Worker() { worker_.join(); }
  // CHECK-FIXES: ~Worker() { worker_.request_stop(); worker_.join(); }
  void add(int item) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(item);
    wake_.notify_one();
  }

private:
  void run_bad() {
    // CHECK-FIXES: void run_bad(std::stop_token stop) {
    while (true) {
      int item = 0;
      {
        std::unique_lock<std::mutex> lock(mutex_);
        wake_.wait(lock, [this] { return !items_.empty(); });
        // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run_bad' waits on 'wake_' in a loop that nothing can end
        // CHECK-FIXES: if (!wake_.wait(lock, stop, [this] { return !items_.empty(); })) break;
        item = items_.front();
        items_.pop_front();
      }
      store(item);
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  // CHECK-FIXES: std::condition_variable_any wake_;
  std::deque<int> items_;
  std::thread worker_;
  // CHECK-FIXES: std::jthread worker_;
};

void local_bad(int count) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::deque<int> items;
  std::thread worker([&] {
    // CHECK-FIXES: std::jthread worker([&](std::stop_token stop) {
    std::unique_lock<std::mutex> lock(mutex);
    for (;;) {
      wake.wait(lock, [&] { return !items.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'lambda' waits on 'wake' in a loop that nothing can end
      // CHECK-FIXES: if (!wake.wait(lock, stop, [&] { return !items.empty(); })) break;
      store(items.front());
      items.pop_front();
    }
  });
  for (int i = 0; i < count; ++i) {
    std::lock_guard<std::mutex> lock(mutex);
    items.push_back(i);
    wake.notify_one();
  }
  worker.join();
  // CHECK-FIXES: worker.request_stop();
  // CHECK-FIXES-NEXT: worker.join();
}

// The predicate is the condition of a loop.
class Retests {
public:
  Retests() : worker_(&Retests::run_bad, this) {}
  // CHECK-FIXES: Retests() : worker_([this](std::stop_token stop) { run_bad(stop); }) {}
  ~Retests() {
    worker_.join();
    // CHECK-FIXES: worker_.request_stop();
    // CHECK-FIXES-NEXT: worker_.join();
  }
  void add(int item) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(item);
    wake_.notify_one();
  }

private:
  void run_bad() {
    // CHECK-FIXES: void run_bad(std::stop_token stop) {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      while (items_.empty())
        wake_.wait(lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run_bad' waits on 'wake_' in a loop that nothing can end
      // CHECK-FIXES: for (;;) {
      // CHECK-FIXES-NEXT: if (!wake_.wait(lock, stop, [&] { return !items_.empty(); })) break;
      store(items_.front());
      items_.pop_front();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  // CHECK-FIXES: std::condition_variable_any wake_;
  std::deque<int> items_;
  std::thread worker_;
  // CHECK-FIXES: std::jthread worker_;
};

void retests_bad(int count) {
  std::mutex mutex;
  std::condition_variable wake;
  // CHECK-FIXES: std::condition_variable_any wake;
  bool ready = false;
  std::thread worker([&] {
    // CHECK-FIXES: std::jthread worker([&](std::stop_token stop) {
    while (true) {
      std::unique_lock<std::mutex> lock(mutex);
      while (!ready) {
        wake.wait(lock);
      }
      // CHECK-MESSAGES: :[[@LINE-2]]:14: warning: 'lambda' waits on 'wake' in a loop that nothing can end
      // CHECK-FIXES: if (!wake.wait(lock, stop, [&] { return ready; })) break;
      ready = false;
    }
  });
  {
    std::lock_guard<std::mutex> lock(mutex);
    ready = true;
    wake.notify_one();
  }
  worker.join();
  // CHECK-FIXES: worker.request_stop();
  // CHECK-FIXES-NEXT: worker.join();
}

// No fix below: the wait is in a queue of its own, which knows no token.
class Queue {
public:
  void push(int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(value);
    wake_.notify_one();
  }
  int pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    wake_.wait(lock, [this] { return !items_.empty(); });
    int value = items_.front();
    items_.pop_front();
    return value;
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
};

class Reader {
public:
  Reader() : worker_([this] { run_bad(); }) {}
  ~Reader() { worker_.join(); }
  void add(int item) { queue_.push(item); }

private:
  void run_bad() {
    while (true)
      store(queue_.pop());
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'run_bad' waits on 'wake_' in a loop that nothing can end
  }
  Queue queue_;
  std::thread worker_;
};

// There is a second wait, which the token would not end.
class Twice {
public:
  Twice() : worker_([this] { run_bad(); }) {}
  ~Twice() { worker_.join(); }
  void add(int item) {
    std::lock_guard<std::mutex> lock(mutex_);
    items_.push_back(item);
    wake_.notify_all();
  }

private:
  void run_bad() {
    while (true) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return !items_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' in a loop that nothing can end
      wake_.wait(lock, [this] { return items_.empty(); });
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  std::thread worker_;
};

// The condition variable is handed out.
void look(std::condition_variable &wake);
class HandedOut {
public:
  HandedOut() : worker_([this] { run_bad(); }) {}
  ~HandedOut() { worker_.join(); }

private:
  void run_bad() {
    while (true) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return !items_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits on 'wake_' in a loop that nothing can end
      items_.pop_front();
      look(wake_);
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  std::thread worker_;
};
