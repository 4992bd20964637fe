// RUN: %check_leash %s leash-unstopped-timer

// A helper of the project's own that arms the timer it gets with the handler it
// gets.

#include <boost/asio.hpp>
#include <chrono>
#include <functional>
#include <utility>

using namespace std::chrono_literals;
namespace asio = boost::asio;
using error_code = boost::system::error_code;

void work();

template <typename Duration>
void wait(asio::steady_timer &timer, const Duration &duration, std::function<void()> handler) {
  timer.expires_after(duration);
  timer.async_wait([handler = std::move(handler)](const error_code &ec) {
    if (!ec)
      handler();
  });
}

class Reader_bad {
public:
  explicit Reader_bad(asio::io_context &io) : timer_(io) {}
  void start() { read(); }
  void stop() {
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'stop' leaves 'timer_' armed: it goes on firing for ever, and nobody can stop it [leash-unstopped-timer]
    // CHECK-NOTES: note: 'timer_' is armed here, in 'read'
    handle_ = 0;
  }

private:
  void read() {
    work();
    wait(timer_, 100ms, [this] { read(); });
  }
  asio::steady_timer timer_;
  int handle_ = 0;
};

class Stopped_ok {
public:
  explicit Stopped_ok(asio::io_context &io) : timer_(io) {}
  void start() { read(); }
  void stop() { timer_.cancel(); }

private:
  void read() {
    work();
    wait(timer_, 100ms, [this] { read(); });
  }
  asio::steady_timer timer_;
};

class Once_ok {
public:
  explicit Once_ok(asio::io_context &io) : timer_(io) {}
  void start() { wait(timer_, 100ms, [] { work(); }); }
  void stop() { handle_ = 0; }

private:
  asio::steady_timer timer_;
  int handle_ = 0;
};

// It gives up where it likes.
void waitIf(asio::steady_timer &timer, bool wanted, std::function<void()> handler) {
  if (!wanted)
    return;
  timer.expires_after(1s);
  timer.async_wait([handler](const error_code &) { handler(); });
}

class Perhaps_ok {
public:
  explicit Perhaps_ok(asio::io_context &io) : timer_(io) {}
  void start() { read(); }
  void stop() { handle_ = 0; }

private:
  void read() { waitIf(timer_, handle_ > 0, [this] { read(); }); }
  asio::steady_timer timer_;
  int handle_ = 0;
};

// Defined elsewhere: it may look for a stop.
void waitElsewhere(asio::steady_timer &timer, std::function<void()> handler);

class Elsewhere_ok {
public:
  explicit Elsewhere_ok(asio::io_context &io) : timer_(io) {}
  void start() { read(); }
  void stop() { handle_ = 0; }

private:
  void read() { waitElsewhere(timer_, [this] { read(); }); }
  asio::steady_timer timer_;
  int handle_ = 0;
};

// The helper gets the timer's handler the error; the siblings are seen too.
void arm(asio::steady_timer &timer, std::function<void(const error_code &)> handler) {
  timer.expires_after(1s);
  timer.async_wait(handler);
}

class Siblings_bad {
public:
  explicit Siblings_bad(asio::io_context &io) : poll_(io), report_(io) {}
  void start() {
    poll();
    report();
  }
  void stop() { poll_.cancel(); }
  // CHECK-FIXES: report_.cancel(); }
  // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'stop' stops 'poll_' but forgets 'report_', which goes on firing: the handler runs on an object that may be gone

private:
  void poll() {
    arm(poll_, [this](const error_code &ec) {
      if (!ec)
        poll();
    });
  }
  void report() {
    arm(report_, [this](const error_code &ec) {
      if (!ec)
        report();
    });
  }
  asio::steady_timer poll_, report_;
};
