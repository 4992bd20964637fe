// RUN: %check_leash %s leash-lost-wakeup --any-fix --
// RUN: %check_leash %s leash-lost-wakeup --any-fix --real -- -pthread

// Bounded queues: room is made, and on one way nobody is told.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

struct Job {
  long deadline;
  bool isStale(long now) const;
  int id;
};

long now();
void handle(const Job &job);
void warn(const char *text);

class Listener {
public:
  void onEmpty();
};

// What has expired makes room, too.
class ExpiringQueue {
public:
  explicit ExpiringQueue(std::size_t limit) : limit_(limit) {}
  void put(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.size() >= limit_)
      room_.wait(lock);
    jobs_.push_back(job);
    filled_.notify_one();
  }
  bool take_bad(Job &out) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.empty())
      filled_.wait(lock);
    dropExpired();
    if (!jobs_.empty()) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: where this is false, 'take_bad' has changed 'jobs_' and does not notify 'room_': 'put' sleeps on, for ever if nothing else comes [leash-lost-wakeup]
      // CHECK-NOTES: :[[@LINE-12]]:18: note: 'put' tests 'jobs_' here, before it waits
      // CHECK-NOTES: :[[@LINE-12]]:13: note: 'put' waits on 'room_' here
      // CHECK-NOTES: :[[@LINE-5]]:5: note: 'take_bad' changes 'jobs_' here
      // CHECK-NOTES: :[[@LINE+5]]:15: note: the other way notifies here
      // CHECK-NOTES: :[[@LINE-6]]:9: note: canonical fix: notify 'room_' after each change that it waits for
      out = jobs_.front();
      jobs_.pop_front();
      if (jobs_.size() < limit_)
        room_.notify_one();
      return true;
    }
    return false;
  }
  bool take_ok(Job &out) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.empty())
      filled_.wait(lock);
    dropExpired();
    bool any = !jobs_.empty();
    if (any) {
      out = jobs_.front();
      jobs_.pop_front();
    }
    if (jobs_.size() < limit_)
      room_.notify_one();
    return any;
  }
  // Nothing has been taken where the queue is empty from the start.
  bool tryTake_ok(Job &out) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (jobs_.empty())
      return false;
    out = jobs_.front();
    jobs_.pop_front();
    room_.notify_one();
    return true;
  }
  void purge_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    dropExpired();
    room_.notify_all();
  }

private:
  // Those of the class who call it are elsewhere, and may notify.
  void takeForUs_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    dropExpired();
    if (!jobs_.empty()) {
      jobs_.pop_front();
      room_.notify_one();
    }
  }
  void dropExpired() {
    while (!jobs_.empty() && jobs_.front().isStale(now()))
      jobs_.pop_front();
  }
  std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable filled_, room_;
  std::deque<Job> jobs_;
};

// The notify is in the wrong branch.
class WrongBranch {
public:
  void put(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    room_.wait(lock, [this] { return values_.size() < limit_; });
    values_.push_back(value);
    filled_.notify_one();
  }
  int take_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return !values_.empty(); });
    int value = values_.front();
    values_.pop_front();
    if (values_.empty())
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: where this is true, 'take_bad' has changed 'values_' and does not notify 'room_'
      drained_.notify_all();
    else
      room_.notify_one();
    return value;
  }
  int take_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return !values_.empty(); });
    int value = values_.front();
    values_.pop_front();
    if (values_.empty())
      drained_.notify_all();
    room_.notify_one();
    return value;
  }
  void drain() {
    std::unique_lock<std::mutex> lock(mutex_);
    drained_.wait(lock, [this] { return values_.empty(); });
  }
  // Only where the caller notifies.
  int takeTwo_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    int sum = unqueue() + unqueue();
    drained_.notify_all();
    room_.notify_all();
    return sum;
  }

