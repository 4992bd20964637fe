// RUN: %check_leash %s leash-unstopped-timer
// REQUIRES: boost-fiber
// RUN: %check_leash %s leash-unstopped-timer --real

// The ticker that is never stopped, as a fiber that feeds a channel.

#include <boost/fiber/all.hpp>
#include <chrono>

using namespace std::chrono_literals;
namespace fibers = boost::fibers;

void first_ticks_bad(fibers::buffered_channel<int> &ticks) {
  fibers::fiber ticker([&ticks] {
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the ticker that starts here can never end: nothing leaves its loop, so 'first_ticks_bad' waits for it for ever [leash-unstopped-timer]
    for (int i = 0;; ++i) {
      boost::this_fiber::sleep_for(1s);
      ticks.push(i);
    }
  });
  int tick;
  ticks.pop(tick);
  ticker.join();
}

void first_ticks_ok(fibers::buffered_channel<int> &ticks) {
  fibers::fiber ticker([&ticks] {
    for (int i = 0;; ++i) {
      boost::this_fiber::sleep_for(1s);
      if (ticks.push(i) == fibers::channel_op_status::closed)
        return;
    }
  });
  int tick;
  ticks.pop(tick);
  ticks.close();
  ticker.join();
}
