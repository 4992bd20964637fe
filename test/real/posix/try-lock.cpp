// REQUIRES: posix
// RUN: %check_leash %s leash-lock-across-blocking-call --real --any-fix -- -pthread

// pthread's attempts return 0 when they succeed.

#include <pthread.h>
#include <unistd.h>

namespace {

void unequal_ok(pthread_mutex_t &m) {
  if (pthread_mutex_trylock(&m) != 0) {
    sleep(1);
    return;
  }
  pthread_mutex_unlock(&m);
}

void truth_ok(pthread_mutex_t &m) {
  while (pthread_mutex_trylock(&m))
    sleep(1);
  pthread_mutex_unlock(&m);
}

void otherwise_ok(pthread_mutex_t &m) {
  if (!pthread_mutex_trylock(&m))
    pthread_mutex_unlock(&m);
  else
    sleep(1);
}

void variable_ok(pthread_mutex_t &m) {
  int error = pthread_mutex_trylock(&m);
  if (error) {
    sleep(1);
    return;
  }
  pthread_mutex_unlock(&m);
}

} // namespace
