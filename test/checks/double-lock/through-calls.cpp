// RUN: %check_leash %s leash-double-lock --any-fix
// RUN: %check_leash %s leash-double-lock --any-fix --real

// The most common shape: a method holds the lock and calls another method of the
// same object, which takes it.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

class Registry {
public:
  int size() const {
    std::lock_guard<std::mutex> guard(mutex_);
    return static_cast<int>(names_.size());
  }

  void clear() {
    std::lock_guard<std::mutex> guard(mutex_);
    names_.clear();
  }

  void add_bad(const std::string &name) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (size() < 10)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'add_bad' locks 'mutex_' again while it holds it
      names_.push_back(name);
  }

  void add_ok(const std::string &name) {
    if (size() >= 10)
      return;
    std::lock_guard<std::mutex> guard(mutex_);
    names_.push_back(name);
  }

  void explicit_this_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    this->clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'explicit_this_bad' locks 'mutex_' again while it holds it
  }

  void two_levels_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    reset();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'two_levels_bad' locks 'mutex_' again while it holds it
  }

  // Only on one path of the callee; that path is enough.
  void may_lock_bad(bool all) {
    std::lock_guard<std::mutex> guard(mutex_);
    prune(all);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'may_lock_bad' locks 'mutex_' again while it holds it
  }

  void unlocked_variant_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    if (size_locked() > 10)
      names_.clear();
  }

  void unlock_before_call_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    names_.push_back("x");
    lock.unlock();
    clear();
  }

  // What is done is the caller's choice.
  void by_a_switch_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    apply(Order::Count);
  }

  // Another object of the same class has its own lock.
  void other_object_ok(Registry &other) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (other.size() > 10)
      names_.clear();
  }

  void child_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    if (child_)
      child_->clear();
  }

  void callee_unlocks_first_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    yield(lock);
  }

  void callee_tries_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    try_clear();
  }

  void lambda_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    auto report = [this] { return size(); };
    report();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'lambda_bad' locks 'mutex_' again while it holds it
  }

  void lambda_not_called_ok(std::vector<std::function<int()>> &later) {
    std::lock_guard<std::mutex> guard(mutex_);
    later.push_back([this] { return size(); });
  }

  static void through_a_parameter_bad(Registry &registry) {
    std::lock_guard<std::mutex> guard(registry.mutex_);
    registry.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'through_a_parameter_bad' locks 'registry.mutex_' again while it holds it
  }

  static void two_parameters_ok(Registry &from, Registry &to) {
    std::lock_guard<std::mutex> guard(from.mutex_);
    to.clear();
  }

private:
  void reset() { clear(); }
  enum class Order { Count, Clear };
  void apply(Order order) {
    switch (order) {
    case Order::Count:
      names_.push_back("x");
      break;
    case Order::Clear:
      clear();
      break;
    }
  }
  void prune(bool all) {
    if (all)
      clear();
  }
  int size_locked() const { return static_cast<int>(names_.size()); }
  void yield(std::unique_lock<std::mutex> &lock) {
    lock.unlock();
    clear();
    lock.lock();
  }
  void try_clear() {
    if (mutex_.try_lock()) {
      names_.clear();
      mutex_.unlock();
    }
  }

  mutable std::mutex mutex_;
  std::vector<std::string> names_;
  std::unique_ptr<Registry> child_;
};

// A class that follows a redirect by calling itself.
class Client {
public:
  int request_bad(int hops) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (hops > 0)
      return request_bad(hops - 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'request_bad' locks 'mutex_' again while it holds it
    return 0;
  }

  int request_ok(int hops) {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      ++requests_;
    }
    return hops > 0 ? request_ok(hops - 1) : 0;
  }

  // By way of each other.
  void ping_bad(int n) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (n > 0)
      pong(n - 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'ping_bad' locks 'mutex_' again while it holds it
  }
  void pong(int n) { ping_bad(n); }

private:
  std::mutex mutex_;
  int requests_ = 0;
};

std::mutex log_mutex;
int lines = 0;

void log_line() {
  std::lock_guard<std::mutex> guard(log_mutex);
  ++lines;
}

void free_function_bad() {
  std::lock_guard<std::mutex> guard(log_mutex);
  log_line();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'free_function_bad' locks 'log_mutex' again while it holds it
}

// The base class locks for the derived one.
class Base {
public:
  void touch() {
    std::lock_guard<std::mutex> guard(mutex_);
    ++touched_;
  }

protected:
  std::mutex mutex_;
  int touched_ = 0;
};

class Derived : public Base {
public:
  void refresh_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'refresh_bad' locks 'mutex_' again while it holds it
  }
};

class Owner {
public:
  void member_object_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    part_.touch();
  }

private:
  std::mutex mutex_;
  Base part_;
};
