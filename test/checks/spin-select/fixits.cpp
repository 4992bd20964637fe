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

// A number is waited for as a flag is, from the value that it has.
namespace {
std::atomic<int> phase{0};
std::atomic<bool> done{false};
std::atomic<bool> swapped{false};
} // namespace

void next() {
  phase.store(1);
  // CHECK-FIXES: phase.store(1); phase.notify_all();
}

void awaits_phase_bad() {
  while (phase == 0)
    std::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'awaits_phase_bad' looks at 'phase' again and again
  // CHECK-FIXES: phase.wait(0);
}

// Any other value ends this wait too soon, so it needs the loop.
void awaits_last_phase_bad() {
  while (phase != 2) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'awaits_last_phase_bad' looks at 'phase' again and again
  // CHECK-FIXES: while (phase != 2) {
}

void finish() {
  done = true;
  // CHECK-FIXES: done = true; done.notify_all();
}

void awaits_end_bad() {
  do {
    std::this_thread::yield();
  } while (!done);
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: 'awaits_end_bad' looks at 'done' again and again
  // CHECK-FIXES: done.wait(false);
}

void swap_in() {
  swapped.exchange(true);
  // CHECK-FIXES: swapped.exchange(true); swapped.notify_all();
}

void awaits_swap_bad() {
  while (!swapped) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'awaits_swap_bad' looks at 'swapped' again and again
  // CHECK-FIXES: swapped.wait(false);
}
