// RUN: %check_leash %s leash-spin-select
// REQUIRES: boost-fiber
// RUN: %check_leash %s leash-spin-select --real

// The blocking call in place of the try-call, as the model names it: only where
// nothing else ends the loop.

#include <boost/fiber/all.hpp>

#include <atomic>
#include <mutex>
#include <thread>

namespace fibers = boost::fibers;
using Status = fibers::channel_op_status;
void handle(int);
void other_work();

void receives_bad(fibers::buffered_channel<int> &jobs) {
  for (;;) {
    int job;
    if (jobs.try_pop(job) == Status::success)
      handle(job);
    // CHECK-FIXES: if (jobs.pop(job) == Status::success)
  }
  // CHECK-MESSAGES: :[[@LINE-6]]:3: warning: 'receives_bad' polls in a loop that never waits: each time 'try_pop' finds nothing in 'jobs'
  // CHECK-NOTES: note: canonical fix: use the blocking 'pop' with a stop signal, or sleep a while before the next try
}

void sends_bad(fibers::buffered_channel<int> &results, int value) {
  while (results.try_push(value) == Status::full) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'sends_bad' polls in a loop that never waits: each time 'try_push' finds no room in 'results'
  // CHECK-FIXES: results.push(value);
}

// 'push' ends on a closed channel, and this loop does not.
void until_sent_bad(fibers::buffered_channel<int> &results, int value) {
  while (results.try_push(value) != Status::success) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'until_sent_bad' polls in a loop that never waits
  // CHECK-FIXES: while (results.try_push(value) != Status::success) {
}

void locks_bad(std::mutex &mutex) {
  while (!mutex.try_lock())
    std::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'locks_bad' polls in a loop that never waits: each time 'try_lock' does not get 'mutex', the next turn comes at once; 'yield' lets others run first
  // CHECK-FIXES: mutex.lock();
  mutex.unlock();
}

// The blocking call would not see the flag.
void stops_bad(fibers::buffered_channel<int> &jobs, std::atomic<bool> &stop) {
  while (!stop) {
    int job;
    if (jobs.try_pop(job) == Status::success)
      handle(job);
    // CHECK-FIXES: if (jobs.try_pop(job) == Status::success)
  }
  // CHECK-MESSAGES: :[[@LINE-6]]:3: warning: 'stops_bad' polls in a loop that never waits
}

// Nor the other channel.
void two_bad(fibers::buffered_channel<int> &jobs, fibers::buffered_channel<int> &urgent) {
  for (;;) {
    int job;
    if (urgent.try_pop(job) == Status::success)
      handle(job);
    else if (jobs.try_pop(job) == Status::success)
      handle(job);
    // CHECK-FIXES: if (urgent.try_pop(job) == Status::success)
    // CHECK-FIXES: else if (jobs.try_pop(job) == Status::success)
  }
  // CHECK-MESSAGES: :[[@LINE-9]]:3: warning: 'two_bad' polls in a loop that never waits
}
