// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// Locking in C: no guards, and the lock is a pointer.

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t list_mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t table = PTHREAD_RWLOCK_INITIALIZER;
static int ready;

struct client {
  pthread_mutex_t mutex;
  pthread_t thread;
  int socket;
  char data[128];
};

int receive_bad(client *c) {
  pthread_mutex_lock(&c->mutex);
  ssize_t n = recv(c->socket, c->data, sizeof c->data, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'c->mutex' is held while 'receive_bad' waits for the network in 'recv'
  pthread_mutex_unlock(&c->mutex);
  return n > 0;
}

int receive_ok(client *c) {
  pthread_mutex_lock(&c->mutex);
  int s = c->socket;
  pthread_mutex_unlock(&c->mutex);
  return recv(s, c->data, sizeof c->data, 0) > 0;
}

void early_return_ok(client *c) {
  pthread_mutex_lock(&c->mutex);
  if (c->socket < 0) {
    pthread_mutex_unlock(&c->mutex);
    sleep(1);
    return;
  }
  c->data[0] = 0;
  pthread_mutex_unlock(&c->mutex);
}

void try_lock_ok() {
  if (pthread_mutex_trylock(&mutex) != 0) {
    sleep(1);
    return;
  }
  ready = 1;
  pthread_mutex_unlock(&mutex);
}

void try_lock_bad() {
  if (pthread_mutex_trylock(&mutex) == 0) {
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is held while 'try_lock_bad' sleeps
    pthread_mutex_unlock(&mutex);
  }
}

void checked_lock_bad() {
  if (pthread_mutex_lock(&mutex))
    return;
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'checked_lock_bad' sleeps
  pthread_mutex_unlock(&mutex);
}

void wait_ok() {
  pthread_mutex_lock(&mutex);
  while (!ready)
    pthread_cond_wait(&changed, &mutex);
  pthread_mutex_unlock(&mutex);
}

void wait_bad() {
  pthread_mutex_lock(&list_mutex);
  pthread_mutex_lock(&mutex);
  while (!ready)
    pthread_cond_wait(&changed, &mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'list_mutex' is held while 'wait_bad' waits on 'changed'
  pthread_mutex_unlock(&mutex);
  pthread_mutex_unlock(&list_mutex);
}

void read_lock_bad() {
  pthread_rwlock_rdlock(&table);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'table' is held while 'read_lock_bad' sleeps
  pthread_rwlock_unlock(&table);
}

static void *serve(void *argument) {
  client *c = static_cast<client *>(argument);
  pthread_mutex_lock(&c->mutex);
  c->socket = -1;
  pthread_mutex_unlock(&c->mutex);
  return nullptr;
}

void stop_bad(client *c) {
  pthread_mutex_lock(&c->mutex);
  c->socket = -1;
  pthread_join(c->thread, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{deadlock: 'stop_bad' joins 'c->thread' while it holds 'c->mutex', which|'c->mutex' is held while 'stop_bad' joins 'c->thread'}}
  pthread_mutex_unlock(&c->mutex);
}

void start(client *c) { pthread_create(&c->thread, nullptr, serve, c); }

// A task that is cancelled ends, and none in sight needs the lock.
void cancelled_ok(client *c) {
  pthread_mutex_lock(&c->mutex);
  pthread_cancel(c->thread);
  pthread_join(c->thread, nullptr);
  pthread_mutex_unlock(&c->mutex);
}

void not_cancelled_bad(client *c) {
  pthread_mutex_lock(&c->mutex);
  pthread_join(c->thread, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'c->mutex' is held while 'not_cancelled_bad' joins 'c->thread'
  pthread_mutex_unlock(&c->mutex);
}
