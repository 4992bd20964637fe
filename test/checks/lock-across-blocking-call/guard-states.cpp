// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// A guard is a state machine: what counts is whether its lock is held at the
// call, not whether the guard is in scope.

#include <chrono>
#include <mutex>
#include <thread>
#include <utility>

using namespace std::chrono_literals;

class Cache {
public:
  void unlock_before_call_ok();
  void lock_again_bad();
  void unlock_after_call_bad();
  void defer_ok();
  void defer_then_lock_bad();
  void defer_then_std_lock_bad();
  void try_lock_succeeded_bad();
  void try_lock_failed_ok();
  void try_lock_early_return_bad();
  void try_lock_retry_ok();
  void owns_lock_ok();
  void owns_lock_bad();
  void try_to_lock_ok();
  void try_to_lock_bad();
  void adopt_bad();
  void adopt_and_unlock_ok();
  void release_is_still_held_bad();
  void release_and_unlock_ok();
  void moved_bad();
  void moved_and_unlocked_ok();
  void moved_away_and_destroyed_ok();
  void move_assigned_bad();
  void swapped_bad();
  void swapped_ok();
  void free_swap_bad();
  void by_reference_ok();
  void by_reference_relocked_bad();
  void returned_guard_bad();
  void by_value_ok();
  void default_constructed_ok();
  void by_hand_bad();
  void by_hand_ok();
  void by_hand_try_bad();
  void timed_try_bad();
  void temporary_guard_ok();

private:
  static void drop(std::unique_lock<std::mutex> &lock) { lock.unlock(); }
  static void drop_and_take(std::unique_lock<std::mutex> &lock) {
    lock.unlock();
    lock.lock();
  }
  static void consume(std::unique_lock<std::mutex>) {}
  std::unique_lock<std::mutex> guarded() { return std::unique_lock<std::mutex>(mutex_); }

  std::mutex mutex_;
  std::mutex other_;
  std::timed_mutex slow_;
  int value_ = 0;
};

void Cache::unlock_before_call_ok() {
  std::unique_lock<std::mutex> lock(mutex_);
  ++value_;
  lock.unlock();
  std::this_thread::sleep_for(1ms);
}

void Cache::lock_again_bad() {
  std::unique_lock<std::mutex> lock(mutex_);
  lock.unlock();
  std::this_thread::sleep_for(1ms);
  lock.lock();
  std::this_thread::sleep_for(2ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'lock_again_bad' sleeps
  ++value_;
}

void Cache::unlock_after_call_bad() {
  std::unique_lock lock(mutex_);
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'unlock_after_call_bad' sleeps
  lock.unlock();
}

void Cache::defer_ok() {
  std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
  std::this_thread::sleep_for(1ms);
  lock.lock();
  ++value_;
}

void Cache::defer_then_lock_bad() {
  std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
  lock.lock();
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'defer_then_lock_bad' sleeps
}

void Cache::defer_then_std_lock_bad() {
  std::unique_lock<std::mutex> first(mutex_, std::defer_lock);
  std::unique_lock<std::mutex> second(other_, std::defer_lock);
  std::lock(first, second);
  second.unlock();
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'defer_then_std_lock_bad' sleeps
}

void Cache::try_lock_succeeded_bad() {
  std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
  if (lock.try_lock()) {
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'try_lock_succeeded_bad' sleeps
  }
}

void Cache::try_lock_failed_ok() {
  std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
  if (!lock.try_lock()) {
    std::this_thread::sleep_for(1ms);
    return;
  }
  ++value_;
}

void Cache::try_lock_early_return_bad() {
  if (!mutex_.try_lock())
    return;
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'try_lock_early_return_bad' sleeps
  mutex_.unlock();
}

void Cache::try_lock_retry_ok() {
  while (!mutex_.try_lock())
    std::this_thread::sleep_for(1ms);
  ++value_;
  mutex_.unlock();
}

void Cache::owns_lock_ok() {
  std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
  if (lock.owns_lock())
    lock.unlock();
  std::this_thread::sleep_for(1ms);
}

void Cache::owns_lock_bad() {
  std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock())
    return;
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'owns_lock_bad' sleeps
}

void Cache::try_to_lock_ok() {
  std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
  if (!lock) {
    std::this_thread::sleep_for(1ms);
    return;
  }
  ++value_;
}

void Cache::try_to_lock_bad() {
  if (std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock); lock) {
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'try_to_lock_bad' sleeps
  }
}

