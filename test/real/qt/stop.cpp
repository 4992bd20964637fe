// REQUIRES: qt
// RUN: %check_leash %s leash-unstoppable-receive,leash-lost-wakeup --any-fix --real -- -std=c++20 -fPIC %qt_flags

// Stopping a thread that waits with Qt, on the real headers.

#include <QMutex>
#include <QQueue>
#include <QSemaphore>
#include <QThread>
#include <QWaitCondition>

#include <atomic>

void handle(int);

namespace {

class Semaphore_ok {
public:
  Semaphore_ok() : worker_(QThread::create([this] { run(); })) { worker_->start(); }
  ~Semaphore_ok() {
    stop_ = true;
    filled_.release();
    worker_->wait();
  }

private:
  void run() {
    while (!stop_) {
      filled_.acquire();
      handle(1);
    }
  }
  QSemaphore filled_;
  std::atomic<bool> stop_{false};
  QThread *worker_;
};

class SemaphoreNotReleased_bad {
public:
  SemaphoreNotReleased_bad() : worker_(QThread::create([this] { run(); })) { worker_->start(); }
  void add() { filled_.release(); }
  ~SemaphoreNotReleased_bad() {
    stop_ = true;
    worker_->wait();
  }

private:
  void run() {
    while (!stop_) {
      filled_.acquire();
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run' waits for 'filled_' and is not woken when '~SemaphoreNotReleased_bad' sets 'stop_': 'worker_.wait()' in '~SemaphoreNotReleased_bad' never returns [leash-unstoppable-receive]
      handle(1);
    }
  }
  QSemaphore filled_;
  std::atomic<bool> stop_{false};
  QThread *worker_;
};

// A bounded wait for the end is none that never returns.
class WaitsForAWhile_ok {
public:
  WaitsForAWhile_ok() : worker_(QThread::create([this] { run(); })) { worker_->start(); }
  ~WaitsForAWhile_ok() {
    stop_ = true;
    worker_->wait(500);
  }

private:
  void run() {
    while (!stop_) {
      filled_.acquire();
      handle(1);
    }
  }
  QSemaphore filled_;
  std::atomic<bool> stop_{false};
  QThread *worker_;
};

class Flag_bad {
public:
  Flag_bad() : worker_(QThread::create([this] { run(); })) { worker_->start(); }
  ~Flag_bad() {
    stop_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '~Flag_bad' changes 'stop_' without 'mutex_': when 'run' has tested it and does not wait yet, the notify is lost, and 'run' waits for ever [leash-lost-wakeup]
    wake_.wakeAll();
    worker_->wait();
  }

private:
  void run() {
    QMutexLocker lock(&mutex_);
    while (!stop_ && items_.isEmpty())
      wake_.wait(&mutex_);
  }
  QMutex mutex_;
  QWaitCondition wake_;
  QQueue<int> items_;
  bool stop_ = false;
  QThread *worker_;
};

class LockedFlag_ok {
public:
  LockedFlag_ok() : worker_(QThread::create([this] { run(); })) { worker_->start(); }
  ~LockedFlag_ok() {
    {
      QMutexLocker lock(&mutex_);
      stop_ = true;
    }
    wake_.wakeAll();
    worker_->wait();
  }

private:
  void run() {
    QMutexLocker lock(&mutex_);
    while (!stop_ && items_.isEmpty())
      wake_.wait(&mutex_);
  }
  QMutex mutex_;
  QWaitCondition wake_;
  QQueue<int> items_;
  bool stop_ = false;
  QThread *worker_;
};

class NotTested_bad {
public:
  NotTested_bad() : worker_(QThread::create([this] { run(); })) { worker_->start(); }
  void add(int item) {
    QMutexLocker lock(&mutex_);
    ready_ = true;
    wake_.wakeOne();
  }
  ~NotTested_bad() {
    stop_ = true;
    wake_.wakeAll();
    worker_->wait();
  }

private:
  void run() {
    while (!stop_) {
      QMutexLocker lock(&mutex_);
      while (!ready_)
        wake_.wait(&mutex_);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run' waits on 'wake_' and is not woken when '~NotTested_bad' sets 'stop_'
      ready_ = false;
    }
  }
  QMutex mutex_;
  QWaitCondition wake_;
  bool ready_ = false;
  std::atomic<bool> stop_{false};
  QThread *worker_;
};

} // namespace
