// REQUIRES: boost-thread
// RUN: %check_leash %s leash-spin-select --real -- -std=c++20

// Polling the queues and locks of Boost.Thread, on the real headers.

#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread.hpp>

void handle(int);

namespace {

using Status = boost::concurrent::queue_op_status;

void queue_bad(boost::concurrent::sync_bounded_queue<int> &jobs) {
  for (;;) {
    int job;
    if (jobs.try_pull_front(job) == Status::success)
      // CHECK-FIXES: if (jobs.wait_pull_front(job) == Status::success)
      handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-6]]:3: warning: 'queue_bad' polls in a loop that never waits: each time 'try_pull_front' finds nothing in 'jobs'
}

void lock_bad(boost::mutex &mutex) {
  while (!mutex.try_lock())
    boost::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'lock_bad' polls in a loop that never waits: each time 'try_lock' does not get 'mutex', the next turn comes at once; 'yield' lets others run first
  // CHECK-FIXES: mutex.lock();
}

void waits_ok(boost::concurrent::sync_bounded_queue<int> &jobs) {
  int job;
  while (jobs.wait_pull_front(job) == Status::success)
    handle(job);
}

} // namespace
