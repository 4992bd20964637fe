// RUN: %check_leash %s leash-unstoppable-receive --any-fix
// RUN: %if boost-fiber %{ %check_leash %s leash-unstoppable-receive --any-fix --real %}

// The examples that Go's goroutine leaks are known by, on Boost.Fiber's
// channels.

#include <boost/fiber/all.hpp>
#include <functional>
#include <string>
#include <vector>

namespace fibers = boost::fibers;
using Status = fibers::channel_op_status;

void fetch(const std::string &url);
void store(int value);

// Worker loop with no stop: nobody even closes the channel.
void worker_bad() {
  fibers::unbuffered_channel<int> jobs;
  fibers::fiber worker([&jobs] {
    for (;;) {
      int job = 0;
      jobs.pop(job);
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'lambda' receives from 'jobs' in a loop that nothing can end: 'worker.join()' in 'worker_bad' never returns [leash-unstoppable-receive]
      store(job);
    }
  });
  jobs.push(1);
  worker.join();
}

// It is closed, and the loop does not look: it spins.
void status_ignored_bad() {
  fibers::unbuffered_channel<int> jobs;
  fibers::fiber worker([&jobs] {
    for (;;) {
      int job = 0;
      jobs.pop(job);
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'lambda' does not look whether 'jobs' is closed: from then on its loop spins, and 'worker.join()' in 'status_ignored_bad' never returns
      // CHECK-NOTES: :[[@LINE-5]]:17: note: the task is started here
      // CHECK-NOTES: :[[@LINE+5]]:8: note: 'jobs' is closed here, and each receive returns at once after that
      store(job);
    }
  });
  jobs.push(1);
  jobs.close();
  worker.join();
}

void worker_ok() {
  fibers::unbuffered_channel<int> jobs;
  fibers::fiber worker([&jobs] {
    int job = 0;
    while (jobs.pop(job) == Status::success)
      store(job);
  });
  jobs.push(1);
  jobs.close();
  worker.join();
}

// value_pop throws once the channel is closed.
void throws_ok() {
  fibers::unbuffered_channel<int> jobs;
  fibers::fiber worker([&jobs] {
    for (;;)
      store(jobs.value_pop());
  });
  jobs.push(1);
  jobs.close();
  worker.join();
}

// Range over a channel that nobody closes.
void range_bad(const std::vector<int> &values) {
  fibers::buffered_channel<int> results(8);
  fibers::fiber sink([&results] {
    for (int value : results)
      // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'lambda' receives from 'results' until it is closed, and nobody closes it: 'sink.join()' in 'range_bad' never returns
      store(value);
  });
  for (int value : values)
    results.push(value);
  sink.join();
}

void range_ok(const std::vector<int> &values) {
  fibers::buffered_channel<int> results(8);
  fibers::fiber sink([&results] {
    for (int value : results)
      store(value);
  });
  for (int value : values)
    results.push(value);
  results.close();
  sink.join();
}

// The channel is somebody else's, who may close it.
void given_ok(fibers::buffered_channel<int> &results) {
  fibers::fiber sink([&results] {
    for (int value : results)
      store(value);
  });
  sink.join();
}

void lend(fibers::buffered_channel<int> &results);

void lent_ok() {
  fibers::buffered_channel<int> results(8);
  fibers::fiber sink([&results] {
    for (int value : results)
      store(value);
  });
  lend(results);
  sink.join();
}

// A worker pool that is never closed.
void pool_bad(const std::vector<std::string> &todo) {
  fibers::buffered_channel<std::string> urls(64);
  std::vector<fibers::fiber> pool;
  for (int i = 0; i < 4; ++i)
    pool.emplace_back([&urls] {
      std::string url;
      while (urls.pop(url) == Status::success)
        // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lambda' receives from 'urls' until it is closed, and nobody closes it: the join of 'pool' in 'pool_bad' never returns
        fetch(url);
    });
  for (const std::string &url : todo)
    urls.push(url);
  for (fibers::fiber &worker : pool)
    worker.join();
}

void pool_ok(const std::vector<std::string> &todo) {
  fibers::buffered_channel<std::string> urls(64);
  std::vector<fibers::fiber> pool;
  for (int i = 0; i < 4; ++i)
    pool.emplace_back([&urls] {
      std::string url;
      while (urls.pop(url) == Status::success)
        fetch(url);
    });
  for (const std::string &url : todo)
    urls.push(url);
  urls.close();
  for (fibers::fiber &worker : pool)
    worker.join();
}

// A select without a stop arm: Boost.Fiber has none, a flag beside a receive
// is what people write.
class Listener {
public:
  void start() {
    fiber_ = fibers::fiber([this] { run_bad(); });
  }
  void stop() {
    stop_ = true;
    fiber_.join();
  }

private:
  void run_bad() {
    while (!stop_) {
      store(events_.value_pop());
      // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'run_bad' receives from 'events_' and is not woken when 'stop' sets 'stop_': 'fiber_.join()' in 'stop' never returns
    }
  }
  fibers::unbuffered_channel<int> events_;
  fibers::fiber fiber_;
  bool stop_ = false;
};

class Listener2 {
public:
  void start() {
    fiber_ = fibers::fiber([this] { run_ok(); });
  }
  void stop() {
    stop_ = true;
    events_.close();
    fiber_.join();
  }

private:
  void run_ok() {
    int event = 0;
    while (!stop_ && events_.pop(event) == Status::success)
      store(event);
  }
  fibers::unbuffered_channel<int> events_;
  fibers::fiber fiber_;
  bool stop_ = false;
};
