// RUN: %check_leash %s leash-double-lock --any-fix
// RUN: %check_leash %s leash-double-lock --any-fix --real

// Certain only where it is certainly the same object.

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

struct Node {
  std::mutex mutex;
  Node *next = nullptr;
  int value = 0;
};

void same_parameter_bad(Node &node) {
  std::lock_guard<std::mutex> guard(node.mutex);
  std::lock_guard<std::mutex> again(node.mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'same_parameter_bad' locks 'node.mutex' again while it holds it
}

void two_parameters_ok(Node &a, Node &b) {
  std::lock_guard<std::mutex> guard(a.mutex);
  std::lock_guard<std::mutex> other(b.mutex);
}

void neighbour_ok(Node *node) {
  std::lock_guard<std::mutex> guard(node->mutex);
  if (node->next)
    std::lock_guard<std::mutex> other(node->next->mutex);
}

// Each node's lock is taken before the last one's is given back.
void hand_over_hand_ok(Node *node) {
  node->mutex.lock();
  while (node->next) {
    Node *next = node->next;
    next->mutex.lock();
    node->mutex.unlock();
    node = next;
  }
  node->mutex.unlock();
}

void hand_over_hand_with_guards_ok(Node *node) {
  std::unique_lock<std::mutex> current(node->mutex);
  while (node->next) {
    std::unique_lock<std::mutex> next(node->next->mutex);
    current = std::move(next);
    node = node->next;
  }
}

void elements_ok(std::vector<std::unique_ptr<Node>> &nodes) {
  nodes[0]->mutex.lock();
  nodes[1]->mutex.lock();
  nodes[1]->mutex.unlock();
  nodes[0]->mutex.unlock();
}

void variable_index_ok(std::vector<std::unique_ptr<Node>> &nodes, std::size_t i, std::size_t j) {
  std::lock_guard<std::mutex> guard(nodes[i]->mutex);
  std::lock_guard<std::mutex> other(nodes[j]->mutex);
}

void all_elements_ok(std::vector<std::unique_ptr<Node>> &nodes) {
  for (auto &node : nodes)
    node->mutex.lock();
  for (auto &node : nodes)
    node->mutex.unlock();
}

void reference_alias_bad(Node &node) {
  std::mutex &m = node.mutex;
  m.lock();
  node.mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'reference_alias_bad' locks '{{m|node.mutex}}' again while it holds it
}

void reassigned_pointer_ok(Node *a, Node *b) {
  Node *node = a;
  node->mutex.lock();
  node = b;
  node->mutex.lock();
  node->mutex.unlock();
  a->mutex.unlock();
}

std::mutex &pick(int);

void unknown_function_ok() {
  std::lock_guard<std::mutex> guard(pick(1));
  std::lock_guard<std::mutex> other(pick(2));
}

struct Shard {
  std::mutex mutex;
  int value = 0;
};

class Shards {
public:
  void move_ok(int from, int to) {
    std::lock_guard<std::mutex> guard(shards_[from].mutex);
    std::lock_guard<std::mutex> other(shards_[to].mutex);
    --shards_[from].value;
    ++shards_[to].value;
  }

  void field_of_array_bad() {
    std::lock_guard<std::mutex> guard(first_.mutex);
    std::lock_guard<std::mutex> again(first_.mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'field_of_array_bad' locks 'first_.mutex' again while it holds it
  }

private:
  Shard shards_[4];
  Shard first_;
};

// The callee locks what it is given: the same, or another.
void lock_and_bump(Node &node) {
  std::lock_guard<std::mutex> guard(node.mutex);
  ++node.value;
}

void passed_on_bad(Node &node) {
  std::lock_guard<std::mutex> guard(node.mutex);
  lock_and_bump(node);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'passed_on_bad' locks 'node.mutex' again while it holds it
}

void passed_another_ok(Node &node, Node &other) {
  std::lock_guard<std::mutex> guard(node.mutex);
  lock_and_bump(other);
}

// An address-ordered pair, with the case of one and the same object first.
void swap_ok(Node &a, Node &b) {
  if (&a == &b)
    return;
  std::scoped_lock both(a.mutex, b.mutex);
  std::swap(a.value, b.value);
}
