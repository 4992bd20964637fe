// RUN: %check_leash %s leash-lock-across-blocking-call,leash-double-lock --no-fix

// Clang-tidy's own ways to silence a finding hold for Leash.

#include <mutex>
#include <unistd.h>

std::mutex mutex;

void in_line_ok() {
  std::lock_guard<std::mutex> guard(mutex);
  sleep(1); // NOLINT(leash-lock-across-blocking-call): the start-up is slow on purpose
}

void next_line_ok() {
  std::lock_guard<std::mutex> guard(mutex);
  // NOLINTNEXTLINE(leash-*)
  sleep(1);
}

// NOLINTBEGIN(leash-double-lock)
void block_ok() {
  mutex.lock();
  mutex.lock();
  mutex.unlock();
}
// NOLINTEND(leash-double-lock)

void another_check_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  sleep(1); // NOLINT(leash-double-lock)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'another_check_bad' sleeps
}
