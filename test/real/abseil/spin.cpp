// REQUIRES: abseil
// RUN: %check_leash %s leash-spin-select --real -- -std=c++20

// Polling Abseil's lock and notification, on the real headers.

#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <absl/time/time.h>

#include <thread>

namespace {

void lock_bad(absl::Mutex &mutex) {
  while (!mutex.TryLock())
    std::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'lock_bad' polls in a loop that never waits: each time 'TryLock' does not get 'mutex', the next turn comes at once; 'yield' lets others run first
  // CHECK-FIXES: mutex.Lock();
  mutex.Unlock();
}

void reader_bad(absl::Mutex &mutex) {
  while (!mutex.ReaderTryLock()) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'reader_bad' polls in a loop that never waits: each time 'ReaderTryLock' does not get 'mutex'
  // CHECK-FIXES: mutex.ReaderLock();
  mutex.ReaderUnlock();
}

void sleeps_ok(absl::Mutex &mutex) {
  while (!mutex.TryLock())
    absl::SleepFor(absl::Milliseconds(5));
  mutex.Unlock();
}

void notified_bad(absl::Notification &done) {
  while (!done.HasBeenNotified()) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'notified_bad' looks at 'done' again and again, and nothing in this loop waits for it to change, and a core burns
}

void notified_ok(absl::Notification &done) { done.WaitForNotification(); }

void notified_in_time_ok(absl::Notification &done) {
  while (!done.HasBeenNotified())
    done.WaitForNotificationWithTimeout(absl::Milliseconds(100));
}

void under_lock_bad(absl::Mutex &mutex, bool &ready) {
  for (;;) {
    absl::MutexLock lock(&mutex);
    if (ready)
      return;
  }
  // CHECK-MESSAGES: :[[@LINE-5]]:3: warning: 'under_lock_bad' looks at 'ready' again and again
}

void under_lock_ok(absl::Mutex &mutex, bool &ready) {
  absl::MutexLock lock(&mutex);
  mutex.Await(absl::Condition(&ready));
}

} // namespace
