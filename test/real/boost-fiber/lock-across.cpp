// REQUIRES: boost-fiber
// RUN: %check_leash %s leash-lock-across-blocking-call --real --any-fix

// The shape on the headers of Boost.Fiber itself: a lock of a thread stops the
// thread, and with it the fiber that holds the lock.

#include <boost/fiber/all.hpp>

#include <chrono>
#include <mutex>

using namespace std::chrono_literals;
namespace fibers = boost::fibers;

namespace {

void threadLock_bad(std::mutex &m) {
  std::lock_guard lock(m);
  boost::this_fiber::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'threadLock_bad' sleeps
}

void join_bad(std::mutex &m, fibers::fiber &worker) {
  std::lock_guard lock(m);
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'join_bad' joins 'worker'
}

void send_bad(fibers::mutex &m, fibers::buffered_channel<int> &results) {
  std::lock_guard lock(m);
  results.push(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'send_bad' sends
}

void receive_bad(std::mutex &m, fibers::unbuffered_channel<int> &results) {
  std::lock_guard lock(m);
  int value = results.value_pop();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'receive_bad' receives
  (void)value;
}

void future_bad(std::mutex &m, fibers::future<int> &answer) {
  std::unique_lock lock(m);
  answer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'future_bad' waits
}

void secondLock_bad(std::mutex &m, fibers::mutex &own,
                    fibers::condition_variable &cv, const bool &ready) {
  std::lock_guard outer(m);
  std::unique_lock<fibers::mutex> lk(own);
  cv.wait(lk, [&] { return ready; });
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'secondLock_bad' waits
}

void ownLock_ok(fibers::mutex &m, fibers::condition_variable &cv,
                const bool &ready) {
  std::unique_lock<fibers::mutex> lk(m);
  cv.wait(lk, [&] { return ready; });
}

void threadLockReleased_ok(std::mutex &m, fibers::condition_variable_any &cv,
                           const bool &ready) {
  std::unique_lock<std::mutex> lk(m);
  cv.wait(lk, [&] { return ready; });
}

void fiberLock_ok(fibers::mutex &m) {
  std::lock_guard lock(m);
  boost::this_fiber::sleep_for(1ms);
}

void attempt_ok(std::mutex &m, fibers::buffered_channel<int> &results) {
  std::lock_guard lock(m);
  results.try_push(1);
}

void unlocked_ok(std::mutex &m, fibers::fiber &worker) {
  std::unique_lock lock(m);
  lock.unlock();
  worker.join();
}

} // namespace
