// REQUIRES: boost-asio
// RUN: %check_leash %s leash-unreceived-send --real --any-fix

// Asio's channels in coroutines. Closing wakes receivers only; a select is
// written with '||'.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
using boost::system::error_code;
using Results = asio::experimental::channel<void(error_code, int)>;
using Event = asio::experimental::channel<void(error_code)>;
constexpr auto AsResult = asio::as_tuple(asio::use_awaitable);

asio::awaitable<int> fetch(std::string url);
bool cached(int key);
bool store(int value);

// A sender on a rendezvous channel; the receiver returns early.
asio::awaitable<int> early_return_bad(int key) {
  auto ex = co_await asio::this_coro::executor;
  auto result = std::make_shared<Results>(ex);
  asio::co_spawn(
      ex,
      [result]() -> asio::awaitable<void> {
        co_await result->async_send(error_code(), co_await fetch("a"), asio::use_awaitable);
        // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: send on 'result' can be left without a receiver: 1 value is sent, no value is received for sure, and the channel holds none; the coroutine stays for ever
      },
      asio::detached);
  if (cached(key))
    co_return 0;
  co_return co_await result->async_receive(asio::use_awaitable);
}

asio::awaitable<int> room_ok(int key) {
  auto ex = co_await asio::this_coro::executor;
  auto result = std::make_shared<Results>(ex, 1);
  asio::co_spawn(
      ex,
      [result]() -> asio::awaitable<void> {
        co_await result->async_send(error_code(), co_await fetch("a"), asio::use_awaitable);
      },
      asio::detached);
  if (cached(key))
    co_return 0;
  co_return co_await result->async_receive(asio::use_awaitable);
}

// Closing does not wake the sender, cancelling does.
asio::awaitable<void> closed_is_not_woken_bad(int key) {
  auto ex = co_await asio::this_coro::executor;
  auto result = std::make_shared<Results>(ex);
  asio::co_spawn(
      ex,
      [result]() -> asio::awaitable<void> {
        co_await result->async_send(error_code(), 1, asio::use_awaitable);
        // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: send on 'result' can be left without a receiver
      },
      asio::detached);
  if (cached(key)) {
    result->close();
    co_return;
  }
  co_await result->async_receive(asio::use_awaitable);
}

asio::awaitable<void> cancelled_ok(int key) {
  auto ex = co_await asio::this_coro::executor;
  auto result = std::make_shared<Results>(ex);
  asio::co_spawn(
      ex,
      [result]() -> asio::awaitable<void> {
        co_await result->async_send(error_code(), 1, asio::use_awaitable);
      },
      asio::detached);
  if (cached(key)) {
    result->cancel();
    result->close();
    co_return;
  }
  co_await result->async_receive(asio::use_awaitable);
}

// The timeout wins, and the sender stays.
asio::awaitable<int> timeout_bad() {
  auto ex = co_await asio::this_coro::executor;
  auto result = std::make_shared<Results>(ex);
  asio::co_spawn(
      ex,
      [result]() -> asio::awaitable<void> {
        int value = co_await fetch("slow");
        co_await result->async_send(error_code(), value, AsResult);
        // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: send on 'result' can be left without a receiver
      },
      asio::detached);
  asio::steady_timer timeout(ex, 1s);
  auto won = co_await (result->async_receive(asio::use_awaitable) ||
                       timeout.async_wait(asio::use_awaitable));
  if (won.index() == 1)
    co_return -1;
  co_return std::get<0>(won);
}

asio::awaitable<int> timeout_with_room_ok() {
  auto ex = co_await asio::this_coro::executor;
  auto result = std::make_shared<Results>(ex, 1);
  asio::co_spawn(
      ex,
      [result]() -> asio::awaitable<void> {
        int value = co_await fetch("slow");
        co_await result->async_send(error_code(), value, AsResult);
      },
      asio::detached);
  asio::steady_timer timeout(ex, 1s);
  auto won = co_await (result->async_receive(asio::use_awaitable) ||
                       timeout.async_wait(asio::use_awaitable));
  if (won.index() == 1)
    co_return -1;
  co_return std::get<0>(won);
}

// A value or an error: one of them comes.
asio::awaitable<int> value_or_error_ok() {
  auto ex = co_await asio::this_coro::executor;
  auto values = std::make_shared<Results>(ex);
  auto errors = std::make_shared<Results>(ex);
  asio::co_spawn(
      ex,
      [values, errors]() -> asio::awaitable<void> {
        int value = co_await fetch("a");
        if (value < 0)
          co_await errors->async_send(error_code(), value, AsResult);
        else
          co_await values->async_send(error_code(), value, AsResult);
      },
      asio::detached);
  auto won = co_await (values->async_receive(asio::use_awaitable) ||
                       errors->async_receive(asio::use_awaitable));
  co_return won.index() == 0 ? std::get<0>(won) : std::get<1>(won);
}

// Every replica sends its error; the first is read.
asio::awaitable<int> first_error_bad(std::vector<std::string> urls) {
  auto ex = co_await asio::this_coro::executor;
  auto errors = std::make_shared<Results>(ex, 1);
  for (const std::string &url : urls)
    asio::co_spawn(
        ex,
        [errors, url]() -> asio::awaitable<void> {
          int error = co_await fetch(url);
          if (error)
            co_await errors->async_send(error_code(), error, AsResult);
          // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: send on 'errors' can be left without a receiver: up to 'urls.size()' values are sent
        },
        asio::detached);
  auto [closed, error] = co_await errors->async_receive(AsResult);
  co_return error;
}

