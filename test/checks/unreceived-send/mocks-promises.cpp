// RUN: %check_leash %s leash-unreceived-send

// Promises of folly, which Debian lacks, on a mock.

#include <folly/folly.h>
#include <thread>
#include <utility>

using namespace std::chrono_literals;

bool look_up(int key, int &value);
void keep(folly::Promise<int> promise);

int leaves_early_bad(int key) {
  folly::Promise<int> result;
  std::jthread task([&] {
    int value;
    if (!look_up(key, value))
      return;
    result.setValue(value);
  });
  return result.getSemiFuture().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: wait for the value of 'result' can last for ever: a path leaves it unset; 'leaves_early_bad' itself waits for ever
}

int each_path_ok(int key) {
  folly::Promise<int> result;
  std::jthread task([&] {
    int value;
    if (!look_up(key, value)) {
      result.setException({});
      return;
    }
    result.setValue(value);
  });
  return result.getSemiFuture().get();
}

int named_future_bad(int key) {
  folly::Promise<int> result;
  folly::Future<int> answer = result.getFuture();
  std::jthread task([&] {
    int value;
    if (look_up(key, value))
      result.setValue(value);
  });
  answer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: wait for the value of 'result' can last for ever: a path leaves it unset
  return std::move(answer).get();
}

int timed_ok(int key) {
  folly::Promise<int> result;
  folly::SemiFuture<int> answer = result.getSemiFuture();
  std::jthread task([&] {
    int value;
    if (look_up(key, value))
      result.setValue(value);
  });
  if (!answer.wait(100ms))
    return -1;
  return 0;
}

// A promise that is destroyed without a value breaks, and the wait ends.
int owned_by_task_ok(int key) {
  folly::Promise<int> result;
  folly::SemiFuture<int> answer = result.getSemiFuture();
  std::jthread task([key, promise = std::move(result)]() mutable {
    int value;
    if (look_up(key, value))
      promise.setValue(value);
  });
  return std::move(answer).get();
}

int handed_on_ok() {
  folly::Promise<int> result;
  folly::SemiFuture<int> answer = result.getSemiFuture();
  keep(std::move(result));
  return std::move(answer).get();
}

// setWith keeps what the function throws.
int set_with_ok(int key) {
  folly::Promise<int> result;
  std::jthread task([&] {
    result.setWith([&] {
      int value = 0;
      look_up(key, value);
      return value;
    });
  });
  return result.getSemiFuture().get();
}
