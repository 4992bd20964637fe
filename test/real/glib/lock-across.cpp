// REQUIRES: glib
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real -- %glib_flags

#include <gio/gio.h>

static GMutex mutex;
static GMutex flush_mutex;
static GRWLock table_lock;
static GCond changed;
static GThread *worker;
static GAsyncQueue *jobs;
static GMainLoop *loop;
static bool ready = false;
G_LOCK_DEFINE_STATIC(names);

void sleep_bad() {
  g_mutex_lock(&mutex);
  g_usleep(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'sleep_bad' sleeps
  g_mutex_unlock(&mutex);
}

void sleep_as_reader_bad() {
  g_rw_lock_reader_lock(&table_lock);
  g_usleep(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'table_lock' is held while 'sleep_as_reader_bad' sleeps
  g_rw_lock_reader_unlock(&table_lock);
}

void locking_macro_bad() {
  G_LOCK(names);
  g_usleep(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: '{{.*}}names{{.*}}' is held while 'locking_macro_bad' sleeps
  G_UNLOCK(names);
}

void locker_bad() {
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&mutex);
  g_usleep(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'locker_bad' sleeps
}

void join_bad() {
  g_mutex_lock(&mutex);
  g_thread_join(worker);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'join_bad' joins 'worker'
  g_mutex_unlock(&mutex);
}

void pop_bad() {
  g_mutex_lock(&mutex);
  g_async_queue_pop(jobs);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'pop_bad'
  g_mutex_unlock(&mutex);
}

void loop_bad() {
  g_mutex_lock(&mutex);
  g_main_loop_run(loop);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'loop_bad' waits
  g_mutex_unlock(&mutex);
}

void process_bad() {
  g_mutex_lock(&mutex);
  g_spawn_command_line_sync("true", nullptr, nullptr, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'process_bad' waits
  g_mutex_unlock(&mutex);
}

void condition_under_second_lock_bad() {
  g_mutex_lock(&flush_mutex);
  g_mutex_lock(&mutex);
  while (!ready)
    g_cond_wait(&changed, &mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex' is held while 'condition_under_second_lock_bad' waits
  g_mutex_unlock(&mutex);
  g_mutex_unlock(&flush_mutex);
}

void condition_ok() {
  g_mutex_lock(&mutex);
  while (!ready)
    g_cond_wait(&changed, &mutex);
  g_mutex_unlock(&mutex);
}

void unlocked_ok() {
  g_mutex_lock(&mutex);
  ready = true;
  g_mutex_unlock(&mutex);
  g_usleep(10);
}

// A pointer can be a guard: it ends by the cleanup attribute or by hand.
void locker_scope_ok() {
  {
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&mutex);
    ready = true;
  }
  g_usleep(10);
}

void locker_freed_ok() {
  GMutexLocker *locker = g_mutex_locker_new(&mutex);
  ready = true;
  g_mutex_locker_free(locker);
  g_usleep(10);
}

// Known wrong answer: the macro frees it through another pointer.
void fp_locker_cleared() {
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&mutex);
  ready = true;
  g_clear_pointer(&locker, g_mutex_locker_free);
  g_usleep(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex' is held while 'fp_locker_cleared' sleeps
}

void attempt_ok() {
  if (!g_mutex_trylock(&mutex)) {
    g_usleep(10);
    return;
  }
  g_mutex_unlock(&mutex);
}

void queue_ok(gpointer job) {
  g_mutex_lock(&mutex);
  g_async_queue_push(jobs, job);
  g_async_queue_try_pop(jobs);
  g_cond_broadcast(&changed);
  g_mutex_unlock(&mutex);
}

// The queue gives up its own lock while it waits.
void queue_lock_ok() {
  g_async_queue_lock(jobs);
  g_async_queue_pop_unlocked(jobs);
  g_async_queue_unlock(jobs);
}
