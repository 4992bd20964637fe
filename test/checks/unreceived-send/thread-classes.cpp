// RUN: %check_leash %s leash-unreceived-send --any-fix --
// RUN: %check_leash %s leash-unreceived-send --any-fix --real -- -std=c++20 -pthread

// Senders that are classes of their own: with a thread in them, or derived from a
// base that starts one. They know the channel by a reference or a pointer.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

bool prepare();

class Results {
public:
  explicit Results(unsigned room) : room_(room) {}
  void send(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    left_.wait(lock, [this] { return items_.size() < room_; });
    items_.push_back(value);
    filled_.notify_one();
  }
  int receive() {
    std::unique_lock<std::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return !items_.empty(); });
    int value = items_.front();
    items_.pop_front();
    left_.notify_one();
    return value;
  }

private:
  unsigned room_;
  std::mutex mutex_;
  std::condition_variable left_, filled_;
  std::deque<int> items_;
};

//===----------------------------------------------------------------------===//
// A class with a thread in it
//===----------------------------------------------------------------------===//

class Finder_bad {
public:
  explicit Finder_bad(Results &results) : results_(results) {}
  void start() { thread_ = std::thread(&Finder_bad::run, this); }
  void join() { thread_.join(); }

private:
  void run() {
    results_.send(1);
    results_.send(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: send on 'results' can be left without a receiver: 2 values are sent, no value is received for sure, and the channel holds 1; the join of 'finder.thread_' never returns [leash-unreceived-send]
  }
  Results &results_;
  std::thread thread_;
};

void searches() {
  Results results(1);
  Finder_bad finder(results);
  finder.start();
  if (prepare())
    results.receive();
  finder.join();
}

class Finder_ok {
public:
  explicit Finder_ok(Results &results) : results_(results) {}
  void start() { thread_ = std::thread(&Finder_ok::run, this); }
  void join() { thread_.join(); }

private:
  void run() {
    results_.send(1);
    results_.send(2);
  }
  Results &results_;
  std::thread thread_;
};

void searches_and_receives_ok() {
  Results results(1);
  Finder_ok finder(results);
  finder.start();
  results.receive();
  finder.join();
}

// Who else gets the finder may receive.
void publish(Finder_ok &);
void handed_on_ok() {
  Results results(1);
  Finder_ok finder(results);
  finder.start();
  publish(finder);
  finder.join();
}

class Pointer_bad {
public:
  explicit Pointer_bad(Results *results) : results_(results) {}
  void start() { thread_ = std::thread(&Pointer_bad::run, this); }
  void join() { thread_.join(); }

private:
  void run() {
    results_->send(1);
    results_->send(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: send on 'results' can be left without a receiver: 2 values are sent, no value is received for sure, and the channel holds 1; the join of 'finder.thread_' never returns [leash-unreceived-send]
  }
  Results *results_;
  std::thread thread_;
};

void searches_by_pointer() {
  Results results(1);
  Pointer_bad finder(&results);
  finder.start();
  finder.join();
}

// It may have got another one meanwhile.
class Changing_ok {
public:
  explicit Changing_ok(Results *results) : results_(results) {}
  void set(Results *results) { results_ = results; }
  void start() { thread_ = std::thread(&Changing_ok::run, this); }
  void join() { thread_.join(); }

private:
  void run() {
    results_->send(1);
    results_->send(2);
  }
  Results *results_;
  std::thread thread_;
};

void searches_elsewhere_ok(Results &others) {
  Results results(1);
  Changing_ok finder(&results);
  finder.set(&others);
  finder.start();
  finder.join();
}

//===----------------------------------------------------------------------===//
// A base that starts the thread
//===----------------------------------------------------------------------===//

class Thread {
public:
  virtual ~Thread() = default;
  void start() { thread_ = std::thread(&Thread::run, this); }
  void join() { thread_.join(); }

protected:
  virtual void run() = 0;

private:
  std::thread thread_;
};

class Derived_bad : public Thread {
public:
  explicit Derived_bad(Results &results) : results_(results) {}

private:
  void run() override {
    results_.send(1);
    results_.send(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: send on 'results' can be left without a receiver: 2 values are sent, no value is received for sure, and the channel holds 1; the join of 'finder.thread_' never returns [leash-unreceived-send]
  }
  Results &results_;
};

void starts_derived() {
  Results results(1);
  Derived_bad finder(results);
  finder.start();
  finder.join();
}

class Derived_ok : public Thread {
public:
  explicit Derived_ok(Results &results) : results_(results) {}

private:
  void run() override {
    results_.send(1);
    results_.send(2);
  }
  Results &results_;
};

void starts_derived_and_receives_ok() {
  Results results(1);
  Derived_ok finder(results);
  finder.start();
  for (int i = 0; i < 2; ++i)
    results.receive();
  finder.join();
}

// The channel is a field, and nothing receives from it before the join.
class Owner_bad : public Thread {
public:
  void stop() { join(); }

private:
  void run() override {
    results_.send(1);
    results_.send(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: send on 'results_' can be left without a receiver: 2 values are sent, no value is received for sure, and the channel holds 1
  }
  Results results_{1};
};

class Owner_ok : public Thread {
public:
  int next() { return results_.receive(); }
  void stop() { join(); }

private:
  void run() override {
    results_.send(1);
    results_.send(2);
  }
  Results results_{1};
};
