// RUN: %check_leash %s leash-unstoppable-receive --any-fix --
// RUN: %check_leash %s leash-unstoppable-receive --any-fix --real -- -pthread

// Waits for several descriptors, and descriptors that are not integer fields.

#include <atomic>
#include <memory>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

void serve(int connection);

//===----------------------------------------------------------------------===//
// poll, select, epoll_wait without a timeout
//===----------------------------------------------------------------------===//

class Poll {
public:
  void start() { worker_ = std::thread(&Poll::run_bad, this); }
  void stop() {
    running_ = false;
    worker_.join();
  }

private:
  void run_bad() {
    while (running_) {
      pollfd set[2] = {{listener_, POLLIN, 0}, {control_, POLLIN, 0}};
      if (::poll(set, 2, -1) < 0)
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run_bad' waits in 'poll' and is not woken when 'stop' sets 'running_': 'worker_.join()' in 'stop' never returns [leash-unstoppable-receive]
        // CHECK-NOTES: :[[@LINE-12]]:28: note: the task is started here
        // CHECK-NOTES: :[[@LINE-5]]:12: note: the loop looks at 'running_' here
        // CHECK-NOTES: :[[@LINE-12]]:5: note: 'stop' changes 'running_' here, and closing a descriptor does not wake it either
        // CHECK-NOTES: :[[@LINE-12]]:13: note: the task is joined here
        // CHECK-NOTES: :[[@LINE-6]]:11: note: canonical fix: wait for a descriptor of its own as well, such as an 'eventfd', and write to it after the change of 'running_'
        continue;
      serve(listener_);
    }
  }
  int listener_ = -1, control_ = -1;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

class PollOnce {
public:
  explicit PollOnce(int socket) : socket_(socket), worker_([this] { run_bad(); }) {}
  ~PollOnce() {
    stop_ = true;
    ::close(socket_);
    worker_.join();
  }

private:
  void run_bad() {
    pollfd set;
    set.fd = socket_;
    set.events = wantWrite_ ? POLLOUT : POLLIN;
    while (!stop_) {
      ::poll(&set, 1, -1);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'run_bad' waits in 'poll' and is not woken when '~PollOnce' sets 'stop_'
      serve(socket_);
    }
  }
  int socket_;
  bool wantWrite_ = false;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

class PollField {
public:
  explicit PollField(int socket) {
    sets_[0].fd = socket;
    sets_[0].events = POLLIN;
    worker_ = std::thread([this] { run_bad(); });
  }
  ~PollField() {
    stop_ = true;
    worker_.join();
  }

private:
  bool waitForMore() {
    return ::poll(sets_, 1, -1) > 0;
  }
  void run_bad() {
    while (!stop_)
      if (waitForMore())
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run_bad' waits in 'poll' and is not woken when '~PollField' sets 'stop_'
        // CHECK-NOTES: :[[@LINE-6]]:12: note: 'waitForMore' blocks here: it waits in 'poll'
        serve(0);
  }
  pollfd sets_[1];
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

class PollVector {
public:
  PollVector() : worker_([this] { run_bad(); }) {}
  ~PollVector() {
    stop_ = true;
    worker_.join();
  }

private:
  void run_bad() {
    while (!stop_) {
      std::vector<pollfd> set;
      set.push_back({socket_, POLLIN, 0});
      if (::poll(set.data(), set.size(), -1) > 0)
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run_bad' waits in 'poll' and is not woken when '~PollVector' sets 'stop_'
        serve(socket_);
    }
  }
  int socket_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

class Select {
public:
  Select() : worker_([this] { run_bad(); }) {}
  ~Select() {
    stop_ = true;
    worker_.join();
  }

private:
  void run_bad() {
    while (!stop_) {
      fd_set set;
      FD_ZERO(&set);
      FD_SET(socket_, &set);
      if (::select(socket_ + 1, &set, nullptr, nullptr, nullptr) > 0)
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run_bad' waits in 'select' and is not woken when '~Select' sets 'stop_'
        serve(socket_);
    }
  }
  int socket_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

class Epoll {
public:
  Epoll() : epoll_(::epoll_create1(0)), worker_([this] { run_bad(); }) {}
  void add(int socket) {
    epoll_event event{EPOLLIN, {}};
    event.data.fd = socket;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);
  }
  ~Epoll() {
    stop_ = true;
    worker_.join();
  }

private:
  void run_bad() {
    constexpr int forEver = -1;
    epoll_event events[8];
    while (!stop_) {
      int count = ::epoll_wait(epoll_, events, 8, forEver);
      // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'run_bad' waits in 'epoll_wait' and is not woken when '~Epoll' sets 'stop_'
      for (int i = 0; i < count; ++i)
        serve(events[i].data.fd);
    }
  }
  int epoll_;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

//===----------------------------------------------------------------------===//
// Ways out of a poll
//===----------------------------------------------------------------------===//

class WritesToPipe {
public:
  WritesToPipe() {
    ::pipe(pipe_);
    worker_ = std::thread([this] { run_ok(); });
  }
  ~WritesToPipe() {
    stop_ = true;
    wake();
    worker_.join();
  }

private:
  void wake() { ::write(pipe_[1], "", 1); }
  void run_ok() {
    while (!stop_) {
      pollfd set[2] = {{socket_, POLLIN, 0}, {pipe_[0], POLLIN, 0}};
      ::poll(set, 2, -1);
      serve(socket_);
    }
  }
  int socket_ = -1, pipe_[2];
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

// The reader sees the end of the file.
class ClosesOtherEnd {
public:
  ClosesOtherEnd() {
    ::pipe(pipe_);
    worker_ = std::thread([this] { run_ok(); });
  }
  ~ClosesOtherEnd() {
    stop_ = true;
    ::close(pipe_[1]);
    worker_.join();
  }

private:
  void run_ok() {
    char data[64];
    while (!stop_)
      if (::read(pipe_[0], data, sizeof data) > 0)
        serve(data[0]);
  }
  int pipe_[2];
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

class ClosesOtherField {
public:
  ClosesOtherField() : worker_([this] { run_ok(); }) {}
  ~ClosesOtherField() {
    stop_ = true;
    ::close(write_);
    worker_.join();
  }

private:
  void run_ok() {
    while (!stop_) {
      pollfd set{read_, POLLIN, 0};
      ::poll(&set, 1, -1);
      serve(read_);
    }
  }
  int read_ = -1, write_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

class TimesOut {
public:
  TimesOut() : worker_([this] { run_ok(); }) {}
  ~TimesOut() {
    stop_ = true;
    worker_.join();
  }

private:
  void run_ok() {
    while (!stop_) {
      pollfd set{socket_, POLLIN, 0};
      if (::poll(&set, 1, 100) > 0)
        serve(socket_);
    }
  }
  int socket_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

// Who has the descriptors that come from elsewhere may wake it.
class FilledElsewhere {
public:
  FilledElsewhere() : worker_([this] { run_ok(); }) {}
  ~FilledElsewhere() {
    stop_ = true;
    worker_.join();
  }

private:
  static void fill(pollfd *set);
  static int wakeUpDescriptor();
  void run_ok() {
    while (!stop_) {
      pollfd set[2] = {{socket_, POLLIN, 0}, {socket_, POLLIN, 0}};
      fill(set);
      ::poll(set, 2, -1);
      pollfd more[2] = {{socket_, POLLIN, 0}, {wakeUpDescriptor(), POLLIN, 0}};
      ::poll(more, 2, -1);
    }
  }
  int socket_ = -1;
  std::atomic<bool> stop_{false};
  std::thread worker_;
};

//===----------------------------------------------------------------------===//
// Classes that hold a descriptor
//===----------------------------------------------------------------------===//

class Descriptor {
public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor &) = delete;
  ~Descriptor() { ::close(fd_); }
  int get() const { return fd_; }

private:
  int fd_;
};

class Held {
public:
  void start() { worker_ = std::thread([this] { run_bad(); }); }
  void stop() {
    running_ = false;
    worker_.join();
  }

private:
  void run_bad() {
    char data[64];
    while (running_)
      if (::recv(socket_.get(), data, sizeof data, 0) > 0)
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run_bad' waits for the network in 'recv' and is not woken when 'stop' sets 'running_'
        serve(data[0]);
  }
  Descriptor socket_{::socket(AF_INET, SOCK_STREAM, 0)};
  std::atomic<bool> running_{true};
  std::thread worker_;
};

class HeldUniquely {
public:
  void start() {
    socket_ = std::make_unique<Descriptor>(::socket(AF_INET, SOCK_STREAM, 0));
    worker_ = std::thread([this] { run_bad(); });
  }
  void stop() {
    running_ = false;
    socket_.reset();
    worker_.join();
  }

private:
  void run_bad() {
    while (running_) {
      int connection = ::accept(socket_->get(), nullptr, nullptr);
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'run_bad' waits for the network in 'accept' and is not woken when 'stop' sets 'running_'
      if (connection >= 0)
        serve(connection);
    }
  }
  std::unique_ptr<Descriptor> socket_;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

// The two ends of a pipe: the end of the one wakes who reads the other.
class HeldPair {
public:
  void start() { worker_ = std::thread([this] { run_ok(); }); }
  void stop() {
    running_ = false;
    write_.reset();
    worker_.join();
  }

private:
  void run_ok() {
    char data[64];
    while (running_)
      if (::read(read_->get(), data, sizeof data) > 0)
        serve(data[0]);
  }
  std::unique_ptr<Descriptor> read_, write_;
  std::atomic<bool> running_{true};
  std::thread worker_;
};

//===----------------------------------------------------------------------===//
// Local variables
//===----------------------------------------------------------------------===//

void byReference_bad() {
  int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  std::atomic<bool> running{true};
  std::thread server([&] {
    while (running) {
      int connection = ::accept(listener, nullptr, nullptr);
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'lambda' waits for the network in 'accept' and is not woken when 'byReference_bad' sets 'running': 'server.join()' in 'byReference_bad' never returns
      if (connection >= 0)
        ::close(connection);
    }
  });
  ::sleep(10);
  running = false;
  ::close(listener);
  server.join();
}

void shutDown_ok() {
  int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  std::atomic<bool> running{true};
  std::thread server([listener, &running] {
    while (running) {
      int connection = ::accept(listener, nullptr, nullptr);
      if (connection >= 0)
        ::close(connection);
    }
  });
  running = false;
  ::shutdown(listener, 2);
  server.join();
}

// Others may have it, too.
void givenSocket_ok(int listener) {
  std::atomic<bool> running{true};
  std::thread server([&] {
    while (running) {
      int connection = ::accept(listener, nullptr, nullptr);
      if (connection >= 0)
        ::close(connection);
    }
  });
  running = false;
  server.join();
}

int openElsewhere();
void opened_ok() {
  int listener = openElsewhere();
  std::atomic<bool> running{true};
  std::thread server([&] {
    while (running) {
      int connection = ::accept(listener, nullptr, nullptr);
      if (connection >= 0)
        ::close(connection);
    }
  });
  running = false;
  server.join();
}
