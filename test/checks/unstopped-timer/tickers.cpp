// RUN: %check_leash %s leash-unstopped-timer --any-fix
// RUN: %check_leash %s leash-unstopped-timer --any-fix --real

// A ticker of one's own: a thread that sleeps in a loop.

#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

using namespace std::chrono_literals;

void work();

// Nothing leaves the loop, and the owner joins.
class Monitor {
public:
  void start_bad() {
    thread_ = std::thread([this] {
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end: nothing leaves its loop, so '~Monitor' waits for it for ever [leash-unstopped-timer]
      // CHECK-NOTES: note: the ticker sleeps here, and goes on
      // CHECK-NOTES: note: it is waited for here
      // CHECK-NOTES: note: canonical fix: give the loop a stop signal that '~Monitor' sets first
      while (true) {
        std::this_thread::sleep_for(1s);
        work();
      }
    });
  }
  ~Monitor() {
    if (thread_.joinable())
      thread_.join();
  }

private:
  std::thread thread_;
};

// The flag is asked for, and nobody changes it.
class Unset {
public:
  void start_bad() {
    thread_ = std::thread(&Unset::run, this);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end: nobody changes 'running_', so '~Unset' waits for it for ever
  }
  ~Unset() { thread_.join(); }

private:
  void run() {
    while (running_) {
      work();
      std::this_thread::sleep_for(100ms);
    }
  }
  std::thread thread_;
  std::atomic<bool> running_{true};
};

// stop() does it right; the destructor joins without it.
class Half {
public:
  void start_bad() {
    thread_ = std::thread(&Half::run, this);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: '~Half' waits for the ticker that starts here, but does not change 'running_': it waits for ever unless 'stop' was called before
    // CHECK-NOTES: note: only here is it told to stop
  }
  void stop() { running_ = false; }
  ~Half() {
    if (thread_.joinable())
      thread_.join();
  }

private:
  void run() {
    while (running_) {
      work();
      std::this_thread::sleep_for(100ms);
    }
  }
  std::thread thread_;
  std::atomic<bool> running_{true};
};

class Whole {
public:
  void start_ok() {
    running_ = true;
    thread_ = std::thread(&Whole::run, this);
  }
  void stop() {
    running_.store(false);
    if (thread_.joinable())
      thread_.join();
  }
  ~Whole() { stop(); }

private:
  void run() {
    while (running_) {
      work();
      std::this_thread::sleep_for(100ms);
    }
  }
  std::thread thread_;
  std::atomic<bool> running_{false};
};

// The task may end by what it does.
class Counted {
public:
  void start_ok() {
    thread_ = std::thread([this] {
      while (true) {
        std::this_thread::sleep_for(1s);
        if (++count_ == 10)
          break;
      }
    });
  }
  ~Counted() { thread_.join(); }

private:
  std::thread thread_;
  int count_ = 0;
};

// Nobody waits for it: it lives as long as the program.
class Detached {
public:
  void start_ok() {
    std::thread([] {
      while (true) {
        std::this_thread::sleep_for(1s);
        work();
      }
    }).detach();
  }
};

void local_bad() {
  std::thread ticker([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end: nothing leaves its loop, so 'local_bad' waits for it for ever
    for (;;) {
      std::this_thread::sleep_for(1s);
      work();
    }
  });
  work();
  ticker.join();
}

void at_end_bad() {
  std::jthread ticker([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the ticker that starts here can never end
    for (;;) {
      std::this_thread::sleep_for(1s);
      work();
    }
  });
  work();
}

void token_ok() {
  std::jthread ticker([](std::stop_token stop) {
    while (!stop.stop_requested()) {
      std::this_thread::sleep_for(1s);
      work();
    }
  });
  work();
}

void detached_ok() {
  std::thread ticker([] {
    for (;;) {
      std::this_thread::sleep_for(1s);
      work();
    }
  });
  ticker.detach();
}
