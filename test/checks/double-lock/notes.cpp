// RUN: %check_leash %s leash-double-lock

// The notes tell where the lock was taken, and by which calls it is taken again.

#include <mutex>

class Registry {
public:
  int size() const {
    std::lock_guard<std::mutex> guard(mutex_);
    return size_;
  }
  bool full() const {
    return size() > 10;
  }
  void add_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    if (!full())
      ++size_;
    // CHECK-MESSAGES: :[[@LINE-2]]:10: warning: 'add_bad' locks 'mutex_' again while it holds it{{.*}} [leash-double-lock]
    // CHECK-NOTES: :[[@LINE-4]]:{{[0-9]+}}: note: 'mutex_' is locked here
    // CHECK-NOTES: :[[@LINE-8]]:12: note: 'full' calls 'size' here
    // CHECK-NOTES: :[[@LINE-13]]:{{[0-9]+}}: note: {{.*}}locks 'mutex_'
    // CHECK-NOTES: note: canonical fix: {{.*}}double-lock
  }

private:
  mutable std::mutex mutex_;
  int size_ = 0;
};
