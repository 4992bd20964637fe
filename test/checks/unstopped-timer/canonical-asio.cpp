// REQUIRES: boost-asio
// RUN: %check_leash %s leash-unstopped-timer --real

// The ticker that is never stopped, as a coroutine and as a callback.

#include <boost/asio.hpp>

#include <chrono>

using namespace std::chrono_literals;
namespace asio = boost::asio;
void report();

asio::awaitable<void> ticker() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(asio::use_awaitable);
    report();
  }
}

void serve_bad() {
  asio::io_context context;
  asio::co_spawn(context, ticker(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the ticker that starts here can never end: nothing leaves its loop, so 'serve_bad' waits for it for ever [leash-unstopped-timer]
  context.run();
}

void serve_ok() {
  asio::io_context context;
  asio::co_spawn(context, ticker(), asio::detached);
  asio::steady_timer end(context, 60s);
  end.async_wait([&](boost::system::error_code) { context.stop(); });
  context.run();
}

class Server_bad {
public:
  explicit Server_bad(asio::io_context &context) : timer_(context), acceptor_(context) {}
  void start() {
    timer_.expires_after(1s);
    timer_.async_wait([this](boost::system::error_code) {
      report();
      start();
    });
  }
  void stop() { acceptor_.close(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'stop' leaves 'timer_' armed: it goes on firing for ever, and nobody can stop it

private:
  asio::steady_timer timer_;
  asio::ip::tcp::acceptor acceptor_;
};

class Server_ok {
public:
  explicit Server_ok(asio::io_context &context) : timer_(context), acceptor_(context) {}
  void start() {
    timer_.expires_after(1s);
    timer_.async_wait([this](boost::system::error_code error) {
      if (error == asio::error::operation_aborted)
        return;
      report();
      start();
    });
  }
  void stop() {
    timer_.cancel();
    acceptor_.close();
  }

private:
  asio::steady_timer timer_;
  asio::ip::tcp::acceptor acceptor_;
};
