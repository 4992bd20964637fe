// RUN: %check_leash %s leash-unstoppable-receive --any-fix --
// RUN: %check_leash %s leash-unstoppable-receive --any-fix --real -- -pthread

// Descriptors that a task gets as an argument or by a capture, and loops that only an
// error of the wait ends.

#include <atomic>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

void serve(int connection);

//===----------------------------------------------------------------------===//
// An argument, a capture
//===----------------------------------------------------------------------===//

class Argument {
public:
  void start() { worker_ = std::thread(&Argument::run_bad, this, listener_); }
  void stop() {
    stop_ = true;
    ::close(listener_);
    worker_.join();
  }

private:
  void run_bad(int descriptor) {
    while (!stop_)
      serve(::accept(descriptor, nullptr, nullptr));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_bad' waits for the network in 'accept' and is not woken when 'stop' sets 'stop_': 'worker_.join()' in 'stop' never returns [leash-unstoppable-receive]
    // CHECK-NOTES: :[[@LINE-12]]:28: note: the task is started here
    // CHECK-NOTES: :[[@LINE-4]]:13: note: the loop looks at 'stop_' here
    // CHECK-NOTES: :[[@LINE-12]]:5: note: 'stop' changes 'stop_' here, and closing the descriptor does not wake it either
    // CHECK-NOTES: :[[@LINE-11]]:13: note: the task is joined here
    // CHECK-NOTES: :[[@LINE-6]]:13: note: canonical fix: shut the socket down after the change of 'stop_', or wait with a timeout
  }
  int listener_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

class ArgumentShutDown {
public:
  void start() { worker_ = std::thread(&ArgumentShutDown::run_ok, this, listener_); }
  void stop() {
    stop_ = true;
    ::shutdown(listener_, 2);
    worker_.join();
  }

private:
  void run_ok(int descriptor) {
    while (!stop_)
      serve(::accept(descriptor, nullptr, nullptr));
  }
  int listener_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

// What the caller of the function has, the caller may shut down.
class OfTheCaller {
public:
  void start(int listener) { worker_ = std::thread(&OfTheCaller::run_ok, this, listener); }
  void stop() {
    stop_ = true;
    worker_.join();
  }

private:
  void run_ok(int descriptor) {
    while (!stop_)
      serve(::accept(descriptor, nullptr, nullptr));
  }
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

// Another descriptor by the time of the wait.
class Reopened {
public:
  void start() { worker_ = std::thread(&Reopened::run_ok, this, listener_); }
  void stop() {
    stop_ = true;
    worker_.join();
  }

private:
  int reopen();
  void run_ok(int descriptor) {
    while (!stop_) {
      serve(::accept(descriptor, nullptr, nullptr));
      descriptor = reopen();
    }
  }
  int listener_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

class Capture {
public:
  void start_bad() {
    worker_ = std::thread([this, descriptor = listener_] {
      while (!stop_)
        serve(::accept(descriptor, nullptr, nullptr));
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'lambda' waits for the network in 'accept' and is not woken when 'stop' sets 'stop_'
    });
  }
  void stop() {
    stop_ = true;
    worker_.join();
  }

private:
  int listener_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

void local_bad() {
  int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  std::atomic<bool> stop{false};
  std::thread worker([listener, &stop] {
    while (!stop)
      serve(::accept(listener, nullptr, nullptr));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'lambda' waits for the network in 'accept' and is not woken when 'local_bad' sets 'stop'
  });
  stop = true;
  ::close(listener);
  worker.join();
}

void local_ok() {
  int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  std::atomic<bool> stop{false};
  std::thread worker([listener, &stop] {
    while (!stop)
      serve(::accept(listener, nullptr, nullptr));
  });
  stop = true;
  ::shutdown(listener, 2);
  worker.join();
}

//===----------------------------------------------------------------------===//
// Only an error ends the loop
//===----------------------------------------------------------------------===//

class UntilError {
public:
  void start() { worker_ = std::thread(&UntilError::run_bad, this); }
  void stop() {
    ::close(listener_);
    worker_.join();
  }

private:
  void run_bad() {
    while (true) {
      int connection = ::accept(listener_, nullptr, nullptr);
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'run_bad' waits for the network in 'accept', and nothing ends that before 'stop' joins it: 'worker_.join()' in 'stop' never returns [leash-unstoppable-receive]
      // CHECK-NOTES: :[[@LINE-11]]:28: note: the task is started here
      // CHECK-NOTES: :[[@LINE-10]]:5: note: closing the descriptor here does not wake it
      // CHECK-NOTES: :[[@LINE-10]]:13: note: the task is joined here
      // CHECK-NOTES: :[[@LINE-5]]:24: note: canonical fix: shut the socket down before the join, and close it after
      if (connection < 0)
        break;
      serve(connection);
    }
  }
  int listener_ = -1;
  std::thread worker_;
};

class UntilErrorShutDown {
public:
  void start() { worker_ = std::thread(&UntilErrorShutDown::run_ok, this); }
  void stop() {
    ::shutdown(listener_, 2);
    worker_.join();
    ::close(listener_);
  }

private:
  void run_ok() {
    while (true) {
      int connection = ::accept(listener_, nullptr, nullptr);
      if (connection < 0)
        break;
      serve(connection);
    }
  }
  int listener_ = -1;
  std::thread worker_;
};

// It is meant to run as long as the program.
class AsLongAsTheProgram {
public:
  void serveForEver() {
    worker_ = std::thread(&AsLongAsTheProgram::run_ok, this);
    worker_.join();
  }

private:
  void run_ok() {
    while (true) {
      int connection = ::accept(listener_, nullptr, nullptr);
      if (connection < 0)
        break;
      serve(connection);
    }
  }
  int listener_ = -1;
  std::thread worker_;
};

class DestroyedMeanwhile {
public:
  DestroyedMeanwhile() : worker_(&DestroyedMeanwhile::run_bad, this, listener_) {}
  ~DestroyedMeanwhile() { worker_.join(); }

private:
  void run_bad(int descriptor) {
    int connection;
    while ((connection = ::accept(descriptor, nullptr, nullptr)) >= 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'run_bad' waits for the network in 'accept', and nothing ends that before '~DestroyedMeanwhile' joins it
      serve(connection);
  }
  int listener_ = -1;
  std::thread worker_;
};

// The peer ends what it sends.
class UntilHangUp {
public:
  void start() { worker_ = std::thread(&UntilHangUp::run_ok, this); }
  void stop() {
    ::close(socket_);
    worker_.join();
  }

private:
  void run_ok() {
    char data[16];
    while (true) {
      long size = ::recv(socket_, data, sizeof data, 0);
      if (size <= 0)
        break;
      serve(int(size));
    }
  }
  int socket_ = -1;
  std::thread worker_;
};

// A connection to itself ends the wait.
class ConnectsToItself {
public:
  void start() { worker_ = std::thread(&ConnectsToItself::run_ok, this); }
  void stop() {
    int self = ::socket(AF_INET, SOCK_STREAM, 0);
    ::connect(self, nullptr, 0);
    ::close(listener_);
    worker_.join();
  }

private:
  void run_ok() {
    while (true) {
      int connection = ::accept(listener_, nullptr, nullptr);
      if (connection < 0)
        break;
      serve(connection);
    }
  }
  int listener_ = -1;
  std::thread worker_;
};
