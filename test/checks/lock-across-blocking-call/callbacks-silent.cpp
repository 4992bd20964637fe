// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// Where a callback under a lock is no leak, though another method takes the
// lock, and what is not told apart yet.

#include <functional>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <utility>

// A function with a result that only the constructor sets is a dependency that
// was put in, like a clock or a hash: asking for it is not notifying anybody.
// It may still come back; that is given up for the noise it would make.
class Session {
public:
  explicit Session(std::function<std::string(int)> lookup) : lookup_(std::move(lookup)) {}

  std::string name() {
    std::lock_guard<std::mutex> guard(mutex_);
    return name_;
  }

  void fn_injected_dependency(int id) {
    std::lock_guard<std::mutex> guard(mutex_);
    name_ = lookup_(id);
  }

private:
  std::mutex mutex_;
  const std::function<std::string(int)> lookup_;
  std::string name_;
};

// Under a recursive lock the same thread may come back.
class Tree {
public:
  int size() {
    std::lock_guard<std::recursive_mutex> guard(mutex_);
    return size_;
  }

  void on_change(std::function<void()> handler) {
    std::lock_guard<std::recursive_mutex> guard(mutex_);
    handler_ = std::move(handler);
  }

  void grow_ok() {
    std::lock_guard<std::recursive_mutex> guard(mutex_);
    ++size_;
    handler_();
  }

private:
  std::recursive_mutex mutex_;
  std::function<void()> handler_;
  int size_ = 0;
};

// Held shared, and the others take it shared too.
class Table {
public:
  int size() {
    std::shared_lock<std::shared_mutex> guard(mutex_);
    return size_;
  }

  void visit_ok() {
    std::shared_lock<std::shared_mutex> guard(mutex_);
    visitor_(size_);
  }

private:
  std::shared_mutex mutex_;
  std::function<void(int)> visitor_;
  int size_ = 0;
};

// The other method takes another lock of the class.
class Split {
public:
  int size() {
    std::lock_guard<std::mutex> guard(size_mutex_);
    return size_;
  }

  void tell_ok() {
    std::lock_guard<std::mutex> guard(call_mutex_);
    handler_();
  }

private:
  std::mutex call_mutex_;
  std::mutex size_mutex_;
  std::function<void()> handler_;
  int size_ = 0;
};

// A predicate or a comparison that the caller gives for this one call is the
// caller's own code, run at once.
class Store {
public:
  int size() {
    std::lock_guard<std::mutex> guard(mutex_);
    return size_;
  }

  template <typename Visitor> void visit_ok(Visitor visitor) {
    std::lock_guard<std::mutex> guard(mutex_);
    visitor(size_);
  }

private:
  std::mutex mutex_;
  int size_ = 0;
};

int total(Store &store) {
  int sum = 0;
  store.visit_ok([&sum](int value) { sum += value; });
  return sum;
}

// The only other method that takes the lock sets the callback, be it through
// another one: no callback sets itself.
class Relay {
public:
  void set_sink(std::function<void(int)> sink) {
    std::lock_guard<std::mutex> guard(mutex_);
    sink_ = std::move(sink);
  }

  void configure(int level) {
    if (level > 0)
      set_sink([](int) {});
  }

  void pass_ok(int value) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (sink_)
      sink_(value);
  }

private:
  std::mutex mutex_;
  std::function<void(int)> sink_;
};
