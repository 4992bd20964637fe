// RUN: %check_leash %s leash-lock-across-blocking-call,leash-double-lock --no-names --no-fix

// Half-typed code, as an editor sees it: errors are told, nothing crashes, and
// what is whole is still looked at.

#include <mutex>
#include <unistd.h>

std::mutex mutex;

struct Unfinished : Missing {
// CHECK-MESSAGES: :[[@LINE-1]]:21: error: {{.*}}class name
  Undeclared member;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: error: unknown type name 'Undeclared'
  void method() {
    std::lock_guard<std::mutex> guard(member_mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:39: error: {{.*}}'member_mutex_'
    sleep(1);
  }
};

template <typename T> void never_instantiated(T t) {
  std::lock_guard<T> guard(t);
  t.whatever(sleep(1));
}

void no_arguments() {
  std::lock_guard<std::mutex> guard(mutex, );
  // CHECK-MESSAGES: :[[@LINE-1]]:44: error: expected expression
  sleep(1);
}

void lock_of_an_unknown_type() {
  std::lock_guard<Nothing> guard(mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: error: use of undeclared identifier 'Nothing'
  sleep(1);
}

void jumps() {
  goto nowhere;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: error: use of undeclared label 'nowhere'
}

auto deduced() {
  std::lock_guard guard(mutex);
  return deduced_helper(sleep(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: error: use of undeclared identifier 'deduced_helper'
}

void whole() {
  std::lock_guard<std::mutex> guard(mutex);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'whole' sleeps
}
