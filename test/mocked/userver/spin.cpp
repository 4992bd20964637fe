// RUN: %check_leash %s leash-spin-select -- -std=c++20 -idirafter %root/test/mock

// Polling userver's queues, on a mock of its headers.

#include <userver/userver.hpp>

using namespace userver;
void handle(int);
struct Queue {
  using ValueType = int;
};

void pop_bad(concurrent::Consumer<Queue> &jobs) {
  int job;
  while (!jobs.PopNoblock(job)) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'pop_bad' polls in a loop that never waits: each time 'PopNoblock' finds nothing in 'jobs'
  handle(job);
}

void each_bad(concurrent::Consumer<Queue> &jobs) {
  for (;;) {
    int job;
    if (jobs.PopNoblock(job))
      // CHECK-FIXES: if (jobs.Pop(job))
      handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-6]]:3: warning: 'each_bad' polls in a loop that never waits
}

void pop_ok(concurrent::Consumer<Queue> &jobs) {
  int job;
  while (jobs.Pop(job))
    handle(job);
}
