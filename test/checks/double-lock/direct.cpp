// RUN: %check_leash %s leash-double-lock --any-fix
// RUN: %check_leash %s leash-double-lock --any-fix --real

// A lock taken again in the function that holds it.

#include <chrono>
#include <mutex>
#include <utility>

class Counter {
public:
  void two_guards_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    std::lock_guard<std::mutex> again(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'two_guards_bad' locks 'mutex_' again while it holds it
  }

  void inner_scope_bad(bool twice) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (twice) {
      std::unique_lock<std::mutex> lock(mutex_);
      // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'inner_scope_bad' locks 'mutex_' again while it holds it
      ++value_;
    }
  }

  void by_hand_bad() {
    mutex_.lock();
    mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'by_hand_bad' locks 'mutex_' again while it holds it
    mutex_.unlock();
  }

  void guard_and_hand_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'guard_and_hand_bad' locks 'mutex_' again while it holds it
  }

  void guard_locked_again_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    std::unique_lock<std::mutex> other(mutex_, std::defer_lock);
    other.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'guard_locked_again_bad' locks 'mutex_' again while it holds it
  }

  void scoped_lock_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    std::scoped_lock both(other_, mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'scoped_lock_bad' locks 'mutex_' again while it holds it
  }

  void loop_bad() {
    for (int i = 0; i < 3; ++i)
      mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'loop_bad' locks 'mutex_' again while it holds it
  }

  // One branch forgot to unlock.
  void missing_unlock_bad(bool empty) {
    mutex_.lock();
    if (!empty)
      mutex_.unlock();
    mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'missing_unlock_bad' locks 'mutex_' again while it holds it
    ++value_;
    mutex_.unlock();
  }

  void adopted_bad() {
    mutex_.lock();
    std::lock_guard<std::mutex> guard(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'adopted_bad' locks 'mutex_' again while it holds it
  }

  void adopted_ok() {
    mutex_.lock();
    std::lock_guard<std::mutex> guard(mutex_, std::adopt_lock);
    ++value_;
  }

  void unlock_between_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    ++value_;
    lock.unlock();
    lock.lock();
    ++value_;
  }

  void two_scopes_ok() {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      ++value_;
    }
    std::lock_guard<std::mutex> guard(mutex_);
    ++value_;
  }

  void branches_ok(bool fast) {
    if (fast) {
      std::lock_guard<std::mutex> guard(mutex_);
      ++value_;
    } else {
      std::lock_guard<std::mutex> guard(mutex_);
      --value_;
    }
  }

  void loop_ok() {
    for (int i = 0; i < 3; ++i) {
      std::lock_guard<std::mutex> guard(mutex_);
      ++value_;
    }
  }

  // An attempt does not wait: it fails.
  void try_lock_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    if (!mutex_.try_lock())
      ++value_;
  }

  void try_guard_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    std::unique_lock<std::mutex> attempt(mutex_, std::try_to_lock);
    if (!attempt)
      ++value_;
  }

  void failed_try_ok() {
    if (!mutex_.try_lock()) {
      ++waits_;
      mutex_.lock();
    }
    ++value_;
    mutex_.unlock();
  }

  void failed_try_guard_ok() {
    std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
    if (!lock.owns_lock()) {
      ++waits_;
      lock.lock();
    }
    ++value_;
  }

  void recursive_ok() {
    std::lock_guard<std::recursive_mutex> guard(recursive_);
    std::lock_guard<std::recursive_mutex> again(recursive_);
    ++value_;
  }

  void two_mutexes_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    std::lock_guard<std::mutex> other(other_);
    ++value_;
  }

  void moved_guard_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    std::unique_lock<std::mutex> owner(std::move(lock));
    mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'moved_guard_bad' locks 'mutex_' again while it holds it
  }

  void moved_guard_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    {
      std::unique_lock<std::mutex> owner(std::move(lock));
      ++value_;
    }
    lock = std::unique_lock<std::mutex>(mutex_);
    ++value_;
  }

  // The new lock is taken before the old one is given back.
  void replaced_guard_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    lock = std::unique_lock<std::mutex>(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'replaced_guard_bad' locks 'mutex_' again while it holds it
  }

  void released_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    lock.release();
    std::lock_guard<std::mutex> guard(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'released_bad' locks 'mutex_' again while it holds it
  }

  void flag_ok(bool locked) {
    if (!locked)
      mutex_.lock();
    ++value_;
    if (!locked)
      mutex_.unlock();
    if (locked)
      mutex_.unlock();
    mutex_.lock();
    mutex_.unlock();
  }

private:
  std::mutex mutex_;
  std::mutex other_;
  std::recursive_mutex recursive_;
  int value_ = 0;
  int waits_ = 0;
};
