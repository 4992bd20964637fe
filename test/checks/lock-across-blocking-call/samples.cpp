// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// The twelve samples on which the static analyzer's unix.BlockInCriticalSection
// was measured: it finds four of the ten, and flags one of the two controls.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <unistd.h>

namespace {

std::mutex mutex;
std::mutex queue_mutex;
std::shared_mutex table_mutex;
std::condition_variable ready;
bool is_ready = false;
char buffer[64];
int descriptor = -1;

void sleep_under_lock_guard_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'sleep_under_lock_guard_bad' sleeps
}

void sleep_under_scoped_lock_bad() {
  std::scoped_lock guard(mutex);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'sleep_under_scoped_lock_bad' sleeps
}

void settle() { sleep(1); }

void sleep_through_a_helper_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  settle();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'sleep_through_a_helper_bad' sleeps
}

void read_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  if (read(descriptor, buffer, sizeof buffer) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex' is held while 'read_bad' waits for the network in 'read'
    descriptor = -1;
}

void sleep_under_shared_lock_bad() {
  std::shared_lock<std::shared_mutex> guard(table_mutex);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'table_mutex' is held while 'sleep_under_shared_lock_bad' sleeps
}

void sleep_for_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'sleep_for_bad' sleeps
}

void join_bad(std::thread &worker) {
  std::lock_guard<std::mutex> guard(mutex);
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'join_bad' joins 'worker'
}

void wait_under_a_second_lock_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  std::unique_lock<std::mutex> lock(queue_mutex);
  ready.wait(lock, [] { return is_ready; });
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'wait_under_a_second_lock_bad' waits on 'ready'
}

void write_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  if (write(descriptor, buffer, sizeof buffer) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex' is held while 'write_bad' waits for the network in 'write'
    descriptor = -1;
}

void usleep_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  usleep(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'usleep_bad' sleeps
}

void sleep_after_unlock_ok() {
  std::unique_lock<std::mutex> lock(mutex);
  is_ready = false;
  lock.unlock();
  sleep(1);
}

void plain_wait_ok() {
  std::unique_lock<std::mutex> lock(queue_mutex);
  ready.wait(lock, [] { return is_ready; });
}

} // namespace

void run() {
  std::thread worker(sleep_under_lock_guard_bad);
  sleep_under_scoped_lock_bad();
  sleep_through_a_helper_bad();
  read_bad();
  sleep_under_shared_lock_bad();
  sleep_for_bad();
  join_bad(worker);
  wait_under_a_second_lock_bad();
  write_bad();
  usleep_bad();
  sleep_after_unlock_ok();
  plain_wait_ok();
}
