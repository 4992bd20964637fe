// RUN: %check_leash %s leash-spin-select -- -std=c++20 -idirafter %root/test/mock

// Polling libcoro's queue, lock and event, on a mock of its headers.

#include <coro/coro.hpp>

#include <atomic>
#include <chrono>
#include <thread>

void handle(int);

void pop_bad(coro::queue<int> &jobs, std::atomic<bool> &stop) {
  while (!stop) {
    auto job = jobs.try_pop();
    if (job)
      handle(*job);
  }
  // CHECK-MESSAGES: :[[@LINE-5]]:3: warning: 'pop_bad' polls in a loop that never waits: each time 'try_pop' finds nothing in 'jobs', the next turn comes at once, and a core burns; 'stop' ends the loop, but does not make it wait
}

void in_condition_bad(coro::queue<int> &jobs) {
  for (;;) {
    if (auto job = jobs.try_pop())
      handle(*job);
  }
  // CHECK-MESSAGES: :[[@LINE-4]]:3: warning: 'in_condition_bad' polls in a loop that never waits
}

void pop_and_sleep_ok(coro::queue<int> &jobs, std::atomic<bool> &stop) {
  using namespace std::chrono_literals;
  while (!stop) {
    auto job = jobs.try_pop();
    if (!job) {
      std::this_thread::sleep_for(5ms);
      continue;
    }
    handle(*job);
  }
}

void drains_ok(coro::queue<int> &jobs) {
  while (auto job = jobs.try_pop())
    handle(*job);
}

coro::task<> pop_ok(coro::queue<int> &jobs) {
  while (auto job = co_await jobs.pop())
    handle(*job);
}

void lock_bad(coro::mutex &mutex) {
  while (!mutex.try_lock())
    std::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'lock_bad' polls in a loop that never waits: each time 'try_lock' does not get 'mutex', the next turn comes at once; 'yield' lets others run first
  mutex.unlock();
}

coro::task<> lock_ok(coro::mutex &mutex) {
  co_await mutex.lock();
  mutex.unlock();
}

void event_bad(coro::event &ready) {
  while (!ready.is_set()) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'event_bad' polls in a loop that never waits: each time 'is_set' finds nothing to do
}
