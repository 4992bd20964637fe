// REQUIRES: tbb
// RUN: %check_leash %s leash-unstoppable-receive --any-fix --real -- -std=c++20

// Stopping a thread that receives from a queue of oneTBB, on the real headers.

#include <tbb/concurrent_queue.h>

#include <atomic>
#include <thread>

void handle(int);

namespace {

// abort() ends only the pops that wait at that moment.
class AbortedOnce_bad {
public:
  AbortedOnce_bad() : worker_([this] { run(); }) {}
  void add(int job) { jobs_.push(job); }
  ~AbortedOnce_bad() {
    jobs_.abort();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this wakes 'run' only if it waits on 'jobs_' at that moment: if it is at work, its next receive waits again, and 'worker_.join()' in '~AbortedOnce_bad' never returns [leash-unstoppable-receive]
    worker_.join();
  }

private:
  void run() {
    try {
      for (;;) {
        int job;
        jobs_.pop(job);
        handle(job);
      }
    } catch (const tbb::user_abort &) {
    }
  }
  tbb::concurrent_bounded_queue<int> jobs_;
  std::thread worker_;
};

class FlagOnly_bad {
public:
  FlagOnly_bad() : worker_([this] { run(); }) {}
  void add(int job) { jobs_.push(job); }
  ~FlagOnly_bad() {
    stop_ = true;
    worker_.join();
  }

private:
  void run() {
    while (!stop_) {
      int job;
      jobs_.pop(job);
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run' receives from 'jobs_' and is not woken when '~FlagOnly_bad' sets 'stop_'
      handle(job);
    }
  }
  tbb::concurrent_bounded_queue<int> jobs_;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

class LastValue_ok {
public:
  LastValue_ok() : worker_([this] { run(); }) {}
  void add(int job) { jobs_.push(job); }
  ~LastValue_ok() {
    jobs_.push(-1);
    worker_.join();
  }

private:
  void run() {
    for (;;) {
      int job;
      jobs_.pop(job);
      if (job < 0)
        break;
      handle(job);
    }
  }
  tbb::concurrent_bounded_queue<int> jobs_;
  std::thread worker_;
};

class AbortedWithFlag_ok {
public:
  AbortedWithFlag_ok() : worker_([this] { run(); }) {}
  void add(int job) { jobs_.push(job); }
  ~AbortedWithFlag_ok() {
    stop_ = true;
    jobs_.abort();
    worker_.join();
  }

private:
  void run() {
    try {
      while (!stop_) {
        int job;
        jobs_.pop(job);
        handle(job);
      }
    } catch (const tbb::user_abort &) {
    }
  }
  tbb::concurrent_bounded_queue<int> jobs_;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

} // namespace
