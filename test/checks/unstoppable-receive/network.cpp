// RUN: %check_leash %s leash-unstoppable-receive --any-fix --
// RUN: %check_leash %s leash-unstoppable-receive --any-fix --real -- -pthread

// Waits for the network: closing a descriptor wakes nobody, shutting it down
// does.

#include <atomic>
#include <initializer_list>
#include <sys/socket.h>
#include <termios.h>
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

// The flag is asked for by a function.
class Getter {
public:
  Getter() : worker_([this] { run_bad(); }) {}
  ~Getter() {
    stop_ = true;
    worker_.join();
  }
  bool stopped() const { return stop_; }

private:
  void run_bad() {
    char data[512];
    while (!stopped())
      serve(data, ::recv(socket_, data, sizeof data, 0));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'run_bad' waits for the network in 'recv' and is not woken when '~Getter' sets 'stop_': 'worker_.join()' in '~Getter' never returns
  }
  int socket_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

// An error counts only once the flag is set.
class ErrorAndFlag {
public:
  ErrorAndFlag() : worker_([this] { run_bad(); }) {}
  ~ErrorAndFlag() {
    running_ = false;
    ::close(listener_);
    worker_.join();
  }

private:
  void run_bad() {
    while (running_) {
      int connection = ::accept(listener_, nullptr, nullptr);
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'run_bad' waits for the network in 'accept' and is not woken when '~ErrorAndFlag' sets 'running_': 'worker_.join()' in '~ErrorAndFlag' never returns
      if (connection < 0) {
        if (!running_)
          break;
        continue;
      }
      serve(connection);
    }
  }
  int listener_ = -1;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

// The task sets the flag itself when an error comes, and leaves for other reasons,
// too: none of that ends the wait.
bool isLast(const char *data, long size);
class TaskSetsItToo {
public:
  TaskSetsItToo() : worker_([this] { run_bad(); }) {}
  ~TaskSetsItToo() {
    running_ = false;
    worker_.join();
  }

private:
  void run_bad() {
    char data[512];
    while (running_) {
      long size = ::recv(socket_, data, sizeof data, 0);
      // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'run_bad' waits for the network in 'recv' and is not woken when '~TaskSetsItToo' sets 'running_': 'worker_.join()' in '~TaskSetsItToo' never returns
      if (size < 0)
        running_ = false;
      if (isLast(data, size))
        return;
    }
  }
  int socket_ = -1;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

// What it waits for is the answer to its own question.
class Asks {
public:
  Asks() : worker_([this] { run_ok(); }) {}
  ~Asks() {
    running_ = false;
    worker_.join();
  }

private:
  void run_ok() {
    char data[512];
    while (running_) {
      ::send(socket_, "?", 1, 0);
      serve(data, ::recv(socket_, data, sizeof data, 0));
    }
  }
  int socket_ = -1;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

// Set after the join, but the task has other ways out.
class EndsByItself {
public:
  EndsByItself() : worker_([this] { run_ok(); }) {}
  ~EndsByItself() {
    worker_.join();
    running_ = false;
  }

private:
  void run_ok() {
    char data[512];
    while (running_) {
      long size = ::recv(socket_, data, sizeof data, 0);
      if (isLast(data, size))
        return;
    }
  }
  int socket_ = -1;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

// What the loop asks is not seen: the close before the join says enough.
bool isOver();
class ClosedFirst {
public:
  ClosedFirst() : worker_([this] { run_bad(); }) {}
  ~ClosedFirst() { stop(); }
  void stop() {
    disconnect();
    worker_.join();
  }

private:
  void disconnect() {
    if (socket_ == -1)
      return;
    ::close(socket_);
    socket_ = -1;
  }
  void run_bad() {
    char data[512];
    while (!isOver()) {
      long size = ::recv(socket_, data, sizeof data, 0);
      // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'run_bad' waits for the network in 'recv', and nothing ends that before 'stop' joins it: 'worker_.join()' in 'stop' never returns [leash-unstoppable-receive]
      serve(data, size);
    }
  }
  int socket_ = -1;
  std::thread worker_;
};

class ClosedAfter {
public:
  ClosedAfter() : worker_([this] { run_ok(); }) {}
  ~ClosedAfter() {
    worker_.join();
    ::close(socket_);
  }

private:
  void run_ok() {
    char data[512];
    while (!isOver())
      serve(data, ::recv(socket_, data, sizeof data, 0));
  }
  int socket_ = -1;
  std::thread worker_;
};

// A log wakes nobody.
void print(const char *format, ...);
class Prints {
public:
  Prints() : worker_([this] { run_bad(); }) {}
  ~Prints() {
    running_ = false;
    print("waiting for %s", "the worker");
    worker_.join();
  }

private:
  void run_bad() {
    char data[512];
    while (running_)
      serve(data, ::recv(socket_, data, sizeof data, 0));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'run_bad' waits for the network in 'recv' and is not woken when '~Prints' sets 'running_'
  }
  int socket_ = -1;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

// Two flags: the one that the owner sets is followed by a wake-up.
class TwoFlags {
public:
  TwoFlags() : worker_([this] { run_ok(); }) {}
  ~TwoFlags() {
    running_ = false;
    ::shutdown(socket_, 2);
    worker_.join();
  }
  void lost() { connected_ = false; }

private:
  void run_ok() {
    char data[512];
    while (running_ && connected_)
      serve(data, ::recv(socket_, data, sizeof data, 0));
  }
  int socket_ = -1;
  std::atomic<bool> running_{true}, connected_{true};
  std::thread worker_;
};

class TwoFlagsUnwoken {
public:
  TwoFlagsUnwoken() : worker_([this] { run_bad(); }) {}
  ~TwoFlagsUnwoken() {
    running_ = false;
    worker_.join();
  }
  void lost() { connected_ = false; }

private:
  void run_bad() {
    char data[512];
    while (running_ && connected_)
      serve(data, ::recv(socket_, data, sizeof data, 0));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'run_bad' waits for the network in 'recv' and is not woken when '~TwoFlagsUnwoken' sets 'running_'
  }
  int socket_ = -1;
  std::atomic<bool> running_{true}, connected_{true};
  std::thread worker_;
};

// A serial line whose reads give up after a time.
class SerialLine {
public:
  SerialLine() {
    termios options;
    ::tcgetattr(line_, &options);
    options.c_cc[VMIN] = 0;
    options.c_cc[VTIME] = 5;
    ::tcsetattr(line_, TCSANOW, &options);
    worker_ = std::thread([this] { run_ok(); });
  }
  ~SerialLine() {
    running_ = false;
    worker_.join();
  }

private:
  void run_ok() {
    char data[512];
    while (running_)
      serve(data, ::read(line_, data, sizeof data));
  }
  int line_ = -1;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

class Device {
public:
  Device() : worker_([this] { run_bad(); }) {}
  ~Device() {
    running_ = false;
    worker_.join();
  }

private:
  void run_bad() {
    char data[512];
    while (running_)
      serve(data, ::read(device_, data, sizeof data));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'run_bad' waits for the network in 'read' and is not woken when '~Device' sets 'running_'
  }
  int device_ = -1;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

// The connections are shut down, which the task that accepts them does not see.
class ShutsConnections {
public:
  ShutsConnections() : worker_([this] { run_bad(); }) {}
  ~ShutsConnections() {
    running_ = false;
    for (int each : connections_)
      ::shutdown(each, 2);
    ::close(listener_);
    worker_.join();
  }

private:
  void run_bad() {
    while (running_) {
      int connection = ::accept(listener_, nullptr, nullptr);
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'run_bad' waits for the network in 'accept' and is not woken when '~ShutsConnections' sets 'running_'
      serve(connection);
    }
  }
  int listener_ = -1;
  int connections_[4] = {};
  std::atomic<bool> running_{true};
  std::thread worker_;
};

class ShutsAll {
public:
  ShutsAll() : worker_([this] { run_ok(); }) {}
  ~ShutsAll() {
    running_ = false;
    for (int each : {connection_, listener_})
      ::shutdown(each, 2);
    worker_.join();
  }

private:
  void run_ok() {
    while (running_)
      serve(::accept(listener_, nullptr, nullptr));
  }
  int listener_ = -1, connection_ = -1;
  std::atomic<bool> running_{true};
  std::thread worker_;
};
