// REQUIRES: boost-fiber
// RUN: %check_leash %s leash-spin-select --real

// The empty default in a select loop, on the headers of Boost.Fiber: a fiber
// that only polls stops all fibers of its thread, the sender too.

#include <boost/fiber/all.hpp>

#include <atomic>
#include <chrono>

using namespace std::chrono_literals;
namespace fibers = boost::fibers;
using Status = fibers::channel_op_status;
void handle(int);

namespace {

void emptyDefault_bad(fibers::buffered_channel<int> &jobs, std::atomic<bool> &stop) {
  while (!stop) {
    int job;
    if (jobs.try_pop(job) == Status::success)
      handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-5]]:3: warning: 'emptyDefault_bad' polls in a loop that never waits: each time 'try_pop' finds nothing in 'jobs', the next turn comes at once, and a core burns; 'stop' ends the loop, but does not make it wait
}

void twoChannels_bad(fibers::buffered_channel<int> &jobs, fibers::buffered_channel<int> &urgent) {
  for (;;) {
    int job;
    if (urgent.try_pop(job) == Status::success) {
      handle(job);
    } else if (Status status = jobs.try_pop(job); status == Status::success) {
      handle(job);
    } else if (status == Status::closed) {
      return;
    }
  }
  // CHECK-MESSAGES: :[[@LINE-10]]:3: warning: 'twoChannels_bad' polls in a loop that never waits
}

void tryPush_bad(fibers::buffered_channel<int> &results, int value) {
  while (results.try_push(value) == Status::full) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'tryPush_bad' polls in a loop that never waits: each time 'try_push' finds no room in 'results'
  // CHECK-FIXES: results.push(value);
}

void tryLock_bad(fibers::mutex &mutex) {
  while (!mutex.try_lock())
    boost::this_fiber::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'tryLock_bad' polls in a loop that never waits: each time 'try_lock' does not get 'mutex', the next turn comes at once; 'yield' lets others run first
  // CHECK-FIXES: mutex.lock();
  mutex.unlock();
}

void pop_ok(fibers::buffered_channel<int> &jobs) {
  int job;
  while (jobs.pop(job) == Status::success)
    handle(job);
}

void popWithTimeout_ok(fibers::buffered_channel<int> &jobs, std::atomic<bool> &stop) {
  while (!stop) {
    int job;
    if (jobs.pop_wait_for(job, 10ms) == Status::success)
      handle(job);
  }
}

void sleeps_ok(fibers::buffered_channel<int> &jobs, std::atomic<bool> &stop) {
  while (!stop) {
    int job;
    if (jobs.try_pop(job) == Status::success)
      handle(job);
    else
      boost::this_fiber::sleep_for(1ms);
  }
}

void drains_ok(fibers::buffered_channel<int> &jobs) {
  int job;
  while (jobs.try_pop(job) == Status::success)
    handle(job);
}

} // namespace
