// RUN: %check_leash %s leash-unreceived-send --any-fix
// RUN: %if boost-fiber %{ %check_leash %s leash-unreceived-send --any-fix --real %}

// Sends on the channels of Boost.Fiber, counted against capacity and receives.

#include <boost/fiber/all.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace std::chrono_literals;
namespace fibers = boost::fibers;
using Status = fibers::channel_op_status;
using Rendezvous = fibers::unbuffered_channel<int>;
using Buffered = fibers::buffered_channel<int>;

int fetch(const std::string &url);
bool cached(int key);

// A sender on a rendezvous channel; the receiver returns early.
int early_return_bad(int key) {
  auto result = std::make_shared<Rendezvous>();
  fibers::fiber([result] {
    result->push(fetch("a"));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: send on 'result' can be left without a receiver: 1 value is sent, no value is received for sure, and the channel holds none; the task stays for ever
  }).detach();
  if (cached(key))
    return 0;
  int value = 0;
  result->pop(value);
  return value;
}

int receives_on_every_path_ok(int key) {
  auto result = std::make_shared<Rendezvous>();
  fibers::fiber([result] { result->push(fetch("a")); }).detach();
  int value = 0;
  if (cached(key)) {
    result->pop(value);
    return 0;
  }
  result->pop(value);
  return value;
}

// A power of two, of which one slot holds nothing.
int room_for_the_sender_ok(int key) {
  auto result = std::make_shared<Buffered>(2);
  fibers::fiber([result] { result->push(fetch("a")); }).detach();
  if (cached(key))
    return 0;
  return result->value_pop();
}

int one_slot_is_lost_bad(int key) {
  auto result = std::make_shared<Buffered>(2);
  for (int i = 0; i < 2; ++i)
    fibers::fiber([result] {
      result->push(fetch("a"));
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: send on 'result' can be left without a receiver: 2 values are sent, no value is received for sure, and the channel holds 1; the task stays for ever
    }).detach();
  if (cached(key))
    return 0;
  return result->value_pop() + result->value_pop();
}

// The timeout goes, the sender stays.
int timeout_bad() {
  auto result = std::make_shared<Rendezvous>();
  fibers::fiber([result] {
    result->push(fetch("slow"));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: send on 'result' can be left without a receiver
  }).detach();
  int value = 0;
  if (result->pop_wait_for(value, 10ms) == Status::success)
    return value;
  return -1;
}

int timeout_closes_ok() {
  auto result = std::make_shared<Rendezvous>();
  fibers::fiber([result] { result->push(fetch("slow")); }).detach();
  int value = 0;
  if (result->pop_wait_for(value, 10ms) != Status::success) {
    result->close();
    return -1;
  }
  return value;
}

int timed_send_ok() {
  auto result = std::make_shared<Rendezvous>();
  fibers::fiber([result] { result->push_wait_for(fetch("slow"), 20ms); }).detach();
  int value = 0;
  if (result->pop_wait_for(value, 10ms) == Status::success)
    return value;
  return -1;
}

// The first result wins, the others stay.
std::string first_of(const std::vector<std::string> &urls);

int first_wins_bad(const std::vector<std::string> &urls) {
  Rendezvous first;
  std::vector<fibers::fiber> workers;
  for (const std::string &url : urls)
    workers.emplace_back([&first, url] {
      first.push(fetch(url));
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: send on 'first' can be left without a receiver: up to 'urls.size()' values are sent, 1 value is received for sure, and the channel holds none; the join of 'workers' never returns
    });
  int value = first.value_pop();
  for (fibers::fiber &worker : workers)
    worker.join();
  return value;
}

int one_receive_for_each_ok(const std::vector<std::string> &urls) {
  Rendezvous all;
  std::vector<fibers::fiber> workers;
  for (const std::string &url : urls)
    workers.emplace_back([&all, url] { all.push(fetch(url)); });
  int sum = 0;
  for (std::size_t i = 0; i < urls.size(); ++i)
    sum += all.value_pop();
  for (fibers::fiber &worker : workers)
    worker.join();
  return sum;
}

int same_bound_by_another_name_ok(const std::vector<std::string> &urls) {
  Rendezvous all;
  const std::size_t n = urls.size();
  std::vector<fibers::fiber> workers;
  for (std::size_t i = 0; i != n; ++i)
    workers.emplace_back([&all, &urls, i] { all.push(fetch(urls[i])); });
  int sum = 0;
  for (const std::string &url : urls)
    sum += all.value_pop();
  for (fibers::fiber &worker : workers)
    worker.join();
  return sum;
}

// Joined before it is received.
int join_before_receive_bad() {
  Rendezvous result;
  fibers::fiber worker([&result] {
    result.push(fetch("a"));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: send on 'result' can be left without a receiver: 1 value is sent, no value is received for sure, and the channel holds none; the join of 'worker' never returns
  });
  worker.join();
  return result.value_pop();
}

int receive_before_join_ok() {
  Rendezvous result;
  fibers::fiber worker([&result] { result.push(fetch("a")); });
  int value = result.value_pop();
  worker.join();
  return value;
}

// Filled by the function that would drain it later.
int fills_before_it_drains_bad(const std::vector<int> &keys) {
  Buffered queue(4);
  for (int key : keys)
    queue.push(key);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'queue' can be left without a receiver: up to 'keys.size()' values are sent, no value is received for sure, and the channel holds 3; 'fills_before_it_drains_bad' itself waits for ever
  int sum = 0;
  for (std::size_t i = 0; i < keys.size(); ++i)
    sum += queue.value_pop();
  return sum;
}

