// REQUIRES: poco
// RUN: %check_leash %s leash-double-lock --any-fix --real

// Poco's guard of a read-write lock is told by a flag whether it writes; by
// default it reads.

#include <Poco/RWLock.h>

namespace {

class Table {
public:
  void upgrade_bad() {
    Poco::ScopedRWLock reader(lock_);
    Poco::ScopedRWLock writer(lock_, true);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'upgrade_bad' locks 'lock_' exclusively while it holds it shared
    ++rows_;
  }

  void two_readers_ok() {
    Poco::ScopedRWLock first(lock_);
    Poco::ScopedRWLock second(lock_, false);
  }

private:
  Poco::RWLock lock_;
  int rows_ = 0;
};

} // namespace

void use() {
  Table table;
  table.upgrade_bad();
}
