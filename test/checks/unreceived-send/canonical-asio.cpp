// REQUIRES: boost-asio
// RUN: %check_leash %s leash-unreceived-send --real --any-fix

// The shapes that leak a sender in Go, with Asio's channels in coroutines.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <chrono>
#include <memory>
#include <vector>

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using boost::system::error_code;
using Results = asio::experimental::channel<void(error_code, int)>;
using Event = asio::experimental::channel<void(error_code)>;
constexpr auto Plain = asio::as_tuple(asio::use_awaitable);

asio::awaitable<int> fetch(int key);
bool cached(int key);

// A sender on an unbuffered channel; the receiver returns early.
asio::awaitable<int> early_return_bad(int key) {
  auto ex = co_await asio::this_coro::executor;
  auto result = std::make_shared<Results>(ex);
  asio::co_spawn(
      ex,
      [result, key]() -> asio::awaitable<void> {
        co_await result->async_send(error_code(), co_await fetch(key), Plain);
        // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: send on 'result' can be left without a receiver: 1 value is sent, no value is received for sure, and the channel holds none; the coroutine stays for ever
      },
      asio::detached);
  if (cached(key))
    co_return 0;
  co_return co_await result->async_receive(asio::use_awaitable);
}

asio::awaitable<int> early_return_ok(int key) {
  auto ex = co_await asio::this_coro::executor;
  auto result = std::make_shared<Results>(ex, 1);
  asio::co_spawn(
      ex,
      [result, key]() -> asio::awaitable<void> {
        co_await result->async_send(error_code(), co_await fetch(key), Plain);
      },
      asio::detached);
  if (cached(key))
    co_return 0;
  co_return co_await result->async_receive(asio::use_awaitable);
}

// The buffered channel is full, and who would drain it fills it.
asio::awaitable<int> buffer_full_bad() {
  auto ex = co_await asio::this_coro::executor;
  Results line(ex, 2);
  for (int i = 0; i < 3; ++i)
    co_await line.async_send(error_code(), i, Plain);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: send on 'line' can be left without a receiver: 3 values are sent, no value is received for sure, and the channel holds 2; 'buffer_full_bad' itself waits for ever
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += co_await line.async_receive(asio::use_awaitable);
  co_return sum;
}

asio::awaitable<int> buffer_full_ok() {
  auto ex = co_await asio::this_coro::executor;
  Results line(ex, 3);
  for (int i = 0; i < 3; ++i)
    co_await line.async_send(error_code(), i, Plain);
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += co_await line.async_receive(asio::use_awaitable);
  co_return sum;
}

// The first result wins.
asio::awaitable<int> first_wins_bad(std::vector<int> keys) {
  auto ex = co_await asio::this_coro::executor;
  auto first = std::make_shared<Results>(ex);
  for (int key : keys)
    asio::co_spawn(
        ex,
        [first, key]() -> asio::awaitable<void> {
          co_await first->async_send(error_code(), co_await fetch(key), Plain);
          // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: send on 'first' can be left without a receiver: up to 'keys.size()' values are sent, 1 value is received for sure, and the channel holds none; the coroutine stays for ever
        },
        asio::detached);
  co_return co_await first->async_receive(asio::use_awaitable);
}

asio::awaitable<int> first_wins_ok(std::vector<int> keys) {
  auto ex = co_await asio::this_coro::executor;
  auto first = std::make_shared<Results>(ex, keys.size());
  for (int key : keys)
    asio::co_spawn(
        ex,
        [first, key]() -> asio::awaitable<void> {
          co_await first->async_send(error_code(), co_await fetch(key), Plain);
        },
        asio::detached);
  co_return co_await first->async_receive(asio::use_awaitable);
}

// A select whose other arm is no stop arm: nobody sends on 'other'.
asio::awaitable<int> select_without_stop_bad(int key) {
  auto ex = co_await asio::this_coro::executor;
  auto line = std::make_shared<Results>(ex);
  auto other = std::make_shared<Event>(ex);
  asio::co_spawn(
      ex,
      [line, other, key]() -> asio::awaitable<void> {
        co_await (line->async_send(error_code(), key, Plain) || other->async_receive(Plain));
        // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: send on 'line' can be left without a receiver: 1 value is sent, no value is received for sure, and the channel holds none; the coroutine stays for ever
      },
      asio::detached);
  if (cached(key))
    co_return 0;
  co_return co_await line->async_receive(asio::use_awaitable);
}

asio::awaitable<int> select_with_stop_ok(int key) {
  auto ex = co_await asio::this_coro::executor;
  auto line = std::make_shared<Results>(ex);
  auto stop = std::make_shared<Event>(ex);
  asio::co_spawn(
      ex,
      [line, stop, key]() -> asio::awaitable<void> {
        co_await (line->async_send(error_code(), key, Plain) || stop->async_receive(Plain));
      },
      asio::detached);
  if (cached(key)) {
    stop->close();
    co_return 0;
  }
  co_return co_await line->async_receive(asio::use_awaitable);
}
