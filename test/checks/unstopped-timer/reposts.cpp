// REQUIRES: boost-asio
// RUN: %check_leash %s leash-unstopped-timer --real

// A ticker that posts itself: the loop that runs it never runs out of work.

#include <boost/asio.hpp>

#include <atomic>
#include <thread>

namespace asio = boost::asio;
void work();
void use(asio::io_context &);

class Pool {
public:
  void start() { asio::post(pool_, [this] { tick_bad(); }); }
  ~Pool() { pool_.join(); }

private:
  void tick_bad() {
    work();
    asio::post(pool_, [this] { tick_bad(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the ticker 'tick_bad' posts itself anew on each run and looks for no stop: 'pool_' never runs out of work, so '~Pool' waits for it for ever [leash-unstopped-timer]
    // CHECK-NOTES: note: it is waited for here
    // CHECK-NOTES: note: canonical fix: look for a stop signal before 'tick_bad' is posted again, or stop 'pool_' before it is waited for
  }
  asio::thread_pool pool_{2};
};

class Loop {
public:
  void start() {
    tick_bad();
    thread_ = std::thread([this] { context_.run(); });
  }
  void stop() { thread_.join(); }

private:
  void tick_bad() {
    work();
    asio::post(context_.get_executor(), std::bind(&Loop::tick_bad, this));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the ticker 'tick_bad' posts itself anew on each run and looks for no stop: 'context_' never runs out of work, so 'stop' waits for it for ever
    // CHECK-NOTES: note: this runs until 'context_' has no work left
    // CHECK-NOTES: note: it is waited for here
  }
  asio::io_context context_;
  std::thread thread_;
};

// Told to stop by a flag.
class Flagged {
public:
  ~Flagged() {
    stop_ = true;
    pool_.join();
  }
  void tick_ok() {
    if (stop_)
      return;
    work();
    asio::post(pool_, [this] { tick_ok(); });
  }

private:
  std::atomic<bool> stop_{false};
  asio::thread_pool pool_{2};
};

// The pool is stopped before it is waited for.
class Stopped {
public:
  ~Stopped() {
    pool_.stop();
    pool_.join();
  }
  void tick_ok() {
    work();
    asio::post(pool_, [this] { tick_ok(); });
  }

private:
  asio::thread_pool pool_{2};
};

// So it is by a handler of its own.
class StopsInHandler {
public:
  ~StopsInHandler() {
    asio::post(context_, [this] { context_.stop(); });
    thread_.join();
  }
  void start() {
    tick_ok();
    thread_ = std::thread([this] { context_.run(); });
  }

private:
  void tick_ok() {
    work();
    asio::post(context_, [this] { tick_ok(); });
  }
  asio::io_context context_;
  std::thread thread_;
};

// The destructor of the pool stops it.
class AtEnd {
public:
  void tick_ok() {
    work();
    asio::post(pool_, [this] { tick_ok(); });
  }

private:
  asio::thread_pool pool_{2};
};

// Somebody else may stop the loop.
class Shared {
public:
  void start() {
    use(context_);
    thread_ = std::thread([this] { context_.run(); });
    tick_ok();
  }
  void stop() { thread_.join(); }

private:
  void tick_ok() {
    work();
    asio::post(context_, [this] { tick_ok(); });
  }
  asio::io_context context_;
  std::thread thread_;
};

// It posts the next step while there is one.
class Steps {
public:
  ~Steps() { pool_.join(); }
  void step_ok() {
    work();
    if (++done_ < 10)
      asio::post(pool_, [this] { step_ok(); });
  }

private:
  int done_ = 0;
  asio::thread_pool pool_{2};
};