private:
  int unqueue() {
    int value = 0;
    while (!values_.empty()) {
      value = values_.front();
      values_.pop_front();
    }
    if (values_.empty())
      return value;
    room_.notify_one();
    return value;
  }
  std::size_t limit_ = 1;
  std::mutex mutex_;
  std::condition_variable filled_, room_, drained_;
  std::deque<int> values_;
};

// A value that is thrown away makes room as well.
class ThrowsAway {
public:
  void put(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    room_.wait(lock, [this] { return stopped_ || jobs_.size() < limit_; });
    if (stopped_)
      return;
    jobs_.push_back(std::move(job));
    filled_.notify_one();
  }
  bool take_bad(Job &out) {
    std::unique_lock<std::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
    if (jobs_.empty())
      return false;
    Job job = jobs_.front();
    jobs_.pop_front();
    if (job.isStale(now()))
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: where this is true, 'take_bad' has changed 'jobs_' and does not notify 'room_'
      return false;
    room_.notify_one();
    out = job;
    return true;
  }
  Job next_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      filled_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
      if (jobs_.empty())
        return {};
      Job job = jobs_.front();
      jobs_.pop_front();
      if (job.deadline < now())
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: where this is true, 'next_bad' has changed 'jobs_' and does not notify 'room_'
        continue;
      room_.notify_one();
      return job;
    }
  }
  bool take_ok(Job &out) {
    std::unique_lock<std::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
    if (jobs_.empty())
      return false;
    Job job = jobs_.front();
    jobs_.pop_front();
    room_.notify_one();
    if (job.isStale(now()))
      return false;
    out = job;
    return true;
  }
  // It goes back.
  bool takeOnly_ok(int id, Job &out) {
    std::unique_lock<std::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
    if (jobs_.empty())
      return false;
    Job job = jobs_.front();
    jobs_.pop_front();
    if (job.id != id) {
      jobs_.push_front(job);
      filled_.notify_one();
      return false;
    }
    room_.notify_one();
    out = job;
    return true;
  }
  // A value that means the end: from then on nobody waits.
  bool takeUntilLast_ok(Job &out) {
    std::unique_lock<std::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
    if (jobs_.empty())
      return false;
    Job job = jobs_.front();
    jobs_.pop_front();
    if (job.id == 0) {
      stopped_ = true;
      room_.notify_all();
      filled_.notify_all();
      return false;
    }
    room_.notify_one();
    out = job;
    return true;
  }
  // Each one that is dropped, and then once for all.
  std::size_t purge_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    std::size_t gone = 0;
    while (!jobs_.empty()) {
      Job job = jobs_.front();
      jobs_.pop_front();
      if (!job.isStale(now()))
        handle(job);
      ++gone;
    }
    if (gone > 0)
      room_.notify_all();
    return gone;
  }
  // A flag of the function's own says whether anything was taken.
  bool tryTake_ok(Job &out) {
    std::lock_guard<std::mutex> lock(mutex_);
    bool taken = false;
    if (!jobs_.empty()) {
      out = jobs_.front();
      jobs_.pop_front();
      taken = true;
    }
    if (taken)
      room_.notify_one();
    return taken;
  }
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
    room_.notify_all();
    filled_.notify_all();
  }

private:
  std::size_t limit_ = 8;
  bool stopped_ = false;
  std::mutex mutex_;
  std::condition_variable filled_, room_;
  std::deque<Job> jobs_;
};

