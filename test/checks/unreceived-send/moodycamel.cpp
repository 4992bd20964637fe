// REQUIRES: moodycamel
// RUN: %check_leash %s leash-unreceived-send --real --any-fix

// moodycamel's ring between two threads has a bound; the queue has none.

#include <concurrentqueue/blockingconcurrentqueue.h>
#include <readerwriterqueue/readerwritercircularbuffer.h>
#include <thread>

bool cached(int key);
int fetch(int key);

int early_return_bad(int key) {
  moodycamel::BlockingReaderWriterCircularBuffer<int> ring(2);
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i)
      ring.wait_enqueue(fetch(i));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: send on 'ring' can be left without a receiver: 3 values are sent, no value is received for sure, and the channel holds 2; the destructor of 'sender' never returns
  });
  if (cached(key))
    return 0;
  int value = 0;
  for (int i = 0; i < 3; ++i)
    ring.wait_dequeue(value);
  return value;
}

int room_ok(int key) {
  moodycamel::BlockingReaderWriterCircularBuffer<int> ring(3);
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i)
      ring.wait_enqueue(fetch(i));
  });
  if (cached(key))
    return 0;
  int value = 0;
  ring.wait_dequeue(value);
  return value;
}

int tries_ok(int key) {
  moodycamel::BlockingReaderWriterCircularBuffer<int> ring(1);
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i)
      if (!ring.try_enqueue(fetch(i)))
        return;
  });
  return cached(key);
}

int unbounded_ok(int key) {
  moodycamel::BlockingConcurrentQueue<int> queue;
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i)
      queue.enqueue(fetch(i));
  });
  return cached(key);
}
