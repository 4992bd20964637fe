// RUN: %check_leash %s leash-unreceived-send
// RUN: %check_leash %s leash-unreceived-send --real

// A class with a bounded queue of its own: its stop ends those who take, and
// leaves behind who waits for room.

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

using Job = std::function<void()>;

// The workers leave at once.
class PoolA {
public:
  explicit PoolA(std::size_t room) : room_(room) {}
  ~PoolA() {
    if (running_)
      stop();
  }
  void start(int count) {
    running_ = true;
    for (int i = 0; i < count; ++i)
      workers_.emplace_back([this] { work(); });
  }
  void stop() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      running_ = false;
      not_empty_.notify_all();
    }
    for (std::thread &worker : workers_)
      worker.join();
  }
  void run_bad(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.size() >= room_)
      not_full_.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: send on 'jobs_' can be left without a receiver:
    // 'run_bad' waits for room, and those who make it leave when 'stop' changes 'running_',
    // which this wait does not test; the sender stays for ever CHECK-NOTES: :[[@LINE+13]]:7: note:
    // room is made here CHECK-NOTES: :[[@LINE+18]]:12: note: who takes leaves here when 'running_'
    // has changed CHECK-NOTES: :[[@LINE-15]]:7: note: 'running_' is changed here
    jobs_.push_back(std::move(job));
    not_empty_.notify_one();
  }

private:
  Job take() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.empty() && running_)
      not_empty_.wait(lock);
    Job job;
    if (!jobs_.empty()) {
      job = jobs_.front();
      jobs_.pop_front();
      not_full_.notify_one();
    }
    return job;
  }
  void work() {
    while (running_) {
      Job job = take();
      if (job)
        job();
    }
  }
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::vector<std::thread> workers_;
  std::deque<Job> jobs_;
  std::size_t room_;
  bool running_ = false;
};

// The wait looks at the stop as well.
class PoolB {
public:
  explicit PoolB(std::size_t room) : room_(room) {
    workers_.emplace_back([this] { work(); });
  }
  void stop() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      running_ = false;
      not_empty_.notify_all();
      not_full_.notify_all();
    }
    for (std::thread &worker : workers_)
      worker.join();
  }
  void run_ok(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.size() >= room_ && running_)
      not_full_.wait(lock);
    if (!running_)
      return;
    jobs_.push_back(std::move(job));
    not_empty_.notify_one();
  }

private:
  void work() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex_);
      while (jobs_.empty() && running_)
        not_empty_.wait(lock);
      if (!running_)
        return;
      Job job = jobs_.front();
      jobs_.pop_front();
      not_full_.notify_one();
      lock.unlock();
      job();
    }
  }
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::vector<std::thread> workers_;
  std::deque<Job> jobs_;
  std::size_t room_;
  bool running_ = true;
};

// The workers take all there is before they leave.
class PoolC {
public:
  explicit PoolC(std::size_t room) : room_(room) {
    workers_.emplace_back([this] { work(); });
  }
  void stop() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stopped_ = true;
    }
    not_empty_.notify_all();
    for (std::thread &worker : workers_)
      worker.join();
  }
  void run_ok(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_full_.wait(lock, [this] { return jobs_.size() < room_; });
    jobs_.push_back(std::move(job));
    not_empty_.notify_one();
  }

private:
  void work() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex_);
      not_empty_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
      if (stopped_ && jobs_.empty())
        return;
      Job job = std::move(jobs_.front());
      jobs_.pop_front();
      not_full_.notify_one();
      lock.unlock();
      job();
    }
  }
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::vector<std::thread> workers_;
  std::deque<Job> jobs_;
  std::size_t room_;
  bool stopped_ = false;
};

// A queue without tasks: once closed, nobody takes from it any more.
template <class T> class QueueA {
public:
  explicit QueueA(std::size_t room) : room_(room) {}
  void push_bad(T value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_full_.wait(lock, [this] { return items_.size() < room_; });
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: send on 'items_' can be left without a receiver:
    // 'push_bad' waits for room, and nobody makes it any more when 'close' changes 'closed_', which
    // this wait does not test; the sender stays for ever
    items_.push_back(std::move(value));
    not_empty_.notify_one();
  }
  bool pop(T &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_empty_.wait(lock, [this] { return closed_ || !items_.empty(); });
    if (closed_)
      return false;
    value = std::move(items_.front());
    items_.pop_front();
    not_full_.notify_one();
    return true;
  }
  void close() {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    not_empty_.notify_all();
    not_full_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::deque<T> items_;
  std::size_t room_;
  bool closed_ = false;
};

// The threads are somebody else's, the worker is handed out by its address.
struct Runner {
  void start(std::function<void()> what);
};

class PoolF {
public:
  void set_room(int room) { room_ = room; }
  void start(Runner &runner) {
    running_ = true;
    runner.start(std::bind(&PoolF::work, this));
  }
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    running_ = false;
    not_empty_.notify_all();
  }
  void run_bad(const Job &job) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (is_full())
      not_full_.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: send on 'jobs_' can be left without a receiver:
    // 'run_bad' waits for room, and those who make it leave when 'stop' changes 'running_'
    jobs_.push_back(job);
    not_empty_.notify_one();
  }

