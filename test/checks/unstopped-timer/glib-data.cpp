// REQUIRES: glib
// RUN: %check_leash %s leash-unstopped-timer --real -- -std=c++20 %glib_flags

// Timers whose id is dropped and whose callback always asks for more: they
// outlive what they were given, or pile up in a loop.

#include <glib.h>

#include <memory>

void work();
int wait_for_job(GAsyncQueue *);

struct Job {
  int count;
};

static gboolean tick(gpointer data) {
  static_cast<Job *>(data)->count++;
  return G_SOURCE_CONTINUE;
}

static gboolean once(gpointer data) {
  static_cast<Job *>(data)->count++;
  return G_SOURCE_REMOVE;
}

void deletes_bad() {
  Job *job = new Job{0};
  g_timeout_add(100, tick, job);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this timer goes on calling 'tick' with 'job', which is gone when 'deletes_bad' gives it back: its id is dropped, so nobody can stop it [leash-unstopped-timer]
  // CHECK-NOTES: note: 'job' is given back here
  // CHECK-NOTES: note: 'tick' always asks to be called again
  // CHECK-NOTES: note: canonical fix: keep the id, and stop the timer before 'job' is gone
  work();
  delete job;
}

void frees_bad() {
  Job *job = g_new0(Job, 1);
  g_timeout_add_seconds(1, tick, job);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this timer goes on calling 'tick' with 'job', which is gone when 'frees_bad' gives it back
  g_free(job);
}

void local_bad() {
  Job job{0};
  guint id = g_timeout_add(100, tick, &job);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: this timer goes on calling 'tick' with 'job', which is gone when 'local_bad' returns
  work();
}

void unique_bad() {
  auto job = std::make_unique<Job>();
  g_timeout_add(100, tick, job.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this timer goes on calling 'tick' with 'job', which is gone when 'unique_bad' returns
}

void removed_ok() {
  Job *job = new Job{0};
  guint id = g_timeout_add(100, tick, job);
  work();
  g_source_remove(id);
  delete job;
}

void once_ok() {
  Job *job = new Job{0};
  g_timeout_add(100, once, job);
  work();
  delete job;
}

void handed_over_ok() {
  auto job = std::make_unique<Job>();
  g_timeout_add(100, tick, job.release());
}

void kept_ok() {
  Job *job = new Job{0};
  g_timeout_add(100, tick, job);
}

// The loop ends before the data does.
void runs_ok(GMainLoop *loop) {
  Job job{0};
  g_timeout_add(100, tick, &job);
  g_main_loop_run(loop);
}

void each_turn_bad(GAsyncQueue *jobs, Job *job) {
  while (g_async_queue_pop(jobs)) {
    g_timeout_add(100, tick, job);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: each turn of this loop arms one more timer, and nobody can stop those of the turns before: they go on firing
    // CHECK-NOTES: note: the loop is here
    // CHECK-NOTES: note: canonical fix: arm the timer once, before the loop, or keep its id and stop it on each turn
  }
}

void each_turn_removed_ok(GAsyncQueue *jobs, Job *job) {
  while (g_async_queue_pop(jobs)) {
    guint id = g_timeout_add(100, tick, job);
    work();
    g_source_remove(id);
  }
}

void each_turn_once_ok(GAsyncQueue *jobs, Job *job) {
  while (g_async_queue_pop(jobs))
    g_timeout_add(100, once, job);
}
