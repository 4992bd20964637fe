// RUN: %check_leash %s leash-unreceived-send --any-fix
// RUN: %check_leash %s leash-unreceived-send --any-fix --real

// The shapes that leak a sender in Go, with threads and a channel written by hand
// that can be waited for together with others.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

// Tells whoever waits that something has changed somewhere.
class Bell {
public:
  void ring() {
    std::lock_guard<std::mutex> lock(mutex_);
    ++rung_;
    heard_.notify_all();
  }
  unsigned count() {
    std::lock_guard<std::mutex> lock(mutex_);
    return rung_;
  }
  void waitAfter(unsigned seen) {
    std::unique_lock<std::mutex> lock(mutex_);
    heard_.wait(lock, [&] { return rung_ > seen; });
  }

private:
  std::mutex mutex_;
  std::condition_variable heard_;
  unsigned rung_ = 0;
};

template <typename T> class Line {
public:
  Line(Bell &bell, std::size_t room) : bell_(bell), room_(room) {}

  bool send(T value) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return items_.size() < room_ || closed_; });
    if (closed_)
      return false;
    items_.push_back(value);
    changed_.notify_all();
    bell_.ring();
    return true;
  }
  std::optional<T> receive() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return !items_.empty() || closed_; });
    if (items_.empty())
      return std::nullopt;
    T value = items_.front();
    items_.pop_front();
    changed_.notify_all();
    bell_.ring();
    return value;
  }
  void close() {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    changed_.notify_all();
    bell_.ring();
  }
  bool offer(const T &value) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (closed_)
      return true;
    if (items_.size() >= room_)
      return false;
    items_.push_back(value);
    changed_.notify_all();
    return true;
  }
  bool poll(std::optional<T> &out) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (items_.empty())
      return closed_;
    out = items_.front();
    items_.pop_front();
    changed_.notify_all();
    return true;
  }
  Bell &bell() { return bell_; }

private:
  Bell &bell_;
  std::size_t room_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> items_;
  bool closed_ = false;
};

// One slot, and the sender stays until its value has been taken.
class Handoff {
public:
  void give(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return !full_; });
    value_ = value;
    full_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return !full_; });
  }
  int take() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return full_; });
    full_ = false;
    changed_.notify_all();
    return value_;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool full_ = false;
  int value_ = 0;
};

// The arms of a select.
template <typename T> class Sending {
public:
  Sending(Line<T> &line, T value) : line_(line), value_(value) {}
  bool attempt() { return line_.offer(value_); }
  Bell &bell() { return line_.bell(); }

private:
  Line<T> &line_;
  T value_;
};

template <typename T> class Receiving {
public:
  Receiving(Line<T> &line, std::optional<T> &slot) : line_(line), slot_(slot) {}
  bool attempt() { return line_.poll(slot_); }
  Bell &bell() { return line_.bell(); }

private:
  Line<T> &line_;
  std::optional<T> &slot_;
};

template <typename A, typename B> int eitherOf(A a, B b) {
  for (;;) {
    unsigned seen = a.bell().count();
    if (a.attempt())
      return 0;
    if (b.attempt())
      return 1;
    a.bell().waitAfter(seen);
  }
}

bool cached(int key);
int fetch(int key);

// A sender on an unbuffered channel; the receiver returns early.
int early_return_bad(int key) {
  auto result = std::make_shared<Handoff>();
  std::thread([result, key] {
    result->give(fetch(key));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: send on 'result' can be left without a receiver: 1 value is sent, no value is received for sure, and the channel holds none; the task stays for ever
  }).detach();
  if (cached(key))
    return 0;
  return result->take();
}

int early_return_ok(int key) {
  if (cached(key))
    return 0;
  auto result = std::make_shared<Handoff>();
  std::thread([result, key] { result->give(fetch(key)); }).detach();
  return result->take();
}

// The buffered channel is full, and who would drain it fills it.
int buffer_full_bad() {
  Bell bell;
  Line<int> line(bell, 2);
  for (int i = 0; i < 3; ++i)
    line.send(i);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: send on 'line' can be left without a receiver: 3 values are sent, no value is received for sure, and the channel holds 2; 'buffer_full_bad' itself waits for ever
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += *line.receive();
  return sum;
}

int buffer_full_ok() {
  Bell bell;
  Line<int> line(bell, 3);
  for (int i = 0; i < 3; ++i)
    line.send(i);
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += *line.receive();
  return sum;
}

// The first result wins.
int first_wins_bad(const std::vector<int> &keys) {
  auto first = std::make_shared<Handoff>();
  for (int key : keys)
    std::thread([first, key] {
      first->give(fetch(key));
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: send on 'first' can be left without a receiver: up to 'keys.size()' values are sent, 1 value is received for sure, and the channel holds none; the task stays for ever
    }).detach();
  return first->take();
}

int first_wins_ok(const std::vector<int> &keys) {
  auto bell = std::make_shared<Bell>();
  auto first = std::make_shared<Line<int>>(*bell, keys.size());
  for (int key : keys)
    std::thread([bell, first, key] { first->send(fetch(key)); }).detach();
  return *first->receive();
}

// A select whose other arm is no stop arm: nobody sends on 'other'.
int select_without_stop_bad(int key) {
  Bell bell;
  Line<int> line(bell, 1), other(bell, 1);
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i) {
      std::optional<int> got;
      eitherOf(Sending<int>(line, i), Receiving<int>(other, got));
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: send on 'line' can be left without a receiver: 3 values are sent, no value is received for sure, and the channel holds 1; the destructor of 'sender' never returns
    }
  });
  if (cached(key))
    return 0;
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += *line.receive();
  return sum;
}

int select_with_stop_ok(int key) {
  Bell bell;
  Line<int> line(bell, 1), stop(bell, 1);
  std::jthread sender([&] {
    for (int i = 0; i < 3; ++i) {
      std::optional<int> got;
      if (eitherOf(Sending<int>(line, i), Receiving<int>(stop, got)) == 1)
        return;
    }
  });
  int sum = 0;
  if (!cached(key))
    sum = *line.receive();
  stop.close();
  return sum;
}
