// RUN: %check_leash %s leash-unstoppable-receive --any-fix --
// RUN: %check_leash %s leash-unstoppable-receive --any-fix --real -- -pthread

// A wake-up that the flag itself stops.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <chrono>

void handle();

class Reactor {
public:
  void run() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait_for(lock, std::chrono::seconds(30));
      handle();
    }
  }
  void stop_bad() {
    if (stop_.exchange(true))
      return;
    wakeUp();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop_bad' has set 'stop_' when it calls 'wakeUp', which then does nothing: 'run' waits on 'wake_' and is not woken [leash-unstoppable-receive]
    // CHECK-NOTES: :[[@LINE-4]]:9: note: 'stop_' is set here
    // CHECK-NOTES: :[[@LINE+6]]:9: note: 'wakeUp' looks at 'stop_' here, and leaves
    // CHECK-NOTES: :[[@LINE+7]]:11: note: so the wake-up here never comes
    // CHECK-NOTES: :[[@LINE-12]]:13: note: 'run' waits for it here
    // CHECK-NOTES: :[[@LINE-6]]:5: note: canonical fix: wake the task whatever 'stop_' says
  }
  void wakeUp() {
    if (stop_)
      return;
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stop_{false};
};

class WakesFirst {
public:
  void run() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait_for(lock, std::chrono::seconds(30));
    }
  }
  void stop_ok() {
    wakeUp();
    stop_ = true;
  }
  void wakeUp() {
    if (stop_)
      return;
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stop_{false};
};

// The flag says that the task is not there yet.
class NotStarted {
public:
  void run() {
    while (running_) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait_for(lock, std::chrono::seconds(30));
    }
  }
  void start_ok() {
    running_ = true;
    wakeUp();
  }
  void wakeUp() {
    if (!running_)
      return;
    wake_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> running_{false};
};
