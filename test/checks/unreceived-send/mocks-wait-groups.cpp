// RUN: %check_leash %s leash-unreceived-send

// Wait groups and semaphores of libraries that Debian lacks, on mocks.

#include <brpc/bthread.h>
#include <folly/folly.h>
#include <photon/thread.h>
#include <thread>
#include <vector>

bool prepare(int i);
void work(int i);

void folly_latch_bad(int n) {
  folly::Latch group(n);
  std::vector<std::jthread> workers;
  for (int i = 0; i < n; ++i)
    workers.emplace_back([&group, i] {
      if (!prepare(i))
        return;
      group.count_down();
    });
  group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'group' can last for ever: it waits for 'n' to count down, and for sure none does; 'folly_latch_bad' itself waits for ever
}

void folly_latch_ok(int n) {
  folly::Latch group(n);
  std::vector<std::jthread> workers;
  for (int i = 0; i < n; ++i)
    workers.emplace_back([&group, i] {
      if (prepare(i))
        work(i);
      group.count_down();
    });
  group.wait();
}

void folly_baton_bad() {
  folly::Baton<> ready;
  std::jthread task([&] {
    if (prepare(1))
      ready.post();
  });
  ready.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'ready' can last for ever: it waits for 1 to count down, and for sure none does
}

void folly_baton_ok() {
  folly::Baton<> ready;
  std::jthread task([&] {
    prepare(1);
    ready.post();
  });
  ready.wait();
}

// What is used again is not counted.
void folly_baton_reset_ok() {
  folly::Baton<> ready;
  std::jthread task([&] { ready.post(); });
  ready.wait();
  ready.reset();
  ready.wait();
}

void brpc_bad() {
  bthread::CountdownEvent event(2);
  std::jthread first([&] { event.signal(); });
  std::jthread second([&] {
    if (prepare(2))
      event.signal();
  });
  event.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'event' can last for ever: it waits for 2 to count down, and for sure 1 does; 'brpc_bad' itself waits for ever
}

void brpc_ok() {
  bthread::CountdownEvent event(1);
  event.add_count(1);
  std::jthread first([&] { event.signal(); });
  std::jthread second([&] { event.signal(); });
  event.wait();
}

void brpc_added_bad() {
  bthread::CountdownEvent event;
  event.add_count(2);
  std::jthread first([&] { event.signal(2); });
  event.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'event' can last for ever: it waits for 3 to count down, and for sure 2 do
}

void brpc_reset_ok() {
  bthread::CountdownEvent event;
  event.reset(2);
  std::jthread first([&] { event.signal(2); });
  event.wait();
}

void photon_bad() {
  photon::semaphore done;
  std::jthread task([&] {
    if (prepare(1))
      done.signal(1);
  });
  done.wait(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: acquire of 'done' can wait for ever: 1 is taken, none is given back for sure, and it starts with none
}

void photon_ok() {
  photon::semaphore done;
  std::jthread task([&] {
    prepare(1);
    done.signal(1);
  });
  done.wait(1);
}
