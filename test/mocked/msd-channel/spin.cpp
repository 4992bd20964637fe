// RUN: %check_leash %s leash-spin-select -- -std=c++20 -idirafter %root/test/mock

// Polling msd::channel, on a mock of its header.

#include <msd/channel.hpp>

#include <thread>

void handle(int);

void until_drained_bad(msd::channel<int> &jobs) {
  while (!jobs.drained())
    std::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'until_drained_bad' looks at 'jobs' again and again, and nothing in this loop waits for it to change; 'yield' lets others run first
}

void read_ok(msd::channel<int> &jobs) {
  int job;
  while (jobs.read(job))
    handle(job);
}

void range_ok(msd::channel<int> &jobs) {
  for (int &job : jobs)
    handle(job);
}

void until_closed_ok(msd::channel<int> &jobs) {
  while (!jobs.closed()) {
    int job;
    if (jobs.read(job))
      handle(job);
  }
}
