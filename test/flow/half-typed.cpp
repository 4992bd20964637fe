// RUN: not %leash --quiet '--checks=-*,leash-*' --config={} %s -- -std=c++20 2>&1 | FileCheck %s
//
// What an error leaves without a certain type: the function is left out, and the others are not.

namespace std {
struct mutex {
  void lock();
  void unlock();
};
template <typename M> struct lock_guard {
  explicit lock_guard(M &);
  ~lock_guard();
};
} // namespace std

struct Counter {
  void half() {
    mutex_.lock();
    std::lock_guard guard(mutex_, , 1);
    unknown guard2(mutex_, value_);
    auto both(mutex_, value_);
    mutex_.unlock();
  }

  // CHECK: half-typed.cpp:[[@LINE+3]]:{{[0-9]+}}: warning: {{.*}} [leash-double-lock]
  void again_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    mutex_.lock();
  }

  void half_loop() {
    while (value_)
      step(&missing);
  }
  void step(int *);

  std::mutex mutex_;
  int value_ = 0;
};