private:
  bool is_full() const {
    check();
    return room_ > 0 && jobs_.size() >= room_;
  }
  void check() const;
  Job take() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.empty() && running_)
      not_empty_.wait(lock);
    Job job;
    if (!jobs_.empty()) {
      job = jobs_.front();
      jobs_.pop_front();
      if (room_ > 0)
        not_full_.notify_one();
    }
    return job;
  }
  void work() {
    while (running_) {
      Job job(take());
      if (job)
        job();
    }
  }
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::deque<Job> jobs_;
  std::size_t room_ = 0;
  bool running_ = false;
};

// What is left is still given out.
template <class T> class QueueB {
public:
  explicit QueueB(std::size_t room) : room_(room) {}
  void push_ok(T value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_full_.wait(lock, [this] { return items_.size() < room_; });
    items_.push_back(std::move(value));
    not_empty_.notify_one();
  }
  bool pop(T &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_empty_.wait(lock, [this] { return closed_ || !items_.empty(); });
    if (items_.empty())
      return false;
    value = std::move(items_.front());
    items_.pop_front();
    not_full_.notify_one();
    return true;
  }
  void close() {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    not_empty_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::deque<T> items_;
  std::size_t room_;
  bool closed_ = false;
};

// The close itself makes room.
template <class T> class QueueC {
public:
  explicit QueueC(std::size_t room) : room_(room) {}
  void push_ok(T value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_full_.wait(lock, [this] { return items_.size() < room_; });
    items_.push_back(std::move(value));
    not_empty_.notify_one();
  }
  bool pop(T &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_empty_.wait(lock, [this] { return closed_ || !items_.empty(); });
    if (closed_)
      return false;
    value = std::move(items_.front());
    items_.pop_front();
    not_full_.notify_one();
    return true;
  }
  void close() {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    items_.clear();
    not_empty_.notify_all();
    not_full_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::deque<T> items_;
  std::size_t room_;
  bool closed_ = false;
};

void all_ok(QueueA<int> &a, QueueB<int> &b, QueueC<int> &c) {
  int value;
  a.push_bad(1);
  a.pop(value);
  a.close();
  b.push_ok(1);
  b.pop(value);
  b.close();
  c.push_ok(1);
  c.pop(value);
  c.close();
}

// Only the destructor ends the worker: nobody sends any more.
class PoolD {
public:
  explicit PoolD(std::size_t room) : room_(room), worker_([this] { work(); }) {}
  ~PoolD() {
    stop();
    worker_.join();
  }
  void run_ok(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.size() >= room_)
      not_full_.wait(lock);
    jobs_.push_back(std::move(job));
    not_empty_.notify_one();
  }

private:
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
    not_empty_.notify_all();
  }
  void work() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex_);
      while (jobs_.empty() && !stopped_)
        not_empty_.wait(lock);
      if (stopped_)
        break;
      Job job = jobs_.front();
      jobs_.pop_front();
      not_full_.notify_one();
      lock.unlock();
      job();
    }
  }
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::deque<Job> jobs_;
  std::size_t room_;
  bool stopped_ = false;
  std::thread worker_;
};

// A flag that pauses the workers is set again.
class PoolE {
public:
  explicit PoolE(std::size_t room) : room_(room), worker_([this] { work(); }) {}
  void pause() {
    std::lock_guard<std::mutex> lock(mutex_);
    paused_ = true;
  }
  void resume() {
    std::lock_guard<std::mutex> lock(mutex_);
    paused_ = false;
    not_empty_.notify_all();
  }
  void run_ok(Job job) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (jobs_.size() >= room_)
      not_full_.wait(lock);
    jobs_.push_back(std::move(job));
    not_empty_.notify_one();
  }

private:
  void work() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex_);
      while (jobs_.empty() || paused_)
        not_empty_.wait(lock);
      Job job = jobs_.front();
      jobs_.pop_front();
      not_full_.notify_one();
      lock.unlock();
      job();
    }
  }
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::deque<Job> jobs_;
  std::size_t room_;
  bool paused_ = false;
  std::thread worker_;
};

// A ring that counts its items.
class RingA {
public:
  explicit RingA(std::size_t room) : slots_(room), room_(room) {}
  void put_bad(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (count_ == room_)
      not_full_.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: send on 'count_' can be left without a receiver:
    // 'put_bad' waits for room, and nobody makes it any more when 'close' changes 'closed_'
    slots_[tail_++ % room_] = value;
    ++count_;
    not_empty_.notify_one();
  }
  bool get(int &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (count_ == 0 && !closed_)
      not_empty_.wait(lock);
    if (closed_)
      return false;
    value = slots_[head_++ % room_];
    --count_;
    not_full_.notify_one();
    return true;
  }
  void close() {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    not_empty_.notify_all();
    not_full_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::vector<int> slots_;
  std::size_t head_ = 0, tail_ = 0, count_ = 0, room_;
  bool closed_ = false;
};

class RingB {
public:
  explicit RingB(std::size_t room) : slots_(room), room_(room) {}
  void put_ok(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (count_ == room_ && !closed_)
      not_full_.wait(lock);
    if (closed_)
      return;
    slots_[tail_++ % room_] = value;
    ++count_;
    not_empty_.notify_one();
  }
  bool get(int &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (count_ == 0 && !closed_)
      not_empty_.wait(lock);
    if (closed_)
      return false;
    value = slots_[head_++ % room_];
    --count_;
    not_full_.notify_one();
    return true;
  }
  void close() {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    not_empty_.notify_all();
    not_full_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::vector<int> slots_;
  std::size_t head_ = 0, tail_ = 0, count_ = 0, room_;
  bool closed_ = false;
};
