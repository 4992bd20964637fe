// RUN: %check_leash %s leash-unstopped-timer
// REQUIRES: boost-fiber
// RUN: %check_leash %s leash-unstopped-timer --real

// The ticker as a fiber.

#include <boost/fiber/all.hpp>
#include <chrono>

using namespace std::chrono_literals;

void work();

void join_bad() {
  boost::fibers::fiber ticker([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the ticker that starts here can never end: nothing leaves its loop, so 'join_bad' waits for it for ever
    for (;;) {
      boost::this_fiber::sleep_for(1s);
      work();
    }
  });
  work();
  ticker.join();
}

void flag_ok() {
  bool running = true;
  boost::fibers::fiber ticker([&running] {
    while (running) {
      boost::this_fiber::sleep_for(1s);
      work();
    }
  });
  work();
  running = false;
  ticker.join();
}

class Monitor {
public:
  void start_bad() {
    ticker_ = boost::fibers::fiber([this] { run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end: nothing leaves its loop, so '~Monitor' waits for it for ever
  }
  ~Monitor() { ticker_.join(); }

private:
  [[noreturn]] void run() {
    while (true) {
      boost::this_fiber::sleep_for(1s);
      work();
    }
  }
  boost::fibers::fiber ticker_;
};
