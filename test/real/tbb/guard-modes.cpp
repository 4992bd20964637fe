// REQUIRES: tbb
// RUN: %check_leash %s leash-double-lock --any-fix --real

// A read-write lock's guard is told by a flag whether it writes; by default it
// does.

#include <oneapi/tbb.h>
#include <oneapi/tbb/rw_mutex.h>

namespace {

class Table {
public:
  void upgrade_bad() {
    tbb::rw_mutex::scoped_lock reader(mutex_, false);
    tbb::rw_mutex::scoped_lock writer(mutex_, true);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'upgrade_bad' locks 'mutex_' exclusively while it holds it shared
    ++rows_;
  }

  void upgrade_by_default_bad() {
    tbb::queuing_rw_mutex::scoped_lock reader(queue_, false);
    tbb::queuing_rw_mutex::scoped_lock writer(queue_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'upgrade_by_default_bad' locks 'queue_' exclusively while it holds it shared
    ++rows_;
  }

  void two_readers_ok() {
    tbb::rw_mutex::scoped_lock first(mutex_, false);
    tbb::rw_mutex::scoped_lock second(mutex_, false);
  }

  void one_after_the_other_ok() {
    {
      tbb::rw_mutex::scoped_lock reader(mutex_, false);
    }
    tbb::rw_mutex::scoped_lock writer(mutex_, true);
    ++rows_;
  }

private:
  tbb::rw_mutex mutex_;
  tbb::queuing_rw_mutex queue_;
  int rows_ = 0;
};

} // namespace

void use() {
  Table table;
  table.upgrade_bad();
}
