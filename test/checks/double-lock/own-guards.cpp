// RUN: %check_leash %s leash-double-lock --any-fix
// RUN: %check_leash %s leash-double-lock --any-fix --real

// Locks, guards and conditions of a project's own, made of what C has.

#include <pthread.h>

class Lock {
public:
  Lock() { pthread_mutex_init(&handle_, nullptr); }
  void take() { pthread_mutex_lock(&handle_); }
  void give() { pthread_mutex_unlock(&handle_); }

private:
  pthread_mutex_t handle_;
};

// Its constructor is out of sight: it may make the lock recursive.
class RecursiveLock : public Lock {
public:
  RecursiveLock();
};

class Raw {
public:
  Raw();
  pthread_mutex_t handle;
};

// The lock that it knows is told by statements, not by the constructor's list.
class Guard {
public:
  explicit Guard(Lock &lock) {
    lock.take();
    lock_ = &lock;
  }
  explicit Guard(Lock *lock = nullptr) {
    if (lock)
      lock->take();
    lock_ = lock;
  }
  ~Guard() {
    if (lock_)
      end();
  }
  void end() {
    if (lock_) {
      lock_->give();
      lock_ = nullptr;
    }
  }

private:
  Lock *lock_;
};

class Store {
public:
  void one_after_the_other_ok() {
    {
      Guard guard(lock_);
      ++entries_;
    }
    Guard guard(lock_);
    ++entries_;
  }
  void by_pointer_ok() {
    {
      Guard guard(&lock_);
      ++entries_;
    }
    Guard guard(&lock_);
    ++entries_;
  }
  void ended_ok() {
    Guard guard(lock_);
    guard.end();
    append();
  }
  void append() {
    Guard guard(lock_);
    ++entries_;
  }
  void again_bad() {
    Guard guard(lock_);
    append();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'again_bad' locks 'lock_' again while it holds it
  }
  void again_by_pointer_bad() {
    Guard guard(&lock_);
    append();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'again_by_pointer_bad' locks 'lock_' again while it holds it
  }

  // Whether the caller holds the lock, it says itself.
  void sync(int *counted) {
    if (!counted)
      lock_.take();
    ++entries_;
    if (!counted)
      lock_.give();
  }
  void stop(bool locks) {
    if (locks)
      lock_.take();
    ++entries_;
    if (locks)
      lock_.give();
  }
  void says_so_ok() {
    Guard guard(lock_);
    int counted = 0;
    sync(&counted);
    stop(false);
  }

private:
  Lock lock_;
  int entries_ = 0;
};

class Recursive {
public:
  void inner() {
    Guard guard(lock_);
    ++entries_;
  }
  void may_be_recursive_ok() {
    Guard guard(lock_);
    inner();
  }
  void innerRaw() {
    pthread_mutex_lock(&raw_.handle);
    ++entries_;
    pthread_mutex_unlock(&raw_.handle);
  }
  void raw_may_be_recursive_ok() {
    pthread_mutex_lock(&raw_.handle);
    innerRaw();
    pthread_mutex_unlock(&raw_.handle);
  }

private:
  RecursiveLock lock_;
  Raw raw_;
  int entries_ = 0;
};

// A condition with a lock of its own; who makes it says who takes that lock.
class Condition {
public:
  explicit Condition(bool locksItself) : locksItself_(locksItself) {
    pthread_mutex_init(&mutex_, nullptr);
  }
  void take() { pthread_mutex_lock(&mutex_); }
  void give() { pthread_mutex_unlock(&mutex_); }
  void signal() {
    if (locksItself_)
      pthread_mutex_lock(&mutex_);
    pthread_cond_signal(&condition_);
    if (locksItself_)
      pthread_mutex_unlock(&mutex_);
  }
  void signalIfClosed() {
    if (!closed_)
      return;
    pthread_mutex_lock(&mutex_);
    pthread_cond_signal(&condition_);
    pthread_mutex_unlock(&mutex_);
  }
  void signalOpen() {
    if (!closed_) {
      pthread_mutex_lock(&mutex_);
      pthread_cond_signal(&condition_);
      pthread_mutex_unlock(&mutex_);
    }
  }
  void close() { closed_ = true; }

private:
  pthread_mutex_t mutex_;
  pthread_cond_t condition_ = PTHREAD_COND_INITIALIZER;
  bool locksItself_;
  bool closed_ = false;
};

void signals_ok(Condition &idle) {
  idle.take();
  idle.signal();
  idle.give();
}

// A state is no mode.
void signals_open_bad(Condition &idle) {
  idle.take();
  idle.signalOpen();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'signals_open_bad' locks 'idle' again while it holds it
  idle.give();
}

// Code out of sight gets the lock, and may unlock it.
void replyAndUnlock(Lock *held);
void reply(int text);

void gave_it_away_ok(Lock &lock) {
  lock.take();
  replyAndUnlock(&lock);
  lock.take();
  lock.give();
}
void kept_it_bad(Lock &lock) {
  lock.take();
  reply(1);
  lock.take();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'kept_it_bad' locks 'lock' again while it holds it
  lock.give();
}

// Which object it is decides whether it is locked.
class Monitor {
public:
  void close() {
    OneOnly guard(this);
    ++entries_;
    if (all && this != all)
      all->add();
  }
  void add() {
    OneOnly guard(this);
    ++entries_;
  }
  static Monitor *all;

private:
  class OneOnly {
  public:
    explicit OneOnly(Monitor *monitor) {
      if (monitor != all) {
        locked_ = 0;
      } else {
        locked_ = 1;
        lock.take();
      }
    }
    ~OneOnly() {
      if (locked_)
        lock.give();
    }

  private:
    static Lock lock;
    char locked_;
  };
  int entries_ = 0;
};

// Only the call without a name takes the lock.
class Space {
public:
  long available(const char *path = nullptr) {
    if (path) {
      ++asked_;
      return 1;
    }
    Guard guard(lock_);
    return free_;
  }
  void scan_ok(const char *path) {
    Guard guard(lock_);
    available(path);
  }

private:
  Lock lock_;
  long free_ = 0, asked_ = 0;
};
