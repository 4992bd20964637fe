// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// A descriptor in non-blocking mode does not block, however it got there.

#include <fcntl.h>
#include <mutex>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

class Connection {
public:
  void blocking_bad() {
    int s = socket(AF_INET, SOCK_STREAM, 0);
    std::lock_guard<std::mutex> guard(mutex_);
    recv(s, buffer_, sizeof buffer_, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'blocking_bad' waits for the network in 'recv'
  }

  void socket_flag_ok() {
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    std::lock_guard<std::mutex> guard(mutex_);
    recv(s, buffer_, sizeof buffer_, 0);
  }

  void dont_wait_ok(int s) {
    std::lock_guard<std::mutex> guard(mutex_);
    recv(s, buffer_, sizeof buffer_, MSG_DONTWAIT);
    send(s, buffer_, sizeof buffer_, MSG_DONTWAIT | MSG_NOSIGNAL);
  }

  void other_flag_bad(int s) {
    std::lock_guard<std::mutex> guard(mutex_);
    recv(s, buffer_, sizeof buffer_, MSG_PEEK);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'other_flag_bad' waits for the network in 'recv'
  }

  void opened_ok(const char *fifo) {
    int fd = open(fifo, O_RDONLY | O_NONBLOCK);
    std::lock_guard<std::mutex> guard(mutex_);
    read(fd, buffer_, sizeof buffer_);
  }

  void fcntl_ok(int fd) {
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    std::lock_guard<std::mutex> guard(mutex_);
    read(fd, buffer_, sizeof buffer_);
  }

  void fcntl_flags_ok(int fd) {
    int flags = fcntl(fd, F_GETFL);
    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    std::lock_guard<std::mutex> guard(mutex_);
    read(fd, buffer_, sizeof buffer_);
  }

  void fcntl_other_descriptor_bad(int fd, int other) {
    fcntl(other, F_SETFL, O_NONBLOCK);
    std::lock_guard<std::mutex> guard(mutex_);
    read(fd, buffer_, sizeof buffer_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'fcntl_other_descriptor_bad' waits for the network in 'read'
  }

  void accepted_ok(int listener) {
    int s = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    std::lock_guard<std::mutex> guard(mutex_);
    read(s, buffer_, sizeof buffer_);
  }

  void accepted_blocking_bad(int listener) {
    int s = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    std::lock_guard<std::mutex> guard(mutex_);
    read(s, buffer_, sizeof buffer_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'accepted_blocking_bad' waits for the network in 'read'
  }

  void pipe_ok() {
    int ends[2];
    if (pipe2(ends, O_NONBLOCK) != 0)
      return;
    std::lock_guard<std::mutex> guard(mutex_);
    write(ends[1], buffer_, sizeof buffer_);
  }

  // The field is put into non-blocking mode by another method of the class.
  void attach(int fd) {
    fd_ = fd;
    fcntl(fd_, F_SETFL, O_NONBLOCK);
  }

  void member_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    read(fd_, buffer_, sizeof buffer_);
  }

  void wake_up_ok() {
    set_nonblocking(wake_fd_);
    std::lock_guard<std::mutex> guard(mutex_);
    write(wake_fd_, buffer_, sizeof buffer_);
  }

  // One byte into a pipe, eight into an eventfd: they have room for that.
  void wake_up_by_a_byte_ok(int pipe, int event) {
    std::lock_guard<std::mutex> guard(mutex_);
    write(pipe, "x", 1);
    unsigned long long one = 1;
    write(event, &one, sizeof one);
  }

  void writes_more_bad(int pipe) {
    std::lock_guard<std::mutex> guard(mutex_);
    write(pipe, buffer_, sizeof buffer_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'writes_more_bad' waits for the network in 'write'
  }

  void accept_bad(int listener) {
    std::lock_guard<std::mutex> guard(mutex_);
    accept(listener, nullptr, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'accept_bad' waits for the network in 'accept'
  }

private:
  static void set_nonblocking(int fd) { fcntl(fd, F_SETFL, O_NONBLOCK); }

  std::mutex mutex_;
  int fd_ = -1;
  int wake_fd_ = -1;
  char buffer_[64];
};

// Helpers of the project's own: one opens a file, one makes a socket.
static int openFile(const char *path, int flags) {
  int fd = open(path, flags | O_CLOEXEC);
  return fd;
}
static int makeSocket(int type) {
  int fd = socket(AF_INET, type, 0);
  return fd;
}

class Table {
public:
  void save_ok(const char *path) {
    int fd = openFile(path, O_RDONLY);
    std::lock_guard<std::mutex> guard(mutex_);
    write(fd, buffer_, sizeof buffer_);
  }
  bool save_again_ok(const char *path) {
    int fd;
    std::lock_guard<std::mutex> guard(mutex_);
    if ((fd = openFile(path, O_RDONLY)) < 0)
      return false;
    return write(fd, buffer_, sizeof buffer_) > 0;
  }
  void tell_bad() {
    int fd = makeSocket(SOCK_STREAM);
    std::lock_guard<std::mutex> guard(mutex_);
    write(fd, buffer_, sizeof buffer_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'tell_bad' waits for the network in 'write'
  }

private:
  std::mutex mutex_;
  char buffer_[64];
};

// A log: the standard error unless somebody says otherwise, or a copy of it.
class Log {
public:
  explicit Log(int fd = STDERR_FILENO) {
    fd_ = fd;
    out_ = 1;
    copy_ = dup(STDERR_FILENO);
    stream_ = fileno(stdout);
  }
  void put_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    write(fd_, buffer_, sizeof buffer_);
    write(out_, buffer_, sizeof buffer_);
    write(copy_, buffer_, sizeof buffer_);
    write(stream_, buffer_, sizeof buffer_);
    write(error_, buffer_, sizeof buffer_);
  }

private:
  std::mutex mutex_;
  int fd_;
  int out_;
  int copy_;
  int stream_;
  int error_ = STDERR_FILENO;
  char buffer_[64];
};

class Peer {
public:
  explicit Peer(int fd, int old, int in = STDIN_FILENO) : fd_(fd) {
    copy_ = dup(old);
    in_ = in;
  }
  void put_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    write(fd_, buffer_, sizeof buffer_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'put_bad' waits for the network in 'write'
  }
  void put_copy_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    write(copy_, buffer_, sizeof buffer_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'put_copy_bad' waits for the network in 'write'
  }
  void get_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    read(in_, buffer_, sizeof buffer_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'get_bad' waits for the network in 'read'
  }

private:
  std::mutex mutex_;
  int fd_ = -1;
  int copy_ = -1;
  int in_;
  char buffer_[64];
};
