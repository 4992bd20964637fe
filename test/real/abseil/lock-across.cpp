// REQUIRES: abseil
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

#include <absl/synchronization/blocking_counter.h>
#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <absl/time/time.h>
#include <thread>

namespace {

class Store {
public:
  void sleep_bad() {
    absl::MutexLock lock(&mutex_);
    absl::SleepFor(absl::Milliseconds(10));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'sleep_bad' sleeps
  }

  void sleep_by_hand_bad() {
    mutex_.Lock();
    absl::SleepFor(absl::Milliseconds(10));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'sleep_by_hand_bad' sleeps
    mutex_.Unlock();
  }

  void sleep_as_reader_bad() {
    absl::ReaderMutexLock lock(&mutex_);
    absl::SleepFor(absl::Milliseconds(10));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'sleep_as_reader_bad' sleeps
  }

  void join_bad() {
    absl::WriterMutexLock lock(&mutex_);
    worker_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'join_bad' joins 'worker_'
  }

  void notification_bad() {
    absl::MutexLock lock(&mutex_);
    done_.WaitForNotification();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'notification_bad' waits
  }

  void counter_bad(absl::BlockingCounter &counter) {
    absl::MutexLock lock(&mutex_);
    counter.Wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'counter_bad' waits
  }

  // CondVar::Wait and Await release one lock, not the other one.
  void condition_under_second_lock_bad() {
    absl::MutexLock outer(&flush_mutex_);
    absl::MutexLock lock(&mutex_);
    while (!ready_)
      changed_.Wait(&mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex_' is held while 'condition_under_second_lock_bad' waits
  }

  void await_under_second_lock_bad() {
    absl::MutexLock outer(&flush_mutex_);
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&ready_));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex_' is held while 'await_under_second_lock_bad' waits
  }

  // LockWhen waits for more than the lock.
  void lock_when_under_lock_bad() {
    absl::MutexLock outer(&flush_mutex_);
    mutex_.LockWhen(absl::Condition(&ready_));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex_' is held while 'lock_when_under_lock_bad' waits
    mutex_.Unlock();
  }

  void guard_with_condition_under_lock_bad() {
    absl::MutexLock outer(&flush_mutex_);
    absl::MutexLock lock(&mutex_, absl::Condition(&ready_));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex_' is held while 'guard_with_condition_under_lock_bad' waits
    ready_ = false;
  }

  void sleep_after_lock_when_bad() {
    mutex_.LockWhen(absl::Condition(&ready_));
    absl::SleepFor(absl::Milliseconds(10));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'sleep_after_lock_when_bad' sleeps
    mutex_.Unlock();
  }

  void condition_ok() {
    absl::MutexLock lock(&mutex_);
    while (!ready_)
      changed_.Wait(&mutex_);
  }

  void await_ok() {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&ready_));
  }

  void lock_when_ok() {
    mutex_.LockWhen(absl::Condition(&ready_));
    ready_ = false;
    mutex_.Unlock();
  }

  void guard_with_condition_ok() {
    absl::MutexLock lock(&mutex_, absl::Condition(&ready_));
    ready_ = false;
  }

  void released_ok() {
    absl::ReleasableMutexLock lock(&mutex_);
    ready_ = true;
    lock.Release();
    absl::SleepFor(absl::Milliseconds(10));
  }

  void scope_ok() {
    {
      absl::MutexLock lock(&mutex_);
      ready_ = true;
    }
    worker_.join();
  }

  void attempt_ok() {
    if (!mutex_.TryLock()) {
      absl::SleepFor(absl::Milliseconds(10));
      return;
    }
    mutex_.Unlock();
  }

  void second_lock_ok() {
    absl::MutexLock outer(&flush_mutex_);
    absl::MutexLock lock(&mutex_);
    ready_ = true;
    changed_.SignalAll();
  }

private:
  absl::Mutex mutex_;
  absl::Mutex flush_mutex_;
  absl::CondVar changed_;
  absl::Notification done_;
  std::thread worker_;
  bool ready_ = false;
};

} // namespace

void use() {
  Store store;
  store.sleep_bad();
}
