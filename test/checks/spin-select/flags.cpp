// RUN: %check_leash %s leash-spin-select
// RUN: %check_leash %s leash-spin-select --real

// A loop that looks at a flag until another task changes it.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;
void work();
extern std::atomic<bool> ready;
extern std::atomic<int> turn;

void bare_atomic_bad() {
  while (!ready) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'bare_atomic_bad' looks at 'ready' again and again, and nothing in this loop waits for it to change, and a core burns [leash-spin-select]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: canonical fix: wait for 'ready' to change and notify where it is set: 'wait()' of an atomic or a condition variable; see
}

void load_bad() {
  while (ready.load(std::memory_order_acquire) == false)
    ;
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'load_bad' looks at 'ready' again and again
}

void number_bad(int mine) {
  while (turn.load() != mine) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'number_bad' looks at 'turn' again and again
}

void yield_bad() {
  while (!ready.load())
    std::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'yield_bad' looks at 'ready' again and again, and nothing in this loop waits for it to change; 'yield' lets others run first, and the core burns all the same
  // CHECK-NOTES: :[[@LINE-2]]:5: note: with nothing else to run, this returns at once
}

void sleep_for_nothing_bad() {
  while (!ready.load())
    std::this_thread::sleep_for(0ms);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'sleep_for_nothing_bad' looks at 'ready' again and again
}

void sleep_ok() {
  while (!ready.load())
    std::this_thread::sleep_for(5ms);
}

void wait_ok() { ready.wait(false); }

void wait_in_loop_ok() {
  while (!ready)
    ready.wait(false);
}

void unknown_call_ok() {
  while (!ready)
    work();
}

void bounded_ok() {
  for (int i = 0; i < 1000; ++i) {
    if (ready)
      return;
    std::this_thread::yield();
  }
}

void bounded_spin_before_a_wait_ok() {
  int spins = 0;
  while (!ready) {
    if (++spins < 100)
      continue;
    ready.wait(false);
  }
}

void deadline_ok() {
  auto end = std::chrono::steady_clock::now() + 1s;
  while (!ready && std::chrono::steady_clock::now() < end) {
  }
}

void exchange_ok() {
  bool expected = false;
  while (!ready.compare_exchange_strong(expected, true))
    expected = false;
}

void test_before_exchange_ok() {
  while (ready.exchange(true))
    while (ready.load()) {
    }
}

extern volatile bool device;
void device_register_ok() {
  while (!device) {
  }
}

class Worker {
public:
  // The flag is read through a getter.
  void getter_bad() {
    while (!stopped()) {
    }
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'getter_bad' looks at 'stop_' again and again
  }

  // Two flags: one of them is waited for.
  void paused_bad() {
    while (!stop_) {
      if (paused_)
        continue;
      work();
    }
    // CHECK-MESSAGES: :[[@LINE-5]]:5: warning: 'paused_bad' looks at
  }

  void under_a_lock_bad() {
    for (;;) {
      std::lock_guard<std::mutex> guard(mutex_);
      if (done_)
        break;
    }
    // CHECK-MESSAGES: :[[@LINE-5]]:5: warning: 'under_a_lock_bad' looks at 'done_' again and again
  }

  void plain_bad() {
    while (!done_) {
    }
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'plain_bad' looks at 'done_' again and again
  }

  // The loop works until it is told to stop: it waits for nothing.
  void works_until_stopped_ok() {
    while (!stop_)
      ++count_;
  }

  void data_changes_ok() {
    while (count_ > 0)
      --count_;
  }

  // It writes the flag itself on some turns.
  void own_data_ok() {
    while (!done_) {
      if (count_ == 3)
        done_ = true;
      ++count_;
    }
  }

private:
  bool stopped() const { return stop_; }
  std::mutex mutex_;
  std::atomic<bool> stop_{false}, paused_{false};
  bool done_ = false;
  int count_ = 0;
};

class SpinLock {
public:
  void lock_ok() {
    while (flag_.exchange(true)) {
    }
  }
  // A ticket lock.
  void ticket_ok() {
    int mine = next_.fetch_add(1);
    while (serving_ != mine) {
    }
  }

private:
  std::atomic<bool> flag_{false};
  std::atomic<int> next_{0}, serving_{0};
};

// A number that is waited for: the wait is skipped only if the number is
// another one by now.
class Number {
public:
  int get() {
    std::lock_guard<std::mutex> guard(mutex_);
    return value_;
  }
  int waitForChange(int from) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (value_ == from)
      changed_.wait(lock);
    return value_;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int value_ = 0;
};

struct Rows {
  Number row;
  Number rows[4];
};

void waits_for_change_ok(Rows *rows) {
  while (rows->row.get() == 0)
    rows->row.waitForChange(0);
}

void waits_for_an_element_ok(Rows *rows, int i) {
  while (rows->rows[i].get() == 0)
    rows->rows[i].waitForChange(0);
}

void waits_for_another_number_bad(Rows *rows) {
  while (rows->row.get() == 0)
    rows->row.waitForChange(1);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'waits_for_another_number_bad' looks at 'rows.row.value_' again and again
}

// Locks and guards of a project's own, which know their lock by a pointer.
class OwnLock {
public:
  void take() { mutex_.lock(); }
  void give() { mutex_.unlock(); }

private:
  std::mutex mutex_;
};

class OwnGuard {
public:
  explicit OwnGuard(OwnLock &lock) : lock_(&lock) { lock.take(); }
  ~OwnGuard() {
    if (lock_)
      lock_->give();
  }

private:
  OwnLock *lock_;
};

class Source {
public:
  bool hasData() {
    OwnGuard guard(lock_);
    return offset_ < end_;
  }
  void waitForOthers_bad() {
    while (hasData()) {
    }
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'waitForOthers_bad' looks at 'offset_' again and again
  }
  void waitAndSleep_ok() {
    while (hasData())
      std::this_thread::sleep_for(10ms);
  }
  void work_ok() {
    while (hasData()) {
      OwnGuard guard(lock_);
      ++offset_;
    }
  }

private:
  OwnLock lock_;
  int offset_ = 0, end_ = 0;
};
