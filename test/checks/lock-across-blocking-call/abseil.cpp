// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %if abseil %{ %check_leash %s leash-lock-across-blocking-call --any-fix --real %}

// Abseil's mutex waits for conditions itself; it gives itself up meanwhile.

#include <absl/synchronization/mutex.h>
#include <absl/time/clock.h>
#include <absl/time/time.h>

class Feed {
public:
  void await_ok() {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&ready_));
    ready_ = false;
  }

  void await_under_another_bad() {
    absl::MutexLock other(&other_);
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&ready_));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'other_' is held while 'await_under_another_bad' waits
  }

  void lock_when_ok() {
    mutex_.LockWhen(absl::Condition(&ready_));
    ready_ = false;
    mutex_.Unlock();
  }

  void lock_when_under_another_bad() {
    absl::MutexLock other(&other_);
    mutex_.LockWhen(absl::Condition(&ready_));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'other_' is held while 'lock_when_under_another_bad' waits
    mutex_.Unlock();
  }

  void held_after_lock_when_bad() {
    mutex_.LockWhen(absl::Condition(&ready_));
    absl::SleepFor(absl::Seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'held_after_lock_when_bad' sleeps
    mutex_.Unlock();
  }

  void sleep_bad() {
    absl::MutexLock lock(&mutex_);
    absl::SleepFor(absl::Seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'sleep_bad' sleeps
  }

  void reader_sleep_bad() {
    absl::ReaderMutexLock lock(&mutex_);
    absl::SleepFor(absl::Seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'reader_sleep_bad' sleeps
  }

  void condition_variable_ok() {
    absl::MutexLock lock(&mutex_);
    while (!ready_)
      changed_.Wait(&mutex_);
  }

  void condition_variable_bad() {
    absl::MutexLock other(&other_);
    absl::MutexLock lock(&mutex_);
    while (!ready_)
      changed_.Wait(&mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'other_' is held while 'condition_variable_bad' waits on 'changed_'
  }

private:
  absl::Mutex mutex_;
  absl::Mutex other_;
  absl::CondVar changed_;
  bool ready_ = false;
};
