// RUN: %check_leash %s leash-spin-select
// RUN: %check_leash %s leash-spin-select --real

// Waiting for an atomic instead of reading it: only where all stores are seen.

#include <atomic>
#include <thread>

namespace {
std::atomic<bool> started{false};
std::atomic<bool> handed{false};
std::atomic<bool> exchanged{false};
} // namespace
std::atomic<bool> everybodys{false};

void start() {
  started = true;
  // CHECK-FIXES: started = true; started.notify_all();
}

void awaits_start_bad() {
  while (!started) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'awaits_start_bad' looks at 'started' again and again
  // CHECK-FIXES: started.wait(false);
}

class Gate {
public:
  void open() { open_.store(true, std::memory_order_release); }
  // CHECK-FIXES: void open() { open_.store(true, std::memory_order_release); open_.notify_all(); }
  void pass_bad() {
    while (!open_.load(std::memory_order_acquire))
      std::this_thread::yield();
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'pass_bad' looks at 'open_' again and again
    // CHECK-FIXES: open_.wait(false, std::memory_order_acquire);
  }

private:
  std::atomic<bool> open_{false};
};

// Somebody else may set it.
void others_set_it_bad() {
  while (!everybodys) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'others_set_it_bad' looks at 'everybodys' again and again
}

void pass(std::atomic<bool> &);
void hand_out() { pass(handed); }
void awaits_handed_bad() {
  while (!handed) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'awaits_handed_bad' looks at 'handed' again and again
}

bool swap() { return exchanged.exchange(true); }
void awaits_exchanged_bad() {
  while (!exchanged) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'awaits_exchanged_bad' looks at 'exchanged' again and again
}
