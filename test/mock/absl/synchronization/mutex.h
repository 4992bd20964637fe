#ifndef LEASH_MOCK_ABSL_SYNCHRONIZATION_MUTEX_H
#define LEASH_MOCK_ABSL_SYNCHRONIZATION_MUTEX_H
#include <absl/time/time.h>
namespace absl {
inline namespace debian3 {
class Condition {
public:
  explicit Condition(const bool *);
  template <typename T> Condition(bool (*)(T *), T *);
};
class __attribute__((capability("mutex"))) Mutex {
public:
  Mutex();
  ~Mutex();
  void Lock() __attribute__((exclusive_lock_function));
  void Unlock() __attribute__((unlock_function));
  bool TryLock() __attribute__((exclusive_trylock_function(true)));
  void AssertHeld() const __attribute__((assert_exclusive_lock));
  void ReaderLock() __attribute__((shared_lock_function));
  void ReaderUnlock() __attribute__((unlock_function));
  void Await(const Condition &);
  void LockWhen(const Condition &) __attribute__((exclusive_lock_function));
  bool AwaitWithTimeout(const Condition &, absl::Duration);
};
class __attribute__((scoped_lockable)) MutexLock {
public:
  explicit MutexLock(Mutex *mu) __attribute__((exclusive_lock_function(mu))) : mu_(mu) { this->mu_->Lock(); }
  explicit MutexLock(Mutex *mu, const Condition &cond) __attribute__((exclusive_lock_function(mu))) : mu_(mu) {
    this->mu_->LockWhen(cond);
  }
  MutexLock(const MutexLock &) = delete;
  ~MutexLock() __attribute__((unlock_function)) { this->mu_->Unlock(); }

private:
  Mutex *const mu_;
};
class __attribute__((scoped_lockable)) ReaderMutexLock {
public:
  explicit ReaderMutexLock(Mutex *mu) __attribute__((shared_lock_function(mu))) : mu_(mu) { mu->ReaderLock(); }
  ~ReaderMutexLock() __attribute__((unlock_function)) { this->mu_->ReaderUnlock(); }

private:
  Mutex *const mu_;
};
class CondVar {
public:
  CondVar();
  void Wait(Mutex *);
  bool WaitWithTimeout(Mutex *, absl::Duration);
  void Signal();
  void SignalAll();
};
} // namespace debian3
} // namespace absl
#endif
