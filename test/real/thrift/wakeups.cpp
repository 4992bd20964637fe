// REQUIRES: thrift
// RUN: %check_leash %s leash-lost-wakeup,leash-lock-across-blocking-call,leash-double-lock --any-fix --real -- -std=c++20

// Two monitors that share one lock, on the real headers.

#include <thrift/concurrency/Monitor.h>
#include <thrift/concurrency/Mutex.h>

#include <deque>

using namespace apache::thrift::concurrency;

namespace {

struct Job {
  bool isStale(int64_t now) const;
};

class Pool {
public:
  explicit Pool(size_t limit) : limit_(limit), filled_(&mutex_), room_(&filled_) {}

  void put(Job job, int64_t timeout = 0) {
    Guard guard(mutex_);
    dropStale();
    while (limit_ > 0 && jobs_.size() >= limit_)
      room_.wait(timeout);
    jobs_.push_back(job);
    filled_.notify();
  }

  bool take_bad(Job &out) {
    Guard guard(mutex_);
    while (!stopped_ && jobs_.empty())
      filled_.wait();
    if (stopped_)
      return false;
    dropStale();
    if (!jobs_.empty()) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: where this is false, 'take_bad' has changed 'jobs_' and does not notify 'room_': 'put' sleeps on, for ever if nothing else comes [leash-lost-wakeup]
      out = jobs_.front();
      jobs_.pop_front();
      if (limit_ != 0 && jobs_.size() <= limit_ - 1)
        room_.notify();
      return true;
    }
    return false;
  }

  bool takeAtEdge_bad(Job &out) {
    Guard guard(mutex_);
    dropStale();
    if (jobs_.empty()) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: where this is true, 'takeAtEdge_bad' has changed 'jobs_' and does not notify 'room_'
      return false;
    }
    out = jobs_.front();
    jobs_.pop_front();
    if (limit_ != 0 && jobs_.size() == limit_ - 1)
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'takeAtEdge_bad' notifies 'room_' only where this holds, and passes it by when it changes 'jobs_' more than once
      room_.notify();
    return true;
  }

  bool take_ok(Job &out) {
    Synchronized guard(filled_);
    while (!stopped_ && jobs_.empty())
      filled_.wait();
    if (stopped_)
      return false;
    dropStale();
    bool any = !jobs_.empty();
    if (any) {
      out = jobs_.front();
      jobs_.pop_front();
    }
    if (limit_ != 0 && jobs_.size() <= limit_ - 1)
      room_.notify();
    return any;
  }

  void stop_ok() {
    Synchronized guard(room_);
    stopped_ = true;
    filled_.notifyAll();
  }

private:
  void dropStale() {
    while (!jobs_.empty() && jobs_.front().isStale(0))
      jobs_.pop_front();
  }

  size_t limit_;
  bool stopped_ = false;
  Mutex mutex_;
  Monitor filled_;
  Monitor room_;
  std::deque<Job> jobs_;
};

} // namespace
