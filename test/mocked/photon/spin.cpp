// RUN: %check_leash %s leash-spin-select --real -- -std=c++20 -idirafter %root/test/mock

// Polling PhotonLibOS's channels, on a mock of its headers.

#include <photon/thread.h>

void handle(int);

void receive_bad(photon::channel<int> &jobs) {
  for (;;) {
    int job;
    if (jobs.try_recv(job))
      // CHECK-FIXES: if (jobs.recv(job))
      handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-6]]:3: warning: 'receive_bad' polls in a loop that never waits: each time 'try_recv' finds nothing in 'jobs'
}

void send_bad(photon::channel<int> &results, int value) {
  while (!results.try_send(value)) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'send_bad' polls in a loop that never waits: each time 'try_send' finds no room in 'results'
}

void receive_ok(photon::channel<int> &jobs) {
  int job;
  while (jobs.recv(job))
    handle(job);
}
