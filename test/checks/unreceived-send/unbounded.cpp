// REQUIRES: glib, tbb
// RUN: %check_leash %s leash-unreceived-send --real -- -std=c++20 %glib_flags

// Queues without a bound: a send never waits.

#include <glib.h>
#include <oneapi/tbb/concurrent_queue.h>
#include <thread>

bool cached(int key);
int fetch(int key);

int glib_ok(int key) {
  GAsyncQueue *queue = g_async_queue_new();
  std::jthread sender([queue] {
    static int values[3];
    for (int i = 0; i < 3; ++i)
      g_async_queue_push(queue, &values[i]);
  });
  return cached(key) ? 0 : *static_cast<int *>(g_async_queue_pop(queue));
}

int tbb_ok(int key) {
  tbb::concurrent_bounded_queue<int> queue;
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i)
      queue.push(fetch(i));
  });
  int value = 0;
  if (!cached(key))
    queue.pop(value);
  return value;
}

// Unless it is given a capacity.
int tbb_capacity_bad(int key) {
  tbb::concurrent_bounded_queue<int> queue;
  queue.set_capacity(1);
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i)
      queue.push(fetch(i));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: send on 'queue' can be left without a receiver: 3 values are sent, 1 value is received for sure, and the channel holds 1; the destructor of 'sender' never returns
  });
  int value = 0;
  if (!cached(key))
    queue.pop(value);
  return value;
}
