// RUN: %check_leash %s leash-unstoppable-receive
// RUN: %check_leash %s leash-unstoppable-receive --real

// A thread of C that is cancelled ends at its next wait.

#include <pthread.h>

class Jobs {
public:
  void put() {
    pthread_mutex_lock(&mutex_);
    ++count_;
    pthread_cond_signal(&some_);
    pthread_mutex_unlock(&mutex_);
  }
  void get() {
    pthread_mutex_lock(&mutex_);
    while (count_ == 0)
      pthread_cond_wait(&some_, &mutex_);
    --count_;
    pthread_mutex_unlock(&mutex_);
  }

private:
  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t some_ = PTHREAD_COND_INITIALIZER;
  int count_ = 0;
};

class Cancelled {
public:
  void start() { pthread_create(&task_, nullptr, run_ok, this); }
  void stop() {
    pthread_cancel(task_);
    pthread_join(task_, nullptr);
  }
  void add() { jobs_.put(); }

private:
  static void *run_ok(void *self) {
    for (;;)
      static_cast<Cancelled *>(self)->jobs_.get();
  }
  Jobs jobs_;
  pthread_t task_;
};

class Joined {
public:
  void start() { pthread_create(&task_, nullptr, run_bad, this); }
  void stop() { pthread_join(task_, nullptr); }
  void add() { jobs_.put(); }

private:
  static void *run_bad(void *self) {
    for (;;)
      static_cast<Joined *>(self)->jobs_.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'run_bad' waits on 'some_' in a loop that nothing can end: 'pthread_join(task_)' in 'stop' never returns
  }
  Jobs jobs_;
  pthread_t task_;
};

// Nobody cancels: a flag has to come with something that ends the wait.
class Flagged {
public:
  void start() { pthread_create(&task_, nullptr, enter, this); }
  void stop() {
    stop_ = true;
    pthread_join(task_, nullptr);
  }
  void put() {
    pthread_mutex_lock(&mutex_);
    ++count_;
    pthread_cond_signal(&some_);
    pthread_mutex_unlock(&mutex_);
  }

private:
  static void *enter(void *self) {
    static_cast<Flagged *>(self)->run_bad();
    return nullptr;
  }
  void run_bad() {
    while (!stop_) {
      pthread_mutex_lock(&mutex_);
      while (count_ == 0)
        pthread_cond_wait(&some_, &mutex_);
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'run_bad' waits on 'some_' and is not woken when 'stop' sets 'stop_': 'pthread_join(task_)' in 'stop' never returns
      --count_;
      pthread_mutex_unlock(&mutex_);
    }
  }
  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t some_ = PTHREAD_COND_INITIALIZER;
  pthread_t task_;
  bool stop_ = false;
  int count_ = 0;
};

class FlaggedAndCancelled {
public:
  void start() { pthread_create(&task_, nullptr, enter, this); }
  void stop() {
    stop_ = true;
    pthread_cancel(task_);
    pthread_join(task_, nullptr);
  }
  void put() {
    pthread_mutex_lock(&mutex_);
    ++count_;
    pthread_cond_signal(&some_);
    pthread_mutex_unlock(&mutex_);
  }

private:
  static void *enter(void *self) {
    static_cast<FlaggedAndCancelled *>(self)->run_ok();
    return nullptr;
  }
  void run_ok() {
    while (!stop_) {
      pthread_mutex_lock(&mutex_);
      while (count_ == 0)
        pthread_cond_wait(&some_, &mutex_);
      --count_;
      pthread_mutex_unlock(&mutex_);
    }
  }
  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t some_ = PTHREAD_COND_INITIALIZER;
  pthread_t task_;
  bool stop_ = false;
  int count_ = 0;
};
