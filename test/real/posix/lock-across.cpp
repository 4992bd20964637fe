// REQUIRES: posix
// RUN: %check_leash %s leash-lock-across-blocking-call --real --any-fix -- -pthread

// The shape on the headers of libc itself.

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

void sleep_bad(pthread_mutex_t &m) {
  pthread_mutex_lock(&m);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'sleep_bad' sleeps
  pthread_mutex_unlock(&m);
}

void join_bad(pthread_rwlock_t &m, pthread_t worker) {
  pthread_rwlock_rdlock(&m);
  pthread_join(worker, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'join_bad' joins
  pthread_rwlock_unlock(&m);
}

void receive_bad(pthread_mutex_t &m, int fd, char *p) {
  pthread_mutex_lock(&m);
  recv(fd, p, 1, MSG_PEEK);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'receive_bad' waits for the network in 'recv'
  pthread_mutex_unlock(&m);
}

void poll_bad(pthread_mutex_t &m, pollfd &p) {
  pthread_mutex_lock(&m);
  poll(&p, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'poll_bad' waits in 'poll'
  pthread_mutex_unlock(&m);
}

void name_bad(pthread_mutex_t &m, addrinfo **found) {
  pthread_mutex_lock(&m);
  getaddrinfo("host", "80", nullptr, found);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'name_bad' waits for the network in 'getaddrinfo'
  pthread_mutex_unlock(&m);
}

void process_bad(pthread_mutex_t &m) {
  pthread_mutex_lock(&m);
  system("true");
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'process_bad' waits for a process in 'system'
  pthread_mutex_unlock(&m);
}

void secondLock_bad(pthread_mutex_t &m, pthread_mutex_t &own, pthread_cond_t &c) {
  pthread_mutex_lock(&m);
  pthread_mutex_lock(&own);
  pthread_cond_wait(&c, &own);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'secondLock_bad' waits
  pthread_mutex_unlock(&own);
  pthread_mutex_unlock(&m);
}

void tried_bad(pthread_mutex_t &m) {
  if (pthread_mutex_trylock(&m) == 0) {
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'tried_bad' sleeps
    pthread_mutex_unlock(&m);
  }
}

void ownLock_ok(pthread_mutex_t &m, pthread_cond_t &c) {
  pthread_mutex_lock(&m);
  pthread_cond_wait(&c, &m);
  pthread_mutex_unlock(&m);
}

void readLock_ok(pthread_rwlock_t &m) {
  pthread_rwlock_rdlock(&m);
  pthread_rwlock_unlock(&m);
  sleep(1);
}

void look_ok(pthread_mutex_t &m, pollfd &p, pid_t child, char *c) {
  pthread_mutex_lock(&m);
  poll(&p, 1, 0);
  recv(p.fd, c, 1, MSG_DONTWAIT);
  waitpid(child, nullptr, WNOHANG);
  pthread_mutex_unlock(&m);
}

void file_ok(pthread_mutex_t &m, char *p) {
  pthread_mutex_lock(&m);
  int fd = open("log", O_RDONLY);
  read(fd, p, 1);
  fprintf(stderr, "%s", p);
  pthread_mutex_unlock(&m);
}

void nonBlocking_ok(pthread_mutex_t &m, char *p) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  pthread_mutex_lock(&m);
  read(fd, p, 1);
  pthread_mutex_unlock(&m);
}

void unlockFile_ok(pthread_mutex_t &m, int fd) {
  pthread_mutex_lock(&m);
  flock(fd, LOCK_UN);
  pthread_mutex_unlock(&m);
}

} // namespace
