// REQUIRES: std
// RUN: %check_leash %s leash-lock-across-blocking-call --real --any-fix -- -pthread

// The shape on the headers of the standard library itself.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <latch>
#include <mutex>
#include <shared_mutex>
#include <thread>

using namespace std::chrono_literals;

namespace {

void sleep_bad(std::mutex &m) {
  std::lock_guard lock(m);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'sleep_bad' sleeps
}

void sleep_shared_bad(std::shared_mutex &m) {
  std::shared_lock lock(m);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'sleep_shared_bad' sleeps
}

void join_bad(std::mutex &m, std::thread &worker) {
  std::unique_lock lock(m);
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'join_bad' joins 'worker'
}

void future_bad(std::mutex &m, std::future<int> &answer) {
  std::scoped_lock lock(m);
  answer.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'future_bad' waits
}

void futureBase_bad(std::mutex &m, std::future<int> &answer) {
  std::scoped_lock lock(m);
  answer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'futureBase_bad' waits
}

void latch_bad(std::mutex &m, std::latch &started) {
  m.lock();
  started.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'latch_bad' waits
  m.unlock();
}

void jthread_bad(std::mutex &m) {
  std::lock_guard lock(m);
  std::jthread worker([] {}); // it ends before the guard does
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'jthread_bad' joins 'worker'
}

void secondLock_bad(std::mutex &m, std::mutex &other,
                    std::condition_variable &cv, const bool &ready) {
  std::lock_guard outer(m);
  std::unique_lock lk(other);
  cv.wait(lk, [&] { return ready; });
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'secondLock_bad' waits
}

void ownLock_ok(std::mutex &m, std::condition_variable &cv, const bool &ready) {
  std::unique_lock lk(m);
  cv.wait(lk, [&] { return ready; });
}

void anyLock_ok(std::shared_mutex &m, std::condition_variable_any &cv,
                const bool &ready) {
  std::shared_lock lk(m);
  cv.wait(lk, [&] { return ready; });
}

void unlocked_ok(std::mutex &m) {
  std::unique_lock lock(m);
  lock.unlock();
  std::this_thread::sleep_for(1s);
}

void deferred_ok(std::mutex &m) {
  std::unique_lock lock(m, std::defer_lock);
  std::this_thread::sleep_for(1s);
}

void failed_ok(std::mutex &m) {
  std::unique_lock lock(m, std::try_to_lock);
  if (!lock.owns_lock())
    std::this_thread::sleep_for(1s);
}

void look_ok(std::mutex &m, std::future<int> &answer) {
  std::lock_guard lock(m);
  if (answer.wait_for(0s) == std::future_status::ready)
    std::this_thread::sleep_for(0s);
}

void scope_ok(std::mutex &m, std::thread &worker) {
  {
    std::lock_guard lock(m);
  }
  worker.join();
}

} // namespace
