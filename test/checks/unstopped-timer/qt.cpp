// REQUIRES: qt
// RUN: %check_leash %s leash-unstopped-timer --real -- -std=c++20 -fPIC %qt_flags

// QTimer and the timers of QObject. A parent gives its timers back, and the
// destructor of a QObject kills its own: neither stops one in stop().

#include <QObject>
#include <QThread>
#include <QTimer>

void work();

class Ids_bad : public QObject {
public:
  void start() {
    poll_ = startTimer(1000);
    report_ = startTimer(2000);
  }
  void stop() { killTimer(poll_); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'stop' stops 'poll_' but forgets 'report_', which goes on firing after it [leash-unstopped-timer]
  // CHECK-NOTES: note: 'report_' is armed here, in 'start'
  // CHECK-FIXES: killTimer(poll_);
  // CHECK-FIXES-NEXT: killTimer(report_);

protected:
  void timerEvent(QTimerEvent *) override { work(); }

private:
  int poll_ = 0, report_ = 0;
};

class Children_bad : public QObject {
public:
  void start() {
    poll_->start(10);
    report_->start(20);
  }
  void stop() { poll_->stop(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'stop' stops 'poll_' but forgets 'report_', which goes on firing after it
  // CHECK-FIXES: poll_->stop();
  // CHECK-FIXES-NEXT: report_->stop();

private:
  QTimer *poll_ = new QTimer(this), *report_ = new QTimer(this);
};

// Nobody gives it back, and nobody else knows it.
class NoParent_bad {
public:
  NoParent_bad() {
    timer_ = new QTimer;
    QObject::connect(timer_, &QTimer::timeout, [this] { tick(); });
    timer_->start(1000);
  }
  ~NoParent_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~NoParent_bad' leaves 'timer_' armed: it goes on firing, and nobody can stop it
  // CHECK-NOTES: note: 'timer_' is made here, and nobody else owns it
  // CHECK-NOTES: note: 'timer_' is armed here

private:
  void tick() { work(); }
  QTimer *timer_;
};

class Deleted_ok {
public:
  Deleted_ok() : timer_(new QTimer) { timer_->start(1000); }
  ~Deleted_ok() {
    delete timer_;
    work();
  }

private:
  QTimer *timer_;
};

class Later_ok {
public:
  Later_ok() : timer_(new QTimer) {
    timer_->start(1000);
    QObject::connect(timer_, &QTimer::timeout, timer_, &QObject::deleteLater);
  }
  ~Later_ok() { work(); }

private:
  QTimer *timer_;
};

class Child_ok : public QObject {
public:
  Child_ok() : timer_(new QTimer(this)) { timer_->start(1000); }
  ~Child_ok() override { work(); }

private:
  QTimer *timer_;
};

// The destructor stops one early; the other ends with its parent.
class Early_ok : public QObject {
public:
  Early_ok() : save_(new QTimer(this)), poll_(new QTimer(this)) {
    save_->start(10);
    poll_->start(20);
  }
  ~Early_ok() override {
    save_->stop();
    work();
  }

private:
  QTimer *save_, *poll_;
};

class Part_ok {
public:
  Part_ok() { timer_.start(1000); }
  ~Part_ok() { work(); }

private:
  QTimer timer_;
};

// It fires once; a flag tells the slots.
class Once_ok : public QObject {
public:
  Once_ok() { late_->setSingleShot(true); }
  void start() {
    poll_->start(10);
    late_->start(20);
  }
  void stop() { poll_->stop(); }

private:
  QTimer *poll_ = new QTimer(this), *late_ = new QTimer(this);
};

class Told_ok : public QObject {
public:
  void start() {
    poll_->start(10);
    report_->start(20);
  }
  void stop() {
    stopped_ = true;
    poll_->stop();
  }
  void report() {
    if (stopped_)
      report_->stop();
  }

private:
  bool stopped_ = false;
  QTimer *poll_ = new QTimer(this), *report_ = new QTimer(this);
};

// A timer that each turn makes, and that nobody stops.
bool more();
class Anew : public QObject {
public:
  void each_turn_bad() {
    while (more()) {
      auto *timer = new QTimer(this);
      connect(timer, &QTimer::timeout, this, &Anew::late);
      timer->start(1000);
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: each turn of this loop arms one more timer, and nobody can stop those of the turns before: they go on firing [leash-unstopped-timer]
      QThread::sleep(1);
    }
  }
  void once_bad() {
    while (more()) {
      auto *timer = new QTimer(this);
      timer->setSingleShot(true);
      connect(timer, &QTimer::timeout, this, [this] { late(); });
      timer->start(1000);
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: each turn of this loop arms one more timer, and nobody can stop those of the turns before: they stay armed until they expire [leash-unstopped-timer]
      QThread::sleep(1);
    }
  }
  void deleted_ok() {
    while (more()) {
      auto *timer = new QTimer(this);
      connect(timer, &QTimer::timeout, this, &Anew::late);
      timer->start(1000);
      QThread::sleep(1);
      delete timer;
    }
  }
  void deletes_itself_ok() {
    while (more()) {
      auto *timer = new QTimer(this);
      timer->setSingleShot(true);
      connect(timer, &QTimer::timeout, timer, &QObject::deleteLater);
      timer->start(1000);
      QThread::sleep(1);
    }
  }
  void before_the_loop_ok() {
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &Anew::late);
    while (more()) {
      timer->start(1000);
      QThread::sleep(1);
    }
  }

private:
  void late();
};

// One shot that arms itself anew on each run, with nobody who ends it.
class Shots_bad {
public:
  Shots_bad() { arm(); }
  ~Shots_bad() { work(); }

private:
  void arm() {
    QTimer::singleShot(1000, [this] {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody can stop this timer, which arms itself anew: it goes on calling into this 'Shots_bad' when that is gone
      // CHECK-NOTES: note: each run arms it again here
      ++count_;
      arm();
    });
  }
  int count_ = 0;
};

// The receiver ends it.
class Shots_ok : public QObject {
public:
  Shots_ok() { arm(); }
  ~Shots_ok() override { work(); }

private:
  void arm() {
    QTimer::singleShot(1000, this, [this] {
      ++count_;
      arm();
    });
  }
  int count_ = 0;
};

class OneShot_ok {
public:
  OneShot_ok() {
    QTimer::singleShot(1000, [this] { ++count_; });
  }
  ~OneShot_ok() { work(); }

private:
  int count_ = 0;
};
