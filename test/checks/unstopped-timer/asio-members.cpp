// RUN: %check_leash %s leash-unstopped-timer

// Asio timers that are fields: what ends the object stops their siblings and
// forgets them, or stops nothing.

#include <boost/asio.hpp>
#include <chrono>
#include <functional>
#include <memory>

using namespace std::chrono_literals;
namespace asio = boost::asio;
using error_code = boost::system::error_code;

// The handler arms the timer again; Stop() cancels the other one.
class Server_bad {
public:
  explicit Server_bad(asio::io_context &service) : cleanup_(service), publish_(service) {}

  void Start() {
    ScheduleCleanup();
    SchedulePublish();
  }

  void Stop() {
    cleanup_.cancel();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Stop' stops 'cleanup_' but forgets 'publish_', which goes on firing: the handler runs on an object that may be gone [leash-unstopped-timer]
    // CHECK-NOTES: note: 'publish_' is armed here, in 'SchedulePublish'
    // CHECK-NOTES: note: its handler arms it again here
    // CHECK-NOTES: note: canonical fix: stop 'publish_' beside 'cleanup_'
    // CHECK-FIXES: cleanup_.cancel();
    // CHECK-FIXES-NEXT: publish_.cancel();
  }

private:
  void ScheduleCleanup() {
    cleanup_.expires_after(1s);
    cleanup_.async_wait(std::bind(&Server_bad::HandleCleanup, this, std::placeholders::_1));
  }
  void HandleCleanup(const error_code &ec) {
    if (ec != asio::error::operation_aborted)
      ScheduleCleanup();
  }
  void SchedulePublish() {
    publish_.expires_after(5s);
    publish_.async_wait(std::bind(&Server_bad::HandlePublish, this, std::placeholders::_1));
  }
  void HandlePublish(const error_code &ec) {
    if (ec != asio::error::operation_aborted)
      SchedulePublish();
  }

  asio::steady_timer cleanup_, publish_;
};

// The same with both.
class Server_ok {
public:
  explicit Server_ok(asio::io_context &service) : cleanup_(service), publish_(service) {}
  void Start() {
    ScheduleCleanup();
    SchedulePublish();
  }
  void Stop() {
    cleanup_.cancel();
    publish_.cancel();
  }

private:
  void ScheduleCleanup() {
    cleanup_.expires_after(1s);
    cleanup_.async_wait([this](const error_code &ec) {
      if (!ec)
        ScheduleCleanup();
    });
  }
  void SchedulePublish() {
    publish_.expires_after(5s);
    publish_.async_wait([this](const error_code &ec) {
      if (!ec)
        SchedulePublish();
    });
  }
  asio::steady_timer cleanup_, publish_;
};

// One shot, by the session's own shared_ptr; two are forgotten at once.
class Session_bad : public std::enable_shared_from_this<Session_bad> {
public:
  explicit Session_bad(asio::io_context &service) : resend_(service), ack_(service), idle_(service) {}

  void Terminate() {
    CancelResend();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Terminate' stops 'resend_' but forgets 'ack_' and 'idle_', which may still fire after it
    // CHECK-NOTES: note: 'resend_' is stopped here
  }
  void Receive() {
    resend_.expires_after(1s);
    resend_.async_wait([self = shared_from_this()](const error_code &ec) {
      if (!ec)
        self->Resend();
    });
    ack_.expires_after(1s);
    ack_.async_wait([self = shared_from_this()](const error_code &ec) { self->HandleAck(ec); });
    idle_.expires_after(1min);
    idle_.async_wait([this, self = shared_from_this()](const error_code &ec) {
      if (!ec)
        Idle();
    });
  }

private:
  void CancelResend() { resend_.cancel(); }
  void Resend();
  void Idle();
  void HandleAck(const error_code &ec);
  asio::steady_timer resend_, ack_, idle_;
};

// No sibling: the owner closes the session, the timer goes on.
class Pinger_bad : public std::enable_shared_from_this<Pinger_bad> {
public:
  explicit Pinger_bad(asio::io_context &service) : socket_(service), ping_(service) {}

  void start() { arm(); }
  void close() {
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'close' leaves 'ping_' armed: it goes on firing for ever, and nobody can stop it
    // CHECK-NOTES: note: 'ping_' is armed here, in 'arm'
    // CHECK-NOTES: note: its handler arms it again here
    error_code ignored;
    socket_.close(ignored);
  }

private:
  void arm() {
    ping_.expires_after(10s);
    ping_.async_wait([this, self = shared_from_this()](error_code ec) {
      if (ec)
        return;
      send();
      arm();
    });
  }
  void send();
  asio::ip::tcp::socket socket_;
  asio::steady_timer ping_;
};

// The handler looks at what close() changes.
class Flagged_ok {
public:
  explicit Flagged_ok(asio::io_context &service) : a_(service), b_(service) {}
  void start() {
    arm();
    a_.expires_after(1s);
    a_.async_wait([this](error_code) {});
  }
  void stop() {
    running_ = false;
    a_.cancel();
  }

private:
  bool isRunning() const { return running_; }
  void arm() {
    b_.expires_after(1s);
    b_.async_wait([this](error_code ec) {
      if (ec || !isRunning())
        return;
      arm();
    });
  }
  asio::steady_timer a_, b_;
  bool running_ = true;
};

