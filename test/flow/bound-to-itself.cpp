// What a pointer field is bound to is looked up in the constructors; a copy
// constructor binds it to the same field of another object, and so on. The
// search ends.
//
// RUN: %leash --checks='-*,leash-*' --quiet %s -- -std=c++17 2>&1 | FileCheck %s --allow-empty
// CHECK-NOT: {{warning:|error:|Stack dump}}

struct Mutex {
  void lock();
  void unlock();
};

struct Handle {
  explicit Handle(Mutex *m) : mutex(m) {}
  Handle(const Handle &other) : mutex(other.mutex) {}
  Mutex *mutex;
};

struct Owner {
  Owner(const Owner &other) : handle(other.handle) {}
  explicit Owner(Mutex *m) : handle(m) {}
  void work_ok() {
    handle.mutex->lock();
    handle.mutex->unlock();
  }
  Handle handle;
};
