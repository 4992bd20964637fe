// REQUIRES: poco
// RUN: %check_leash %s leash-unstopped-timer --real

// Poco's timers. The destructor of one stops it, and waits.

#include <Poco/Timer.h>

void work();

class Two_bad {
public:
  Two_bad() : poll_(0, 1000), report_(0, 5000) {}
  void start() {
    Poco::TimerCallback<Two_bad> tick(*this, &Two_bad::tick);
    poll_.start(tick);
    report_.start(tick);
  }
  void stop() {
    poll_.stop();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'stop' stops 'poll_' but forgets 'report_', which may still fire: the handler runs on an object that may be gone [leash-unstopped-timer]
    // CHECK-FIXES: poll_.stop();
    // CHECK-FIXES-NEXT: report_.stop();
  }

private:
  void tick(Poco::Timer &) { ++count_; }
  Poco::Timer poll_, report_;
  int count_ = 0;
};

class Made_bad {
public:
  Made_bad() : timer_(new Poco::Timer(0, 1000)) {}
  ~Made_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Made_bad' leaves 'timer_' armed: the callback then runs on an object that is gone
  // CHECK-NOTES: note: 'timer_' is made here, and nobody else owns it
  void start() {
    Poco::TimerCallback<Made_bad> tick(*this, &Made_bad::tick);
    timer_->start(tick);
  }

private:
  void tick(Poco::Timer &) { ++count_; }
  Poco::Timer *timer_;
  int count_ = 0;
};

class Deleted_ok {
public:
  Deleted_ok() : timer_(new Poco::Timer(0, 1000)) {}
  ~Deleted_ok() { delete timer_; }
  void start() {
    Poco::TimerCallback<Deleted_ok> tick(*this, &Deleted_ok::tick);
    timer_->start(tick);
  }

private:
  void tick(Poco::Timer &) { ++count_; }
  Poco::Timer *timer_;
  int count_ = 0;
};

class Part_ok {
public:
  Part_ok() : timer_(0, 1000) {}
  ~Part_ok() { work(); }
  void start() {
    Poco::TimerCallback<Part_ok> tick(*this, &Part_ok::tick);
    timer_.start(tick);
  }

private:
  void tick(Poco::Timer &) { ++count_; }
  Poco::Timer timer_;
  int count_ = 0;
};
