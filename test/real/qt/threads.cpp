// REQUIRES: qt
// RUN: %check_leash %s leash-unstoppable-receive,leash-lost-wakeup,leash-spin-select --any-fix --real -- -std=c++20 -fPIC %qt_flags

// Classes that derive from QThread: run() is the body of the task, wait() its join.

#include <QMutex>
#include <QQueue>
#include <QSemaphore>
#include <QThread>
#include <QWaitCondition>

#include <atomic>

void handle(int);

// Who starts it is out of sight; it waits for itself.
class EndsItself_bad : public QThread {
public:
  explicit EndsItself_bad(QObject *parent = nullptr);
  ~EndsItself_bad() override;
  void add() { filled_.release(); }

protected:
  void run() override;

private:
  QSemaphore filled_;
  std::atomic<bool> stop_{false};
};

EndsItself_bad::EndsItself_bad(QObject *parent) : QThread(parent) {}

EndsItself_bad::~EndsItself_bad() {
  stop_ = true;
  wait();
}

void EndsItself_bad::run() {
  while (!stop_) {
    filled_.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run' waits for 'filled_' and is not woken when '~EndsItself_bad' sets 'stop_': 'wait()' in '~EndsItself_bad' never returns [leash-unstoppable-receive]
    // CHECK-NOTES: :[[@LINE-4]]:22: note: an object of 'EndsItself_bad' is a task, and this is its body
    // CHECK-NOTES: :[[@LINE-4]]:11: note: the loop looks at 'stop_' here
    // CHECK-NOTES: :[[@LINE-10]]:3: note: '~EndsItself_bad' changes 'stop_' here
    // CHECK-NOTES: :[[@LINE-10]]:3: note: the task is joined here
    // CHECK-NOTES: :[[@LINE-6]]:13: note: canonical fix: let the wait end when 'stop_' changes, and notify or close after it
    handle(1);
  }
}

class WakesItself_ok : public QThread {
public:
  ~WakesItself_ok() override {
    stop_ = true;
    filled_.release();
    wait();
  }

private:
  void run() override {
    while (!stop_) {
      filled_.acquire();
      handle(1);
    }
  }
  QSemaphore filled_;
  std::atomic<bool> stop_{false};
};

// The owner starts it, stops it and waits for it.
class Worker_bad : public QThread {
public:
  void stop() { stop_ = true; }
  void add() { filled_.release(); }

protected:
  void run() override {
    while (!stop_) {
      filled_.acquire();
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run' waits for 'filled_' and is not woken when 'stop' sets 'stop_': 'worker_.wait()' in '~Owner' never returns [leash-unstoppable-receive]
      handle(1);
    }
  }

private:
  QSemaphore filled_;
  std::atomic<bool> stop_{false};
};

class Owner {
public:
  Owner() : worker_(new Worker_bad) { worker_->start(); }
  ~Owner() {
    worker_->stop();
    worker_->wait();
    delete worker_;
  }

private:
  Worker_bad *worker_;
};

class WokenWorker : public QThread {
public:
  void stop() { stop_ = true; }
  void add() { filled_.release(); }

protected:
  void run() override {
    while (!stop_) {
      filled_.acquire();
      handle(1);
    }
  }

private:
  QSemaphore filled_;
  std::atomic<bool> stop_{false};
};

class Owner_ok {
public:
  Owner_ok() { worker_.start(); }
  ~Owner_ok() {
    worker_.stop();
    worker_.add();
    worker_.wait();
  }

private:
  WokenWorker worker_;
};

// Nobody in sight waits for it.
class OnItsOwn_ok : public QThread {
public:
  void stop() { stop_ = true; }

private:
  void run() override {
    while (!stop_) {
      filled_.acquire();
      handle(1);
    }
  }
  QSemaphore filled_;
  std::atomic<bool> stop_{false};
};

// A wait for the end that lasts a second at most.
class WaitsForASecond_ok : public QThread {
public:
  ~WaitsForASecond_ok() override {
    stop_ = true;
    wait(1000);
  }

private:
  void run() override {
    while (!stop_) {
      filled_.acquire();
      handle(1);
    }
  }
  QSemaphore filled_;
  std::atomic<bool> stop_{false};
};

class Endless_bad : public QThread {
public:
  ~Endless_bad() override { wait(); }

private:
  void run() override {
    for (;;) {
      filled_.acquire();
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run' waits for 'filled_' in a loop that nothing can end: 'wait()' in '~Endless_bad' never returns [leash-unstoppable-receive]
      handle(1);
    }
  }
  QSemaphore filled_;
};

class FlagWithoutLock_bad : public QThread {
public:
  ~FlagWithoutLock_bad() override {
    stop_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '~FlagWithoutLock_bad' changes 'stop_' without 'mutex_': when 'run' has tested it and does not wait yet, the notify is lost, and 'run' waits for ever [leash-lost-wakeup]
    wake_.wakeAll();
    wait();
  }

private:
  void run() override {
    QMutexLocker lock(&mutex_);
    while (!stop_ && items_.isEmpty())
      wake_.wait(&mutex_);
  }
  QMutex mutex_;
  QWaitCondition wake_;
  QQueue<int> items_;
  bool stop_ = false;
};

