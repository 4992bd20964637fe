// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// Blocking through the functions of the same file.

#include <functional>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <utility>

std::mutex mutex;
int value = 0;

void settle() { sleep(1); }
void settle_twice() {
  settle();
  settle();
}
void settle_if(bool really) {
  if (really)
    settle();
}
void unknown();

void two_levels_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  settle_twice();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'two_levels_bad' sleeps
}

void may_block_bad(bool really) {
  std::lock_guard<std::mutex> guard(mutex);
  settle_if(really);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'may_block_bad' sleeps
}

// Nothing is known of it, so nothing is said.
void unknown_callee_ok() {
  std::lock_guard<std::mutex> guard(mutex);
  unknown();
}

void defined_later();
void defined_later_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  defined_later();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'defined_later_bad' sleeps
}
void defined_later() { settle(); }

// --- Recursion ---

void even(int n);
void odd(int n) {
  if (n > 0)
    even(n - 1);
}
void even(int n) {
  if (n == 0)
    sleep(1);
  else
    odd(n - 1);
}

void recursion_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  odd(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'recursion_bad' sleeps
}

int factorial(int n) { return n < 2 ? 1 : n * factorial(n - 1); }

void recursion_ok() {
  std::lock_guard<std::mutex> guard(mutex);
  value = factorial(5);
}

// --- Lambdas ---

void lambda_called_bad() {
  auto wait = [] { sleep(1); };
  std::lock_guard<std::mutex> guard(mutex);
  wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'lambda_called_bad' sleeps
}

void lambda_not_called_ok() {
  std::lock_guard<std::mutex> guard(mutex);
  auto wait = [] { sleep(1); };
  (void)wait;
}

void lambda_called_later_ok() {
  std::unique_lock<std::mutex> lock(mutex);
  auto wait = [] { sleep(1); };
  lock.unlock();
  wait();
}

// The lambda has its own held region, and runs where nothing is held.
void lock_in_a_lambda_bad() {
  auto work = [] {
    std::lock_guard<std::mutex> guard(mutex);
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is held while '{{.*}}' sleeps
  };
  work();
}

void captured_guard_bad() {
  std::unique_lock<std::mutex> lock(mutex);
  auto wait = [&lock] {
    ++value;
    sleep(1);
  };
  wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'captured_guard_bad' sleeps
  lock.unlock();
}

void captured_guard_ok() {
  std::unique_lock<std::mutex> lock(mutex);
  auto unlocked_wait = [&lock] {
    lock.unlock();
    sleep(1);
    lock.lock();
  };
  unlocked_wait();
  ++value;
}

// A spawned task does not hold its spawner's locks.
void spawned_ok() {
  std::lock_guard<std::mutex> guard(mutex);
  std::thread([] { sleep(1); }).detach();
}

// --- std::bind and std::function ---

void bind_bad() {
  auto wait = std::bind(settle);
  std::lock_guard<std::mutex> guard(mutex);
  wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'bind_bad' sleeps
}

void function_object_bad() {
  std::function<void()> wait = [] { sleep(1); };
  std::lock_guard<std::mutex> guard(mutex);
  wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'function_object_bad' sleeps
}

// --- Templates: reported once, at the pattern ---

template <typename T> void template_bad(T amount) {
  std::lock_guard<std::mutex> guard(mutex);
  value += amount;
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'template_bad' sleeps
}

template <typename Mutex> void dependent_mutex_bad(Mutex &m) {
  std::lock_guard<Mutex> guard(m);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'm' is held while 'dependent_mutex_bad' sleeps
}

template <typename Function> void apply_unlocked_ok(Function function) { function(); }

void use_templates() {
  template_bad(1);
  template_bad(2L);
  dependent_mutex_bad(mutex);
  apply_unlocked_ok(settle);
}

template <typename T> class Box {
public:
  void put_bad(T t) {
    std::lock_guard<std::mutex> guard(mutex_);
    t_ = t;
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'put_bad' sleeps
  }

private:
  std::mutex mutex_;
  T t_{};
};

void use_boxes() {
  Box<int>().put_bad(1);
  Box<char>().put_bad('a');
}

// Reported for the instantiation that blocks.
template <typename Function> void with_lock_bad(Function function) {
  std::lock_guard<std::mutex> guard(mutex);
  function();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'with_lock_bad' sleeps
}

template <typename Function> void with_lock_ok(Function function) {
  std::lock_guard<std::mutex> guard(mutex);
  function();
}

