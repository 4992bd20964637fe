// RUN: %check_leash %s leash-spin-select

// A pipe to oneself: as long as the code keeps the end that is written to, the
// other one never comes to its end.

#include <fcntl.h>
#include <unistd.h>

void handle(int);
static int write_end;

void signals_ok() {
  int ends[2];
  pipe(ends);
  int read_end = ends[0];
  write_end = ends[1];
  while (true) {
    int number;
    ssize_t got = read(read_end, &number, sizeof number);
    if (got < 0)
      break;
    if (got != sizeof number)
      continue;
    handle(number);
  }
}

// An error stays.
void errors_bad() {
  int ends[2];
  pipe(ends);
  int read_end = ends[0];
  write_end = ends[1];
  while (true) {
    int number;
    ssize_t got = read(read_end, &number, sizeof number);
    if (got != sizeof number)
      continue;
    handle(number);
  }
  // CHECK-MESSAGES: :[[@LINE-7]]:3: warning: 'errors_bad' tries again at once when 'read' fails
}

// A child process has the other end, or nobody.
void child_bad() {
  int ends[2];
  pipe(ends);
  int read_end = ends[0];
  write_end = ends[1];
  if (fork() == 0)
    return;
  close(write_end);
  while (true) {
    int number;
    ssize_t got = read(read_end, &number, sizeof number);
    if (got < 0)
      break;
    if (got != sizeof number)
      continue;
    handle(number);
  }
  // CHECK-MESSAGES: :[[@LINE-9]]:3: warning: 'child_bad' tries again at once when 'read' fails
}

class Waker {
public:
  Waker() { pipe(ends_); }
  void wake() {
    char byte = 0;
    write(ends_[1], &byte, 1);
  }
  void run_ok() {
    while (true) {
      char byte;
      ssize_t got = read(ends_[0], &byte, 1);
      if (got < 0)
        break;
      if (got != 1)
        continue;
      handle(byte);
    }
  }

private:
  int ends_[2];
};

class Closed {
public:
  Closed() { pipe(ends_); }
  void stop() { close(ends_[1]); }
  void run_bad() {
    while (true) {
      char byte;
      ssize_t got = read(ends_[0], &byte, 1);
      if (got < 0)
        break;
      if (got != 1)
        continue;
      handle(byte);
    }
    // CHECK-MESSAGES: :[[@LINE-9]]:5: warning: 'run_bad' tries again at once when 'read' fails
  }

private:
  int ends_[2];
};
