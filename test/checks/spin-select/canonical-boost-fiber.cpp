// RUN: %check_leash %s leash-spin-select
// REQUIRES: boost-fiber
// RUN: %check_leash %s leash-spin-select --real

// The empty default of a select, with fibers: the fiber that polls keeps its
// thread, and the sender that shares it never runs.

#include <boost/fiber/all.hpp>

#include <atomic>

namespace fibers = boost::fibers;
using Status = fibers::channel_op_status;
void handle(int);

void worker_bad(fibers::buffered_channel<int> &jobs, std::atomic<bool> &stop) {
  while (!stop) {
    int job;
    if (jobs.try_pop(job) == Status::success)
      handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-5]]:3: warning: 'worker_bad' polls in a loop that never waits: each time 'try_pop' finds nothing in 'jobs', the next turn comes at once, and a core burns; 'stop' ends the loop, but does not make it wait [leash-spin-select]
}

void yields_bad(fibers::buffered_channel<int> &jobs) {
  for (;;) {
    int job;
    if (jobs.try_pop(job) == Status::success)
      handle(job);
    // CHECK-FIXES: if (jobs.pop(job) == Status::success)
    else
      boost::this_fiber::yield();
  }
  // CHECK-MESSAGES: :[[@LINE-8]]:3: warning: 'yields_bad' polls in a loop that never waits: {{.*}}; 'yield' lets others run first, and the core burns all the same
}

void worker_ok(fibers::buffered_channel<int> &jobs) {
  int job;
  while (jobs.pop(job) == Status::success)
    handle(job);
}
