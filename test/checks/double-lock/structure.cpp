// RUN: %check_leash %s leash-double-lock --any-fix
// RUN: %check_leash %s leash-double-lock --any-fix --real

// Locks and guards of the project's own, in C and by macro.

#include <mutex>
#include <pthread.h>

class Holder {
public:
  explicit Holder(std::mutex &mutex) : mutex_(mutex) { mutex_.lock(); }
  ~Holder() { mutex_.unlock(); }

private:
  std::mutex &mutex_;
};

class Opener {
public:
  explicit Opener(std::mutex &mutex) : mutex_(mutex) { mutex_.unlock(); }
  ~Opener() { mutex_.lock(); }

private:
  std::mutex &mutex_;
};

#define WITH_LOCK(M) Holder with_lock_holder(M)

class Store {
public:
  void get() {
    Holder holder(mutex_);
    ++reads_;
  }

  void own_guard_bad() {
    Holder holder(mutex_);
    get();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'own_guard_bad' locks 'mutex_' again while it holds it
  }

  void macro_bad() {
    WITH_LOCK(mutex_);
    get();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'macro_bad' locks 'mutex_' again while it holds it
  }

  void opened_ok() {
    Holder holder(mutex_);
    {
      Opener open(mutex_);
      get();
    }
    ++reads_;
  }

private:
  std::mutex mutex_;
  int reads_ = 0;
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int count;

void pthread_bad() {
  pthread_mutex_lock(&mutex);
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_bad' locks 'mutex' again while it holds it
  pthread_mutex_unlock(&mutex);
}

static void bump() {
  pthread_mutex_lock(&mutex);
  ++count;
  pthread_mutex_unlock(&mutex);
}

void pthread_through_a_call_bad() {
  pthread_mutex_lock(&mutex);
  bump();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_through_a_call_bad' locks 'mutex' again while it holds it
  pthread_mutex_unlock(&mutex);
}

void pthread_ok() {
  pthread_mutex_lock(&mutex);
  ++count;
  pthread_mutex_unlock(&mutex);
  bump();
}

void pthread_try_ok() {
  pthread_mutex_lock(&mutex);
  if (pthread_mutex_trylock(&mutex) == 0)
    pthread_mutex_unlock(&mutex);
  pthread_mutex_unlock(&mutex);
}

// A recursive one, by its attribute.
struct recursive {
  recursive() {
    pthread_mutexattr_t attribute;
    pthread_mutexattr_init(&attribute);
    pthread_mutexattr_settype(&attribute, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&mutex_, &attribute);
  }
  void get_ok() {
    pthread_mutex_lock(&mutex_);
    pthread_mutex_lock(&mutex_);
    pthread_mutex_unlock(&mutex_);
    pthread_mutex_unlock(&mutex_);
  }
  pthread_mutex_t mutex_;
};

// The caller holds the lock, says the function.
class __attribute__((capability("mutex"))) Mutex {
public:
  void Lock() __attribute__((acquire_capability())) { mutex_.lock(); }
  void Unlock() __attribute__((release_capability())) { mutex_.unlock(); }
  void AssertHeld() const __attribute__((assert_capability(this))) {}

private:
  std::mutex mutex_;
};

class Journal {
public:
  void append() {
    mutex_.Lock();
    ++entries_;
    mutex_.Unlock();
  }
  void asserted_bad() {
    mutex_.AssertHeld();
    append();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'asserted_bad' locks 'mutex_' again while it holds it
  }
  void asserted_ok() {
    mutex_.AssertHeld();
    ++entries_;
  }
  // The attribute and the body contradict each other: which of them is right?
  void required_and_taken_ok() __attribute__((requires_capability(mutex_))) {
    mutex_.Lock();
    ++entries_;
    mutex_.Unlock();
  }

private:
  Mutex mutex_;
  int entries_ = 0;
};
