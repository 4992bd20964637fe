// RUN: %check_leash %s leash-spin-select -- -std=c++20 -idirafter %root/test/mock

// Polling a lock of bthread, on a mock of its headers.

#include <brpc/bthread.h>

void work();

void lock_bad(bthread_mutex_t *mutex) {
  while (bthread_mutex_trylock(mutex) != 0) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'lock_bad' polls in a loop that never waits: each time 'bthread_mutex_trylock' does not get
  work();
  bthread_mutex_unlock(mutex);
}

void lock_ok(bthread_mutex_t *mutex) {
  bthread_mutex_lock(mutex);
  work();
  bthread_mutex_unlock(mutex);
}
