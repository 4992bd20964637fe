// RUN: %check_leash %s leash-unstopped-timer
// RUN: %check_leash %s leash-unstopped-timer --real

// Timers of frameworks, known by their structure: a method that takes a
// callable and a duration and gives an id, beside one that takes it back.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace std::chrono_literals;

class Reactor {
public:
  using Cookie = uint64_t;
  Cookie register_timeout(const std::function<void()> &callback, double duration_s);
  void refresh_timeout(Cookie cookie);
  void unregister_timeout(Cookie cookie);
  Cookie call_every(std::function<void()> callback, float interval_s);
  void remove_call_every(Cookie cookie);
  void unregister_messages(const void *who);
};

// The destructor takes back one thing and leaves the other.
class Client_bad {
public:
  explicit Client_bad(Reactor &reactor) : reactor_(reactor) {}
  ~Client_bad()
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Client_bad' leaves 'cookie_' armed: the callback then runs on an object that is gone [leash-unstopped-timer]
  // CHECK-NOTES: note: 'cookie_' is armed here, and its callback keeps 'this'
  // CHECK-NOTES: note: it is stopped here, in 'stop_timer', which the destructor does not reach
  // CHECK-NOTES: note: canonical fix: stop 'cookie_' in the destructor
  {
    // CHECK-FIXES: {{^\{$}}
    // CHECK-FIXES-NEXT: stop_timer();
    reactor_.unregister_messages(this);
  }
  void send() { start_timer(); }
  void received() { stop_timer(); }

private:
  void start_timer() {
    reactor_.unregister_timeout(cookie_);
    cookie_ = reactor_.register_timeout([this]() { timeout(); }, 1.0);
  }
  void stop_timer() { reactor_.unregister_timeout(cookie_); }
  void timeout();
  Reactor &reactor_;
  Reactor::Cookie cookie_ = 0;
};

class Client_ok {
public:
  explicit Client_ok(Reactor &reactor) : reactor_(reactor) {}
  ~Client_ok() {
    stop_timer();
    reactor_.unregister_messages(this);
  }
  void send() { start_timer(); }

private:
  void start_timer() { cookie_ = reactor_.register_timeout([this]() { timeout(); }, 1.0); }
  void stop_timer() { reactor_.unregister_timeout(cookie_); }
  void timeout();
  Reactor &reactor_;
  Reactor::Cookie cookie_ = 0;
};

