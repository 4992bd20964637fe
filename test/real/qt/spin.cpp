// REQUIRES: qt
// RUN: %check_leash %s leash-spin-select --real -- -std=c++20 -fPIC %qt_flags

// Polling with Qt, on the real headers.

#include <QMutex>
#include <QSemaphore>
#include <QThread>

namespace {

void lock_bad(QMutex &mutex) {
  while (!mutex.tryLock())
    QThread::yieldCurrentThread();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'lock_bad' polls in a loop that never waits: each time 'tryLock' does not get 'mutex', the next turn comes at once; 'yield' lets others run first
}

void semaphore_bad(QSemaphore &jobs) {
  while (!jobs.tryAcquire()) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'semaphore_bad' polls in a loop that never waits: each time 'tryAcquire'
  // CHECK-FIXES: jobs.acquire();
}

void timed_ok(QMutex &mutex) {
  while (!mutex.tryLock(10)) {
  }
}

void sleeps_ok(QSemaphore &jobs) {
  while (!jobs.tryAcquire())
    QThread::msleep(5);
}

} // namespace
