// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --suffix=DISK --no-names \
// RUN:   --config '{CheckOptions: {leash-lock-across-blocking-call.Classes: "disk"}}'
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --suffix=SLEEP --no-names \
// RUN:   --config '{CheckOptions: {leash-lock-across-blocking-call.Classes: "sleep"}}'
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --suffix=ALL --no-names \
// RUN:   --config '{CheckOptions: {leash-lock-across-blocking-call.Classes: "join;wait;channel;sleep;network;disk;process;rpc;database"}}'
// RUN: %check_leash %s leash-lock-across-blocking-call --silent \
// RUN:   --config '{CheckOptions: {leash-lock-across-blocking-call.Classes: "rpc"}}'

// Which kinds of blocking are reported is an option. Disk is off: writing a log
// under a lock is common practice.

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <mutex>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

class Log {
public:
  void append_ok(const char *line) {
    std::lock_guard<std::mutex> guard(mutex_);
    fputs(line, file_);
    // CHECK-MESSAGES-DISK: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'append_ok' waits for the disk in 'fputs'
    // CHECK-MESSAGES-ALL: :[[@LINE-2]]:5: warning: 'mutex_' is held while 'append_ok' waits for the disk in 'fputs'
  }

  void sync_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    fsync(descriptor_);
    // CHECK-MESSAGES-DISK: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'sync_ok' waits for the disk in 'fsync'
    // CHECK-MESSAGES-ALL: :[[@LINE-2]]:5: warning: 'mutex_' is held while 'sync_ok' waits for the disk in 'fsync'
  }

  void pause_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'pause_bad' sleeps
    // CHECK-MESSAGES-SLEEP: :[[@LINE-2]]:5: warning: 'mutex_' is held while 'pause_bad' sleeps
    // CHECK-MESSAGES-ALL: :[[@LINE-3]]:5: warning: 'mutex_' is held while 'pause_bad' sleeps
  }

  void receive_bad(int socket) {
    char data[64];
    std::lock_guard<std::mutex> guard(mutex_);
    recv(socket, data, sizeof data, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'receive_bad' waits for the network in 'recv'
    // CHECK-MESSAGES-ALL: :[[@LINE-2]]:5: warning: 'mutex_' is held while 'receive_bad' waits for the network in 'recv'
  }

  void rotate_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    std::system("logrotate");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'rotate_bad' waits for a process in 'system'
    // CHECK-MESSAGES-ALL: :[[@LINE-2]]:5: warning: 'mutex_' is held while 'rotate_bad' waits for a process in 'system'
  }

  void reap_bad(pid_t child) {
    int status = 0;
    std::lock_guard<std::mutex> guard(mutex_);
    waitpid(child, &status, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'reap_bad' waits for a process in 'waitpid'
    // CHECK-MESSAGES-ALL: :[[@LINE-2]]:5: warning: 'mutex_' is held while 'reap_bad' waits for a process in 'waitpid'
  }

  void poll_child_ok(pid_t child) {
    int status = 0;
    std::lock_guard<std::mutex> guard(mutex_);
    waitpid(child, &status, WNOHANG);
  }

  // A descriptor that comes from open() with a path is a file: disk.
  void write_a_file_ok(const char *path) {
    int fd = open(path, O_WRONLY | O_CREAT, 0644);
    std::lock_guard<std::mutex> guard(mutex_);
    write(fd, "text", 4);
    // CHECK-MESSAGES-DISK: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'write_a_file_ok' waits for the disk in 'write'
    // CHECK-MESSAGES-ALL: :[[@LINE-2]]:5: warning: 'mutex_' is held while 'write_a_file_ok' waits for the disk in 'write'
  }

private:
  std::mutex mutex_;
  std::FILE *file_ = stderr;
  int descriptor_ = -1;
};