// Nobody takes it back.
class Beat_bad {
public:
  explicit Beat_bad(Reactor *reactor) : reactor_(reactor) {
    cookie_ = reactor_->call_every([this] { beat(); }, 1);
  }
  ~Beat_bad() { flush(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Beat_bad' leaves 'cookie_' armed
  // CHECK-FIXES: ~Beat_bad() { reactor_->remove_call_every(cookie_); flush(); }

private:
  void beat();
  void flush() {}
  Reactor *reactor_;
  Reactor::Cookie cookie_ = 0;
};

// A plugin: its owner calls deinit(), which forgets one of two.
class Plugin_bad {
public:
  explicit Plugin_bad(std::shared_ptr<Reactor> reactor) : reactor_(reactor) {}
  virtual ~Plugin_bad() = default;
  virtual void init() {
    status_ = reactor_->call_every([this] { status(); }, 1);
    beat_ = reactor_->call_every([this] { beat(); }, 5);
  }
  virtual void deinit() {
    reactor_->remove_call_every(status_);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'deinit' stops 'status_' but forgets 'beat_', which goes on firing: the handler runs on an object that may be gone
    // CHECK-FIXES: reactor_->remove_call_every(status_);
    // CHECK-FIXES-NEXT: reactor_->remove_call_every(beat_);
  }

private:
  void status();
  void beat();
  std::shared_ptr<Reactor> reactor_;
  Reactor::Cookie status_ = 0, beat_ = 0;
};

// Taken back by the method that its owner is to call.
class Owned_ok {
public:
  explicit Owned_ok(Reactor &reactor) : reactor_(reactor) {}
  ~Owned_ok() {}
  void init() { cookie_ = reactor_.call_every([this] { beat(); }, 1); }
  void deinit() { reactor_.remove_call_every(cookie_); }

private:
  void beat();
  Reactor &reactor_;
  Reactor::Cookie cookie_ = 0;
};

// The reactor is a part of the object, and ends with it.
class Owner_ok {
public:
  Owner_ok() { cookie_ = reactor_.call_every([this] { beat(); }, 1); }
  ~Owner_ok() { flush(); }

private:
  void beat();
  void flush() {}
  Reactor reactor_;
  Reactor::Cookie cookie_ = 0;
};

// The callback keeps its object alive, or asks whether it is.
class Shared_ok : public std::enable_shared_from_this<Shared_ok> {
public:
  explicit Shared_ok(Reactor &reactor) : reactor_(reactor) {}
  ~Shared_ok() { flush(); }
  void start() {
    cookie_ = reactor_.register_timeout([self = shared_from_this()] { self->flush(); }, 1.0);
    other_ = reactor_.register_timeout(
        [weak = weak_from_this()] {
          if (auto self = weak.lock())
            self->flush();
        },
        1.0);
  }

private:
  void flush() {}
  Reactor &reactor_;
  Reactor::Cookie cookie_ = 0, other_ = 0;
};

// Code out of sight may take it back.
class Unseen_ok {
public:
  explicit Unseen_ok(Reactor &reactor) : reactor_(reactor) {
    cookie_ = reactor_.call_every([this] { beat(); }, 1);
  }
  ~Unseen_ok() { cleanup(); }

private:
  void beat();
  void cleanup();
  Reactor &reactor_;
  Reactor::Cookie cookie_ = 0;
};

// A muduo-like loop.
class TimerId {
public:
  TimerId() = default;

private:
  void *timer_ = nullptr;
  int64_t sequence_ = 0;
};
class EventLoop {
public:
  TimerId runEvery(double interval, std::function<void()> cb);
  TimerId runAfter(double delay, std::function<void()> cb);
  void cancel(TimerId id);
};
class Connector_bad {
public:
  explicit Connector_bad(EventLoop *loop) : loop_(loop) {
    retry_ = loop_->runEvery(1.0, std::bind(&Connector_bad::retry, this));
    idle_ = loop_->runAfter(60.0, [this] { idle(); });
  }
  ~Connector_bad() {
    loop_->cancel(idle_);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: '~Connector_bad' stops 'idle_' but forgets 'retry_', which goes on firing
    // CHECK-FIXES: loop_->cancel(idle_);
    // CHECK-FIXES-NEXT: loop_->cancel(retry_);
  }

private:
  void retry();
  void idle();
  EventLoop *loop_;
  TimerId retry_, idle_;
};

// The ids are in the elements of a container.
class Requests_bad {
public:
  Requests_bad(Reactor &messages, Reactor &timeouts) : messages_(messages), timeouts_(timeouts) {}
  ~Requests_bad() { messages_.unregister_messages(this); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Requests_bad' leaves 'cookie' armed: the callback then runs on an object that is gone
  void request(int id) {
    Item item;
    item.cookie = timeouts_.register_timeout([this, id] { timeout(id); }, 1.0);
    items_.push_back(item);
  }
  void received() {
    for (Item &item : items_)
      timeouts_.unregister_timeout(item.cookie);
  }

private:
  struct Item {
    Reactor::Cookie cookie = 0;
  };
  void timeout(int) {}
  Reactor &messages_;
  Reactor &timeouts_;
  std::vector<Item> items_;
};

// The id is dropped: nobody can take the timer back.
class Dropped_bad {
public:
  explicit Dropped_bad(Reactor &reactor) : reactor_(reactor) {
    reactor_.call_every([this] { beat(); }, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the timer's id is dropped, so nobody can stop it: it goes on calling into this 'Dropped_bad' when that is gone
    // CHECK-NOTES: note: canonical fix: keep the id, and stop the timer in the destructor
    // CHECK-FIXES: timer_ = reactor_.call_every([this] { beat(); }, 1);
  }
  ~Dropped_bad() { reactor_.unregister_messages(this); }
  // CHECK-FIXES: ~Dropped_bad() { reactor_.remove_call_every(timer_); reactor_.unregister_messages(this); }

private:
  void beat() { ++count_; }
  Reactor &reactor_;
  int count_ = 0;
  // CHECK-FIXES: Reactor::Cookie timer_{};
};

class Kept_ok {
public:
  explicit Kept_ok(Reactor &reactor) : reactor_(reactor) {
    timer_ = reactor_.call_every([this] { beat(); }, 1);
  }
  ~Kept_ok() { reactor_.remove_call_every(timer_); }

private:
  void beat() { ++count_; }
  Reactor &reactor_;
  int count_ = 0;
  Reactor::Cookie timer_{};
};
