// RUN: %check_leash %s leash-lost-wakeup --any-fix --
// RUN: %check_leash %s leash-lost-wakeup --any-fix --real -- -pthread

// Locks and conditions in classes of one's own.

#include <pthread.h>

class Lock {
public:
  void enter() { pthread_mutex_lock(&raw_); }
  void leave() { pthread_mutex_unlock(&raw_); }

private:
  friend class Signal;
  pthread_mutex_t raw_ = PTHREAD_MUTEX_INITIALIZER;
};

class Signal {
public:
  void raise() { pthread_cond_broadcast(&raw_); }
  void wait(Lock &lock) { pthread_cond_wait(&raw_, &lock.raw_); }

private:
  pthread_cond_t raw_ = PTHREAD_COND_INITIALIZER;
};

class Hold {
public:
  explicit Hold(Lock &lock) : lock_(lock) { lock_.enter(); }
  ~Hold() { lock_.leave(); }

private:
  Lock &lock_;
};

void schedule();

class Connection {
public:
  enum State { Idle, Connecting, Ready };
  void set(State state) {
    Hold hold(lock_);
    state_ = state;
    changed_.raise();
  }
  // Unlocked in between, and not tested again.
  void connect_bad() {
    Hold hold(lock_);
    while (true) {
      switch (state_) {
      case Idle:
        lock_.leave();
        schedule();
        lock_.enter();
        break;
      case Connecting:
      case Ready:
        return;
      }
      changed_.wait(lock_);
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'connect_bad' waits on 'changed_' and tests nothing after it has locked 'lock_': a notify that came before is lost, and the wait never ends [leash-lost-wakeup]
      // CHECK-NOTES: :[[@LINE-8]]:15: note: 'lock_' is locked here
    }
  }
  void connect_ok() {
    Hold hold(lock_);
    while (true) {
      switch (state_) {
      case Idle:
        lock_.leave();
        schedule();
        lock_.enter();
        if (state_ == Idle)
          changed_.wait(lock_);
        break;
      case Connecting:
      case Ready:
        return;
      }
    }
  }
  void wait_ok() {
    Hold hold(lock_);
    while (state_ != Ready)
      changed_.wait(lock_);
  }

private:
  Lock lock_;
  Signal changed_;
  State state_ = Idle;
};
