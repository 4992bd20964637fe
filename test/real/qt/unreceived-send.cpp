// REQUIRES: qt
// RUN: %check_leash %s leash-unreceived-send --real -- -std=c++20 -fPIC %qt_flags

// Qt's semaphore: what is taken against what is given back.

#include <QSemaphore>
#include <QThread>
#include <thread>
#include <vector>

namespace {

bool prepare(int i);
void work(int i);

void leaves_early_bad(int n) {
  QSemaphore done;
  std::vector<std::jthread> workers;
  for (int i = 0; i < n; ++i)
    workers.emplace_back([&done, i] {
      if (!prepare(i))
        return;
      work(i);
      done.release();
    });
  done.acquire(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: acquire of 'done' can wait for ever: 'n' are taken, none is given back for sure, and it starts with none; 'leaves_early_bad' itself waits for ever
}

void each_gives_back_ok(int n) {
  QSemaphore done;
  std::vector<std::jthread> workers;
  for (int i = 0; i < n; ++i)
    workers.emplace_back([&done, i] {
      if (prepare(i))
        work(i);
      done.release();
    });
  done.acquire(n);
}

void releaser_gives_back_ok(int n) {
  QSemaphore done;
  std::vector<std::jthread> workers;
  for (int i = 0; i < n; ++i)
    workers.emplace_back([&done, i] {
      QSemaphoreReleaser at_end(done);
      if (!prepare(i))
        return;
      work(i);
    });
  done.acquire(n);
}

void timed_ok() {
  QSemaphore done(0);
  std::jthread worker([&done] {
    if (prepare(1))
      done.release();
  });
  if (!done.tryAcquire(1, 1000))
    work(2);
}

// Room for four, and more are put in before anybody takes one out.
void fills_itself_bad() {
  QSemaphore room(4), filled(0);
  for (int i = 0; i < 5; ++i) {
    room.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: acquire of 'room' can wait for ever: 5 are taken, none is given back for sure, and it starts with 4; 'fills_itself_bad' itself waits for ever
    work(i);
    filled.release();
  }
  for (int i = 0; i < 5; ++i) {
    filled.acquire();
    room.release();
  }
}

void ring_ok() {
  QSemaphore room(4), filled(0);
  std::jthread consumer([&] {
    for (int i = 0; i < 5; ++i) {
      filled.acquire();
      work(i);
      room.release();
    }
  });
  for (int i = 0; i < 5; ++i) {
    room.acquire();
    work(i);
    filled.release();
  }
}

class Taker_bad : public QThread {
public:
  explicit Taker_bad(QSemaphore &room) : room_(room) {}

private:
  void run() override {
    for (int i = 0; i < 3; ++i)
      room_.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: acquire of 'room' can wait for ever: 3 are taken, 1 is given back for sure, and it starts with 1; the join of 'taker' never returns
  }
  QSemaphore &room_;
};

void takes_too_much() {
  QSemaphore room(1);
  Taker_bad taker(room);
  taker.start();
  room.release();
  taker.wait();
}

class Taker_ok : public QThread {
public:
  explicit Taker_ok(QSemaphore &room) : room_(room) {}

private:
  void run() override {
    for (int i = 0; i < 3; ++i)
      room_.acquire();
  }
  QSemaphore &room_;
};

void takes_what_there_is_ok() {
  QSemaphore room(1);
  Taker_ok taker(room);
  taker.start();
  room.release();
  room.release();
  taker.wait();
}

} // namespace
