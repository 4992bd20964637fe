// RUN: %check_leash %s leash-spin-select
// RUN: %check_leash %s leash-spin-select --real

// Operations of libraries that do not wait: locks, descriptors, timed waits.

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;
void handle(int);
bool known(int);

class Poller {
public:
  void try_lock_and_yield_bad() {
    while (!mutex_.try_lock())
      std::this_thread::yield();
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'try_lock_and_yield_bad' polls in a loop that never waits: each time 'try_lock' does not get 'mutex_', the next turn comes at once; 'yield' lets others run first
    // CHECK-FIXES: mutex_.lock();
    mutex_.unlock();
  }

  void backs_out_of_a_deadlock_ok() {
    for (;;) {
      mutex_.lock();
      if (other_.try_lock())
        return;
      mutex_.unlock();
    }
  }

  void wait_for_nothing_bad() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      changed_.wait_for(lock, 0ms);
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'wait_for_nothing_bad' polls in a loop that never waits: each time 'wait_for' finds nothing to do
  }

  void future_bad(std::future<int> &result) {
    while (result.wait_for(0s) != std::future_status::ready) {
    }
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'future_bad' polls in a loop that never waits
  }

  void future_ok(std::future<int> &result) {
    while (result.wait_for(10ms) != std::future_status::ready) {
    }
  }

  void poll_bad() {
    pollfd entry{fd_, POLLIN, 0};
    while (!stop_) {
      int ready = poll(&entry, 1, 0);
      if (ready > 0 && (entry.revents & POLLIN))
        handle(fd_);
    }
    // CHECK-MESSAGES: :[[@LINE-5]]:5: warning: 'poll_bad' polls in a loop that never waits: each time 'poll' finds nothing ready, the next turn comes at once, and a core burns; 'stop_' ends the loop
  }

  // The timeout stays 0 where nothing ever changes it.
  int first_pass_bad(int timeout) {
    pollfd entry{fd_, POLLIN, 0};
    bool first = true;
    int rest = timeout > 0 ? timeout : -1;
    for (;;) {
      int ready = poll(&entry, 1, first ? 0 : rest);
      if (ready == 0 && first && timeout != 0) {
        first = false;
        continue;
      }
      if (ready == 0 && rest == -1)
        continue;
      return ready;
    }
    // CHECK-MESSAGES: :[[@LINE-10]]:5: warning: 'first_pass_bad' polls in a loop that never waits
  }

  int first_pass_ok(int timeout) {
    pollfd entry{fd_, POLLIN, 0};
    bool first = true;
    for (;;) {
      int ready = poll(&entry, 1, first ? 0 : timeout);
      if (ready == 0 && first && timeout != 0) {
        first = false;
        continue;
      }
      if (ready == 0 && timeout == -1)
        continue;
      return ready;
    }
  }

  void zero_in_a_local_bad() {
    pollfd entry{fd_, POLLIN, 0};
    int timeout = 0;
    while (!stop_)
      if (poll(&entry, 1, timeout) > 0)
        handle(fd_);
    // CHECK-MESSAGES: :[[@LINE-3]]:5: warning: 'zero_in_a_local_bad' polls in a loop that never waits
  }

  void zero_once_ok() {
    pollfd entry{fd_, POLLIN, 0};
    int timeout = 0;
    while (!stop_) {
      if (poll(&entry, 1, timeout) > 0)
        handle(fd_);
      timeout = 100;
    }
  }

  void poll_waits_ok() {
    pollfd entry{fd_, POLLIN, 0};
    while (!stop_)
      if (poll(&entry, 1, 100) > 0)
        handle(fd_);
  }

  void dont_wait_bad() {
    char buffer[64];
    while (!stop_) {
      ssize_t got = recv(fd_, buffer, sizeof buffer, MSG_DONTWAIT);
      if (got < 0)
        continue;
      handle(got);
    }
    // CHECK-MESSAGES: :[[@LINE-6]]:5: warning: 'dont_wait_bad' polls in a loop that never waits: each time 'recv' would have to wait
  }

  // Retry on error, or on end of file, with no back-off.
  void retries_bad() {
    char buffer[64];
    while (!stop_) {
      ssize_t got = recv(fd_, buffer, sizeof buffer, 0);
      if (got <= 0)
        continue;
      handle(got);
    }
    // CHECK-MESSAGES: :[[@LINE-6]]:5: warning: 'retries_bad' tries again at once when 'recv' fails: as long as the error stays, this loop never waits, and a core burns; 'stop_' ends the loop, but does not make it wait
    // CHECK-NOTES: :[[@LINE-6]]:21: note: 'recv' returns at once when it fails
    // CHECK-NOTES: :[[@LINE-8]]:5: note: canonical fix: leave the loop on an error that stays and on end of file, or sleep before the next try; see
  }

  void accepts_bad() {
    for (;;) {
      int client = accept(fd_, nullptr, nullptr);
      if (client < 0)
        continue;
      handle(client);
    }
    // CHECK-MESSAGES: :[[@LINE-6]]:5: warning: 'accepts_bad' tries again at once when 'accept' fails
  }

  void through_a_method_bad() {
    char buffer[64];
    while (!stop_) {
      ssize_t got = receive(buffer, sizeof buffer);
      if (got <= 0)
        continue;
      handle(got);
    }
    // CHECK-MESSAGES: :[[@LINE-6]]:5: warning: 'through_a_method_bad' tries again at once when 'receive' fails
    // CHECK-NOTES: :[[@LINE-6]]:21: note: 'through_a_method_bad' calls 'receive' here
  }

  // At the end of the file nothing is added, and the loop goes on.
  void reads_all_bad(size_t wanted) {
    char buffer[64];
    ssize_t total = 0;
    while (total < 64) {
      ssize_t got = recv(fd_, buffer + total, sizeof buffer - total, 0);
      if (got < 0)
        return;
      total += got;
    }
    // CHECK-MESSAGES: :[[@LINE-6]]:5: warning: 'reads_all_bad' tries again at once when 'recv' fails
  }

  // Nothing written is no error, and no end.
  bool writes_all_ok(const char *data, size_t size) {
    while (size > 0) {
      ssize_t written = write(fd_, data, size);
      if (written < 0) {
        if (errno == EINTR)
          continue;
        return false;
      }
      data += written;
      size -= written;
    }
    return true;
  }

  void leaves_on_error_ok() {
    char buffer[64];
    while (!stop_) {
      ssize_t got = recv(fd_, buffer, sizeof buffer, 0);
      if (got <= 0)
        break;
      handle(got);
    }
  }

  void sleeps_on_error_ok() {
    char buffer[64];
    while (!stop_) {
      ssize_t got = recv(fd_, buffer, sizeof buffer, 0);
      if (got <= 0) {
        sleep(1);
        continue;
      }
      handle(got);
    }
  }

  // The next turn sees that the error is known, and sleeps.
  void remembers_the_error_ok() {
    char buffer[64];
    while (!stop_) {
      if (failed_)
        sleep(1);
      ssize_t got = recv(fd_, buffer, sizeof buffer, 0);
      if (got <= 0) {
        failed_ = true;
        continue;
      }
      failed_ = false;
      handle(got);
    }
  }

  void says_so_ok() {
    char buffer[64];
    while (!stop_) {
      ssize_t got = recv(fd_, buffer, sizeof buffer, 0);
      if (got <= 0 && known(got))
        continue;
      handle(got);
    }
  }

