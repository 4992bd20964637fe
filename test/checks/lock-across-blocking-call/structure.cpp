// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// Locks and guards that no model names: known by what their code does.

#include <mutex>
#include <pthread.h>
#include <unistd.h>

// A guard of the project's own: its constructor locks, its destructor unlocks.
class Holder {
public:
  explicit Holder(std::mutex &mutex) : mutex_(mutex) { mutex_.lock(); }
  ~Holder() { mutex_.unlock(); }
  Holder(const Holder &) = delete;

private:
  std::mutex &mutex_;
};

// It can let go early.
class EarlyHolder {
public:
  explicit EarlyHolder(std::mutex *mutex) : mutex_(mutex) { mutex_->lock(); }
  ~EarlyHolder() { release(); }
  void release() {
    if (mutex_)
      mutex_->unlock();
    mutex_ = nullptr;
  }

private:
  std::mutex *mutex_;
};

// The other way round: open for its lifetime.
class Opener {
public:
  explicit Opener(std::mutex &mutex) : mutex_(mutex) { mutex_.unlock(); }
  ~Opener() { mutex_.lock(); }

private:
  std::mutex &mutex_;
};

template <typename Mutex> struct BasicHolder {
  explicit BasicHolder(Mutex &m) : mutex(m) { mutex.lock(); }
  ~BasicHolder() { mutex.unlock(); }
  Mutex &mutex;
};

// A lock of the project's own, around one of the system's.
class Lock {
public:
  void acquire() { pthread_mutex_lock(&mutex_); }
  void release() { pthread_mutex_unlock(&mutex_); }

private:
  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
};

class LockHolder {
public:
  explicit LockHolder(Lock &lock) : lock_(lock) { lock_.acquire(); }
  ~LockHolder() { lock_.release(); }

private:
  Lock &lock_;
};

#define WITH_LOCK(M) std::lock_guard<std::mutex> with_lock_guard(M)
#define LOCK(M) (M).lock()
#define UNLOCK(M) (M).unlock()

class Store {
public:
  void own_guard_bad() {
    Holder holder(mutex_);
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'own_guard_bad' sleeps
  }

  void own_guard_scope_ok() {
    {
      Holder holder(mutex_);
      ++value_;
    }
    sleep(1);
  }

  void early_holder_bad() {
    EarlyHolder holder(&mutex_);
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'early_holder_bad' sleeps
  }

  void early_holder_ok() {
    EarlyHolder holder(&mutex_);
    ++value_;
    holder.release();
    sleep(1);
  }

  void template_guard_bad() {
    BasicHolder<std::mutex> holder(mutex_);
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'template_guard_bad' sleeps
  }

  void inverse_guard_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    ++value_;
    {
      Opener open(mutex_);
      sleep(1);
    }
    ++value_;
  }

  void inverse_guard_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    { Opener open(mutex_); }
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'inverse_guard_bad' sleeps
  }

  void own_lock_bad() {
    lock_.acquire();
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '{{.*}}' is held while 'own_lock_bad' sleeps
    lock_.release();
  }

  void own_lock_ok() {
    lock_.acquire();
    ++value_;
    lock_.release();
    sleep(1);
  }

  void own_lock_and_guard_bad() {
    LockHolder holder(lock_);
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '{{.*}}' is held while 'own_lock_and_guard_bad' sleeps
  }

  void guard_macro_bad() {
    WITH_LOCK(mutex_);
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'guard_macro_bad' sleeps
  }

  void lock_macro_bad() {
    LOCK(mutex_);
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '{{\(?}}mutex_{{\)?}}' is held while 'lock_macro_bad' sleeps
    UNLOCK(mutex_);
  }

  void lock_macro_ok() {
    LOCK(mutex_);
    ++value_;
    UNLOCK(mutex_);
    sleep(1);
  }

  // Methods that lock and unlock for their caller.
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }

  void through_own_methods_bad() {
    lock();
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'through_own_methods_bad' sleeps
    unlock();
  }

  void through_own_methods_ok() {
    lock();
    ++value_;
    unlock();
    sleep(1);
  }

private:
  std::mutex mutex_;
  Lock lock_;
  int value_ = 0;
};

// The class itself is the lock: it is guarded as std::lock_guard<Store>.
void object_as_lock_bad(Store &store) {
  std::lock_guard<Store> guard(store);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'store' is held while 'object_as_lock_bad' sleeps
}
