// RUN: %check_leash %s leash-unreceived-send --any-fix
// RUN: %check_leash %s leash-unreceived-send --any-fix --real

// The forms in which people write a bounded channel: templates or not, a predicate
// or a loop around the wait, the capacity as an argument, a template argument or a
// constant, a ring, one slot, a rendezvous.

#include <condition_variable>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <queue>
#include <string>
#include <thread>
#include <vector>

template <typename T> class BoundedQueue {
public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}
  void push(T value) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (queue_.size() >= capacity_)
      not_full_.wait(lock);
    queue_.push(std::move(value));
    not_empty_.notify_one();
  }
  T pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (queue_.empty())
      not_empty_.wait(lock);
    T value = std::move(queue_.front());
    queue_.pop();
    not_full_.notify_one();
    return value;
  }

private:
  std::queue<T> queue_;
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::size_t capacity_;
};
template <typename T, std::size_t N> class Ring {
public:
  void enqueue(const T &value) {
    std::unique_lock<std::mutex> lock(m);
    space.wait(lock, [&] { return items.size() < N; });
    items.push_back(value);
    lock.unlock();
    data.notify_one();
  }
  void dequeue(T &out) {
    std::unique_lock<std::mutex> lock(m);
    data.wait(lock, [&] { return !items.empty(); });
    out = items.front();
    items.pop_front();
    lock.unlock();
    space.notify_one();
  }

private:
  std::mutex m;
  std::condition_variable data, space;
  std::deque<T> items;
};
class Mailbox {
public:
  static constexpr std::size_t kLimit = 2;
  void put(std::string s) {
    std::unique_lock<std::mutex> lock(m_);
    cv_.wait(lock, [this] { return list_.size() != kLimit; });
    list_.push_back(std::move(s));
    cv_.notify_all();
  }
  std::string get() {
    std::unique_lock<std::mutex> lock(m_);
    cv_.wait(lock, [this] { return list_.size() > 0; });
    std::string s = std::move(list_.front());
    list_.pop_front();
    cv_.notify_all();
    return s;
  }

private:
  std::mutex m_;
  std::condition_variable cv_;
  std::list<std::string> list_;
};
class Slot {
public:
  void set(int v) {
    std::unique_lock<std::mutex> l(m_);
    while (value_.has_value())
      cv_.wait(l);
    value_ = v;
    cv_.notify_all();
  }
  int take() {
    std::unique_lock<std::mutex> l(m_);
    cv_.wait(l, [&] { return value_.has_value(); });
    int v = *value_;
    value_.reset();
    cv_.notify_all();
    return v;
  }

private:
  std::mutex m_;
  std::condition_variable cv_;
  std::optional<int> value_;
};
class Cell {
public:
  void set(int v) {
    std::unique_lock<std::mutex> l(m_);
    while (full_)
      cv_.wait(l);
    value_ = v;
    full_ = true;
    cv_.notify_all();
  }
  int take() {
    std::unique_lock<std::mutex> l(m_);
    while (!full_)
      cv_.wait(l);
    full_ = false;
    cv_.notify_all();
    return value_;
  }

private:
  std::mutex m_;
  std::condition_variable cv_;
  int value_ = 0;
  bool full_ = false;
};
class RingBuffer {
public:
  void write(int v) {
    std::unique_lock<std::mutex> l(m_);
    not_full_.wait(l, [this] { return count_ < 4; });
    buffer_[tail_] = v;
    tail_ = (tail_ + 1) % 4;
    ++count_;
    not_empty_.notify_one();
  }
  int read() {
    std::unique_lock<std::mutex> l(m_);
    not_empty_.wait(l, [this] { return count_ > 0; });
    int v = buffer_[head_];
    head_ = (head_ + 1) % 4;
    --count_;
    not_full_.notify_one();
    return v;
  }

private:
  std::mutex m_;
  std::condition_variable not_full_, not_empty_;
  int buffer_[4];
  int head_ = 0, tail_ = 0, count_ = 0;
};
class Rendezvous {
public:
  void send(int v) {
    std::unique_lock<std::mutex> l(m_);
    cv_.wait(l, [&] { return !has_; });
    v_ = v;
    has_ = true;
    cv_.notify_all();
    cv_.wait(l, [&] { return !has_; });
  }
  int receive() {
    std::unique_lock<std::mutex> l(m_);
    cv_.wait(l, [&] { return has_; });
    has_ = false;
    cv_.notify_all();
    return v_;
  }

private:
  std::mutex m_;
  std::condition_variable cv_;
  bool has_ = false;
  int v_ = 0;
};
template <class T> class Unbuffered {
public:
  bool send(T v) {
    std::unique_lock lock(m_);
    cv_.wait(lock, [&] { return !slot_ || closed_; });
    if (closed_)
      return false;
    slot_ = std::move(v);
    cv_.notify_all();
    cv_.wait(lock, [&] { return !slot_ || closed_; });
    return true;
  }
  std::optional<T> receive() {
    std::unique_lock lock(m_);
    cv_.wait(lock, [&] { return slot_ || closed_; });
    if (!slot_)
      return std::nullopt;
    std::optional<T> v = std::move(slot_);
    slot_.reset();
    cv_.notify_all();
    return v;
  }
  void close() {
    std::lock_guard lock(m_);
    closed_ = true;
    cv_.notify_all();
  }

private:
  std::mutex m_;
  std::condition_variable cv_;
  std::optional<T> slot_;
  bool closed_ = false;
};
bool cached(int key);