int has_room_for_all_ok() {
  Buffered queue(4);
  for (int i = 0; i < 3; ++i)
    queue.push(i);
  queue.close();
  int sum = 0;
  for (int value : queue)
    sum += value;
  return sum;
}

// The consumer gives up at the first bad value, the producer knows nothing of it.
bool store(int value);

void consumer_gives_up_bad(const std::vector<int> &values) {
  Rendezvous queue;
  fibers::fiber consumer([&queue] {
    for (int value : queue)
      if (!store(value))
        return;
  });
  for (int value : values)
    queue.push(value);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'queue' can be left without a receiver: up to 'values.size()' values are sent, 1 value is received for sure, and the channel holds none; 'consumer_gives_up_bad' itself waits for ever
  queue.close();
  consumer.join();
}

void consumer_drains_ok(const std::vector<int> &values) {
  Rendezvous queue;
  fibers::fiber consumer([&queue] {
    for (int value : queue)
      if (!store(value))
        continue;
  });
  for (int value : values)
    queue.push(value);
  queue.close();
  consumer.join();
}

void consumer_closes_when_it_leaves_ok(const std::vector<int> &values) {
  Rendezvous queue;
  fibers::fiber consumer([&queue] {
    for (int value : queue)
      if (!store(value)) {
        queue.close();
        return;
      }
  });
  for (int value : values)
    queue.push(value);
  queue.close();
  consumer.join();
}

// The last value says that it is the last.
void end_marker_ok(const std::vector<int> &values) {
  Rendezvous queue;
  fibers::fiber consumer([&queue] {
    int value = 0;
    while (queue.pop(value) == Status::success) {
      if (value < 0)
        break;
      store(value);
    }
  });
  for (int value : values)
    queue.push(value);
  queue.push(-1);
  consumer.join();
}

// A worker counts what it has got.
void counted_ok(const std::vector<int> &values) {
  Rendezvous queue;
  std::size_t n = values.size();
  fibers::fiber consumer([&queue, n] {
    std::size_t seen = 0;
    for (;;) {
      store(queue.value_pop());
      if (++seen == n)
        return;
    }
  });
  for (int value : values)
    queue.push(value);
  consumer.join();
}

// The pool: jobs come, results go, and nobody takes the results while the jobs
// are handed out.
void pool_results_bad(const std::vector<int> &work) {
  Rendezvous jobs, results;
  std::vector<fibers::fiber> pool;
  for (int i = 0; i < 4; ++i)
    pool.emplace_back([&] {
      for (int job : jobs)
        results.push(job * 2);
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: send on 'results' can be left without a receiver: any number of values are sent, no value is received for sure, and the channel holds none; the join of 'pool' never returns
    });
  for (int job : work)
    jobs.push(job);
  jobs.close();
  for (fibers::fiber &worker : pool)
    worker.join();
  results.close();
}

// Two channels, one answer; but the wait for the error may end before it comes.
int value_or_error_bad() {
  Rendezvous values, errors;
  fibers::fiber worker([&] {
    int value = fetch("a");
    if (value < 0)
      errors.push(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: send on 'errors' can be left without a receiver
    else
      values.push(value);
  });
  int value = 0;
  if (errors.pop_wait_for(value, 1s) == Status::success) {
    worker.join();
    return value;
  }
  values.pop(value);
  worker.join();
  return value;
}

// A sender that sends twice.
int sends_twice_bad() {
  Buffered result(2);
  fibers::fiber worker([&result] {
    int value = fetch("a");
    if (value < 0)
      result.push(-1);
    result.push(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: send on 'result' can be left without a receiver: 2 values are sent, no value is received for sure, and the channel holds 1; the join of 'worker' never returns
  });
  worker.join();
  return result.value_pop();
}

int sends_once_ok() {
  Buffered result(2);
  fibers::fiber worker([&result] {
    int value = fetch("a");
    if (value < 0) {
      result.push(-1);
      return;
    }
    result.push(value);
  });
  worker.join();
  return result.value_pop();
}

// The channel comes from a function, and the caller drops it.
std::shared_ptr<Rendezvous> start(std::function<int()> run) {
  auto done = std::make_shared<Rendezvous>();
  fibers::fiber([done, run] { done->push(run()); }).detach();
  return done;
}

class Starter {
public:
  void drops_the_channel_ok() {
    auto done = start([] { return 1; });
    int value = 0;
    done->pop(value);
  }
};

// Somebody else may receive: nothing is said.
void hand_over(std::shared_ptr<Rendezvous> channel);

int escapes_ok(int key) {
  auto result = std::make_shared<Rendezvous>();
  fibers::fiber([result] { result->push(fetch("a")); }).detach();
  hand_over(result);
  return key;
}

void parameter_ok(Rendezvous &channel) { channel.push(1); }

// The receiver is gone before the last value is sent.
void send_after_join_bad() {
  Rendezvous queue;
  fibers::fiber consumer([&queue] { store(queue.value_pop()); });
  queue.push(1);
  consumer.join();
  queue.push(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: send on 'queue' can be left without a receiver: 2 values are sent, 1 value is received for sure, and the channel holds none; 'send_after_join_bad' itself waits for ever
}

// The same condition on both sides.
int same_condition_ok(bool extra) {
  Rendezvous result;
  fibers::fiber worker([&result, extra] {
    result.push(1);
    if (extra)
      result.push(2);
  });
  int sum = result.value_pop();
  if (extra)
    sum += result.value_pop();
  worker.join();
  return sum;
}

int same_start_condition_ok(bool extra) {
  Rendezvous result;
  fibers::fiber worker;
  if (extra)
    worker = fibers::fiber([&result] { result.push(1); });
  int sum = 0;
  if (extra)
    sum = result.value_pop();
  if (worker.joinable())
    worker.join();
  return sum;
}
