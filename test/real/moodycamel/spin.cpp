// REQUIRES: moodycamel
// RUN: %check_leash %s leash-spin-select --real -- -std=c++20

// Polling moodycamel's queues, on their own headers.

#include <readerwriterqueue/readerwriterqueue.h>

#include <atomic>
#include <thread>

void handle(int);

namespace {

void lock_free_bad(moodycamel::ReaderWriterQueue<int> &jobs, std::atomic<bool> &stop) {
  int job;
  while (!stop.load()) {
    if (jobs.try_dequeue(job))
      handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-4]]:3: warning: 'lock_free_bad' polls in a loop that never waits: each time 'try_dequeue' finds nothing in 'jobs', the next turn comes at once, and a core burns
}

int first_bad(moodycamel::BlockingReaderWriterQueue<int> &jobs) {
  int job;
  while (!jobs.try_dequeue(job))
    std::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'first_bad' polls in a loop that never waits: each time 'try_dequeue' finds nothing in 'jobs', the next turn comes at once; 'yield' lets others run first
  // CHECK-FIXES: jobs.wait_dequeue(job);
  return job;
}

int waits_ok(moodycamel::BlockingReaderWriterQueue<int> &jobs) {
  int job;
  jobs.wait_dequeue(job);
  return job;
}

void with_a_timeout_ok(moodycamel::BlockingReaderWriterQueue<int> &jobs, std::atomic<bool> &stop) {
  int job;
  while (!stop.load())
    if (jobs.wait_dequeue_timed(job, 5000))
      handle(job);
}

} // namespace
