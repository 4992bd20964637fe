// RUN: %check_leash %s leash-unstopped-timer --std=c++17
// RUN: %check_leash %s leash-unstopped-timer --std=c++17 --real -- -pthread

// Before C++20 there is no std::jthread: no fix.

#include <chrono>
#include <thread>

void work();

class Assigned {
public:
  void start_bad() {
    thread_ = std::thread([this] {
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end
      while (true) {
        std::this_thread::sleep_for(std::chrono::seconds(1));
        work();
      }
    });
  }
  ~Assigned() { thread_.join(); }

private:
  std::thread thread_;
};
