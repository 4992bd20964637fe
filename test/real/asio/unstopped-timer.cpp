// REQUIRES: boost-asio, standalone-asio
// RUN: %check_leash %s leash-unstopped-timer --real -- -pthread
// RUN: %check_leash %s leash-unstopped-timer --real -- -pthread -DSTANDALONE -DASIO_HAS_CO_AWAIT

// Timers and coroutines of Boost.Asio and of standalone Asio.

#ifdef STANDALONE
#include <asio.hpp>
using error_code = asio::error_code;
#else
#include <boost/asio.hpp>
namespace asio = boost::asio;
using error_code = boost::system::error_code;
#endif
#include <chrono>

using namespace std::chrono_literals;

void work();

class Server_bad {
public:
  explicit Server_bad(asio::io_context &service) : cleanup_(service), publish_(service) {}
  void Start() {
    cleanup_.expires_after(1s);
    cleanup_.async_wait([this](const error_code &ec) {
      if (!ec)
        work();
    });
    SchedulePublish();
  }
  void Stop() { Cancel(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Stop' stops 'cleanup_' but forgets 'publish_', which goes on firing

private:
  void Cancel() { cleanup_.cancel(); }
  void SchedulePublish() {
    publish_.expires_after(5s);
    publish_.async_wait([this](const error_code &ec) {
      if (ec != asio::error::operation_aborted)
        SchedulePublish();
    });
  }
  asio::steady_timer cleanup_, publish_;
};

class Ticker_bad {
public:
  explicit Ticker_bad(asio::io_context &service) : timer_(service) {}
  void arm() {
    timer_.expires_after(1s);
    timer_.async_wait([this](error_code ec) {
      work();
      arm();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the handler of 'timer_' arms it again also when 'pause' has stopped it
      // CHECK-FIXES: timer_.async_wait([this](error_code ec) {
      // CHECK-FIXES-NEXT: if (ec == {{(boost::)?}}asio::error::operation_aborted)
      // CHECK-FIXES-NEXT: return;
    });
  }
  void pause() { timer_.cancel(); }

private:
  asio::steady_timer timer_;
};

// Go's ticker: nothing ends the loop, and run() ends when there is no work left.
asio::awaitable<void> tick() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(asio::use_awaitable);
    work();
  }
}

asio::awaitable<void> tickThrice() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int i = 0; i < 3; ++i) {
    timer.expires_after(1s);
    co_await timer.async_wait(asio::use_awaitable);
    work();
  }
}

void ticker_bad() {
  asio::io_context io;
  asio::co_spawn(io, tick(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the ticker that starts here can never end: nothing leaves its loop, so 'ticker_bad' waits for it for ever
  // CHECK-NOTES: note: the ticker sleeps here, and goes on
  // CHECK-NOTES: note: it is waited for here
  io.run();
}

void counted_ok() {
  asio::io_context io;
  asio::co_spawn(io, tickThrice(), asio::detached);
  io.run();
}

void stopped_ok() {
  asio::io_context io;
  asio::co_spawn(io, tick(), asio::detached);
  asio::signal_set signals(io, 2);
  signals.async_wait([&](error_code, int) { io.stop(); });
  io.run();
}

void bounded_ok() {
  asio::io_context io;
  asio::co_spawn(io, tick(), asio::detached);
  io.run_for(10s);
}
