// RUN: %check_leash %s leash-spin-select
// RUN: %check_leash %s leash-spin-select --real

// The empty default of a select, with a queue of one's own: Go's
// 'for { select { case job := <-jobs: handle(job); default: } }'.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <queue>
#include <thread>

void handle(int);

class Queue {
public:
  void push(int job) {
    std::lock_guard<std::mutex> guard(mutex_);
    jobs_.push(job);
    changed_.notify_one();
  }
  bool try_pop(int &job) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (jobs_.empty())
      return false;
    job = jobs_.front();
    jobs_.pop();
    return true;
  }
  bool pop(int &job) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    if (jobs_.empty())
      return false;
    job = jobs_.front();
    jobs_.pop();
    return true;
  }
  void close() {
    std::lock_guard<std::mutex> guard(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::queue<int> jobs_;
  bool closed_ = false;
};

void worker_bad(Queue &jobs, std::atomic<bool> &stop) {
  while (!stop) {
    int job;
    if (jobs.try_pop(job))
      handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-5]]:3: warning: 'worker_bad' polls in a loop that never waits: each time 'try_pop' finds nothing to do, the next turn comes at once, and a core burns; 'stop' ends the loop, but does not make it wait [leash-spin-select]
}

// A select over two queues with an empty default.
void select_bad(Queue &jobs, Queue &urgent) {
  for (;;) {
    int job;
    if (urgent.try_pop(job))
      handle(job);
    else if (jobs.try_pop(job))
      handle(job);
    else
      std::this_thread::yield();
  }
  // CHECK-MESSAGES: :[[@LINE-9]]:3: warning: 'select_bad' polls in a loop that never waits: {{.*}}; 'yield' lets others run first, and the core burns all the same
}

void worker_ok(Queue &jobs) {
  int job;
  while (jobs.pop(job))
    handle(job);
}
