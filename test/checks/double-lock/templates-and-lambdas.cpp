// RUN: %check_leash %s leash-double-lock --any-fix
// RUN: %check_leash %s leash-double-lock --any-fix --real

// Templates are reported once, at the pattern; lambdas where they run.

#include <functional>
#include <mutex>
#include <thread>

std::mutex mutex;
int value = 0;

template <typename T> class Cell {
public:
  T get() {
    std::lock_guard<std::mutex> guard(mutex_);
    return t_;
  }
  void add_bad(T t) {
    std::lock_guard<std::mutex> guard(mutex_);
    t_ = get() + t;
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'add_bad' locks 'mutex_' again while it holds it
  }

private:
  std::mutex mutex_;
  T t_{};
};

void use_cells() {
  Cell<int>().add_bad(1);
  Cell<long>().add_bad(2);
}

template <typename Function> void locked_bad(Function function) {
  std::lock_guard<std::mutex> guard(mutex);
  function();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'locked_bad' locks 'mutex' again while it holds it
}

void use_locked() {
  locked_bad([] {
    std::lock_guard<std::mutex> guard(mutex);
    ++value;
  });
}

void lambda_bad() {
  auto bump = [] {
    std::lock_guard<std::mutex> guard(mutex);
    ++value;
  };
  std::lock_guard<std::mutex> guard(mutex);
  bump();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lambda_bad' locks 'mutex' again while it holds it
}

void lambda_by_reference_bad() {
  std::mutex local;
  auto bump = [&] {
    std::lock_guard<std::mutex> guard(local);
    ++value;
  };
  local.lock();
  bump();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lambda_by_reference_bad' locks 'local' again while it holds it
  local.unlock();
}

// Another thread waits for its turn; nobody waits for itself.
void spawned_ok() {
  std::lock_guard<std::mutex> guard(mutex);
  std::thread([] {
    std::lock_guard<std::mutex> inner(mutex);
    ++value;
  }).detach();
}

void stored_ok(std::function<void()> &later) {
  std::lock_guard<std::mutex> guard(mutex);
  later = [] {
    std::lock_guard<std::mutex> inner(mutex);
    ++value;
  };
}

template <typename Mutex> void generic_bad(Mutex &m) {
  std::lock_guard<Mutex> guard(m);
  std::lock_guard<Mutex> again(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'generic_bad' locks 'm' again while it holds it
}

template <typename Mutex> void generic_recursive_ok(Mutex &m) {
  std::lock_guard<Mutex> guard(m);
  std::lock_guard<Mutex> again(m);
}

void use_generic(std::recursive_mutex &recursive) {
  generic_bad(mutex);
  generic_recursive_ok(recursive);
}
