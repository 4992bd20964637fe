// RUN: %check_leash %s leash-unreceived-send --any-fix
// RUN: %check_leash %s leash-unreceived-send --any-fix --real

// A queue of the user's own: a mutex, two condition variables and a cap. What its
// methods do is told from their bodies.

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

class Tray {
public:
  explicit Tray(std::size_t cap) : cap_(cap) {}

  bool put(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_full_.wait(lock, [this] { return items_.size() < cap_ || closed_; });
    if (closed_)
      return false;
    items_.push_back(value);
    not_empty_.notify_one();
    return true;
  }

  bool take(int &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_empty_.wait(lock, [this] { return !items_.empty() || closed_; });
    if (items_.empty())
      return false;
    value = items_.front();
    items_.pop_front();
    not_full_.notify_one();
    return true;
  }

  void shut() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      closed_ = true;
    }
    not_empty_.notify_all();
    not_full_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::deque<int> items_;
  std::size_t cap_;
  bool closed_ = false;
};

int fetch(const std::string &url);
bool cached(int key);
bool store(int value);

// The tray is full, and the only receiver is the function itself, later.
int fills_first_bad(const std::vector<int> &keys) {
  Tray tray(2);
  for (int key : keys)
    tray.put(key);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: send on 'tray' can be left without a receiver: up to 'keys.size()' values are sent, no value is received for sure, and the channel holds 2; 'fills_first_bad' itself waits for ever
  int sum = 0, value = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    tray.take(value);
    sum += value;
  }
  return sum;
}

int has_room_ok() {
  Tray tray(3);
  for (int i = 0; i < 3; ++i)
    tray.put(i);
  int sum = 0, value = 0;
  for (int i = 0; i < 3; ++i) {
    tray.take(value);
    sum += value;
  }
  return sum;
}

// A receiver that returns early; the senders are joined by their handles.
int early_return_bad(int key) {
  Tray tray(1);
  std::vector<std::jthread> workers;
  for (int i = 0; i < 3; ++i)
    workers.emplace_back([&tray] {
      tray.put(fetch("a"));
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: send on 'tray' can be left without a receiver: 3 values are sent, no value is received for sure, and the channel holds 1; the destructor of 'workers' never returns
    });
  if (cached(key))
    return 0;
  int sum = 0, value = 0;
  for (int i = 0; i < 3; ++i) {
    tray.take(value);
    sum += value;
  }
  return sum;
}

int shuts_before_it_returns_ok(int key) {
  Tray tray(1);
  std::vector<std::jthread> workers;
  for (int i = 0; i < 3; ++i)
    workers.emplace_back([&tray] { tray.put(fetch("a")); });
  if (cached(key)) {
    tray.shut();
    return 0;
  }
  int sum = 0, value = 0;
  for (int i = 0; i < 3; ++i) {
    tray.take(value);
    sum += value;
  }
  return sum;
}

// A consumer that gives up at the first error.
void consumer_gives_up_bad(const std::vector<int> &values) {
  Tray tray(4);
  std::thread consumer([&tray] {
    int value = 0;
    while (tray.take(value))
      if (!store(value))
        return;
  });
  for (int value : values)
    tray.put(value);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: send on 'tray' can be left without a receiver: up to 'values.size()' values are sent, 1 value is received for sure, and the channel holds 4
  tray.shut();
  consumer.join();
}

void consumer_drains_ok(const std::vector<int> &values) {
  Tray tray(4);
  std::thread consumer([&tray] {
    int value = 0;
    while (tray.take(value))
      store(value);
  });
  for (int value : values)
    tray.put(value);
  tray.shut();
  consumer.join();
}

// The pool's results are read after the pool was joined.
void pool_joined_first_bad(const std::vector<std::string> &urls) {
  Tray results(1);
  std::vector<std::thread> pool;
  for (const std::string &url : urls)
    pool.emplace_back([&results, &url] {
      results.put(fetch(url));
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: send on 'results' can be left without a receiver: up to 'urls.size()' values are sent, no value is received for sure, and the channel holds 1; the join of 'pool' never returns
    });
  for (std::thread &worker : pool)
    worker.join();
  int value = 0;
  for (std::size_t i = 0; i < urls.size(); ++i)
    results.take(value);
}

void pool_read_first_ok(const std::vector<std::string> &urls) {
  Tray results(1);
  std::vector<std::thread> pool;
  for (const std::string &url : urls)
    pool.emplace_back([&results, &url] { results.put(fetch(url)); });
  int value = 0;
  for (std::size_t i = 0; i < urls.size(); ++i)
    results.take(value);
  for (std::thread &worker : pool)
    worker.join();
}

// The consumer leaves when it is told to stop; the producer does not know, and
// is joined after it.
class Pump {
public:
  ~Pump() { stop(); }
  void start() {
    consumer_ = std::thread([this] {
      int value = 0;
      while (!stopping_) {
        tray_.take(value);
        store(value);
      }
    });
    producer_ = std::thread([this] {
      for (int i = 0;; ++i)
        if (!tray_.put(i))
          return;
    });
  }
  void stop() {
    stopping_ = true;
    tray_.shut();
    consumer_.join();
    producer_.join();
  }

private:
  Tray tray_{8};
  bool stopping_ = false;
  std::thread consumer_, producer_;
};

void pumps_ok() {
  Pump pump;
  pump.start();
}
