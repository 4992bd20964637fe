// RUN: %check_leash %s leash-unstopped-timer --any-fix
// RUN: %check_leash %s leash-unstopped-timer --any-fix --real

// The ticker that is never stopped, made of a thread and a sleep.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;
void report();

class Ticker_bad {
public:
  explicit Ticker_bad(std::function<void()> tick) : tick_(tick), thread_([this] { run(); }) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:66: warning: the ticker that starts here can never end: nothing leaves its loop, so '~Ticker_bad' waits for it for ever [leash-unstopped-timer]
  // CHECK-NOTES: note: the ticker sleeps here, and goes on
  // CHECK-NOTES: note: it is waited for here
  ~Ticker_bad() { thread_.join(); }

private:
  void run() {
    for (;;) {
      std::this_thread::sleep_for(1s);
      tick_();
    }
  }
  std::function<void()> tick_;
  std::thread thread_;
};

class Ticker_ok {
public:
  explicit Ticker_ok(std::function<void()> tick) : tick_(tick), thread_([this] { run(); }) {}
  ~Ticker_ok() {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!changed_.wait_for(lock, 1s, [this] { return stopped_; }))
      tick_();
  }
  std::function<void()> tick_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  std::thread thread_;
};

// Go's 'ticker := time.NewTicker(d)' without 'defer ticker.Stop()'.
void watch_bad(bool &done) {
  std::jthread ticker([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the ticker that starts here can never end
    while (true) {
      std::this_thread::sleep_for(1s);
      report();
    }
  });
  while (!done)
    std::this_thread::sleep_for(1s);
}

void watch_ok(bool &done) {
  std::jthread ticker([](std::stop_token stop) {
    while (!stop.stop_requested()) {
      std::this_thread::sleep_for(1s);
      report();
    }
  });
  while (!done)
    std::this_thread::sleep_for(1s);
}