private:
  ssize_t receive(char *buffer, size_t size) { return recv(fd_, buffer, size, 0); }
  std::mutex mutex_, other_;
  std::condition_variable changed_;
  bool stop_ = false, failed_ = false;
  int fd_ = -1;
};

// Who asks for EAGAIN knows that the call does not wait.
class Transport {
public:
  virtual ~Transport();
  virtual ssize_t write(const char *data, size_t size);
  static int error();
};

class Sender {
public:
  void flush_bad() {
    while (!empty() && !stop_)
      write_some();
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'flush_bad' polls in a loop that never waits: each time 'write_some' finds nothing to do
  }

  void flush_and_sleep_ok() {
    while (!empty() && !stop_) {
      write_some();
      std::this_thread::sleep_for(1ms);
    }
  }

  // To note the time is no progress.
  void keeps_the_time_bad() {
    while (!empty() && !stop_)
      write_and_note();
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'keeps_the_time_bad' polls in a loop that never waits: each time 'write_and_note' finds nothing to do
  }

  // The loop ends by what the clock shows.
  void until_late_ok() {
    last_ = std::chrono::steady_clock::now();
    while (!empty() && std::chrono::steady_clock::now() < last_ + 1s)
      write_and_note();
  }

  void interrupted_ok() {
    char byte = 0;
    while (transport_->write(&byte, 1) < 0 && Transport::error() == EINTR) {
    }
  }

  void unknown_ok() {
    char byte = 0;
    while (transport_->write(&byte, 1) < 0 && !stop_) {
    }
  }

private:
  bool empty() {
    std::lock_guard<std::mutex> guard(mutex_);
    return buffer_.empty();
  }
  void write_some() {
    std::lock_guard<std::mutex> guard(mutex_);
    while (buffer_.size()) {
      ssize_t sent = transport_->write(&buffer_[0], buffer_.size());
      if (sent < 0 && Transport::error() == EAGAIN)
        break;
      if (sent <= 0)
        return;
      buffer_.pop_back();
    }
  }

  void write_and_note() {
    write_some();
    last_ = std::chrono::steady_clock::now();
  }

  std::mutex mutex_;
  std::vector<char> buffer_;
  std::chrono::steady_clock::time_point last_;
  Transport *transport_ = nullptr;
  bool stop_ = false;
};

// A receive that gives up after a time has waited when it says EAGAIN.
class Impatient {
public:
  void connect() {
    fd_ = socket(AF_INET, SOCK_STREAM, 0);
    timeval second{1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second);
  }