void use_with_lock() {
  with_lock_bad([] { sleep(1); });
  with_lock_bad([] { ++value; });
  with_lock_ok([] { ++value; });
}

// --- Virtual calls: the callee is known only if the type is ---

class Device {
public:
  virtual ~Device() = default;
  virtual void flush() = 0;
};

class Disk final : public Device {
public:
  void flush() override { sleep(1); }
};

class Null final : public Device {
public:
  void flush() override {}
};

void final_class_bad(Disk &disk) {
  std::lock_guard<std::mutex> guard(mutex);
  disk.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'final_class_bad' sleeps
}

void local_object_bad() {
  Disk disk;
  Device &device = disk;
  std::lock_guard<std::mutex> guard(mutex);
  device.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'local_object_bad' sleeps
}

void unknown_type_ok(Device &device) {
  std::lock_guard<std::mutex> guard(mutex);
  device.flush();
}

void harmless_type_ok() {
  Null device;
  std::lock_guard<std::mutex> guard(mutex);
  device.flush();
}

// --- Constructors, destructors, operators, default arguments ---

struct Slow {
  Slow() { sleep(1); }
};
struct SlowEnd {
  ~SlowEnd() { sleep(1); }
};
struct Stream {
  Stream &operator<<(int) {
    sleep(1);
    return *this;
  }
};
int slow_value() {
  sleep(1);
  return 1;
}
void with_default(int n = slow_value()) { value = n; }

void constructor_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  Slow slow;
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'constructor_bad' sleeps
}

void destructor_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  SlowEnd slow;
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'destructor_bad' sleeps
}

void destructor_after_unlock_ok() {
  SlowEnd slow;
  std::lock_guard<std::mutex> guard(mutex);
}

void operator_bad(Stream &stream) {
  std::lock_guard<std::mutex> guard(mutex);
  stream << 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'operator_bad' sleeps
}

void default_argument_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  with_default();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'default_argument_bad' sleeps
}

// Not evaluated.
void unevaluated_ok() {
  std::lock_guard<std::mutex> guard(mutex);
  value = sizeof(slow_value());
}

// Reported once, where the lock is held; not again in each caller.
void inner_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'inner_bad' sleeps
}
void outer_ok() { inner_bad(); }

// --- A function object that the class binds itself ---

class Pump {
public:
  Pump() : wait_([] { sleep(1); }), count_([this] { ++value_; }) {}

  void wait_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    wait_();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'wait_bad' sleeps
  }
  void count_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    count_();
  }
  int value() {
    std::lock_guard<std::mutex> guard(mutex_);
    return value_;
  }

private:
  std::mutex mutex_;
  std::function<void()> wait_;
  std::function<void()> count_;
  int value_ = 0;
};

// One function for two: the caller's constant says which.
namespace by_argument {

void settle_unless(int set, int n) {
  if (set) {
    value = n;
    return;
  }
  while (value == 0)
    sleep(1);
}
void settle_in_one_way(bool really, const char *why = nullptr) {
  if (!really && !why)
    ++value;
  else
    sleep(1);
}
void settle_in_each_way(int how) {
  if (how == 1)
    sleep(1);
  sleep(2);
}
void settle_after_all(int how) {
  switch (how) {
  case 0:
    if (how == 0)
      return;
  case 1:
    sleep(1);
  }
}
void settle_when_changed(bool really) {
  really = value == 0;
  if (really)
    sleep(1);
}

void leaves_early_ok() {
  std::lock_guard<std::mutex> guard(mutex);
  settle_unless(1, 2);
  settle_in_one_way(false);
}

void leaves_early_bad(int how) {
  std::lock_guard<std::mutex> guard(mutex);
  settle_unless(0, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'leaves_early_bad' sleeps
}

void not_said_bad(int how) {
  std::lock_guard<std::mutex> guard(mutex);
  settle_unless(how, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'not_said_bad' sleeps
}

void other_way_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  settle_in_one_way(false, "why");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'other_way_bad' sleeps
}

void one_of_two_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  settle_in_each_way(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'one_of_two_bad' sleeps
}

void settle_either(bool long_time) {
  if (long_time)
    sleep(10);
  else
    sleep(1);
}
void either_way_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  settle_either(false);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'either_way_bad' sleeps
}

void either_way_not_said_bad(bool long_time) {
  std::lock_guard<std::mutex> guard(mutex);
  settle_either(long_time);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'either_way_not_said_bad' sleeps
}

void case_label_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  settle_after_all(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'case_label_bad' sleeps
}

void changed_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  settle_when_changed(false);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'changed_bad' sleeps
}

} // namespace by_argument
