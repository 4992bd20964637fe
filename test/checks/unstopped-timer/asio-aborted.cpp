// RUN: %check_leash %s leash-unstopped-timer

// Handlers that arm their timer again whatever the error code says: cancel()
// does not end them.

#include <boost/asio.hpp>
#include <chrono>
#include <functional>

using namespace std::chrono_literals;
namespace asio = boost::asio;

class Ticker_bad {
public:
  explicit Ticker_bad(asio::io_context &service) : timer_(service) {}
  void start() {
    timer_.expires_after(1s);
    timer_.async_wait([this](boost::system::error_code ec) {
      work();
      start();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the handler of 'timer_' arms it again also when 'stop' has stopped it: the timer never ends, and the event loop never runs out of work
      // CHECK-NOTES: note: 'stop' stops it here: the handler runs with an error, which it does not look at
      // CHECK-NOTES: note: canonical fix: return from the handler when its error says that the wait was aborted
      // CHECK-FIXES: timer_.async_wait([this](boost::system::error_code ec) {
      // CHECK-FIXES-NEXT: if (ec == boost::asio::error::operation_aborted)
      // CHECK-FIXES-NEXT: return;
    });
  }
  void stop() { timer_.cancel(); }

private:
  void work();
  asio::steady_timer timer_;
};

class Bound_bad {
public:
  explicit Bound_bad(asio::io_context &service) : timer_(service) {}
  ~Bound_bad() { pause(); }
  void pause() { timer_.cancel(); }

private:
  void arm() {
    timer_.expires_after(1s);
    timer_.async_wait(std::bind(&Bound_bad::tick, this));
  }
  void tick() {
    ++count_;
    arm();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the handler of 'timer_' arms it again also when 'pause' has stopped it
  }
  asio::steady_timer timer_;
  int count_ = 0;
};

// A bound on the number of turns, a flag, the error: each ends it.
class Bounded_ok {
public:
  explicit Bounded_ok(asio::io_context &service) : timer_(service) {}
  void stop() { timer_.cancel(); }
  void arm() {
    timer_.expires_after(1s);
    timer_.async_wait([this](boost::system::error_code) {
      if (++count_ < 5)
        arm();
    });
  }

private:
  asio::steady_timer timer_;
  int count_ = 0;
};

class Checked_ok {
public:
  explicit Checked_ok(asio::io_context &service) : timer_(service) {}
  void stop() { timer_.cancel(); }
  void arm() {
    timer_.expires_after(1s);
    timer_.async_wait([this](boost::system::error_code ec) {
      if (ec == asio::error::operation_aborted)
        return;
      arm();
    });
  }

private:
  asio::steady_timer timer_;
};

class Guarded_ok {
public:
  explicit Guarded_ok(asio::io_context &service) : timer_(service) {}
  void stop() {
    stopped_ = true;
    timer_.cancel();
  }
  void arm() {
    if (stopped_)
      return;
    timer_.expires_after(1s);
    timer_.async_wait([this](boost::system::error_code) { arm(); });
  }

private:
  asio::steady_timer timer_;
  bool stopped_ = false;
};

// cancel() before arming anew stops the wait, not the timer.
class Restarted_ok {
public:
  explicit Restarted_ok(asio::io_context &service) : timer_(service) {}
  void arm() {
    timer_.cancel();
    timer_.expires_after(1s);
    timer_.async_wait([this](boost::system::error_code) { arm(); });
  }

private:
  asio::steady_timer timer_;
};
