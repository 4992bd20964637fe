// RUN: %check_leash %s leash-unreceived-send

// Seastar's queue, on a mock: what is sent waits in its future.

#include <seastar/seastar.hh>

bool cached(int key);
int fetch(int key);

int early_return_bad(int key) {
  seastar::queue<int> results(1);
  // CHECK-FIXES: seastar::queue<int> results(2);
  auto sender = seastar::async([&] {
    results.push_eventually(fetch(1)).get();
    results.push_eventually(fetch(2)).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: send on 'results' can be left without a receiver: 2 values are sent, no value is received for sure, and the channel holds 1; the join of 'sender' never returns
  });
  if (!cached(key))
    fetch(results.pop_eventually().get() + results.pop_eventually().get());
  sender.wait();
  return 0;
}

int room_for_both_ok(int key) {
  seastar::queue<int> results(2);
  auto sender = seastar::async([&] {
    results.push_eventually(fetch(1)).get();
    results.push_eventually(fetch(2)).get();
  });
  if (!cached(key))
    fetch(results.pop_eventually().get() + results.pop_eventually().get());
  sender.wait();
  return 0;
}

int receives_both_ok(int key) {
  seastar::queue<int> results(1);
  auto sender = seastar::async([&] {
    results.push_eventually(fetch(1)).get();
    results.push_eventually(fetch(2)).get();
  });
  int sum = results.pop_eventually().get() + results.pop_eventually().get();
  sender.wait();
  return sum;
}

int try_ok(int key) {
  seastar::queue<int> results(1);
  auto sender = seastar::async([&] {
    results.push(fetch(1));
    results.push(fetch(2));
  });
  if (!cached(key))
    fetch(results.pop_eventually().get());
  sender.wait();
  return 0;
}

int aborted_ok(int key) {
  seastar::queue<int> results(1);
  auto sender = seastar::async([&] {
    results.push_eventually(fetch(1)).get();
    results.push_eventually(fetch(2)).get();
  });
  if (!cached(key))
    fetch(results.pop_eventually().get());
  results.abort(std::exception_ptr());
  sender.wait();
  return 0;
}

seastar::future<> awaited_bad() {
  seastar::queue<int> queue(1);
  // CHECK-FIXES: seastar::queue<int> queue(2);
  co_await queue.push_eventually(fetch(1));
  co_await queue.push_eventually(fetch(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: send on 'queue' can be left without a receiver: 2 values are sent, no value is received for sure, and the channel holds 1; 'awaited_bad' itself waits for ever
  fetch(co_await queue.pop_eventually());
}

seastar::future<> awaited_ok() {
  seastar::queue<int> queue(2);
  co_await queue.push_eventually(fetch(1));
  co_await queue.push_eventually(fetch(2));
  fetch(co_await queue.pop_eventually());
}