  ssize_t until_closed_ok(char *buffer, size_t size) {
    ssize_t got = -1;
    do {
      got = recv(fd_, buffer, size, 0);
      if (got == -1) {
        if ((errno == EAGAIN || errno == EWOULDBLOCK))
          if (!stop_)
            continue;
      }
      break;
    } while (true);
    return got;
  }

  // Other errors come at once.
  void any_error_bad() {
    char buffer[64];
    while (!stop_) {
      ssize_t got = recv(fd_, buffer, sizeof buffer, 0);
      if (got == -1)
        continue;
      handle(got);
    }
    // CHECK-MESSAGES: :[[@LINE-6]]:5: warning: 'any_error_bad' tries again at once when 'recv' fails
  }

private:
  bool stop_ = false;
  int fd_ = -1;
};

// Nothing says that this one does not wait: then EAGAIN never comes.
class Careful {
public:
  ssize_t until_sent_ok(const char *data, size_t size) {
    ssize_t sent;
    do
      sent = send(fd_, data, size, 0);
    while (sent == -1 && (errno == EINTR || errno == EAGAIN));
    return sent;
  }

private:
  int fd_ = -1;
};

// This one does not wait, and its caller tries again at once.
class Prompt {
public:
  void connect() { fd_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0); }

  ssize_t until_sent_bad(const char *data, size_t size) {
    ssize_t sent;
    do
      sent = send(fd_, data, size, 0);
    while (sent == -1 && errno == EAGAIN);
    // CHECK-MESSAGES: :[[@LINE-3]]:5: warning: 'until_sent_bad' polls in a loop that never waits: each time 'send' would have to wait, the next turn comes at once
    return sent;
  }

private:
  int fd_ = -1;
};

// Admitted misses.
class Missed {
public:
  // The deadline passes once; from then on the wait returns at once.
  void fn_deadline_in_the_past() {
    auto deadline = std::chrono::steady_clock::now() + 1s;
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      changed_.wait_until(lock, deadline);
  }

  void fn_goto() {
    char buffer[64];
  again:
    if (recv(fd_, buffer, sizeof buffer, MSG_DONTWAIT) < 0)
      goto again;
  }

  // A socket is nearly always ready to be written to.
  void fn_always_writable() {
    pollfd entry{fd_, POLLIN | POLLOUT, 0};
    while (!stop_) {
      poll(&entry, 1, 1000);
      if (entry.revents & POLLIN)
        handle(fd_);
    }
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
  int fd_ = -1;
};

// What a result of the user's own says is not known: that the socket is ready
// is said by a poll that has waited.
struct Status {
  Status(int code) : code(code), text("") {}
  std::string text;
  int code;
};

class Connection {
public:
  Status wait() {
    if (!connected_)
      return Status(1);
    pollfd ready{};
    ready.fd = socket_;
    ready.events = POLLIN;
    if (poll(&ready, 1, -1) < 0)
      return Status(2);
    return Status(0);
  }
  bool readAll_ok(char *to, int size) {
    int got = 0;
    Status status(0);
    fcntl(socket_, F_SETFL, O_NONBLOCK);
    while (got < size) {
      status = wait();
      if (status.code == 0) {
        int n = read(socket_, to, size - got);
        if (n > 0)
          got += n;
        if (n == 0 || (n < 0 && errno != EAGAIN))
          return false;
      } else {
        return false;
      }
    }
    return true;
  }
  bool readAll_bad(char *to, int size) {
    int got = 0;
    fcntl(socket_, F_SETFL, O_NONBLOCK);
    while (got < size) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'readAll_bad' polls in a loop that never waits
      int n = read(socket_, to, size - got);
      if (n > 0)
        got += n;
      if (n == 0 || (n < 0 && errno != EAGAIN))
        return false;
    }
    return true;
  }

private:
  int socket_ = -1;
  bool connected_ = false;
};

// A helper tells the errors apart: it goes on at once for the one that passes,
// and sleeps for the others.
class Notifier {
public:
  int tell_ok(const char *data, size_t size) {
    int sent;
    while ((sent = write(fd_, data, size)) < 0 && retry(errno)) {
    }
    return sent;
  }
  int tell_bad(const char *data, size_t size) {
    int sent;
    while ((sent = write(fd_, data, size)) < 0 && retryAlways(errno)) {
      // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'tell_bad' tries again at once when 'write' fails
    }
    return sent;
  }
  int tell_unless_broken_bad(const char *data, size_t size) {
    int sent;
    while ((sent = write(fd_, data, size)) < 0 && retryUnlessBroken(errno)) {
      // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'tell_unless_broken_bad' tries again at once when 'write' fails
    }
    return sent;
  }

private:
  int retry(int error) {
    if (error == EINTR)
      return 1;
    if (!wanted_)
      return 0;
    sleep(10);
    return 1;
  }
  int retryAlways(int error) {
    if (error == EINTR)
      return 1;
    return wanted_;
  }
  int retryUnlessBroken(int error) {
    if (error == EPIPE)
      return 0;
    return 1;
  }

  bool wanted_ = true;
  int fd_ = -1;
};
