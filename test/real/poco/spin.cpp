// REQUIRES: poco
// RUN: %check_leash %s leash-spin-select --real -- -std=c++20

// Polling with Poco, on the real headers.

#include <Poco/AutoPtr.h>
#include <Poco/Mutex.h>
#include <Poco/Notification.h>
#include <Poco/NotificationQueue.h>
#include <Poco/Thread.h>

void handle(Poco::Notification *);

namespace {

void queue_bad(Poco::NotificationQueue &jobs) {
  for (;;) {
    Poco::Notification *job = jobs.dequeueNotification();
    // CHECK-FIXES: Poco::Notification *job = jobs.waitDequeueNotification();
    if (job)
      handle(job);
  }
  // CHECK-MESSAGES: :[[@LINE-6]]:3: warning: 'queue_bad' polls in a loop that never waits: each time 'dequeueNotification' finds nothing in 'jobs', the next turn comes at once, and a core burns
}

void lock_bad(Poco::FastMutex &mutex) {
  while (!mutex.tryLock())
    Poco::Thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'lock_bad' polls in a loop that never waits: each time 'tryLock' does not get 'mutex', the next turn comes at once; 'yield' lets others run first
  // CHECK-FIXES: mutex.lock();
}

void waits_ok(Poco::NotificationQueue &jobs) {
  while (Poco::Notification *job = jobs.waitDequeueNotification())
    handle(job);
}

void sleeps_ok(Poco::FastMutex &mutex) {
  while (!mutex.tryLock())
    Poco::Thread::sleep(5);
}

} // namespace
