// REQUIRES: standalone-asio
// RUN: %check_leash %s leash-unreceived-send --real --any-fix

// Asio without Boost, and its channel for several threads.

// This version of Asio does not know by itself that clang has coroutines.
#define ASIO_HAS_CO_AWAIT 1
#include <coroutine>

#include <asio.hpp>
#include <asio/experimental/concurrent_channel.hpp>
#include <memory>

using Results = asio::experimental::concurrent_channel<void(asio::error_code, int)>;

asio::awaitable<int> fetch(int key);
bool cached(int key);

asio::awaitable<int> early_return_bad(int key) {
  auto ex = co_await asio::this_coro::executor;
  auto result = std::make_shared<Results>(ex);
  asio::co_spawn(
      ex,
      [result, key]() -> asio::awaitable<void> {
        co_await result->async_send(asio::error_code(), co_await fetch(key), asio::use_awaitable);
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
      [result, key]() -> asio::awaitable<void> {
        co_await result->async_send(asio::error_code(), co_await fetch(key), asio::use_awaitable);
      },
      asio::detached);
  if (cached(key))
    co_return 0;
  co_return co_await result->async_receive(asio::use_awaitable);
}
