// REQUIRES: poco
// RUN: %check_leash %s leash-unstoppable-receive,leash-lost-wakeup --any-fix --real -- -std=c++20

// Stopping a thread that waits with Poco, on the real headers.

#include <Poco/AutoPtr.h>
#include <Poco/Condition.h>
#include <Poco/Event.h>
#include <Poco/Mutex.h>
#include <Poco/Notification.h>
#include <Poco/NotificationQueue.h>
#include <Poco/Runnable.h>
#include <Poco/RunnableAdapter.h>
#include <Poco/Thread.h>

#include <atomic>
#include <deque>

void handle(Poco::Notification *);
void handle(int);

namespace {

//===----------------------------------------------------------------------===//
// NotificationQueue
//===----------------------------------------------------------------------===//

class WokenOnce_bad : public Poco::Runnable {
public:
  void open() { thread_.start(*this); }
  void close() {
    while (!queue_.empty())
      Poco::Thread::sleep(100);
    queue_.wakeUpAll();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this wakes 'run' only if it waits on 'queue_' at that moment: if it is at work, its next receive waits again, and 'thread_.join()' in 'close' never returns [leash-unstoppable-receive]
    // CHECK-NOTES: :[[@LINE-6]]:25: note: the task is started here
    // CHECK-NOTES: :[[@LINE+12]]:21: note: 'run' waits here, in each turn of its loop
    // CHECK-NOTES: :[[@LINE+2]]:13: note: the task is joined here
    // CHECK-NOTES: :[[@LINE-5]]:12: note: canonical fix: send 'queue_' a last value that ends the loop, or wake 'run' again until it has ended
    thread_.join();
  }
  void log(Poco::Notification *what) { queue_.enqueueNotification(what); }

private:
  void run() override {
    Poco::AutoPtr<Poco::Notification> next = queue_.waitDequeueNotification();
    while (next) {
      handle(next.get());
      next = queue_.waitDequeueNotification();
    }
  }
  Poco::NotificationQueue queue_;
  Poco::Thread thread_;
};

// The thread runs a member through an adapter.
class Adapted_bad {
public:
  Adapted_bad() : runs_(*this, &Adapted_bad::dequeue) { thread_.start(runs_); }
  ~Adapted_bad() {
    queue_.wakeUpAll();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this wakes 'dequeue' only if it waits on 'queue_' at that moment
    thread_.join();
  }

private:
  void dequeue() {
    Poco::Notification::Ptr next;
    while ((next = queue_.waitDequeueNotification()))
      handle(next.get());
  }
  Poco::NotificationQueue queue_;
  Poco::RunnableAdapter<Adapted_bad> runs_;
  Poco::Thread thread_;
};

class WokenAgain_ok : public Poco::Runnable {
public:
  void open() { thread_.start(*this); }
  void close() {
    do
      queue_.wakeUpAll();
    while (!thread_.tryJoin(100));
  }

private:
  void run() override {
    for (;;) {
      Poco::Notification::Ptr next(queue_.waitDequeueNotification());
      if (!next)
        break;
      handle(next.get());
    }
  }
  Poco::NotificationQueue queue_;
  Poco::Thread thread_;
};

class Stop : public Poco::Notification {};
class LastValue_ok : public Poco::Runnable {
public:
  void open() { thread_.start(*this); }
  void close() {
    queue_.enqueueNotification(new Stop);
    queue_.wakeUpAll();
    thread_.join();
  }

private:
  void run() override {
    for (;;) {
      Poco::Notification::Ptr next(queue_.waitDequeueNotification());
      if (!next || dynamic_cast<Stop *>(next.get()))
        break;
      handle(next.get());
    }
  }
  Poco::NotificationQueue queue_;
  Poco::Thread thread_;
};

class NeverWoken_bad : public Poco::Runnable {
public:
  void open() { thread_.start(*this); }
  ~NeverWoken_bad() {
    stop_ = true;
    thread_.join();
  }
  void add(Poco::Notification *what) { queue_.enqueueNotification(what); }

private:
  void run() override {
    while (!stop_) {
      Poco::Notification::Ptr next(queue_.waitDequeueNotification());
      // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'run' receives from 'queue_' and is not woken when '~NeverWoken_bad' sets 'stop_': 'thread_.join()' in '~NeverWoken_bad' never returns
      if (next)
        handle(next.get());
    }
  }
  Poco::NotificationQueue queue_;
  std::atomic<bool> stop_{false};
  Poco::Thread thread_;
};

class WokenWithFlag_ok : public Poco::Runnable {
public:
  void open() { thread_.start(*this); }
  ~WokenWithFlag_ok() {
    stop_ = true;
    queue_.wakeUpAll();
    thread_.join();
  }

private:
  void run() override {
    while (!stop_) {
      Poco::Notification::Ptr next(queue_.waitDequeueNotification());
      if (next)
        handle(next.get());
    }
  }
  Poco::NotificationQueue queue_;
  std::atomic<bool> stop_{false};
  Poco::Thread thread_;
};

//===----------------------------------------------------------------------===//
// Event
//===----------------------------------------------------------------------===//

class EventNotSet_bad : public Poco::Runnable {
public:
  void open() { thread_.start(*this); }
  void add() { event_.set(); }
  void close() {
    stop_ = true;
    thread_.join();
  }

private:
  void run() override {
    while (!stop_) {
      event_.wait();
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'run' waits for 'event_' and is not woken when 'close' sets 'stop_': 'thread_.join()' in 'close' never returns
      handle(1);
    }
  }
  Poco::Event event_;
  std::atomic<bool> stop_{false};
  Poco::Thread thread_;
};

class EventSet_ok : public Poco::Runnable {
public:
  void open() { thread_.start(*this); }
  void close() {
    stop_ = true;
    event_.set();
    thread_.join();
  }

private:
  void run() override {
    while (!stop_) {
      event_.wait();
      handle(1);
    }
  }
  Poco::Event event_;
  std::atomic<bool> stop_{false};
  Poco::Thread thread_;
};

//===----------------------------------------------------------------------===//
// Condition
//===----------------------------------------------------------------------===//

class ConditionNotTested_bad : public Poco::Runnable {
public:
  void open() { thread_.start(*this); }
  void close() {
    stop_ = true;
    wake_.broadcast();
    thread_.join();
  }
  void add(int item) {
    Poco::FastMutex::ScopedLock lock(mutex_);
    items_.push_back(item);
    wake_.signal();
  }

private:
  void run() override {
    while (!stop_) {
      Poco::FastMutex::ScopedLock lock(mutex_);
      while (items_.empty())
        wake_.wait(mutex_);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run' waits on 'wake_' and is not woken when 'close' sets 'stop_'
      handle(items_.front());
      items_.pop_front();
    }
  }
  Poco::FastMutex mutex_;
  Poco::Condition wake_;
  std::deque<int> items_;
  std::atomic<bool> stop_{false};
  Poco::Thread thread_;
};

class UnlockedFlag_bad : public Poco::Runnable {
public:
  void open() { thread_.start(*this); }
  void close() {
    stop_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'close' changes 'stop_' without 'mutex_': when 'run' has tested it and does not wait yet, the notify is lost, and 'run' waits for ever [leash-lost-wakeup]
    wake_.broadcast();
    thread_.join();
  }

private:
  void run() override {
    Poco::FastMutex::ScopedLock lock(mutex_);
    while (!stop_ && items_.empty())
      wake_.wait(mutex_);
  }
  Poco::FastMutex mutex_;
  Poco::Condition wake_;
  std::deque<int> items_;
  bool stop_ = false;
  Poco::Thread thread_;
};

class LockedFlag_ok : public Poco::Runnable {
public:
  void open() { thread_.start(*this); }
  void close() {
    {
      Poco::FastMutex::ScopedLock lock(mutex_);
      stop_ = true;
    }
    wake_.broadcast();
    thread_.join();
  }

private:
  void run() override {
    Poco::FastMutex::ScopedLock lock(mutex_);
    while (!stop_ && items_.empty())
      wake_.wait(mutex_);
  }
  Poco::FastMutex mutex_;
  Poco::Condition wake_;
  std::deque<int> items_;
  bool stop_ = false;
  Poco::Thread thread_;
};

} // namespace
