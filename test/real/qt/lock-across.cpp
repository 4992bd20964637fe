// REQUIRES: qt
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real -- -fPIC %qt_flags

#include <QtCore/QFuture>
#include <QtCore/QMutex>
#include <QtCore/QProcess>
#include <QtCore/QReadWriteLock>
#include <QtCore/QSemaphore>
#include <QtCore/QThread>
#include <QtCore/QWaitCondition>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace {

class Cache {
public:
  void sleep_bad() {
    QMutexLocker locker(&mutex_);
    QThread::msleep(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'sleep_bad' sleeps
  }

  void sleep_by_hand_bad() {
    mutex_.lock();
    QThread::msleep(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'sleep_by_hand_bad' sleeps
    mutex_.unlock();
  }

  void sleep_as_reader_bad() {
    QReadLocker locker(&table_lock_);
    QThread::sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'table_lock_' is held while 'sleep_as_reader_bad' sleeps
  }

  void join_bad() {
    QWriteLocker locker(&table_lock_);
    thread_.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'table_lock_' is held while 'join_bad' joins 'thread_'
  }

  void join_after_relock_bad() {
    QMutexLocker locker(&mutex_);
    locker.unlock();
    value_ = compute();
    locker.relock();
    thread_.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'join_after_relock_bad' joins 'thread_'
  }

  void future_bad() {
    QMutexLocker locker(&mutex_);
    value_ = answer_.result();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'future_bad' waits
  }

  void semaphore_bad() {
    QMutexLocker locker(&mutex_);
    slots_.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'semaphore_bad' waits
  }

  void socket_bad() {
    QMutexLocker locker(&mutex_);
    socket_.waitForReadyRead(-1);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'socket_bad' waits
  }

  void process_bad() {
    QMutexLocker locker(&mutex_);
    QProcess::execute("true");
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'process_bad' waits
  }

  void condition_under_second_lock_bad() {
    QMutexLocker outer(&flush_mutex_);
    QMutexLocker locker(&mutex_);
    while (!ready_)
      changed_.wait(&mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flush_mutex_' is held while 'condition_under_second_lock_bad' waits
  }

  void condition_ok() {
    QMutexLocker locker(&mutex_);
    while (!ready_)
      changed_.wait(&mutex_);
  }

  void read_write_condition_ok() {
    QWriteLocker locker(&table_lock_);
    while (!ready_)
      changed_.wait(&table_lock_);
  }

  void unlocked_ok() {
    QMutexLocker locker(&mutex_);
    ready_ = true;
    locker.unlock();
    QThread::msleep(10);
  }

  void scope_ok() {
    {
      QMutexLocker locker(&mutex_);
      ready_ = true;
    }
    thread_.wait();
  }

  void attempt_ok() {
    if (!mutex_.tryLock()) {
      QThread::msleep(10);
      return;
    }
    mutex_.unlock();
  }

  // With 0 it only looks.
  void poll_ok() {
    QMutexLocker locker(&mutex_);
    socket_.waitForReadyRead(0);
    server_.waitForNewConnection();
    slots_.tryAcquire();
  }

private:
  static int compute() { return 1; }

  QMutex mutex_;
  QMutex flush_mutex_;
  QReadWriteLock table_lock_;
  QWaitCondition changed_;
  QSemaphore slots_;
  QThread thread_;
  QFuture<int> answer_;
  QTcpSocket socket_;
  QTcpServer server_;
  int value_ = 0;
  bool ready_ = false;
};

// Its own thread needs the lock before it can end.
class Thread_bad : public QThread {
public:
  void stop() {
    QMutexLocker lock(&mutex_);
    stop_ = true;
    wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: deadlock: 'stop' joins 'this' while it holds 'mutex_', which the task needs before it can end
  }

private:
  void run() override {
    for (;;) {
      QMutexLocker lock(&mutex_);
      if (stop_)
        return;
    }
  }
  QMutex mutex_;
  bool stop_ = false;
};

class Thread_ok : public QThread {
public:
  void stop() {
    {
      QMutexLocker lock(&mutex_);
      stop_ = true;
    }
    wait();
  }

private:
  void run() override {
    for (;;) {
      QMutexLocker lock(&mutex_);
      if (stop_)
        return;
    }
  }
  QMutex mutex_;
  bool stop_ = false;
};

} // namespace

void use() {
  Cache cache;
  cache.sleep_bad();
}
