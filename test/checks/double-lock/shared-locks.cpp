// RUN: %check_leash %s leash-double-lock --any-fix
// RUN: %check_leash %s leash-double-lock --any-fix --real

// Locks that can be held shared.

#include <mutex>
#include <shared_mutex>

class Table {
public:
  void upgrade_bad() {
    std::shared_lock<std::shared_mutex> shared(mutex_);
    if (rows_ == 0) {
      std::unique_lock<std::shared_mutex> exclusive(mutex_);
      // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'upgrade_bad' locks 'mutex_' exclusively while it holds it shared
      ++rows_;
    }
  }

  void upgrade_through_a_call_bad() {
    std::shared_lock<std::shared_mutex> shared(mutex_);
    if (rows_ == 0)
      grow();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'upgrade_through_a_call_bad' locks 'mutex_' exclusively while it holds it shared
  }

  void upgrade_by_hand_bad() {
    mutex_.lock_shared();
    mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'upgrade_by_hand_bad' locks 'mutex_' exclusively while it holds it shared
    mutex_.unlock();
  }

  void let_go_first_ok() {
    std::shared_lock<std::shared_mutex> shared(mutex_);
    if (rows_ == 0) {
      shared.unlock();
      grow();
    }
  }

  void scope_ok() {
    {
      std::shared_lock<std::shared_mutex> shared(mutex_);
      if (rows_ != 0)
        return;
    }
    std::unique_lock<std::shared_mutex> exclusive(mutex_);
    ++rows_;
  }

  void twice_exclusively_bad() {
    std::unique_lock<std::shared_mutex> exclusive(mutex_);
    std::lock_guard<std::shared_mutex> again(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'twice_exclusively_bad' locks 'mutex_' again while it holds it
  }

  void shared_under_exclusive_bad() {
    std::unique_lock<std::shared_mutex> exclusive(mutex_);
    std::shared_lock<std::shared_mutex> shared(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'shared_under_exclusive_bad' locks 'mutex_' again while it holds it
  }

  void try_upgrade_ok() {
    std::shared_lock<std::shared_mutex> shared(mutex_);
    if (mutex_.try_lock())
      mutex_.unlock();
  }

private:
  void grow() {
    std::lock_guard<std::shared_mutex> guard(mutex_);
    ++rows_;
  }

  std::shared_mutex mutex_;
  int rows_ = 0;
};
