// RUN: %check_leash %s leash-unstoppable-receive --any-fix --
// RUN: %check_leash %s leash-unstoppable-receive --any-fix --real -- -pthread

// The examples that Go's goroutine leaks are known by, on a hand-written queue:
// a worker loop with no stop, a range over a channel that nobody closes, a pool
// that is never closed, a select without a stop arm.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

void fetch(const std::string &url);
void store(int value);

template <typename T> class Channel {
public:
  void send(T value) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      items_.push_back(std::move(value));
    }
    ready_.notify_one();
  }
  // Nothing once the channel is closed and empty.
  std::optional<T> receive() {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return closed_ || !items_.empty(); });
    if (items_.empty())
      return std::nullopt;
    T value = std::move(items_.front());
    items_.pop_front();
    return value;
  }
  void close() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<T> items_;
  bool closed_ = false;
};

// Worker loop with no stop.
class Worker_bad {
public:
  Worker_bad()
      : thread_([this] {
          for (;;) {
            std::optional<int> job = jobs_.receive();
            // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'lambda' waits on 'ready_' in a loop that nothing can end: 'thread_.join()' in '~Worker_bad' never returns [leash-unstoppable-receive]
            if (job)
              store(*job);
          }
        }) {}
  ~Worker_bad() { thread_.join(); }
  void add(int job) { jobs_.send(job); }

private:
  Channel<int> jobs_;
  std::thread thread_;
};

class Worker_ok {
public:
  Worker_ok()
      : thread_([this] {
          for (;;) {
            std::optional<int> job = jobs_.receive();
            if (!job)
              return;
            store(*job);
          }
        }) {}
  ~Worker_ok() {
    jobs_.close();
    thread_.join();
  }
  void add(int job) { jobs_.send(job); }

private:
  Channel<int> jobs_;
  std::thread thread_;
};

// Range over a channel that nobody closes.
void range_bad(const std::vector<int> &values) {
  Channel<int> results;
  std::thread sink([&results] {
    while (std::optional<int> value = results.receive())
      // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'lambda' receives from 'results' until it is closed, and nobody closes it: 'sink.join()' in 'range_bad' never returns
      // CHECK-NOTES: :[[@LINE-3]]:15: note: the task is started here
      // CHECK-NOTES: :[[@LINE-5]]:16: note: 'results' is declared here, and stays here
      // CHECK-NOTES: :[[@LINE+5]]:8: note: the task is joined here
      store(*value);
  });
  for (int value : values)
    results.send(value);
  sink.join();
}

void range_ok(const std::vector<int> &values) {
  Channel<int> results;
  std::thread sink([&results] {
    while (std::optional<int> value = results.receive())
      store(*value);
  });
  for (int value : values)
    results.send(value);
  results.close();
  sink.join();
}

// A worker pool that is never closed.
static void work_bad(Channel<std::string> &urls) {
  while (std::optional<std::string> url = urls.receive())
    // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'work_bad' receives from 'urls' until it is closed, and nobody closes it: the join of 'pool' in 'crawl' never returns
    fetch(*url);
}

void crawl(const std::vector<std::string> &todo) {
  Channel<std::string> urls;
  std::vector<std::thread> pool;
  for (int i = 0; i < 4; ++i)
    pool.emplace_back(work_bad, std::ref(urls));
  for (const std::string &url : todo)
    urls.send(url);
  for (std::thread &worker : pool)
    worker.join();
}

static void work_ok(Channel<std::string> &urls) {
  while (std::optional<std::string> url = urls.receive())
    fetch(*url);
}

void crawl_closed_ok(const std::vector<std::string> &todo) {
  Channel<std::string> urls;
  std::vector<std::thread> pool;
  for (int i = 0; i < 4; ++i)
    pool.emplace_back(work_ok, std::ref(urls));
  for (const std::string &url : todo)
    urls.send(url);
  urls.close();
  for (std::thread &worker : pool)
    worker.join();
}

// A select without a stop arm: a wait for either of two, and stop is neither.
class Merge {
public:
  Merge() : thread_([this] { run_bad(); }) {}
  ~Merge() { stop(); }
  void stop() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  void left(int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    left_.push_back(value);
    changed_.notify_all();
  }
  void right(int value) {
    std::lock_guard<std::mutex> lock(mutex_);
    right_.push_back(value);
    changed_.notify_all();
  }

private:
  void run_bad() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      changed_.wait(lock, [this] { return !left_.empty() || !right_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'run_bad' waits on 'changed_' and is not woken when 'stop' sets 'stop_': 'thread_.join()' in 'stop' never returns
      if (!left_.empty())
        left_.pop_front();
      else
        right_.pop_front();
    }
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> left_, right_;
  bool stop_ = false;
  std::thread thread_;
};

class Merge2 {
public:
  Merge2() : thread_([this] { run_ok(); }) {}
  ~Merge2() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

private:
  void run_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return stop_ || !left_.empty() || !right_.empty(); });
      if (stop_)
        return;
      if (!left_.empty())
        left_.pop_front();
      else
        right_.pop_front();
    }
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> left_, right_;
  bool stop_ = false;
  std::thread thread_;
};
