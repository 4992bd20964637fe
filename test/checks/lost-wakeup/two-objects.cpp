// RUN: %check_leash %s leash-lost-wakeup --any-fix
// RUN: %check_leash %s leash-lost-wakeup --any-fix --real

// The same field of two objects: a change of the one says nothing to who waits for the other.

#include <condition_variable>
#include <mutex>

struct Heap {
  int size = 0;
};

Heap *pending;

class Clock {
public:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (own_->size == 0)
      wake_.wait(lock);
    own_->size--;
  }
  void clear_ok() {
    pending->size = 1;
    wake_.notify_one();
  }
  void reset_bad() {
    own_->size = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'reset_bad' changes 'size' without 'mutex_'
    wake_.notify_one();
  }
  // It may be either.
  void add_bad(Heap *to) {
    ++to->size;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'add_bad' changes 'size' without 'mutex_'
    wake_.notify_one();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  Heap *own_ = nullptr;
};

Heap *heapOfSystem();
std::mutex system_mutex;
std::condition_variable system_wake;

// Each of two queues has a condition of its own.
class Scheduler {
public:
  void run() {
    std::unique_lock<std::mutex> lock(system_mutex);
    while (own_->size == 0)
      wake_.wait(lock);
  }
  void clear_ok() {
    std::lock_guard<std::mutex> lock(system_mutex);
    own_->size = 1;
    wake_.notify_all();
  }

private:
  std::condition_variable wake_;
  Heap *own_ = nullptr;
};

void run_system() {
  Heap *heap = heapOfSystem();
  std::unique_lock<std::mutex> lock(system_mutex);
  while (heap->size == 0)
    system_wake.wait(lock);
}

void clear_system_ok() {
  Heap *heap = heapOfSystem();
  std::lock_guard<std::mutex> lock(system_mutex);
  heap->size = 1;
  system_wake.notify_all();
}
