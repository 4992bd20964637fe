// REQUIRES: boost-asio
// RUN: %check_leash %s leash-unstoppable-receive --real --any-fix

// The examples that Go's goroutine leaks are known by, in coroutines on Asio's
// channels.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using boost::system::error_code;
using Jobs = asio::experimental::channel<void(error_code, int)>;
constexpr auto AsResult = asio::as_tuple(asio::use_awaitable);

void store(int value);

asio::awaitable<void> produce(Jobs &jobs, int count) {
  for (int i = 0; i < count; ++i)
    co_await jobs.async_send(error_code(), i, asio::use_awaitable);
}

asio::awaitable<void> produce_and_close(Jobs &jobs, int count) {
  for (int i = 0; i < count; ++i)
    co_await jobs.async_send(error_code(), i, asio::use_awaitable);
  jobs.close();
}

// Worker loop with no stop: a close would end it by an exception.
asio::awaitable<void> worker_bad(Jobs &jobs) {
  for (;;)
    store(co_await jobs.async_receive(asio::use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'worker_bad' receives from 'jobs' until it is closed, and nobody closes it: the coroutine stays for ever [leash-unstoppable-receive]
}

void run_worker() {
  asio::io_context io;
  Jobs jobs(io, 8);
  asio::co_spawn(io, produce(jobs, 3), asio::detached);
  asio::co_spawn(io, worker_bad(jobs), asio::detached);
  io.run();
}

asio::awaitable<void> worker_ok(Jobs &jobs) {
  for (;;)
    store(co_await jobs.async_receive(asio::use_awaitable));
}

void run_closed_worker() {
  asio::io_context io;
  Jobs jobs(io, 8);
  asio::co_spawn(io, produce_and_close(jobs, 3), asio::detached);
  asio::co_spawn(io, worker_ok(jobs), asio::detached);
  io.run();
}

// Range over a channel that nobody closes.
asio::awaitable<void> range_bad(Jobs &jobs) {
  for (;;) {
    auto [error, value] = co_await jobs.async_receive(AsResult);
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'range_bad' receives from 'jobs' until it is closed, and nobody closes it: the coroutine stays for ever
    if (error)
      co_return;
    store(value);
  }
}

void run_range() {
  asio::io_context io;
  Jobs jobs(io, 8);
  asio::co_spawn(io, produce(jobs, 3), asio::detached);
  asio::co_spawn(io, range_bad(jobs), asio::detached);
  io.run();
}

asio::awaitable<void> range_ok(Jobs &jobs) {
  for (;;) {
    auto [error, value] = co_await jobs.async_receive(AsResult);
    if (error)
      co_return;
    store(value);
  }
}

void run_closed_range() {
  asio::io_context io;
  Jobs jobs(io, 8);
  asio::co_spawn(io, produce_and_close(jobs, 3), asio::detached);
  asio::co_spawn(io, range_ok(jobs), asio::detached);
  io.run();
}

// The error code is ignored: the loop spins once the channel is closed.
asio::awaitable<void> error_ignored_bad(Jobs &jobs) {
  for (;;) {
    auto [error, value] = co_await jobs.async_receive(AsResult);
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'error_ignored_bad' does not look whether 'jobs' is closed: from then on its loop spins, and the coroutine stays for ever
    store(value);
  }
}

void run_ignoring() {
  asio::io_context io;
  Jobs jobs(io, 8);
  asio::co_spawn(io, error_ignored_bad(jobs), asio::detached);
  asio::co_spawn(
      io,
      [&jobs]() -> asio::awaitable<void> {
        co_await produce(jobs, 3);
        jobs.close();
      },
      asio::detached);
  io.run();
}

// A worker pool that is never closed.
void pool_bad() {
  asio::io_context io;
  Jobs jobs(io, 8);
  for (int i = 0; i < 4; ++i)
    asio::co_spawn(
        io,
        [&jobs]() -> asio::awaitable<void> {
          for (;;) {
            auto [error, value] = co_await jobs.async_receive(AsResult);
            // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'lambda' receives from 'jobs' until it is closed, and nobody closes it: the coroutine stays for ever
            if (error)
              break;
            store(value);
          }
        },
        asio::detached);
  asio::co_spawn(io, produce(jobs, 20), asio::detached);
  io.run();
}

void pool_ok() {
  asio::io_context io;
  Jobs jobs(io, 8);
  for (int i = 0; i < 4; ++i)
    asio::co_spawn(
        io,
        [&jobs]() -> asio::awaitable<void> {
          for (;;) {
            auto [error, value] = co_await jobs.async_receive(AsResult);
            if (error)
              break;
            store(value);
          }
        },
        asio::detached);
  asio::co_spawn(io, produce_and_close(jobs, 20), asio::detached);
  io.run();
}

// A receive beside a stop flag: the flag wakes nobody.
class Service {
public:
  explicit Service(asio::io_context &io) : io_(io), jobs_(io, 8) {}
  void start() { asio::co_spawn(io_, run_bad(), asio::detached); }
  void stop() { stopping_ = true; }

private:
  asio::awaitable<void> run_bad() {
    while (!stopping_) {
      auto [error, value] = co_await jobs_.async_receive(AsResult);
      // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'run_bad' receives from 'jobs_' and is not woken when 'stop' sets 'stopping_': the coroutine stays for ever
      store(value);
    }
  }
  asio::io_context &io_;
  Jobs jobs_;
  bool stopping_ = false;
};

class Service2 {
public:
  explicit Service2(asio::io_context &io) : io_(io), jobs_(io, 8) {}
  void start() { asio::co_spawn(io_, run_ok(), asio::detached); }
  void stop() {
    stopping_ = true;
    jobs_.close();
  }

private:
  asio::awaitable<void> run_ok() {
    while (!stopping_) {
      auto [error, value] = co_await jobs_.async_receive(AsResult);
      if (!error)
        store(value);
    }
  }
  asio::io_context &io_;
  Jobs jobs_;
  bool stopping_ = false;
};

// A select without a stop arm: the select of the loop has one, the receive that
// follows has none.
class Publisher {
public:
  explicit Publisher(asio::io_context &io) : io_(io), ticks_(io, 1), resets_(io, 1), done_(io) {}
  void start() { asio::co_spawn(io_, run_bad(), asio::detached); }
  void close() { done_.close(); }
  void tick() { ticks_.try_send(error_code()); }
  void reset() { resets_.try_send(error_code()); }

private:
  using Event = asio::experimental::channel<void(error_code)>;
  asio::awaitable<void> run_bad() {
    for (;;) {
      auto event = co_await (ticks_.async_receive(AsResult) || resets_.async_receive(AsResult) ||
                             done_.async_receive(AsResult));
      if (event.index() == 2)
        co_return;
      if (event.index() == 1)
        co_await ticks_.async_receive(AsResult);
      // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'run_bad' receives from 'ticks_' here without watching 'done_', as its select does: if 'done_' is closed meanwhile, the coroutine stays for ever
      // CHECK-NOTES: :[[@LINE-6]]:36: note: the select has 'done_' for its stop arm
    }
  }
  asio::io_context &io_;
  Event ticks_, resets_, done_;
};

class Publisher2 {
public:
  explicit Publisher2(asio::io_context &io) : io_(io), ticks_(io, 1), resets_(io, 1), done_(io) {}
  void start() { asio::co_spawn(io_, run_ok(), asio::detached); }
  void close() { done_.close(); }

private:
  using Event = asio::experimental::channel<void(error_code)>;
  asio::awaitable<void> run_ok() {
    for (;;) {
      auto event = co_await (ticks_.async_receive(AsResult) || resets_.async_receive(AsResult) ||
                             done_.async_receive(AsResult));
      if (event.index() == 2)
        co_return;
      if (event.index() == 1)
        ticks_.try_receive([](error_code) {});
    }
  }
  asio::io_context &io_;
  Event ticks_, resets_, done_;
};