int bounded_bad(int key) {
  auto ch = std::make_shared<BoundedQueue<int>>(3);
  for (int i = 0; i < 6; ++i)
    std::thread([ch] {
      ch->push(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'ch' can be left without a receiver: 6 values are sent, no value is received for sure, and the channel holds 3; the task stays for ever
    }).detach();
  if (cached(key))
    return 0;
  for (int i = 0; i < 6; ++i) {
    int value = ch->pop();
  }
  return 1;
}

void bounded_ok() {
  auto ch = std::make_shared<BoundedQueue<int>>(3);
  for (int i = 0; i < 6; ++i)
    std::thread([ch] { ch->push(1); }).detach();
  for (int i = 0; i < 6; ++i) {
    int value = ch->pop();
  }
}

int ring_bad(int key) {
  auto ch = std::make_shared<Ring<int, 3>>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] {
      ch->enqueue(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'ch' can be left without a receiver: 6 values are sent, no value is received for sure, and the channel holds 3; the task stays for ever
    }).detach();
  if (cached(key))
    return 0;
  for (int i = 0; i < 6; ++i) {
    int value = 0;
    ch->dequeue(value);
  }
  return 1;
}

void ring_ok() {
  auto ch = std::make_shared<Ring<int, 3>>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] { ch->enqueue(1); }).detach();
  for (int i = 0; i < 6; ++i) {
    int value = 0;
    ch->dequeue(value);
  }
}

int mailbox_bad(int key) {
  auto ch = std::make_shared<Mailbox>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] {
      ch->put("a");
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'ch' can be left without a receiver: 6 values are sent, no value is received for sure, and the channel holds 2; the task stays for ever
    }).detach();
  if (cached(key))
    return 0;
  for (int i = 0; i < 6; ++i) {
    std::string value = ch->get();
  }
  return 1;
}

void mailbox_ok() {
  auto ch = std::make_shared<Mailbox>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] { ch->put("a"); }).detach();
  for (int i = 0; i < 6; ++i) {
    std::string value = ch->get();
  }
}

int slot_bad(int key) {
  auto ch = std::make_shared<Slot>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] {
      ch->set(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'ch' can be left without a receiver: 6 values are sent, no value is received for sure, and the channel holds 1; the task stays for ever
    }).detach();
  if (cached(key))
    return 0;
  for (int i = 0; i < 6; ++i) {
    int value = ch->take();
  }
  return 1;
}

void slot_ok() {
  auto ch = std::make_shared<Slot>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] { ch->set(1); }).detach();
  for (int i = 0; i < 6; ++i) {
    int value = ch->take();
  }
}

int cell_bad(int key) {
  auto ch = std::make_shared<Cell>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] {
      ch->set(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'ch' can be left without a receiver: 6 values are sent, no value is received for sure, and the channel holds 1; the task stays for ever
    }).detach();
  if (cached(key))
    return 0;
  for (int i = 0; i < 6; ++i) {
    int value = ch->take();
  }
  return 1;
}

void cell_ok() {
  auto ch = std::make_shared<Cell>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] { ch->set(1); }).detach();
  for (int i = 0; i < 6; ++i) {
    int value = ch->take();
  }
}

int ring_buffer_bad(int key) {
  auto ch = std::make_shared<RingBuffer>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] {
      ch->write(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'ch' can be left without a receiver: 6 values are sent, no value is received for sure, and the channel holds 4; the task stays for ever
    }).detach();
  if (cached(key))
    return 0;
  for (int i = 0; i < 6; ++i) {
    int value = ch->read();
  }
  return 1;
}

void ring_buffer_ok() {
  auto ch = std::make_shared<RingBuffer>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] { ch->write(1); }).detach();
  for (int i = 0; i < 6; ++i) {
    int value = ch->read();
  }
}

int rendezvous_bad(int key) {
  auto ch = std::make_shared<Rendezvous>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] {
      ch->send(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'ch' can be left without a receiver: 6 values are sent, no value is received for sure, and the channel holds none; the task stays for ever
    }).detach();
  if (cached(key))
    return 0;
  for (int i = 0; i < 6; ++i) {
    int value = ch->receive();
  }
  return 1;
}

void rendezvous_ok() {
  auto ch = std::make_shared<Rendezvous>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] { ch->send(1); }).detach();
  for (int i = 0; i < 6; ++i) {
    int value = ch->receive();
  }
}

int unbuffered_bad(int key) {
  auto ch = std::make_shared<Unbuffered<int>>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] {
      ch->send(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'ch' can be left without a receiver: 6 values are sent, no value is received for sure, and the channel holds none; the task stays for ever
    }).detach();
  if (cached(key))
    return 0;
  for (int i = 0; i < 6; ++i) {
    auto value = ch->receive();
  }
  return 1;
}

void unbuffered_ok() {
  auto ch = std::make_shared<Unbuffered<int>>();
  for (int i = 0; i < 6; ++i)
    std::thread([ch] { ch->send(1); }).detach();
  for (int i = 0; i < 6; ++i) {
    auto value = ch->receive();
  }
}

// The owner receives while a task waits for the sender.
int nested_ok() {
  Unbuffered<int> ch;
  std::thread outer([&] {
    std::thread inner([&] {
      for (int i = 0; i < 5; ++i)
        ch.send(i);
    });
    inner.join();
    ch.close();
  });
  int sum = 0;
  while (auto value = ch.receive())
    sum += *value;
  outer.join();
  return sum;
}
