// RUN: %check_leash %s leash-spin-select -- -std=c++20 -idirafter %root/test/mock

// Polling in Seastar's threads and coroutines, on a mock of its headers.

#include <seastar/seastar.hh>

using namespace std::chrono_literals;

void units_bad(seastar::semaphore &units) {
  while (!units.try_wait())
    seastar::thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'units_bad' polls in a loop that never waits: each time 'try_wait' finds nothing to do, the next turn comes at once; 'yield' lets others run first
  units.signal();
}

seastar::future<> units_ok(seastar::semaphore &units) {
  co_await units.wait();
  units.signal();
}

seastar::future<> units_and_sleep_ok(seastar::semaphore &units) {
  while (!units.try_wait())
    co_await seastar::sleep(10ms);
  units.signal();
}

void aborted_bad(seastar::abort_source &stop) {
  while (!stop.abort_requested()) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'aborted_bad' looks at 'stop' again and again
}

void closed_bad(seastar::gate &gate) {
  while (!gate.is_closed())
    seastar::thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'closed_bad' looks at 'gate' again and again
}

seastar::future<> closed_ok(seastar::gate &gate) { co_await gate.close(); }

void push_bad(seastar::queue<int> &jobs, int job) {
  while (!jobs.push(int(job))) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'push_bad' polls in a loop that never waits: each time 'push' finds no room in 'jobs'
}

seastar::future<> push_ok(seastar::queue<int> &jobs, int job) {
  co_await jobs.push_eventually(int(job));
}

seastar::future<> reads_ok(seastar::pipe_reader<int> &jobs) {
  while (co_await jobs.read()) {
  }
}