// More than one is taken at once: the very number of the edge may be passed by.
class Batches {
public:
  void put(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.size() == limit_)
      room_.wait(lock);
    jobs_.push_back(job);
    filled_.notify_one();
  }
  void takeAll_bad(std::vector<Job> &out, std::size_t most) {
    std::lock_guard<std::mutex> lock(mutex_);
    while (!jobs_.empty() && out.size() < most) {
      out.push_back(jobs_.front());
      jobs_.pop_front();
    }
    if (jobs_.size() == limit_ - 1)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'takeAll_bad' notifies 'room_' only where this holds, and passes it by when it changes 'jobs_' more than once: 'put' sleeps on, for ever if nothing else comes
      // CHECK-NOTES: :[[@LINE-13]]:18: note: 'put' tests 'jobs_' here, before it waits
      // CHECK-NOTES: :[[@LINE-13]]:13: note: 'put' waits on 'room_' here
      // CHECK-NOTES: :[[@LINE-6]]:7: note: 'takeAll_bad' changes 'jobs_' here
      // CHECK-NOTES: :[[@LINE+1]]:13: note: the notify is here
      room_.notify_one();
  }
  void takeAll_ok(std::vector<Job> &out, std::size_t most) {
    std::lock_guard<std::mutex> lock(mutex_);
    bool full = jobs_.size() == limit_;
    while (!jobs_.empty() && out.size() < most) {
      out.push_back(jobs_.front());
      jobs_.pop_front();
    }
    if (full)
      room_.notify_all();
  }
  void takeBelow_ok(std::vector<Job> &out, std::size_t most) {
    std::lock_guard<std::mutex> lock(mutex_);
    while (!jobs_.empty() && out.size() < most) {
      out.push_back(jobs_.front());
      jobs_.pop_front();
    }
    if (jobs_.size() < limit_)
      room_.notify_all();
  }
  void takeEach_ok(std::vector<Job> &out, std::size_t most) {
    std::lock_guard<std::mutex> lock(mutex_);
    while (!jobs_.empty() && out.size() < most) {
      out.push_back(jobs_.front());
      jobs_.pop_front();
      if (jobs_.size() == limit_ - 1)
        room_.notify_all();
    }
  }

private:
  std::size_t limit_ = 8;
  std::mutex mutex_;
  std::condition_variable filled_, room_;
  std::deque<Job> jobs_;
};

// A low mark, and a counter of those who wait.
class Marks {
public:
  void put(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    ++waiting_;
    while (jobs_.size() >= limit_)
      room_.wait(lock);
    --waiting_;
    jobs_.push_back(job);
    filled_.notify_one();
  }
  void takeToMark_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!jobs_.empty())
      jobs_.pop_front();
    if (jobs_.size() <= limit_ / 2)
      room_.notify_all();
  }
  void takeForWaiting_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!jobs_.empty())
      jobs_.pop_front();
    if (waiting_ > 0)
      room_.notify_one();
  }
  void takeEach_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    while (!jobs_.empty()) {
      jobs_.pop_front();
      room_.notify_one();
    }
  }
  // Code out of sight may notify.
  void hooked_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.pop_front();
    if (jobs_.empty())
      listener_->onEmpty();
    else
      room_.notify_one();
  }
  void warned_bad() {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.pop_front();
    if (jobs_.empty())
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: where this is true, 'warned_bad' has changed 'jobs_' and does not notify 'room_'
      warn("empty");
    else
      room_.notify_one();
  }

private:
  std::size_t limit_ = 8;
  int waiting_ = 0;
  Listener *listener_ = nullptr;
  std::mutex mutex_;
  std::condition_variable filled_, room_;
  std::deque<Job> jobs_;
};

// clear() makes room for all; elsewhere one place is announced.
class Cleared {
public:
  void put(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.size() >= limit_)
      room_.wait(lock);
    jobs_.push_back(job);
  }
  void take() {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.pop_front();
    room_.notify_one();
  }
  void clear_bad() {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'clear_bad' changes 'jobs_', for which 'put' waits, and does not notify 'room_'
  }
  void reset_ok() {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.clear();
    tell();
  }

private:
  void tell() { room_.notify_all(); }
  std::size_t limit_ = 8;
  std::mutex mutex_;
  std::condition_variable room_;
  std::deque<Job> jobs_;
};

