// RUN: %check_leash %s leash-unstoppable-receive,leash-lost-wakeup --
// RUN: %check_leash %s leash-unstoppable-receive,leash-lost-wakeup --real -- -pthread

// A base of the project's own starts the thread, and what derives from it is the
// body of the task.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <pthread.h>
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

//===----------------------------------------------------------------------===//
// A std::thread that gets the function itself
//===----------------------------------------------------------------------===//

class Thread {
public:
  virtual ~Thread() = default;
  void start() { thread_ = std::thread(&Thread::run, this); }
  void join() { thread_.join(); }

protected:
  virtual void run() = 0;

private:
  std::thread thread_;
};

class Member_bad : public Thread {
public:
  void submit(int job) { queue_.push(job); }
  void stop() {
    running_ = false;
    join();
  }

private:
  void run() override {
    while (running_)
      handle(queue_.pop());
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'run' waits on 'wake_' and is not woken when 'stop' sets 'running_': 'thread_.join()' in 'join' never returns [leash-unstoppable-receive]
  }
  Queue queue_;
  std::atomic<bool> running_{true};
};

class Pill_ok : public Thread {
public:
  void submit(int job) { queue_.push(job); }
  void stop() {
    running_ = false;
    queue_.push(-1);
    join();
  }

private:
  void run() override {
    while (running_)
      handle(queue_.pop());
  }
  Queue queue_;
  std::atomic<bool> running_{true};
};

// An override of something else is no task.
class Other_ok : public Thread {
public:
  void stop() {
    running_ = false;
    join();
  }

private:
  void run() override {}
  void drain() {
    while (running_)
      handle(queue_.pop());
  }
  Queue queue_;
  std::atomic<bool> running_{true};
};

//===----------------------------------------------------------------------===//
// A lambda that calls it, with a function of the base between
//===----------------------------------------------------------------------===//

class Service {
public:
  virtual ~Service() = default;
  void start() {
    thread_ = std::thread([this] { main(); });
  }
  void stop() {
    thread_.join();
  }

protected:
  virtual void loop() {}

private:
  void main() {
    loop();
    finished_ = true;
  }
  std::thread thread_;
  bool finished_ = false;
};

class Lambda_bad : public Service {
protected:
  void loop() override {
    std::unique_lock<std::mutex> lock(mutex_);
    while (running_) {
      while (items_.empty())
        wake_.wait(lock);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'loop' waits on 'wake_' and is not woken when 'halt' sets 'running_': 'thread_.join()' in 'stop' never returns [leash-unstoppable-receive]
      items_.pop_front();
    }
  }
  void halt() {
    running_ = false;
    stop();
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> items_;
  bool running_ = true;
};

//===----------------------------------------------------------------------===//
// A function in C that gets the object
//===----------------------------------------------------------------------===//

class PosixThread {
public:
  virtual ~PosixThread() { pthread_join(id_, nullptr); }
  void start() { pthread_create(&id_, nullptr, &PosixThread::entry, this); }

protected:
  virtual void run() = 0;

private:
  static void *entry(void *self) {
    static_cast<PosixThread *>(self)->run();
    return nullptr;
  }
  pthread_t id_;
};

class Posix_bad : public PosixThread {
private:
  void run() override {
    for (;;)
      handle(queue_.pop());
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'run' waits on 'wake_' in a loop that nothing can end: 'pthread_join(id_)' in '~PosixThread' never returns [leash-unstoppable-receive]
  }
  Queue queue_;
};

// The start is out of sight: whether it runs the function is not known.
class Hidden {
public:
  virtual ~Hidden();
  void start();
  void join();

protected:
  virtual void run() = 0;
};

class OutOfSight_ok : public Hidden {
public:
  void stop() {
    running_ = false;
    join();
  }

private:
  void run() override {
    while (running_)
      handle(queue_.pop());
  }
  Queue queue_;
  std::atomic<bool> running_{true};
};
