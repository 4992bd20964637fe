#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace relay {

struct PoolTotals {
  std::size_t done = 0;
  std::size_t failed = 0;
};

// A few threads that run jobs from one queue.
class WorkerPool {
 public:
  using Job = std::function<void()>;

  explicit WorkerPool(std::size_t threads);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  void submit(Job job);

  // Waits until nothing is queued or running, then gives the totals.
  PoolTotals drain();

  // Runs what is queued, then ends the threads.
  void stop();

 private:
  void work();
  void account(bool ok);

  std::mutex mutex_;
  std::condition_variable not_empty_;
  std::condition_variable idle_;
  std::deque<Job> jobs_;
  std::size_t running_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;

  std::mutex totals_mutex_;
  PoolTotals totals_;
};

}  // namespace relay
