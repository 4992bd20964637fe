// RUN: %check_leash %s leash-double-lock --silent
// RUN: %check_leash %s leash-double-lock --any-fix --suffix=RETAKEN \
// RUN:   --config '{CheckOptions: {leash-double-lock.RetakenReadLocks: true}}'

// A read lock taken again waits for ever only if a writer comes in between, on
// locks that let writers go first: for those who ask.

#include <mutex>
#include <shared_mutex>

class Table {
public:
  int rows() const {
    std::shared_lock<std::shared_mutex> shared(mutex_);
    return rows_;
  }

  int total_bad() const {
    std::shared_lock<std::shared_mutex> shared(mutex_);
    return rows() + 1;
    // CHECK-MESSAGES-RETAKEN: :[[@LINE-1]]:12: warning: 'total_bad' locks 'mutex_' {{.*}}
  }

  int twice_bad() const {
    std::shared_lock<std::shared_mutex> shared(mutex_);
    std::shared_lock<std::shared_mutex> again(mutex_);
    // CHECK-MESSAGES-RETAKEN: :[[@LINE-1]]:{{[0-9]+}}: warning: 'twice_bad' locks 'mutex_' {{.*}}
    return rows_;
  }

  int once_ok() const {
    std::shared_lock<std::shared_mutex> shared(mutex_);
    return rows_;
  }

private:
  mutable std::shared_mutex mutex_;
  int rows_ = 0;
};
