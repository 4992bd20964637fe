// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// What a poll has found ready is read without waiting.

#include <mutex>
#include <poll.h>
#include <unistd.h>

class Reactor {
public:
  void turn_ok() {
    pollfd ready[2] = {{wake_[0], POLLIN, 0}, {socket_, POLLIN, 0}};
    if (poll(ready, 2, -1) < 0)
      return;
    std::lock_guard<std::mutex> lock(mutex_);
    if (ready[0].revents & POLLIN) {
      char drained[64];
      read(wake_[0], drained, sizeof drained);
    }
    if (ready[1].revents & POLLIN)
      take();
  }

  void turn_by_number_ok() {
    pollfd ready = {socket_, POLLIN, 0};
    int found = poll(&ready, 1, -1);
    std::lock_guard<std::mutex> lock(mutex_);
    if (found > 0)
      take();
  }

  void further_turns_bad() {
    pollfd ready = {socket_, POLLIN, 0};
    poll(&ready, 1, -1);
    std::lock_guard<std::mutex> lock(mutex_);
    if (ready.revents & POLLIN) {
      char line[64];
      while (read(socket_, line, sizeof line) > 0)
        // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'mutex_' is held while 'further_turns_bad' waits
        ++lines_;
    }
  }

  void another_question_bad() {
    pollfd ready = {socket_, POLLIN, 0};
    poll(&ready, 1, -1);
    std::lock_guard<std::mutex> lock(mutex_);
    char line[64];
    if (lines_ > 0)
      read(socket_, line, sizeof line);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'another_question_bad' waits
  }

private:
  void take() {
    char line[64];
    read(socket_, line, sizeof line);
    ++lines_;
  }

  std::mutex mutex_;
  int wake_[2] = {-1, -1};
  int socket_ = -1;
  int lines_ = 0;
};
