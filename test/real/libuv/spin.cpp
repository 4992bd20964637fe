// REQUIRES: libuv
// RUN: %check_leash %s leash-spin-select --real -- -std=c++20

// Polling with libuv, on the real header.

#include <uv.h>

namespace {

void lock_bad(uv_mutex_t *mutex) {
  while (uv_mutex_trylock(mutex) != 0) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'lock_bad' polls in a loop that never waits: each time 'uv_mutex_trylock' does not get
  // CHECK-FIXES: uv_mutex_lock(mutex);
}

void semaphore_bad(uv_sem_t *jobs, bool &more) {
  while (uv_sem_trywait(jobs) == UV_EAGAIN)
    ;
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'semaphore_bad' polls in a loop that never waits
  more = true;
}

void semaphore_ok(uv_sem_t *jobs) { uv_sem_wait(jobs); }

void sleeps_ok(uv_sem_t *jobs) {
  while (uv_sem_trywait(jobs) != 0)
    uv_sleep(5);
}

} // namespace
