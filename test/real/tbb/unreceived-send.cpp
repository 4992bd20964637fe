// REQUIRES: tbb
// RUN: %check_leash %s leash-unreceived-send --real

// The bounded queue of oneTBB: without bound until set_capacity.

#include <cstddef>
#include <oneapi/tbb/concurrent_queue.h>
#include <thread>

namespace {

int fetch(int key);
bool cached(int key);

int early_return_bad(int key) {
  tbb::concurrent_bounded_queue<int> results;
  results.set_capacity(1);
  std::jthread sender([&] {
    results.push(fetch(1));
    results.push(fetch(2));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: send on 'results' can be left without a receiver: 2 values are sent, no value is received for sure, and the channel holds 1; the destructor of 'sender' never returns
  });
  if (cached(key))
    return 0;
  int first = 0, second = 0;
  results.pop(first);
  results.pop(second);
  return first + second;
}

int room_for_both_ok(int key) {
  tbb::concurrent_bounded_queue<int> results;
  results.set_capacity(2);
  std::jthread sender([&] {
    results.push(fetch(1));
    results.push(fetch(2));
  });
  if (cached(key))
    return 0;
  int first = 0, second = 0;
  results.pop(first);
  results.pop(second);
  return first + second;
}

int without_bound_ok(int key) {
  tbb::concurrent_bounded_queue<int> results;
  std::jthread sender([&] {
    results.push(fetch(1));
    results.push(fetch(2));
  });
  if (cached(key))
    return 0;
  int first = 0, second = 0;
  results.pop(first);
  results.pop(second);
  return first + second;
}

int fills_itself_bad() {
  tbb::concurrent_bounded_queue<int> queue;
  queue.set_capacity(4);
  for (int i = 0; i < 5; ++i)
    queue.push(i);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'queue' can be left without a receiver: 5 values are sent, no value is received for sure, and the channel holds 4; 'fills_itself_bad' itself waits for ever
  int value = 0;
  queue.pop(value);
  return value;
}

int tries_ok() {
  tbb::concurrent_bounded_queue<int> queue;
  queue.set_capacity(4);
  for (int i = 0; i < 5; ++i)
    queue.try_push(i);
  int value = 0;
  queue.pop(value);
  return value;
}

int unknown_capacity_ok(std::ptrdiff_t n, int key) {
  tbb::concurrent_bounded_queue<int> queue;
  queue.set_capacity(n);
  for (int i = 0; i < 5; ++i)
    queue.push(i);
  int value = 0;
  queue.pop(value);
  return value;
}

} // namespace
