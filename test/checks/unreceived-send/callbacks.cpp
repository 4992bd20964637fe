// RUN: %check_leash %s leash-unreceived-send
// RUN: %check_leash %s leash-unreceived-send --real

// A promise that a callback sets, and a function that gets the callback and
// leaves without having run it or given it to anybody.

#include <functional>
#include <future>
#include <memory>
#include <utility>

using Callback = std::function<void(int)>;

struct Link {
  bool is_up() const;
  void ask(int key, Callback callback);
  void run(std::function<void()> what);
};

class Client {
public:
  int drops_bad(int key) {
    std::promise<int> result;
    auto value = result.get_future();
    drop(key, [&result](int answer) { result.set_value(answer); });
    return value.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: wait for the value of 'result' can last for ever: a
    // path leaves it unset; 'drops_bad' itself waits for ever CHECK-NOTES: :[[@LINE+6]]:7: note: a
    // path leaves here, and never sets 'result'
  }

private:
  void drop(int key, const Callback &callback) {
    if (!known(key))
      return;
    if (!link_->is_up()) {
      callback(-1);
      return;
    }
    link_->ask(key, callback);
  }

public:
  int answers_ok(int key) {
    std::promise<int> result;
    auto value = result.get_future();
    answer(key, [&result](int answer) { result.set_value(answer); });
    return value.get();
  }

private:
  void answer(int key, const Callback &callback) {
    if (!known(key)) {
      callback(-1);
      return;
    }
    link_->ask(key, callback);
  }

public:
  // Both hold the promise: the callback's end does not end the wait.
  int shared_bad(int key) {
    auto result = std::make_shared<std::promise<int>>();
    auto value = result->get_future();
    capture(key, [result](int answer) { result->set_value(answer); });
    return value.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: wait for the value of 'result' can last for ever: a
    // path leaves it unset CHECK-NOTES: :[[@LINE+17]]:3: note: a path leaves here, and never sets
    // 'result'
  }

  // It is the only one who holds it.
  int moved_ok(int key) {
    auto result = std::make_shared<std::promise<int>>();
    auto value = result->get_future();
    capture(key, [result = std::move(result)](int answer) { result->set_value(answer); });
    return value.get();
  }

private:
  void capture(int key, Callback callback) {
    if (known(key))
      link_->ask(key, [this, callback](int answer) {
        link_->run([callback, answer] { callback(answer); });
      });
  }

public:
  int handed_in_two_steps_bad(int key) {
    std::promise<int> result;
    auto value = result.get_future();
    auto set = [&result](int answer) { result.set_value(answer); };
    first(key, set);
    return value.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: wait for the value of 'result' can last for ever: a
    // path leaves it unset
  }

private:
  void first(int key, const Callback &callback) {
    if (callback)
      drop(key, callback);
  }

public:
  // It is there: the test of the callback itself is no way out.
  int asks_for_callback_ok(int key) {
    std::promise<int> result;
    auto value = result.get_future();
    tested(key, [&result](int answer) { result.set_value(answer); });
    return value.get();
  }

private:
  void tested(int key, const Callback &callback) {
    if (!callback)
      return;
    if (callback == nullptr)
      return;
    link_->ask(key, callback);
  }

public:
  int stores_ok(int key) {
    std::promise<int> result;
    auto value = result.get_future();
    store(key, [&result](int answer) { result.set_value(answer); });
    return value.get();
  }

  int stores_moved_ok(int key) {
    std::promise<int> result;
    auto value = result.get_future();
    store_moved(key, [&result](int answer) { result.set_value(answer); });
    return value.get();
  }

private:
  void store(int key, const Callback &callback) {
    key_ = key;
    callback_ = callback;
  }
  void store_moved(int key, Callback callback) {
    key_ = key;
    callback_ = std::move(callback);
  }

public:
  // The caller knows what the callee will find.
  int asked_before_ok(int key) {
    if (!is_open_)
      return -1;
    std::promise<int> result;
    auto value = result.get_future();
    if_open(key, [&result](int answer) { result.set_value(answer); });
    return value.get();
  }

  int asked_by_method_ok(int key) {
    if (!is_open())
      return -1;
    std::promise<int> result;
    auto value = result.get_future();
    if_is_open(key, [&result](int answer) { result.set_value(answer); });
    return value.get();
  }

private:
  bool is_open() const;
  void if_open(int key, const Callback &callback) {
    if (!is_open_)
      return;
    link_->ask(key, callback);
  }
  void if_is_open(int key, const Callback &callback) {
    if (!is_open())
      return;
    link_->ask(key, callback);
  }

public:
  // What it gives back says whether there is anything to wait for.
  int told_by_result_ok(int key) {
    std::promise<int> result;
    auto value = result.get_future();
    if (!try_ask(key, [&result](int answer) { result.set_value(answer); }))
      return -1;
    return value.get();
  }

  int does_not_look_bad(int key) {
    std::promise<int> result;
    auto value = result.get_future();
    try_ask(key, [&result](int answer) { result.set_value(answer); });
    return value.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: wait for the value of 'result' can last for ever: a path leaves it unset
    // CHECK-NOTES: :[[@LINE+6]]:7: note: a path leaves here, and never sets 'result'
  }

private:
  bool try_ask(int key, const Callback &callback) {
    if (!known(key))
      return false;
    link_->ask(key, callback);
    return true;
  }

public:
  // An answer that is not the last one: it is called again.
  int again_ok(int key) {
    std::promise<int> result;
    auto value = result.get_future();
    progress(key, [&result](int answer) {
      if (answer >= 0)
        result.set_value(answer);
    });
    return value.get();
  }

private:
  void progress(int key, const Callback &callback) {
    if (!known(key)) {
      callback(-1);
      return;
    }
    link_->ask(key, callback);
  }

public:
  // Nobody sees what an override does with it.
  int overridden_ok(int key) {
    std::promise<int> result;
    auto value = result.get_future();
    may_be_overridden(key, [&result](int answer) { result.set_value(answer); });
    return value.get();
  }
  virtual void may_be_overridden(int key, const Callback &callback) {
    if (known(key))
      link_->ask(key, callback);
  }

private:
  bool known(int key);

  Link *link_;
  Callback callback_;
  int key_ = 0;
  bool is_open_ = false;
};

// A template gets the lambda itself.
template <class F> void generic(Link &link, int key, F &&callback) {
  if (!link.is_up())
    return;
  callback(key);
}

int generic_bad(Link &link, int key) {
  std::promise<int> result;
  auto value = result.get_future();
  generic(link, key, [&](int answer) { result.set_value(answer); });
  return value.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: wait for the value of 'result' can last for ever: a
  // path leaves it unset
}

template <class F> void runs(Link &link, int key, F &&callback) {
  if (!link.is_up())
    key = 0;
  callback(key);
}

int generic_ok(Link &link, int key) {
  std::promise<int> result;
  auto value = result.get_future();
  runs(link, key, [&](int answer) { result.set_value(answer); });
  return value.get();
}

// A class that keeps it.
struct Keeper {
  explicit Keeper(Callback callback) : callback_(std::move(callback)) {}
  Callback callback_;
};

int kept_ok(Link &link, int key) {
  std::promise<int> result;
  auto value = result.get_future();
  Keeper keeper([&](int answer) { result.set_value(answer); });
  link.ask(key, keeper.callback_);
  return value.get();
}
