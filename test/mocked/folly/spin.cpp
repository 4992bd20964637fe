// RUN: %check_leash %s leash-spin-select -- -std=c++20 -idirafter %root/test/mock

// Polling folly's queues, on a mock of its headers.

#include <folly/folly.h>

#include <atomic>

void handle(int);

void read_bad(folly::MPMCQueue<int> &jobs, std::atomic<bool> &stop) {
  while (!stop) {
    int job;
    if (jobs.read(job))
      handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-5]]:3: warning: 'read_bad' polls in a loop that never waits: each time 'read' finds nothing in 'jobs', the next turn comes at once, and a core burns; 'stop' ends the loop, but does not make it wait
}

void dequeue_bad(folly::UMPMCQueue<int, true> &jobs) {
  for (;;) {
    int job;
    if (!jobs.try_dequeue(job))
      continue;
    // CHECK-FIXES: jobs.dequeue(job);
    handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-7]]:3: warning: 'dequeue_bad' polls in a loop that never waits: each time 'try_dequeue' finds nothing in 'jobs'
}

void read_ok(folly::MPMCQueue<int> &jobs) {
  for (;;) {
    int job;
    jobs.blockingRead(job);
    handle(job);
  }
}