void Cache::adopt_bad() {
  mutex_.lock();
  std::lock_guard<std::mutex> guard(mutex_, std::adopt_lock);
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'adopt_bad' sleeps
}

void Cache::adopt_and_unlock_ok() {
  mutex_.lock();
  std::unique_lock<std::mutex> lock(mutex_, std::adopt_lock);
  ++value_;
  lock.unlock();
  std::this_thread::sleep_for(1ms);
}

void Cache::release_is_still_held_bad() {
  std::unique_lock<std::mutex> lock(mutex_);
  std::mutex *held = lock.release();
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'release_is_still_held_bad' sleeps
  held->unlock();
}

void Cache::release_and_unlock_ok() {
  std::unique_lock<std::mutex> lock(mutex_);
  ++value_;
  lock.release()->unlock();
  std::this_thread::sleep_for(1ms);
}

void Cache::moved_bad() {
  std::unique_lock<std::mutex> lock(mutex_);
  std::unique_lock<std::mutex> owner(std::move(lock));
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'moved_bad' sleeps
}

void Cache::moved_and_unlocked_ok() {
  std::unique_lock<std::mutex> lock(mutex_);
  std::unique_lock<std::mutex> owner = std::move(lock);
  owner.unlock();
  std::this_thread::sleep_for(1ms);
}

void Cache::moved_away_and_destroyed_ok() {
  std::unique_lock<std::mutex> lock(mutex_);
  {
    std::unique_lock<std::mutex> owner(std::move(lock));
    ++value_;
  }
  std::this_thread::sleep_for(1ms);
}

void Cache::move_assigned_bad() {
  std::unique_lock<std::mutex> lock;
  std::this_thread::sleep_for(1ms);
  lock = std::unique_lock<std::mutex>(mutex_);
  std::this_thread::sleep_for(2ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'move_assigned_bad' sleeps
}

void Cache::swapped_bad() {
  std::unique_lock<std::mutex> lock(mutex_);
  std::unique_lock<std::mutex> empty;
  lock.swap(empty);
  lock = {};
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'swapped_bad' sleeps
}

void Cache::swapped_ok() {
  std::unique_lock<std::mutex> lock(mutex_);
  {
    std::unique_lock<std::mutex> empty;
    lock.swap(empty);
  }
  std::this_thread::sleep_for(1ms);
}

void Cache::free_swap_bad() {
  std::unique_lock<std::mutex> first(mutex_, std::defer_lock);
  std::unique_lock<std::mutex> second(other_);
  swap(first, second);
  second.lock();
  first.unlock();
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'free_swap_bad' sleeps
}

void Cache::by_reference_ok() {
  std::unique_lock<std::mutex> lock(mutex_);
  drop(lock);
  std::this_thread::sleep_for(1ms);
}

void Cache::by_reference_relocked_bad() {
  std::unique_lock<std::mutex> lock(mutex_);
  drop_and_take(lock);
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'by_reference_relocked_bad' sleeps
}

void Cache::returned_guard_bad() {
  auto lock = guarded();
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '{{(this->)?}}mutex_' is held while 'returned_guard_bad' sleeps
}

void Cache::by_value_ok() {
  std::unique_lock<std::mutex> lock(mutex_);
  consume(std::move(lock));
  std::this_thread::sleep_for(1ms);
}

void Cache::default_constructed_ok() {
  std::unique_lock<std::mutex> lock;
  std::this_thread::sleep_for(1ms);
}

void Cache::by_hand_bad() {
  mutex_.lock();
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'by_hand_bad' sleeps
  mutex_.unlock();
}

void Cache::by_hand_ok() {
  mutex_.lock();
  ++value_;
  mutex_.unlock();
  std::this_thread::sleep_for(1ms);
}

void Cache::by_hand_try_bad() {
  const bool locked = mutex_.try_lock();
  if (locked) {
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'by_hand_try_bad' sleeps
    mutex_.unlock();
  }
}

void Cache::timed_try_bad() {
  if (!slow_.try_lock_for(10ms))
    return;
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'slow_' is held while 'timed_try_bad' sleeps
  slow_.unlock();
}

// The guard is a temporary: it is gone at the semicolon.
void Cache::temporary_guard_ok() {
  (void)std::unique_lock<std::mutex>(mutex_);
  std::this_thread::sleep_for(1ms);
}
