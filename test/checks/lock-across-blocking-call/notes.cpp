// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix

// The notes tell the story: where the lock was taken, by which calls the task
// gets to where it blocks, and what to do.

#include <functional>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <utility>

std::mutex mutex;

void innermost() {
  sleep(1);
}
void middle() {
  innermost();
}

void direct_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'direct_bad' sleeps{{.*}} [leash-lock-across-blocking-call]
  // CHECK-NOTES: :[[@LINE-3]]:{{[0-9]+}}: note: 'mutex' is locked here
  // CHECK-NOTES: note: canonical fix: {{.*}}lock-across-blocking-call
}

void through_calls_bad() {
  mutex.lock();
  middle();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'through_calls_bad' sleeps{{.*}} [leash-lock-across-blocking-call]
  // CHECK-NOTES: :[[@LINE-3]]:{{[0-9]+}}: note: 'mutex' is locked here
  // CHECK-NOTES: :[[@LINE-16]]:3: note: 'middle' calls 'innermost' here
  // CHECK-NOTES: :[[@LINE-20]]:3: note: {{.*}} blocks here
  // CHECK-NOTES: note: canonical fix:
  mutex.unlock();
}

class Hub {
public:
  int size() {
    std::lock_guard<std::mutex> guard(mutex_);
    return size_;
  }
  void on_change(std::function<void()> handler) { handler_ = std::move(handler); }

  void change_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    ++size_;
    handler_();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'change_bad' calls back into unknown code through 'handler_'
    // CHECK-NOTES: :[[@LINE-4]]:{{[0-9]+}}: note: 'mutex_' is locked here
    // CHECK-NOTES: :[[@LINE-11]]:{{[0-9]+}}: note: 'size' locks 'mutex_' too
    // CHECK-NOTES: note: canonical fix:
  }

private:
  std::mutex mutex_;
  std::function<void()> handler_;
  int size_ = 0;
};

class Worker {
public:
  void start() {
    thread_ = std::thread([this] {
      std::lock_guard<std::mutex> guard(mutex_);
      ++count_;
    });
  }
  void stop_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    thread_.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: deadlock: 'stop_bad' joins 'thread_' while it holds 'mutex_', which
    // CHECK-NOTES: :[[@LINE-3]]:{{[0-9]+}}: note: 'mutex_' is locked here
    // CHECK-NOTES: :[[@LINE-9]]:{{[0-9]+}}: note: {{.*}}
    // CHECK-NOTES: note: canonical fix:
  }

private:
  std::mutex mutex_;
  std::thread thread_;
  int count_ = 0;
};
