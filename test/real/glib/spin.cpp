// REQUIRES: glib
// RUN: %check_leash %s leash-spin-select --real -- -std=c++20 %glib_flags

// Polling a queue and a main context of GLib, on the real headers.

#include <glib.h>

void handle(void *);

namespace {

void queue_bad(GAsyncQueue *jobs) {
  for (;;) {
    gpointer job = g_async_queue_try_pop(jobs);
    // CHECK-FIXES: gpointer job = g_async_queue_pop(jobs);
    if (job)
      handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-6]]:3: warning: 'queue_bad' polls in a loop that never waits: each time 'g_async_queue_try_pop' finds nothing in 'jobs', the next turn comes at once, and a core burns
}

void lock_bad(GMutex *mutex) {
  while (!g_mutex_trylock(mutex))
    g_thread_yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'lock_bad' polls in a loop that never waits: each time 'g_mutex_trylock' does not get
  // CHECK-FIXES: g_mutex_lock(mutex);
}

void queue_ok(GAsyncQueue *jobs) {
  for (;;)
    handle(g_async_queue_pop(jobs));
}

void timed_ok(GAsyncQueue *jobs) {
  for (;;)
    if (gpointer job = g_async_queue_timeout_pop(jobs, 10000))
      handle(job);
}

void drains_ok(GAsyncQueue *jobs) {
  while (gpointer job = g_async_queue_try_pop(jobs))
    handle(job);
}

} // namespace