// The loop ends with the object: no handler runs after that.
class OwnLoop_ok {
public:
  void start() {
    a_.expires_after(1s);
    a_.async_wait([this](error_code) {});
    arm();
  }
  void stop() {
    a_.cancel();
    service_.stop();
  }

private:
  void arm() {
    b_.expires_after(1s);
    b_.async_wait([this](error_code ec) {
      if (!ec)
        arm();
    });
  }
  asio::io_context service_;
  asio::steady_timer a_{service_}, b_{service_};
};

// A timer that holds a weak_ptr ends with the object.
class Weak_ok : public std::enable_shared_from_this<Weak_ok> {
public:
  explicit Weak_ok(asio::io_context &service) : socket_(service), t_(service) {}
  void close() { socket_.close(); }
  void arm() {
    t_.expires_after(1s);
    t_.async_wait([weak = weak_from_this()](error_code ec) {
      if (auto self = weak.lock())
        self->arm();
    });
  }

private:
  asio::ip::tcp::socket socket_;
  asio::steady_timer t_;
};

// What closes needs a timer itself.
class Linger_ok {
public:
  explicit Linger_ok(asio::io_context &service) : idle_(service), linger_(service) {}
  void run() {
    idle_.expires_after(1s);
    idle_.async_wait([this](error_code) {});
  }
  void close() {
    idle_.cancel();
    linger_.expires_after(1s);
    linger_.async_wait([this](error_code) {});
  }

private:
  asio::steady_timer idle_, linger_;
};

// Stopped in a loop over all of them.
class Loop_ok {
public:
  explicit Loop_ok(asio::io_context &service) : a_(service), b_(service), c_(service) {}
  void run() {
    a_.async_wait([this](error_code) {});
    b_.async_wait([this](error_code) {});
    c_.async_wait([this](error_code) {});
  }
  void stop() {
    c_.cancel();
    for (asio::steady_timer *timer : {&a_, &b_})
      timer->cancel();
  }

private:
  asio::steady_timer a_, b_, c_;
};

// A timer held by a unique_ptr is stopped by giving it up.
class Held_ok {
public:
  explicit Held_ok(asio::io_context &service) : a_(service) {
    b_ = std::make_unique<asio::steady_timer>(service);
  }
  void run() {
    a_.async_wait([this](error_code) {});
    b_->async_wait([this](error_code) {});
  }
  void stop() {
    a_.cancel();
    b_.reset();
  }

private:
  asio::steady_timer a_;
  std::unique_ptr<asio::steady_timer> b_;
};

class Held_bad {
public:
  explicit Held_bad(asio::io_context &service) : a_(service) {
    b_ = std::make_unique<asio::steady_timer>(service);
  }
  void run() {
    a_.async_wait([this](error_code) {});
    b_->async_wait([this](error_code ec) {
      if (!ec)
        run();
    });
  }
  void stop() {
    a_.cancel();
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'stop' stops 'a_' but forgets 'b_', which goes on firing
  }

private:
  asio::steady_timer a_;
  std::unique_ptr<asio::steady_timer> b_;
};

// A method that stops one timer only is no end of the object.
class Partial_ok {
public:
  explicit Partial_ok(asio::io_context &service) : reply_(service), beat_(service) {}
  void run() {
    reply_.async_wait([this](error_code) {});
    beat_.async_wait([this](error_code ec) {
      if (!ec)
        run();
    });
  }
  void onReply() { reply_.cancel(); }
  void stop_reply() { reply_.cancel(); }

private:
  asio::steady_timer reply_, beat_;
};

// Anyone may stop a public timer.
struct Open_ok {
  explicit Open_ok(asio::io_context &service) : a(service), b(service) {}
  void run() {
    a.async_wait([this](error_code) {});
    b.async_wait([this](error_code) {});
  }
  void stop() { a.cancel(); }
  asio::steady_timer a, b;
};

// A limit for another operation: its handler stops the timer, and the closer
// ends the operation.
void read(asio::ip::tcp::socket &socket, std::function<void(error_code)> done);

class Limited_ok : public std::enable_shared_from_this<Limited_ok> {
public:
  explicit Limited_ok(asio::io_context &service) : socket_(service), retry_(service), limit_(service) {}
  void stop() {
    retry_.cancel();
    socket_.close();
  }
  void receive() {
    arm();
    read(socket_, [this, self = shared_from_this()](error_code) {
      limit_.cancel();
      retry_.expires_after(1s);
      retry_.async_wait([this, self](error_code ec) {
        if (!ec)
          receive();
      });
    });
  }

private:
  void arm() {
    limit_.expires_after(5s);
    limit_.async_wait([self = shared_from_this()](error_code) {});
  }
  asio::ip::tcp::socket socket_;
  asio::steady_timer retry_, limit_;
};

// The operation goes on, and so does its limit.
class Limited_bad : public std::enable_shared_from_this<Limited_bad> {
public:
  explicit Limited_bad(asio::io_context &service) : socket_(service), again_(service), limit_(service) {}
  void stop() {
    again_.cancel();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'stop' stops 'again_' but forgets 'limit_', which may still fire after it
    // CHECK-FIXES: again_.cancel();
    // CHECK-FIXES-NEXT: limit_.cancel();
  }
  void receive() {
    limit_.expires_after(5s);
    limit_.async_wait([self = shared_from_this()](error_code) {});
    read(socket_, [this, self = shared_from_this()](error_code) {
      limit_.cancel();
      again_.expires_after(1s);
      again_.async_wait([this, self](error_code ec) {
        if (!ec)
          receive();
      });
    });
  }

private:
  asio::ip::tcp::socket socket_;
  asio::steady_timer again_, limit_;
};