// Filled before it is drained.
asio::awaitable<int> fills_first_bad() {
  Results queue(co_await asio::this_coro::executor, 2);
  for (int i = 0; i < 4; ++i)
    co_await queue.async_send(error_code(), i, asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: send on 'queue' can be left without a receiver: 4 values are sent, no value is received for sure, and the channel holds 2; 'fills_first_bad' itself waits for ever
  int sum = 0;
  for (int i = 0; i < 4; ++i)
    sum += co_await queue.async_receive(asio::use_awaitable);
  co_return sum;
}

asio::awaitable<int> fills_with_room_ok() {
  Results queue(co_await asio::this_coro::executor, 4);
  for (int i = 0; i < 4; ++i)
    co_await queue.async_send(error_code(), i, asio::use_awaitable);
  int sum = 0;
  for (int i = 0; i < 4; ++i)
    sum += co_await queue.async_receive(asio::use_awaitable);
  co_return sum;
}

// A watcher whose consumer stops, and which has no arm for that.
class Watcher {
public:
  explicit Watcher(asio::io_context &io) : io_(io), events_(io), stop_(io) {}

  asio::awaitable<void> watch_bad() {
    for (int i = 0;; ++i)
      co_await events_.async_send(error_code(), i, AsResult);
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: send on 'watcher.events_' can be left without a receiver: any number of values are sent, no value is received for sure
  }
  asio::awaitable<void> consume() {
    for (;;) {
      auto won = co_await (events_.async_receive(AsResult) || stop_.async_receive(AsResult));
      if (won.index() == 1)
        co_return;
      store(std::get<1>(std::get<0>(won)));
    }
  }
  void stop() { stop_.close(); }

private:
  asio::io_context &io_;
  Results events_;
  Event stop_;
};

void watches() {
  asio::io_context io;
  Watcher watcher(io);
  asio::co_spawn(io, watcher.watch_bad(), asio::detached);
  asio::co_spawn(io, watcher.consume(), asio::detached);
  asio::steady_timer end(io, 1s);
  end.async_wait([&](error_code) { watcher.stop(); });
  io.run();
}

class StoppableWatcher {
public:
  explicit StoppableWatcher(asio::io_context &io) : events_(io), stop_(io) {}

  asio::awaitable<void> watch_ok() {
    for (int i = 0;; ++i) {
      auto won = co_await (events_.async_send(error_code(), i, AsResult) ||
                           stop_.async_receive(AsResult));
      if (won.index() == 1)
        co_return;
    }
  }
  asio::awaitable<void> consume() {
    for (;;) {
      auto won = co_await (events_.async_receive(AsResult) || stop_.async_receive(AsResult));
      if (won.index() == 1)
        co_return;
      store(std::get<1>(std::get<0>(won)));
    }
  }
  void stop() { stop_.close(); }

private:
  Results events_;
  Event stop_;
};

void watches_and_stops_ok() {
  asio::io_context io;
  StoppableWatcher watcher(io);
  asio::co_spawn(io, watcher.watch_ok(), asio::detached);
  asio::co_spawn(io, watcher.consume(), asio::detached);
  asio::steady_timer end(io, 1s);
  end.async_wait([&](error_code) { watcher.stop(); });
  io.run();
}

// The consumer drains until the producer closes.
asio::awaitable<void> produce(Results &queue, int n) {
  for (int i = 0; i < n; ++i)
    co_await queue.async_send(error_code(), i, asio::use_awaitable);
  queue.close();
}

asio::awaitable<void> drains_ok(int n) {
  auto ex = co_await asio::this_coro::executor;
  Results queue(ex);
  asio::co_spawn(ex, produce(queue, n), asio::detached);
  for (;;) {
    auto [closed, value] = co_await queue.async_receive(AsResult);
    if (closed)
      break;
    store(value);
  }
}

asio::awaitable<void> gives_up_bad(int n) {
  auto ex = co_await asio::this_coro::executor;
  Results queue(ex, 1);
  asio::co_spawn(
      ex,
      [&queue, n]() -> asio::awaitable<void> {
        for (int i = 0; i < n; ++i)
          co_await queue.async_send(error_code(), i, asio::use_awaitable);
        // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: send on 'queue' can be left without a receiver: up to 'n' values are sent, 1 value is received for sure, and the channel holds 1; the channel is destroyed while the coroutine waits in it
        queue.close();
      },
      asio::detached);
  for (;;) {
    auto [closed, value] = co_await queue.async_receive(AsResult);
    if (closed)
      break;
    if (!store(value))
      co_return;
  }
}

// With a handler nobody waits, and the operation stays none the less.
void handler_bad(asio::io_context &io) {
  auto result = std::make_shared<Results>(io);
  result->async_send(error_code(), 1, [result](error_code) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'result' can be left without a receiver
}

void handlers_ok(asio::io_context &io) {
  auto result = std::make_shared<Results>(io);
  result->async_send(error_code(), 1, [result](error_code) {});
  result->async_receive([result](error_code, int value) { store(value); });
}
