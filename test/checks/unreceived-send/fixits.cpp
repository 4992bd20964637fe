// RUN: %check_leash %s leash-unreceived-send
// RUN: %if boost-fiber %{ %check_leash %s leash-unreceived-send --real %}

// Room for every sender, by the library's own rules.

#include <boost/fiber/all.hpp>
#include <memory>

namespace fibers = boost::fibers;
using Buffered = fibers::buffered_channel<int>;

int fetch(int key);
bool cached(int key);

// A power of two, of which one slot holds nothing: two values need four.
int two_senders_bad(int key) {
  auto result = std::make_shared<Buffered>(2);
  // CHECK-FIXES: auto result = std::make_shared<Buffered>(4);
  for (int i = 0; i < 2; ++i)
    fibers::fiber([result, i] {
      result->push(fetch(i));
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: send on 'result' can be left without a receiver: 2 values are sent
    }).detach();
  if (cached(key))
    return 0;
  return result->value_pop() + result->value_pop();
}

int fills_first_bad() {
  Buffered queue(4);
  // CHECK-FIXES: Buffered queue(8);
  for (int i = 0; i < 5; ++i)
    queue.push(i);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'queue' can be left without a receiver: 5 values are sent
  int sum = 0;
  for (int i = 0; i < 5; ++i)
    sum += queue.value_pop();
  return sum;
}

// A rendezvous channel has no room to give: a person chooses.
int rendezvous_bad(int key) {
  auto result = std::make_shared<fibers::unbuffered_channel<int>>();
  fibers::fiber([result] {
    result->push(fetch(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: send on 'result' can be left without a receiver
  }).detach();
  if (cached(key))
    return 0;
  return result->value_pop();
}

// The channel would be gone before the sender.
int dies_first_bad(int key) {
  Buffered result(2);
  for (int i = 0; i < 2; ++i)
    fibers::fiber([&result] {
      result.push(fetch(1));
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: send on 'result' can be left without a receiver: 2 values are sent, no value is received for sure, and the channel holds 1; the channel is destroyed while the task waits in it
    }).detach();
  if (cached(key))
    return 0;
  return result.value_pop() + result.value_pop();
}
