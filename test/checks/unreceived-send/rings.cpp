// RUN: %check_leash %s leash-unreceived-send
// RUN: %check_leash %s leash-unreceived-send --real

// A ring with a number of items of its own, as a channel.

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

class Ring {
public:
  explicit Ring(std::size_t room) : slots_(room), room_(room) {}
  void put(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (count_ == room_)
      not_full_.wait(lock);
    slots_[tail_] = value;
    tail_ = (tail_ + 1) % room_;
    ++count_;
    not_empty_.notify_one();
  }
  int get() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (count_ == 0)
      not_empty_.wait(lock);
    int value = slots_[head_];
    head_ = (head_ + 1) % room_;
    --count_;
    not_full_.notify_one();
    return value;
  }

private:
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::vector<int> slots_;
  std::size_t head_ = 0, tail_ = 0, count_ = 0, room_;
};

int first_wins_bad() {
  Ring ring(1);
  // CHECK-FIXES: Ring ring(3);
  std::thread sender([&] {
    for (int i = 0; i < 3; ++i)
      ring.put(i);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: send on 'ring' can be left without a receiver: 3
    // values are sent, 1 value is received for sure, and the channel holds 1; the join of 'sender'
    // never returns
  });
  int value = ring.get();
  sender.join();
  return value;
}

int room_for_all_ok() {
  Ring ring(2);
  std::thread sender([&] {
    for (int i = 0; i < 3; ++i)
      ring.put(i);
  });
  int value = ring.get();
  sender.join();
  return value;
}