// The whole content goes at once.
class Swapped {
public:
  void put(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.size() >= limit_)
      room_.wait(lock);
    jobs_.push_back(job);
  }
  void take() {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs_.pop_front();
    room_.notify_one();
  }
  int takeAll_bad() {
    std::deque<Job> all;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      jobs_.swap(all);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'takeAll_bad' changes 'jobs_', for which 'put' waits, and does not notify 'room_'
    }
    int sum = 0;
    for (const Job &job : all)
      sum += job.id;
    return sum;
  }
  // What the jobs run may notify.
  void runAll_ok() {
    std::deque<Job> all;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      jobs_.swap(all);
    }
    for (const Job &job : all)
      handle(job);
  }
  void stealAll_bad() {
    std::deque<Job> all;
    std::lock_guard<std::mutex> lock(mutex_);
    all.swap(jobs_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stealAll_bad' changes 'jobs_', for which 'put' waits, and does not notify 'room_'
  }
  void giveAll_ok(std::deque<Job> &all) {
    std::lock_guard<std::mutex> lock(mutex_);
    all.swap(jobs_);
  }
  void takeAll_ok() {
    std::deque<Job> all;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      jobs_.swap(all);
    }
    room_.notify_all();
  }

private:
  std::size_t limit_ = 8;
  std::mutex mutex_;
  std::condition_variable room_;
  std::deque<Job> jobs_;
};

// One place is announced when the queue was full, to several that wait for room.
class FullEdge {
public:
  void put(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!closed_ && jobs_.size() >= limit_)
      room_.wait(lock);
    jobs_.push_back(job);
    filled_.notify_one();
  }
  void take_bad(Job &out) {
    std::unique_lock<std::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    bool full = jobs_.size() >= limit_;
    out = jobs_.front();
    jobs_.pop_front();
    if (full)
      room_.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'take_bad' wakes one waiter, and only on an edge of 'jobs_': while that is on its way, further changes wake nobody, and the other tasks in 'put' sleep on
    // CHECK-NOTES: :[[@LINE-13]]:13: note: 'put' waits on 'room_' here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: 'jobs_' changes here
    // CHECK-NOTES: :[[@LINE-5]]:9: note: the notify comes only if this holds
    // CHECK-NOTES: :[[@LINE+18]]:13: note: that several may wait shows here
  }
  void takeBelow_bad(Job &out) {
    std::unique_lock<std::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    out = jobs_.front();
    jobs_.pop_front();
    if (jobs_.size() == limit_ - 1)
      room_.notify_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'takeBelow_bad' wakes one waiter, and only on an edge of 'jobs_'
  }
  void takeAndTellAll_ok(Job &out) {
    std::unique_lock<std::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    bool full = jobs_.size() >= limit_;
    out = jobs_.front();
    jobs_.pop_front();
    if (full)
      room_.notify_all();
  }
  void close() {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    filled_.notify_all();
    room_.notify_all();
  }

private:
  std::size_t limit_ = 8;
  bool closed_ = false;
  std::mutex mutex_;
  std::condition_variable filled_, room_;
  std::deque<Job> jobs_;
};

// One task alone waits for room.
class OneProducer {
public:
  OneProducer() : producer_([this] { produce(); }) {}
  ~OneProducer() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      closed_ = true;
    }
    room_.notify_all();
    producer_.join();
  }
  void take_ok(Job &out) {
    std::lock_guard<std::mutex> lock(mutex_);
    bool full = jobs_.size() >= limit_;
    out = jobs_.front();
    jobs_.pop_front();
    if (full)
      room_.notify_one();
  }

private:
  void produce() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!closed_) {
      room_.wait(lock, [this] { return closed_ || jobs_.size() < limit_; });
      jobs_.push_back({});
    }
  }
  std::size_t limit_ = 8;
  bool closed_ = false;
  std::mutex mutex_;
  std::condition_variable room_;
  std::deque<Job> jobs_;
  std::thread producer_;
};
