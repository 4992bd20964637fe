// RUN: %check_leash %s leash-unreceived-send
// RUN: %check_leash %s leash-unreceived-send --real

// A constructor that starts a task and waits until it is ready.

#include <future>
#include <latch>
#include <memory>
#include <semaphore>
#include <thread>
#include <utility>

bool open_device();
void run_device();

class latch_bad {
public:
  latch_bad() : started_(1) {
    thread_ = std::thread([this] { run(); });
    started_.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: wait for 'started_' can last for ever: it waits for 1 to count down, and for sure none does; 'latch_bad' itself waits for ever
  }
  ~latch_bad() { thread_.join(); }

private:
  void run() {
    if (!open_device())
      return;
    started_.count_down();
    run_device();
  }
  std::latch started_;
  std::thread thread_;
};

class latch_ok {
public:
  latch_ok() : started_(1) {
    thread_ = std::thread([this] { run(); });
    started_.wait();
  }
  ~latch_ok() { thread_.join(); }

private:
  void run() {
    bool is_open = open_device();
    started_.count_down();
    if (is_open)
      run_device();
  }
  std::latch started_;
  std::thread thread_;
};

class promise_bad {
public:
  promise_bad() : thread_(&promise_bad::run, this) {
    ready_.get_future().wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: wait for the value of 'ready_' can last for ever: a path leaves it unset; 'promise_bad' itself waits for ever
  }

private:
  void run() {
    if (!open_device())
      return;
    ready_.set_value();
    run_device();
  }
  std::promise<void> ready_;
  std::jthread thread_;
};

class promise_ok {
public:
  promise_ok() : thread_(&promise_ok::run, this) { ready_.get_future().wait(); }

private:
  void run() {
    ready_.set_value();
    run_device();
  }
  std::promise<void> ready_;
  std::jthread thread_;
};

class semaphore_bad {
public:
  semaphore_bad() {
    thread_ = std::jthread([this] {
      if (open_device())
        started_.release();
    });
    started_.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: acquire of 'started_' can wait for ever: 1 is taken, none is given back for sure, and it starts with none; 'semaphore_bad' itself waits for ever
  }

private:
  std::binary_semaphore started_{0};
  std::jthread thread_;
};

// What the task runs is out of sight.
class out_of_sight_ok {
public:
  out_of_sight_ok() : started_(1) {
    thread_ = std::thread([this] { run(); });
    started_.wait();
  }
  ~out_of_sight_ok();

private:
  void run();
  std::latch started_;
  std::thread thread_;
};

// Others call what counts down.
class later_ok {
public:
  later_ok() : started_(1) {
    thread_ = std::thread([this] { started_.wait(); });
  }
  void start() { started_.count_down(); }
  ~later_ok() { thread_.join(); }

private:
  std::latch started_;
  std::thread thread_;
};

class virtual_ok {
public:
  virtual_ok() : started_(1) {
    prepare();
    started_.wait();
  }
  virtual ~virtual_ok();
  virtual void prepare();

protected:
  std::latch started_;
};
