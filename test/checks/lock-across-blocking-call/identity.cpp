// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// Which object a lock is: locals, fields, parameters, references, elements.

#include <map>
#include <memory>
#include <mutex>
#include <unistd.h>
#include <vector>

struct Node {
  std::mutex mutex;
  int value = 0;
  Node *next = nullptr;
};

void field_of_a_parameter_bad(Node &node) {
  std::lock_guard<std::mutex> guard(node.mutex);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'node.mutex' is held while 'field_of_a_parameter_bad' sleeps
}

void field_of_a_pointer_bad(Node *node) {
  node->mutex.lock();
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'node->mutex' is held while 'field_of_a_pointer_bad' sleeps
  node->mutex.unlock();
}

void alias_ok(Node &node) {
  std::mutex &m = node.mutex;
  node.mutex.lock();
  ++node.value;
  m.unlock();
  sleep(1);
}

void pointer_alias_ok(Node *node) {
  std::mutex *m = &node->mutex;
  m->lock();
  ++node->value;
  node->mutex.unlock();
  sleep(1);
}

void another_object_unlocked_bad(Node &a, Node &b) {
  a.mutex.lock();
  b.mutex.lock();
  b.mutex.unlock();
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'a.mutex' is held while 'another_object_unlocked_bad' sleeps
  a.mutex.unlock();
}

void element_bad(std::vector<std::unique_ptr<Node>> &nodes) {
  std::lock_guard<std::mutex> guard(nodes[0]->mutex);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nodes[0]->mutex' is held while 'element_bad' sleeps
}

void element_ok(std::vector<std::unique_ptr<Node>> &nodes) {
  for (auto &node : nodes) {
    std::lock_guard<std::mutex> guard(node->mutex);
    ++node->value;
  }
  sleep(1);
}

void static_local_bad() {
  static std::mutex once;
  std::lock_guard<std::mutex> guard(once);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'once' is held while 'static_local_bad' sleeps
}

std::mutex &registry_mutex() {
  static std::mutex mutex;
  return mutex;
}

void accessor_bad() {
  std::lock_guard<std::mutex> guard(registry_mutex());
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '{{.*}}' is held while 'accessor_bad' sleeps
}

void parameter_lock(std::mutex &m) { m.lock(); }
void parameter_unlock(std::mutex &m) { m.unlock(); }

void locked_by_a_function_bad(Node &node) {
  parameter_lock(node.mutex);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'node.mutex' is held while 'locked_by_a_function_bad' sleeps
  parameter_unlock(node.mutex);
}

void locked_by_a_function_ok(Node &node) {
  parameter_lock(node.mutex);
  ++node.value;
  parameter_unlock(node.mutex);
  sleep(1);
}

// The pointer moves on, so what it names is not the same object any more.
void walk_ok(Node *node) {
  while (node) {
    node->mutex.lock();
    Node *next = node->next;
    node->mutex.unlock();
    node = next;
    sleep(1);
  }
}

class Base {
protected:
  std::mutex mutex_;
  void settle() { sleep(1); }
};

class Derived : public Base {
public:
  void inherited_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    this->settle();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'inherited_bad' sleeps
  }
};

struct Shared {
  std::shared_ptr<std::mutex> mutex = std::make_shared<std::mutex>();
};

void behind_a_smart_pointer_bad(Shared &shared) {
  std::lock_guard<std::mutex> guard(*shared.mutex);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '{{\*?}}shared.mutex' is held while 'behind_a_smart_pointer_bad' sleeps
}
