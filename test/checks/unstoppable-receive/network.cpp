// RUN: %check_leash %s leash-unstoppable-receive --any-fix --
// RUN: %check_leash %s leash-unstoppable-receive --any-fix --real -- -pthread

// Waits for the network: closing a descriptor wakes nobody, shutting it down
// does.

#include <atomic>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

void serve(int connection);
void serve(const char *data, long size);

class CloseDoesNotWake {
public:
  void start() {
    running_ = true;
    worker_ = std::thread(&CloseDoesNotWake::run_bad, this);
  }
  void stop() {
    running_ = false;
    ::close(listener_);
    worker_.join();
  }

private:
  void run_bad() {
    while (running_) {
      int connection = ::accept(listener_, nullptr, nullptr);
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'run_bad' waits for the network in 'accept' and is not woken when 'stop' sets 'running_': 'worker_.join()' in 'stop' never returns [leash-unstoppable-receive]
      // CHECK-NOTES: :[[@LINE-13]]:15: note: the task is started here
      // CHECK-NOTES: :[[@LINE-4]]:12: note: the loop looks at 'running_' here
      // CHECK-NOTES: :[[@LINE-12]]:5: note: 'stop' changes 'running_' here, and closing the descriptor does not wake it either
      // CHECK-NOTES: :[[@LINE-11]]:13: note: the task is joined here
      // CHECK-NOTES: :[[@LINE-6]]:24: note: canonical fix: shut the socket down after the change of 'running_', or wait with a timeout
      if (connection < 0)
        continue;
      serve(connection);
    }
  }
  int listener_ = -1;
  std::atomic<bool> running_{false};
  std::thread worker_;
};

class FlagOnly {
public:
  FlagOnly() : worker_([this] { run_bad(); }) {}
  ~FlagOnly() {
    stop_ = true;
    worker_.join();
  }

private:
  void run_bad() {
    char data[512];
    while (!stop_) {
      long size = ::recv(socket_, data, sizeof data, 0);
      // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'run_bad' waits for the network in 'recv' and is not woken when '~FlagOnly' sets 'stop_'
      if (size <= 0)
        break;
      serve(data, size);
    }
  }
  int socket_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

class ShutDown {
public:
  ShutDown() : worker_([this] { run_ok(); }) {}
  ~ShutDown() {
    stop_ = true;
    ::shutdown(socket_, 2);
    worker_.join();
    ::close(socket_);
  }

private:
  void run_ok() {
    char data[512];
    while (!stop_) {
      long size = ::recv(socket_, data, sizeof data, 0);
      if (size <= 0)
        break;
      serve(data, size);
    }
  }
  int socket_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

// SO_RCVTIMEO
class TimesOut {
public:
  TimesOut() {
    long time[2] = {0, 100000};
    ::setsockopt(socket_, 1, 20, time, sizeof time);
    worker_ = std::thread([this] { run_ok(); });
  }
  ~TimesOut() {
    stop_ = true;
    worker_.join();
  }

private:
  void run_ok() {
    char data[512];
    while (!stop_)
      serve(data, ::recv(socket_, data, sizeof data, 0));
  }
  int socket_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

// A message to itself.
class WritesToItself {
public:
  WritesToItself() : worker_([this] { run_ok(); }) {}
  ~WritesToItself() {
    stop_ = true;
    ::send(other_, "", 1, 0);
    worker_.join();
  }

private:
  void run_ok() {
    char data[512];
    while (!stop_)
      serve(data, ::recv(socket_, data, sizeof data, 0));
  }
  int socket_ = -1, other_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

// Someone else may shut it down.
class HandsItOut {
public:
  HandsItOut() : worker_([this] { run_ok(); }) {}
  ~HandsItOut() {
    stop_ = true;
    wakeElsewhere(socket_);
    worker_.join();
  }

private:
  static void wakeElsewhere(int socket);
  void run_ok() {
    char data[512];
    while (!stop_)
      serve(data, ::recv(socket_, data, sizeof data, 0));
  }
  int socket_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};
