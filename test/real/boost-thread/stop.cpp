// REQUIRES: boost-thread
// RUN: %check_leash %s leash-unstoppable-receive --any-fix --real -- -std=c++20

// Stopping a thread that receives from a queue of Boost.Thread, on the real
// headers.

#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>
#include <boost/thread/concurrent_queues/sync_queue.hpp>
#include <boost/thread/thread.hpp>

#include <atomic>
#include <thread>

void handle(int);

namespace {

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
    while (!stop_)
      handle(jobs_.pull());
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'run' receives from 'jobs_' and is not woken when '~FlagOnly_bad' sets 'stop_': 'worker_.join()' in '~FlagOnly_bad' never returns [leash-unstoppable-receive]
  }
  boost::sync_queue<int> jobs_;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

class ClosedIgnored_bad {
public:
  ClosedIgnored_bad() : worker_([this] { run(); }) {}
  void add(int job) { jobs_.push_back(job); }
  ~ClosedIgnored_bad() {
    jobs_.close();
    worker_.join();
  }

private:
  void run() {
    for (;;) {
      int job = 0;
      jobs_.wait_pull_front(job);
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run' does not look whether 'jobs_' is closed: from then on its loop spins, and 'worker_.join()' in '~ClosedIgnored_bad' never returns
      handle(job);
    }
  }
  boost::sync_bounded_queue<int> jobs_{16};
  std::thread worker_;
};

class NeverClosed_bad {
public:
  NeverClosed_bad() : worker_([this] { run(); }) {}
  void add(int job) { jobs_.push(job); }
  ~NeverClosed_bad() { worker_.join(); }

private:
  void run() {
    int job;
    while (jobs_.wait_pull(job) == boost::queue_op_status::success)
      // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'run' receives from 'jobs_' until it is closed, and nobody closes it: 'worker_.join()' in '~NeverClosed_bad' never returns
      handle(job);
  }
  boost::sync_queue<int> jobs_;
  boost::thread worker_;
};

class Closed_ok {
public:
  Closed_ok() : worker_([this] { run(); }) {}
  void add(int job) { jobs_.push_back(job); }
  ~Closed_ok() {
    jobs_.close();
    worker_.join();
  }

private:
  void run() {
    int job;
    while (jobs_.wait_pull_front(job) != boost::queue_op_status::closed)
      handle(job);
  }
  boost::sync_bounded_queue<int> jobs_{16};
  std::thread worker_;
};

// The closed queue throws.
class Thrown_ok {
public:
  Thrown_ok() : worker_([this] { run(); }) {}
  void add(int job) { jobs_.push(job); }
  ~Thrown_ok() {
    jobs_.close();
    worker_.join();
  }

private:
  void run() {
    try {
      for (;;)
        handle(jobs_.pull());
    } catch (const boost::sync_queue_is_closed &) {
    }
  }
  boost::sync_queue<int> jobs_;
  std::thread worker_;
};

// A receive is an interruption point.
class Interrupted_ok {
public:
  Interrupted_ok() : worker_([this] { run(); }) {}
  void add(int job) { jobs_.push(job); }
  ~Interrupted_ok() {
    worker_.interrupt();
    worker_.join();
  }

private:
  void run() {
    for (;;)
      handle(jobs_.pull());
  }
  boost::sync_queue<int> jobs_;
  boost::thread worker_;
};

} // namespace
