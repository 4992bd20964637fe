// REQUIRES: poco
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

#include <Poco/Condition.h>
#include <Poco/Event.h>
#include <Poco/Mutex.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/NotificationQueue.h>
#include <Poco/Runnable.h>
#include <Poco/RWLock.h>
#include <Poco/ScopedUnlock.h>
#include <Poco/Thread.h>
#include <Poco/Timer.h>
#include <vector>

namespace {

class Station {
public:
  void sleep_bad() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    Poco::Thread::sleep(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'sleep_bad' sleeps
  }

  void sleep_by_hand_bad() {
    mutex_.lock();
    Poco::Thread::sleep(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'sleep_by_hand_bad' sleeps
    mutex_.unlock();
  }

  void sleep_as_reader_bad() {
    Poco::ScopedReadRWLock lock(table_lock_);
    Poco::Thread::sleep(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'table_lock_' is held while 'sleep_as_reader_bad' sleeps
  }

  void join_bad() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'join_bad' joins 'thread_'
  }

  void event_bad() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    event_.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'event_bad' waits
  }

  void socket_bad() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    char data[64];
    socket_.receiveBytes(data, sizeof data);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'socket_bad' waits
  }

  void after_inverse_guard_bad() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    {
      Poco::ScopedUnlock<Poco::FastMutex> unlock(mutex_);
      ready_ = false;
    }
    Poco::Thread::sleep(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'after_inverse_guard_bad' sleeps
  }

  void condition_under_second_lock_bad() {
    Poco::FastMutex::ScopedLock outer(flush_mutex_);
    Poco::FastMutex::ScopedLock lock(mutex_);
    while (!ready_)
      changed_.wait(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex_' is held while 'condition_under_second_lock_bad' waits
  }

  void condition_ok() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    while (!ready_)
      changed_.wait(mutex_);
  }

  void inverse_guard_ok() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    Poco::ScopedUnlock<Poco::FastMutex> unlock(mutex_);
    Poco::Thread::sleep(10);
  }

  void unlocked_ok() {
    Poco::ScopedLockWithUnlock<Poco::FastMutex> lock(mutex_);
    ready_ = true;
    lock.unlock();
    thread_.join();
  }

  void attempt_ok() {
    if (!mutex_.tryLock()) {
      Poco::Thread::sleep(10);
      return;
    }
    mutex_.unlock();
  }

  // A null mutex locks nothing: its lock() is empty.
  void null_mutex_ok() {
    Poco::ScopedLock<Poco::NullMutex> lock(null_mutex_);
    Poco::Thread::sleep(10);
  }

  void queue_ok() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    queue_.enqueueNotification(new Poco::Notification);
    event_.set();
  }

private:
  Poco::FastMutex mutex_;
  Poco::FastMutex flush_mutex_;
  Poco::NullMutex null_mutex_;
  Poco::RWLock table_lock_;
  Poco::Condition changed_;
  Poco::Event event_;
  Poco::Thread thread_;
  Poco::NotificationQueue queue_;
  Poco::Net::StreamSocket socket_;
  bool ready_ = false;
};

// A task that is an object with one function to override.
class Beat : public Poco::Runnable {
public:
  void start_ok() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    thread_.start(*this);
    started_.wait();
  }

  void stop_bad() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: deadlock: 'stop_bad' joins 'thread_' while it holds 'mutex_', which
  }

  void run() override {
    started_.set();
    Poco::FastMutex::ScopedLock lock(mutex_);
    ++beats_;
  }

private:
  Poco::FastMutex mutex_;
  Poco::Thread thread_;
  Poco::Event started_;
  int beats_ = 0;
};

class Pool {
public:
  // Which ones it ends, and what these still do, is decided elsewhere.
  void shrink_ok() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    std::vector<Poco::Thread *> idle;
    for (Poco::Thread *thread : threads_)
      if (thread->isRunning())
        idle.push_back(thread);
    for (Poco::Thread *thread : idle)
      thread->tryJoin(100);
  }

  void stop_bad() {
    Poco::FastMutex::ScopedLock lock(mutex_);
    for (Poco::Thread *thread : threads_)
      thread->tryJoin(100);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'stop_bad' joins
  }

private:
  Poco::FastMutex mutex_;
  std::vector<Poco::Thread *> threads_;
};

} // namespace

void use() {
  Station station;
  station.sleep_bad();
  Beat beat;
  beat.start_ok();
  Pool pool;
  pool.shrink_ok();
}
