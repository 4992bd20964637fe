// REQUIRES: tbb
// RUN: %check_leash %s leash-spin-select --real -- -std=c++20

// Polling a queue of oneTBB, on the real headers.

#include <tbb/concurrent_queue.h>

#include <atomic>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;
void handle(int);

namespace {

void bounded_bad(tbb::concurrent_bounded_queue<int> &jobs) {
  while (true) {
    int job;
    if (jobs.try_pop(job))
      handle(job);
    // CHECK-FIXES: jobs.pop(job);
    // CHECK-FIXES-NEXT: handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-7]]:3: warning: 'bounded_bad' polls in a loop that never waits: each time 'try_pop' finds nothing in 'jobs', the next turn comes at once, and a core burns
}

void goes_on_bad(tbb::concurrent_bounded_queue<int> &jobs) {
  for (;;) {
    int job;
    if (!jobs.try_pop(job))
      continue;
    // CHECK-FIXES: jobs.pop(job);
    handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-7]]:3: warning: 'goes_on_bad' polls in a loop that never waits
}

void yields_bad(tbb::concurrent_queue<int> &jobs, std::atomic<bool> &stop) {
  while (!stop) {
    int job;
    if (jobs.try_pop(job))
      handle(job);
    else
      std::this_thread::yield();
  }
  // CHECK-MESSAGES: :[[@LINE-7]]:3: warning: 'yields_bad' polls in a loop that never waits: each time 'try_pop' finds nothing in 'jobs', the next turn comes at once; 'yield' lets others run first, and the core burns all the same; 'stop' ends the loop, but does not make it wait
}

void push_bad(tbb::concurrent_bounded_queue<int> &results, int value) {
  while (!results.try_push(value)) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'push_bad' polls in a loop that never waits: each time 'try_push' finds no room in 'results'
  // CHECK-FIXES: results.push(value);
}

void pop_ok(tbb::concurrent_bounded_queue<int> &jobs) {
  for (;;) {
    int job;
    jobs.pop(job);
    handle(job);
  }
}

void drains_ok(tbb::concurrent_queue<int> &jobs) {
  int job;
  while (jobs.try_pop(job))
    handle(job);
}

void sleeps_ok(tbb::concurrent_queue<int> &jobs, std::atomic<bool> &stop) {
  while (!stop) {
    int job;
    if (jobs.try_pop(job))
      handle(job);
    else
      std::this_thread::sleep_for(1ms);
  }
}

} // namespace
