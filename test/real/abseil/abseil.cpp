// REQUIRES: abseil
// RUN: %check_why %s --library abseil -- -std=c++20
//
// Each call of models/abseil.yaml on the real headers. Compiled, never run.
//
// UNCOVERED: absl::Mutex::lock  newer than the packaged release
// UNCOVERED: absl::Mutex::unlock  newer than the packaged release
// UNCOVERED: absl::Mutex::try_lock  newer than the packaged release
// UNCOVERED: absl::Mutex::lock_shared  newer than the packaged release
// UNCOVERED: absl::Mutex::try_lock_shared  newer than the packaged release
// UNCOVERED: absl::Mutex::unlock_shared  newer than the packaged release

#include <absl/base/call_once.h>
#include <absl/synchronization/barrier.h>
#include <absl/synchronization/blocking_counter.h>
#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <absl/time/time.h>

namespace {

bool Ready = false;

void mutex() {
  absl::Mutex M;          // WHY: -> lock
  M.Lock();               // WHY: acquire exclusive on 'M'
  M.AssertHeld();         // WHY: assert-held
  M.Unlock();             // WHY: release
  M.WriterLock();         // WHY: acquire exclusive on 'M'
  M.WriterUnlock();       // WHY: release
  M.ReaderLock();         // WHY: acquire shared on 'M'
  M.AssertReaderHeld();   // WHY: assert-held
  M.ReaderUnlock();       // WHY: release
  if (M.TryLock())        // WHY: attempt; blocking=Lock
    M.Unlock();           // WHY: release
  if (M.WriterTryLock())  // WHY: attempt; blocking=WriterLock
    M.WriterUnlock();     // WHY: release
  if (M.ReaderTryLock())  // WHY: attempt; blocking=ReaderLock
    M.ReaderUnlock();     // WHY: release
}

void conditional() {
  absl::Mutex M;
  absl::Condition C(&Ready);
  absl::Duration D = absl::Seconds(1);
  absl::Time T = absl::Now() + D;
  M.LockWhen(C);                      // WHY: acquire exclusive
  M.Await(C);                         // WHY: wait class=wait bound=unbounded releases 'M'
  M.AwaitWithTimeout(C, D);           // WHY: wait class=wait bound=bounded releases 'M'
  M.AwaitWithDeadline(C, T);          // WHY: wait class=wait bound=bounded releases 'M'
  M.Unlock();                         // WHY: release
  M.WriterLockWhen(C);                // WHY: acquire exclusive
  M.WriterUnlock();                   // WHY: release
  M.ReaderLockWhen(C);                // WHY: acquire shared
  M.ReaderUnlock();                   // WHY: release
  M.LockWhenWithTimeout(C, D);        // WHY: acquire exclusive
  M.Unlock();                         // WHY: release
  M.LockWhenWithDeadline(C, T);       // WHY: acquire exclusive
  M.Unlock();                         // WHY: release
  M.WriterLockWhenWithTimeout(C, D);  // WHY: acquire exclusive
  M.WriterUnlock();                   // WHY: release
  M.WriterLockWhenWithDeadline(C, T); // WHY: acquire exclusive
  M.WriterUnlock();                   // WHY: release
  M.ReaderLockWhenWithTimeout(C, D);  // WHY: acquire shared
  M.ReaderUnlock();                   // WHY: release
  M.ReaderLockWhenWithDeadline(C, T); // WHY: acquire shared
  M.ReaderUnlock();                   // WHY: release
}

void guards() {
  absl::Mutex M;
  absl::Condition C(&Ready);
  { absl::MutexLock L(&M); }              // WHY: -> guard
  { absl::WriterMutexLock L(&M); }        // WHY: -> guard
  { absl::ReaderMutexLock L(&M); }        // WHY: -> guard
  { absl::MutexLockMaybe L(&M); }         // WHY: -> guard
  { absl::ReleasableMutexLock L(&M);      // WHY: -> guard
    L.Release(); }                        // WHY: release
  { absl::MutexLock L(&M, C); }           // WHY: wait class=wait bound=unbounded releases 'M'
  { absl::WriterMutexLock L(&M, C); }     // WHY: wait class=wait bound=unbounded releases 'M'
  { absl::ReaderMutexLock L(&M, C); }     // WHY: wait class=wait bound=unbounded releases 'M'
  { absl::MutexLockMaybe L(&M, C); }      // WHY: wait class=wait bound=unbounded releases 'M'
  { absl::ReleasableMutexLock L(&M, C); } // WHY: wait class=wait bound=unbounded releases 'M'
}

void condition() {
  absl::Mutex M;
  absl::CondVar V; // WHY: -> condition
  absl::MutexLock L(&M);
  V.Wait(&M);                                           // WHY: wait class=wait bound=unbounded releases 'M'
  V.WaitWithTimeout(&M, absl::Seconds(1));              // WHY: wait class=wait bound=bounded releases 'M'
  V.WaitWithDeadline(&M, absl::Now() + absl::Seconds(1)); // WHY: wait class=wait bound=bounded releases 'M'
  V.Signal();                                           // WHY: notify; wakes=one
  V.SignalAll();                                        // WHY: notify; wakes=all
}

void groups() {
  absl::BlockingCounter B(2); // WHY: -> wait-group
  B.DecrementCount();         // WHY: count-down
  B.Wait();                   // WHY: block class=wait bound=unbounded
  auto *R = new absl::Barrier(2); // WHY: -> wait-group
  if (R->Block())             // WHY: block class=wait bound=unbounded
    delete R;
}

void notification() {
  absl::Notification N; // WHY: -> stop-signal
  N.Notify();           // WHY: request-stop; wakes=all
  while (!N.HasBeenNotified()) // WHY: stop-requested
    ;
  N.WaitForNotification();                                           // WHY: block class=wait bound=unbounded; stopped-by=this
  N.WaitForNotificationWithTimeout(absl::Seconds(1));                // WHY: block class=wait bound=bounded; stopped-by=this
  N.WaitForNotificationWithDeadline(absl::Now() + absl::Seconds(1)); // WHY: block class=wait bound=bounded; stopped-by=this
}

void sleeping() {
  absl::SleepFor(absl::Milliseconds(1)); // WHY: block class=sleep bound=bounded
  static absl::once_flag Once;
  absl::call_once(Once, [] {}); // WHY: callback; runs '[] {}'
}

} // namespace

void all() {
  mutex();
  conditional();
  guards();
  condition();
  groups();
  notification();
  sleeping();
}
