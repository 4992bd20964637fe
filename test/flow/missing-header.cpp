// RUN: not %leash --quiet '--checks=-*,leash-*' --config={} %s -- -std=c++20 2>&1 | FileCheck %s
//
// After a header that is missing, no template gets its definition: a destructor has parts to end whose types
// are unfinished, and is left out. The other methods are not.

// CHECK: 'nowhere.h' file not found
#include "nowhere.h"
#include <pthread.h>
template <typename T> struct Holder {
  Holder() {}
  ~Holder() {}
  T *held;
};
pthread_mutex_t mutex;
struct Base {
  virtual ~Base() {}
};
class Protocol : public Base {
public:
  ~Protocol() {
    pthread_mutex_lock(&mutex);
    clean();
    pthread_mutex_unlock(&mutex);
  }
  void clean();

private:
  Holder<Protocol> holder_;
};
// CHECK-NOT: Stack dump
