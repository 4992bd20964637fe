// RUN: %check_leash %s leash-lock-across-blocking-call,leash-double-lock --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call,leash-double-lock --real --any-fix

// Lock classes of a project's own, as LevelDB, Thrift and RocksDB have them.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <unistd.h>

#define REQUIRES(...) __attribute__((requires_capability(__VA_ARGS__)))

class __attribute__((capability("mutex"))) Mutex {
public:
  void Lock() __attribute__((acquire_capability())) { mu_.lock(); }
  void Unlock() __attribute__((release_capability())) { mu_.unlock(); }

private:
  friend class CondVar;
  std::mutex mu_;
};

// Knows its mutex from the constructor.
class CondVar {
public:
  explicit CondVar(Mutex *mu) : mu_(mu) {}
  void Wait() {
    std::unique_lock<std::mutex> lock(mu_->mu_, std::adopt_lock);
    cv_.wait(lock);
    lock.release();
  }
  void SignalAll() { cv_.notify_all(); }

private:
  std::condition_variable cv_;
  Mutex *const mu_;
};

class Database {
public:
  Database() : finished_(&mutex_), other_finished_(&other_) {}

  void wait_ok() {
    mutex_.Lock();
    while (busy_)
      finished_.Wait();
    mutex_.Unlock();
  }

  void wait_for_the_other_bad() {
    mutex_.Lock();
    other_.Lock();
    other_finished_.Wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'wait_for_the_other_bad' waits on 'cv_'
    other_.Unlock();
    mutex_.Unlock();
  }

  struct Writer {
    explicit Writer(Mutex *mu) : done(false), cv(mu) {}
    bool done;
    CondVar cv;
  };
  void write_ok() {
    Writer writer(&mutex_);
    mutex_.Lock();
    while (!writer.done)
      writer.cv.Wait();
    mutex_.Unlock();
  }

  // Declared with the requirement, defined out of line.
  void compact_ok() REQUIRES(mutex_);
  void compact_bad() REQUIRES(mutex_);
  void append() {
    mutex_.Lock();
    ++entries_;
    mutex_.Unlock();
  }

private:
  Mutex mutex_;
  CondVar finished_;
  Mutex other_;
  CondVar other_finished_;
  bool busy_ = false;
  int entries_ = 0;
};

void Database::compact_ok() {
  mutex_.Unlock();
  sleep(1);
  append();
  mutex_.Lock();
}

void Database::compact_bad() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex_' is held while 'compact_bad' sleeps
}

// Locks under a condition, and unlocks under the same one.
class Monitor {
public:
  void lock() const;
  bool trylock() const;
  void unlock() const;
};
class Guard {
public:
  explicit Guard(const Monitor &m, long timeout = 0) : m_(&m) {
    if (timeout == 0)
      m.lock();
    else if (!m.trylock())
      m_ = nullptr;
  }
  ~Guard() {
    if (m_)
      m_->unlock();
  }

private:
  const Monitor *m_;
};

// One half of the lock is in sight, the other is not.
class Instrumented {
public:
  void Lock();
  void Unlock() { inner_.unlock(); }

private:
  std::mutex inner_;
};
class InstrumentedLock {
public:
  explicit InstrumentedLock(Instrumented *m) : m_(m) { m_->Lock(); }
  ~InstrumentedLock() { m_->Unlock(); }

private:
  Instrumented *const m_;
};

class Workers {
public:
  void guard_bad() {
    Guard guard(monitor_);
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'monitor_' is held while 'guard_bad' sleeps
  }
  void guard_ok() {
    { Guard guard(monitor_); }
    sleep(1);
  }
  void instrumented_bad() {
    InstrumentedLock lock(&instrumented_);
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'instrumented_' is held while 'instrumented_bad' sleeps
  }
  void instrumented_ok() {
    InstrumentedLock lock(&instrumented_);
    instrumented_.Unlock();
    sleep(1);
    instrumented_.Lock();
  }

private:
  Monitor monitor_;
  Instrumented instrumented_;
};

// --- Whose code is called back? ---

class Strategy {
public:
  virtual ~Strategy() = default;
  virtual void purge() = 0;
};
class ByAge : public Strategy {
public:
  void purge() override {}
};

class Log {
public:
  // The class makes what it calls.
  void open(bool by_age) {
    std::lock_guard<std::mutex> guard(mutex_);
    Strategy *fresh = nullptr;
    if (by_age)
      fresh = new ByAge;
    delete strategy_;
    strategy_ = fresh;
  }
  void rotate_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    strategy_->purge();
  }

private:
  std::mutex mutex_;
  Strategy *strategy_ = nullptr;
};

// By a setter that only the class itself uses.
class Archive {
public:
  void by_age() { set(new ByAge); }
  void rotate_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    if (strategy_)
      strategy_->purge();
  }
  int size() {
    std::lock_guard<std::mutex> guard(mutex_);
    return size_;
  }

private:
  void set(Strategy *strategy) {
    delete strategy_;
    strategy_ = strategy;
  }
  std::mutex mutex_;
  Strategy *strategy_ = nullptr;
  int size_ = 0;
};

class Source {
public:
  // Only the setter needs the lock: a callback seldom replaces itself.
  void on_data(std::function<void()> handler) {
    std::lock_guard<std::mutex> guard(mutex_);
    handler_ = std::move(handler);
  }
  void poll_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    handler_();
  }

private:
  std::mutex mutex_;
  std::function<void()> handler_;
};

// A semaphore used as a lock: how it waits for its turn is its own affair, and
// taking a second lock is no finding.
class TurnLock {
public:
  void lock() {
    std::unique_lock<std::mutex> guard(mutex_);
    free_.wait(guard, [this] { return count_ > 0; });
    --count_;
  }
  void unlock() {
    std::lock_guard<std::mutex> guard(mutex_);
    ++count_;
    free_.notify_one();
  }
  // No lock is taken by this.
  void awaitIdle() {
    std::unique_lock<std::mutex> guard(mutex_);
    free_.wait(guard, [this] { return count_ == 1; });
  }

private:
  std::mutex mutex_;
  std::condition_variable free_;
  int count_ = 1;
};

class TurnGuard {
public:
  explicit TurnGuard(TurnLock &turn) : turn_(turn) { turn_.lock(); }
  ~TurnGuard() { turn_.unlock(); }

private:
  TurnLock &turn_;
};

class SharedState {
public:
  void first_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    turn_.lock();
  }
  void guarded_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    TurnGuard turn(turn_);
  }
  void idle_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    turn_.awaitIdle();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'idle_bad' waits on 'free_'
  }

private:
  std::mutex mutex_;
  TurnLock turn_;
};
