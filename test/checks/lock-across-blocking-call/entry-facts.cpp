// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// Functions that say that their caller holds the lock.

#include <mutex>
#include <unistd.h>

class __attribute__((capability("mutex"))) Mutex {
public:
  void Lock() __attribute__((acquire_capability())) { mutex_.lock(); }
  void Unlock() __attribute__((release_capability())) { mutex_.unlock(); }
  void AssertHeld() const __attribute__((assert_capability(this))) {}

private:
  std::mutex mutex_;
};

class Journal {
public:
  void asserted_bad() {
    mutex_.AssertHeld();
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'asserted_bad' sleeps
  }

  void asserted_and_unlocked_ok() {
    mutex_.AssertHeld();
    mutex_.Unlock();
    sleep(1);
    mutex_.Lock();
  }

  void required_bad() __attribute__((requires_capability(mutex_))) {
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'required_bad' sleeps
  }

  void excluded_ok() __attribute__((locks_excluded(mutex_))) { sleep(1); }

  void not_required_ok() { sleep(1); }


private:
  Mutex mutex_;
  int entries_ = 0;
};