class FlagWithLock_ok : public QThread {
public:
  ~FlagWithLock_ok() override {
    {
      QMutexLocker lock(&mutex_);
      stop_ = true;
    }
    wake_.wakeAll();
    wait();
  }

private:
  void run() override {
    QMutexLocker lock(&mutex_);
    while (!stop_ && items_.isEmpty())
      wake_.wait(&mutex_);
  }
  QMutex mutex_;
  QWaitCondition wake_;
  QQueue<int> items_;
  bool stop_ = false;
};

class Spins_bad : public QThread {
public:
  ~Spins_bad() override {
    stop_ = true;
    wait();
  }

private:
  void run() override {
    while (!stop_) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'run' polls in a loop that never waits: each time 'tryAcquire' finds nothing to do, the next turn comes at once, and a core burns; 'stop_' ends the loop, but does not make it wait [leash-spin-select]
      if (filled_.tryAcquire())
        handle(1);
    }
  }
  QSemaphore filled_;
  std::atomic<bool> stop_{false};
};

// Its run() runs an event loop, which quit() ends.
class EventLoop_ok : public QThread {
public:
  ~EventLoop_ok() override {
    quit();
    wait();
  }
};

// QThread's own stop request wakes nobody.
class Interrupted_bad : public QThread {
public:
  ~Interrupted_bad() override {
    requestInterruption();
    wait();
  }
  void add() { filled_.release(); }

private:
  void run() override {
    while (!isInterruptionRequested()) {
      filled_.acquire();
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run' waits for 'filled_' and is not woken when '~Interrupted_bad' asks it to stop: 'wait()' in '~Interrupted_bad' never returns [leash-unstoppable-receive]
      // CHECK-NOTES: :[[@LINE-4]]:8: note: an object of 'Interrupted_bad' is a task, and this is its body
      // CHECK-NOTES: :[[@LINE-4]]:13: note: the loop asks for it here
      // CHECK-NOTES: :[[@LINE-12]]:5: note: '~Interrupted_bad' asks it here, which wakes nobody
      // CHECK-NOTES: :[[@LINE-12]]:5: note: the task is joined here
      // CHECK-NOTES: :[[@LINE-6]]:15: note: canonical fix: end the wait as well after the request: release, notify or close what the task waits for
      handle(1);
    }
  }
  QSemaphore filled_;
};

class Interrupted_ok : public QThread {
public:
  ~Interrupted_ok() override {
    requestInterruption();
    filled_.release();
    wait();
  }

private:
  void run() override {
    while (!isInterruptionRequested()) {
      filled_.acquire();
      handle(1);
    }
  }
  QSemaphore filled_;
};

class InterruptedByOwner_bad : public QThread {
public:
  void add() { filled_.release(); }

private:
  void run() override {
    while (!isInterruptionRequested()) {
      filled_.acquire();
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run' waits for 'filled_' and is not woken when 'stop' asks it to stop: 'worker_.wait()' in 'stop' never returns [leash-unstoppable-receive]
      handle(1);
    }
  }
  QSemaphore filled_;
};

class InterruptingOwner {
public:
  void stop() {
    worker_.requestInterruption();
    worker_.wait();
  }

private:
  InterruptedByOwner_bad worker_;
};

// It waits for a while only.
class InterruptedInTime_ok : public QThread {
public:
  ~InterruptedInTime_ok() override {
    requestInterruption();
    wait();
  }

private:
  void run() override {
    while (!isInterruptionRequested())
      if (filled_.tryAcquire(1, 100))
        handle(1);
  }
  QSemaphore filled_;
};

// A base of one's own between: what its run() calls is in the task.
class Looping : public QThread {
protected:
  virtual void turn() = 0;
  virtual void other() {}

private:
  void run() override { turn(); }
};

class Between_bad : public Looping {
public:
  ~Between_bad() override { wait(); }

private:
  void turn() override {
    for (;;)
      filled_.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'turn' waits for 'filled_' in a loop that nothing can end: 'wait()' in '~Between_bad' never returns [leash-unstoppable-receive]
  }
  QSemaphore filled_;
};

class Between_ok : public Looping {
public:
  ~Between_ok() override { wait(); }

private:
  void turn() override {}
  void other() override {
    for (;;)
      filled_.acquire();
  }
  QSemaphore filled_;
};

// terminate() ends it wherever it stands.
class Terminated_ok : public QThread {
public:
  ~Terminated_ok() override {
    terminate();
    wait();
  }

private:
  void run() override {
    for (;;)
      filled_.acquire();
  }
  QSemaphore filled_;
};

class TerminatingOwner_ok {
public:
  TerminatingOwner_ok() : worker_(QThread::create([this] { run(); })) { worker_->start(); }
  ~TerminatingOwner_ok() {
    worker_->terminate();
    worker_->wait();
  }

private:
  void run() {
    for (;;)
      filled_.acquire();
  }
  QSemaphore filled_;
  QThread *worker_;
};
