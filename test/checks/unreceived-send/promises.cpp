// RUN: %check_leash %s leash-unreceived-send
// RUN: %check_leash %s leash-unreceived-send --real

// A promise that outlives the wait for its future, and that a path leaves
// without a value. One that is destroyed lets its future go.

#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <utility>

bool connect(int key);
int fetch(int key);
void later(std::function<void()> callback);

int leaves_early_bad(int key) {
  std::promise<int> result;
  std::future<int> value = result.get_future();
  std::jthread task([&] {
    if (!connect(key))
      return;
    result.set_value(fetch(key));
  });
  return value.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: wait for the value of 'result' can last for ever: a path leaves it unset; 'leaves_early_bad' itself waits for ever
}

int each_path_ok(int key) {
  std::promise<int> result;
  std::future<int> value = result.get_future();
  std::jthread task([&] {
    if (!connect(key)) {
      result.set_value(0);
      return;
    }
    result.set_value(fetch(key));
  });
  return value.get();
}

// The task owns it: its end is the promise's.
int moved_into_lambda_ok(int key) {
  std::promise<int> result;
  std::future<int> value = result.get_future();
  std::jthread task([key, result = std::move(result)]() mutable {
    if (!connect(key))
      return;
    result.set_value(fetch(key));
  });
  return value.get();
}

void answer(std::promise<int> result, int key) {
  if (connect(key))
    result.set_value(fetch(key));
}

int moved_into_task_ok(int key) {
  std::promise<int> result;
  std::future<int> value = result.get_future();
  std::jthread task(answer, std::move(result), key);
  return value.get();
}

// Only the task holds it while the owner waits.
int last_holder_ok(int key) {
  std::future<int> value;
  std::jthread task;
  {
    auto result = std::make_shared<std::promise<int>>();
    value = result->get_future();
    task = std::jthread([result, key] {
      if (connect(key))
        result->set_value(fetch(key));
    });
  }
  return value.get();
}

int moved_pointer_ok(int key) {
  auto result = std::make_shared<std::promise<int>>();
  std::future<int> value = result->get_future();
  std::jthread task([key, result = std::move(result)] {
    if (connect(key))
      result->set_value(fetch(key));
  });
  return value.get();
}

int dropped_pointer_ok(int key) {
  auto result = std::make_shared<std::promise<int>>();
  std::future<int> value = result->get_future();
  std::jthread task([key, result] {
    if (connect(key))
      result->set_value(fetch(key));
  });
  result.reset();
  return value.get();
}

// The owner holds it, too.
int held_pointer_bad(int key) {
  auto result = std::make_shared<std::promise<int>>();
  std::future<int> value = result->get_future();
  std::jthread task([key, result] {
    if (connect(key))
      result->set_value(fetch(key));
  });
  return value.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: wait for the value of 'result' can last for ever: a path leaves it unset
}

void ready_bad(int key) {
  std::promise<void> ready;
  std::jthread task([&ready, key] {
    if (connect(key))
      ready.set_value();
    fetch(key);
  });
  ready.get_future().wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: wait for the value of 'ready' can last for ever: a path leaves it unset; 'ready_bad' itself waits for ever
}

void ready_ok(int key) {
  std::promise<void> ready;
  std::jthread task([&ready, key] {
    ready.set_value();
    fetch(key);
  });
  ready.get_future().wait();
}

int timed_ok(int key) {
  std::promise<int> result;
  std::future<int> value = result.get_future();
  std::jthread task([&] {
    if (connect(key))
      result.set_value(fetch(key));
  });
  if (value.wait_for(std::chrono::seconds(1)) != std::future_status::ready)
    return 0;
  return 1;
}

int callback_ok(int key) {
  std::promise<int> result;
  later([&] {
    if (connect(key))
      result.set_value(fetch(key));
  });
  return result.get_future().get();
}

int swallowed_bad(int key) {
  std::promise<int> result;
  std::future<int> value = result.get_future();
  std::jthread task([&] {
    try {
      result.set_value(fetch(key));
    } catch (...) {
    }
  });
  return value.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: wait for the value of 'result' can last for ever: a path leaves it unset; 'swallowed_bad' itself waits for ever
}

int handed_on_ok(int key) {
  std::promise<int> result;
  std::future<int> value = result.get_future();
  std::jthread task([&] {
    try {
      result.set_value(fetch(key));
    } catch (...) {
      result.set_exception(std::current_exception());
    }
  });
  return value.get();
}

int own_value_ok(int key) {
  std::promise<int> result;
  result.set_value(fetch(key));
  return result.get_future().get();
}

// What was waited for once is there the second time.
int waits_twice_bad(int key) {
  std::promise<int> result;
  std::future<int> answer = result.get_future();
  std::jthread task([&] {
    if (key)
      result.set_value(key);
  });
  answer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: wait for the value of 'result' can last for ever: a path leaves it unset; 'waits_twice_bad' itself waits for ever
  return answer.get();
}

// What the caller has decided before stays so.
int decided_before_bad(int key, bool dry) {
  std::promise<int> result;
  std::future<int> answer = result.get_future();
  std::jthread task([&, dry] {
    if (dry)
      return;
    result.set_value(fetch(key));
  });
  return answer.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: wait for the value of 'result' can last for ever: a path leaves it unset; 'decided_before_bad' itself waits for ever
}

int by_reference_bad(int key) {
  const bool dry = connect(key);
  std::promise<int> result;
  std::future<int> answer = result.get_future();
  std::jthread task([&] {
    if (!dry)
      result.set_value(fetch(key));
  });
  return answer.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: wait for the value of 'result' can last for ever: a path leaves it unset; 'by_reference_bad' itself waits for ever
}

// Both look at it.
int both_look_ok(int key, bool dry) {
  std::promise<int> result;
  std::future<int> answer = result.get_future();
  std::jthread task([&, dry] {
    if (!dry)
      result.set_value(fetch(key));
  });
  return dry ? 0 : answer.get();
}

// One that is set meanwhile tells the task to leave, and nobody tells who waits.
int set_meanwhile_bad(int key) {
  bool stop = false;
  std::promise<int> result;
  std::future<int> answer = result.get_future();
  std::jthread task([&] {
    if (!stop)
      result.set_value(fetch(key));
  });
  later([&] { stop = true; });
  return answer.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: wait for the value of 'result' can last for ever: a path leaves it unset; 'set_meanwhile_bad' itself waits for ever
}
