// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// The joined or awaited task needs the very lock that is held: that wait can
// never end.

#include <chrono>
#include <functional>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

class Sampler {
public:
  void start() { thread_ = std::thread(&Sampler::loop, this); }

  void stop_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    stopping_ = true;
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: deadlock: 'stop_bad' joins 'thread_' while it holds 'mutex_', which
  }

  void stop_ok() {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      stopping_ = true;
    }
    thread_.join();
  }

private:
  void loop() {
    for (;;) {
      std::lock_guard<std::mutex> guard(mutex_);
      if (stopping_)
        return;
      ++samples_;
    }
  }

  std::mutex mutex_;
  std::thread thread_;
  bool stopping_ = false;
  int samples_ = 0;
};

class Poller {
public:
  Poller() {
    thread_ = std::thread([this] {
      while (!done())
        step();
    });
  }

  ~Poller() { stop_bad(); }

  void stop_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    done_ = true;
    if (thread_.joinable())
      thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: deadlock: 'stop_bad' joins 'thread_' while it holds 'mutex_', which
  }

private:
  bool done() {
    std::lock_guard<std::mutex> guard(mutex_);
    return done_;
  }
  void step() {
    std::lock_guard<std::mutex> guard(state_mutex_);
    ++steps_;
  }

  std::mutex mutex_;
  std::mutex state_mutex_;
  std::thread thread_;
  bool done_ = false;
  int steps_ = 0;
};

// The task takes another lock: slow, but not a deadlock.
class Uploader {
public:
  void start() {
    thread_ = std::thread([this] {
      std::lock_guard<std::mutex> guard(data_mutex_);
      ++sent_;
    });
  }

  void stop_bad() {
    std::lock_guard<std::mutex> guard(control_mutex_);
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'control_mutex_' is held while 'stop_bad' joins 'thread_'
  }

private:
  std::mutex control_mutex_;
  std::mutex data_mutex_;
  std::thread thread_;
  int sent_ = 0;
};

void local_thread_bad() {
  std::mutex mutex;
  int count = 0;
  std::thread worker([&] {
    std::lock_guard<std::mutex> guard(mutex);
    ++count;
  });
  std::lock_guard<std::mutex> guard(mutex);
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: deadlock: 'local_thread_bad' joins 'worker' while it holds 'mutex', which
}

void add_one(std::mutex &mutex, int &count) {
  std::lock_guard<std::mutex> guard(mutex);
  ++count;
}

void thread_with_arguments_bad() {
  std::mutex mutex;
  int count = 0;
  std::thread worker(add_one, std::ref(mutex), std::ref(count));
  mutex.lock();
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: deadlock: 'thread_with_arguments_bad' joins 'worker' while it holds 'mutex', which
  mutex.unlock();
}

int async_bad() {
  std::mutex mutex;
  int count = 0;
  std::future<int> result = std::async(std::launch::async, [&] {
    std::lock_guard<std::mutex> guard(mutex);
    return ++count;
  });
  std::lock_guard<std::mutex> guard(mutex);
  return result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: deadlock: 'async_bad' waits for 'result' while it holds 'mutex', which
}

void latch_bad() {
  std::mutex mutex;
  std::latch ready(1);
  std::thread worker([&] {
    std::lock_guard<std::mutex> guard(mutex);
    ready.count_down();
  });
  {
    std::lock_guard<std::mutex> guard(mutex);
    ready.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: deadlock: 'latch_bad' waits for 'ready' while it holds 'mutex', which
  }
  worker.join();
}

// The task is done with the lock's data before it needs the lock: the latch is
// counted down without it. No deadlock, but a long wait.
void latch_without_the_lock_bad() {
  std::mutex mutex;
  int count = 0;
  std::latch ready(1);
  std::thread worker([&] {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    ready.count_down();
    std::lock_guard<std::mutex> guard(mutex);
    ++count;
  });
  {
    std::lock_guard<std::mutex> guard(mutex);
    ready.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'latch_without_the_lock_bad' waits for 'ready'
  }
  worker.join();
}

void promise_bad() {
  std::mutex mutex;
  std::promise<void> done;
  std::future<void> finished = done.get_future();
  std::thread worker([&] {
    std::lock_guard<std::mutex> guard(mutex);
    done.set_value();
  });
  {
    std::lock_guard<std::mutex> guard(mutex);
    finished.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{deadlock: 'promise_bad' waits for 'finished' while it holds 'mutex', which|'mutex' is held while 'promise_bad' waits for 'finished'}}
  }
  worker.join();
}

// The handle is joined before the lock is taken.
void join_first_ok() {
  std::mutex mutex;
  int count = 0;
  std::thread worker([&] {
    std::lock_guard<std::mutex> guard(mutex);
    ++count;
  });
  worker.join();
  std::lock_guard<std::mutex> guard(mutex);
  ++count;
}

// A handshake: the task that was started just before answers first of all, so
// the wait is short whatever is held, as long as the answer does not need it.
class Helper {
public:
  void start_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    thread_ = std::thread(&Helper::loop, this);
    started_.acquire();
  }

  void start_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    thread_ = std::thread(&Helper::locks_first, this);
    started_.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: deadlock: 'start_bad' waits for 'started_' while it holds 'mutex_', which
  }

private:
  void loop() {
    started_.release();
    std::lock_guard<std::mutex> guard(mutex_);
    ++rounds_;
  }
  void locks_first() {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      ++rounds_;
    }
    started_.release();
  }
  std::mutex mutex_;
  std::thread thread_;
  std::binary_semaphore started_{0};
  int rounds_ = 0;
};

// It answers when somebody else lets it.
class SlowHelper {
public:
  void start_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    thread_ = std::thread(&SlowHelper::loop, this);
    started_.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'start_bad' waits for 'started_'
  }

private:
  void loop() {
    go_.acquire();
    started_.release();
  }

  std::mutex mutex_;
  std::thread thread_;
  std::binary_semaphore started_{0};
  std::binary_semaphore go_{0};
};

// The same, seen from the class that holds the lock while it makes helpers.
class Crew {
public:
  void grow_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    helpers_.push_back(new Helper);
    helpers_.back()->start_ok();
  }

private:
  std::mutex mutex_;
  std::vector<Helper *> helpers_;
};
