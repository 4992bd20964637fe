// REQUIRES: std
// RUN: %check_leash %s leash-lock-across-blocking-call --real --any-fix -- -pthread

// std::try_lock returns -1 when it has taken all locks, or the index of the one
// that it could not take.

#include <chrono>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

namespace {

void taken_bad(std::mutex &first, std::mutex &second) {
  if (std::try_lock(first, second) == -1) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: '{{first|second}}' is held while 'taken_bad' sleeps
    first.unlock();
    second.unlock();
  }
}

void not_taken_ok(std::mutex &first, std::mutex &second) {
  if (std::try_lock(first, second) != -1) {
    std::this_thread::sleep_for(1s);
    return;
  }
  first.unlock();
  second.unlock();
}

void one_is_busy_ok(std::mutex &first, std::mutex &second) {
  while (std::try_lock(first, second) == 0)
    std::this_thread::sleep_for(1s);
}

} // namespace
