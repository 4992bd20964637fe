// RUN: %check_leash %s leash-unreceived-send --any-fix
// RUN: %if boost-fiber %{ %check_leash %s leash-unreceived-send --any-fix --real %}

// The shapes that leak a sender in Go, with the channels of Boost.Fiber. There is
// no select.

#include <boost/fiber/all.hpp>
#include <chrono>
#include <memory>
#include <vector>

namespace fibers = boost::fibers;
using namespace std::chrono_literals;
using Rendezvous = fibers::unbuffered_channel<int>;
using Buffered = fibers::buffered_channel<int>;

bool cached(int key);
int fetch(int key);

// A sender on an unbuffered channel; the receiver returns early.
int early_return_bad(int key) {
  auto result = std::make_shared<Rendezvous>();
  fibers::fiber([result, key] {
    result->push(fetch(key));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: send on 'result' can be left without a receiver: 1 value is sent, no value is received for sure, and the channel holds none; the task stays for ever
  }).detach();
  if (cached(key))
    return 0;
  return result->value_pop();
}

int early_return_ok(int key) {
  auto result = std::make_shared<Buffered>(2);
  fibers::fiber([result, key] { result->push(fetch(key)); }).detach();
  if (cached(key))
    return 0;
  return result->value_pop();
}

// The timeout goes, the sender stays.
int timeout_bad(int key) {
  auto result = std::make_shared<Rendezvous>();
  fibers::fiber([result, key] {
    result->push(fetch(key));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: send on 'result' can be left without a receiver: 1 value is sent, no value is received for sure, and the channel holds none; the task stays for ever
  }).detach();
  int value = 0;
  result->pop_wait_for(value, 10ms);
  return value;
}

int timeout_ok(int key) {
  auto result = std::make_shared<Rendezvous>();
  fibers::fiber([result, key] { result->push_wait_for(fetch(key), 20ms); }).detach();
  int value = 0;
  result->pop_wait_for(value, 10ms);
  return value;
}

// The buffered channel is full: a power of two, and one slot holds nothing.
int buffer_full_bad() {
  Buffered line(4);
  for (int i = 0; i < 4; ++i)
    line.push(i);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: send on 'line' can be left without a receiver: 4 values are sent, no value is received for sure, and the channel holds 3; 'buffer_full_bad' itself waits for ever
  int sum = 0;
  for (int i = 0; i < 4; ++i)
    sum += line.value_pop();
  return sum;
}

int buffer_full_ok() {
  Buffered line(8);
  for (int i = 0; i < 4; ++i)
    line.push(i);
  int sum = 0;
  for (int i = 0; i < 4; ++i)
    sum += line.value_pop();
  return sum;
}

// The first result wins.
int first_wins_bad(const std::vector<int> &keys) {
  auto first = std::make_shared<Rendezvous>();
  for (int key : keys)
    fibers::fiber([first, key] {
      first->push(fetch(key));
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: send on 'first' can be left without a receiver: up to 'keys.size()' values are sent, 1 value is received for sure, and the channel holds none; the task stays for ever
    }).detach();
  return first->value_pop();
}

int first_wins_ok(const std::vector<int> &keys) {
  auto first = std::make_shared<Rendezvous>();
  for (int key : keys)
    fibers::fiber([first, key] { first->push(fetch(key)); }).detach();
  int value = first->value_pop();
  first->close();
  return value;
}

// Without a select, a sender stops when its channel is closed.
int no_stop_bad() {
  Rendezvous line;
  fibers::fiber sender([&line] {
    for (int i = 0;; ++i)
      line.push(i);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: send on 'line' can be left without a receiver: any number of values are sent, 3 values are received for sure, and the channel holds none; the join of 'sender' never returns
  });
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += line.value_pop();
  sender.join();
  return sum;
}

int no_stop_ok() {
  Rendezvous line;
  fibers::fiber sender([&line] {
    for (int i = 0;; ++i)
      if (line.push(i) != fibers::channel_op_status::success)
        return;
  });
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += line.value_pop();
  line.close();
  sender.join();
  return sum;
}
