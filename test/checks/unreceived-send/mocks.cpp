// RUN: %check_leash %s leash-unreceived-send --any-fix

// Libraries that Debian lacks, on mocks of their interfaces.

#include <stddef.h>

#include <folly/folly.h>
#include <msd/channel.hpp>
#include <photon/thread.h>
#include <thread>

bool cached(int key);
int fetch(int key);

int photon_bad(int key) {
  photon::channel<int> line;
  std::jthread sender([&] {
    line.send(fetch(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: send on 'line' can be left without a receiver: 1 value is sent, no value is received for sure, and the channel holds none; the destructor of 'sender' never returns
  });
  int value = 0;
  if (!cached(key))
    line.recv(value);
  return value;
}

int photon_ok(int key) {
  photon::channel<int> line(1);
  std::jthread sender([&] { line.send(fetch(1)); });
  int value = 0;
  if (!cached(key))
    line.recv(value);
  return value;
}

int photon_timed_ok(int key) {
  photon::channel<int> line;
  std::jthread sender([&] { line.send(fetch(1), 1000); });
  int value = 0;
  if (!cached(key))
    line.recv(value);
  return value;
}

int folly_bad(int key) {
  folly::MPMCQueue<int> queue(2);
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i)
      queue.blockingWrite(fetch(i));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: send on 'queue' can be left without a receiver: 3 values are sent, no value is received for sure, and the channel holds 2; the destructor of 'sender' never returns
  });
  int value = 0;
  if (!cached(key))
    for (int i = 0; i < 3; ++i)
      queue.blockingRead(value);
  return value;
}

int folly_ok(int key) {
  folly::MPMCQueue<int> queue(4);
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i)
      queue.blockingWrite(fetch(i));
  });
  int value = 0;
  if (!cached(key))
    queue.blockingRead(value);
  return value;
}

int folly_unbounded_ok(int key) {
  folly::UMPMCQueue<int, true> queue;
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i)
      queue.enqueue(fetch(i));
  });
  return cached(key);
}

// Closing wakes the readers only.
int msd_bad(int key) {
  msd::channel<int> line(1);
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i)
      line.write(fetch(i));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: send on 'line' can be left without a receiver: 3 values are sent, no value is received for sure, and the channel holds 1; the destructor of 'sender' never returns
  });
  int value = 0;
  if (!cached(key))
    for (int i = 0; i < 3; ++i)
      line.read(value);
  line.close();
  return value;
}

int msd_ok(int key) {
  msd::channel<int> line(3);
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i)
      line << fetch(i);
  });
  int value = 0;
  if (!cached(key))
    line >> value;
  return value;
}
