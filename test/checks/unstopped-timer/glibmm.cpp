// REQUIRES: glibmm
// RUN: %check_leash %s leash-unstopped-timer --real -- -std=c++17 %glibmm_flags

// Timeouts of glibmm: a connection whose destructor disconnects nothing, and
// objects that take back what is bound to them.

#include <glibmm.h>
#include <sigc++/sigc++.h>

void work();
struct Event {
  int x;
};
struct Module {
  virtual ~Module() = default;
  virtual bool onEnter(Event *) { return false; }
  virtual bool onLeave(Event *) { return false; }
};

// It fires once, and the object ends before that.
class Reveal_bad : public Module {
public:
  ~Reveal_bad() override = default;

private:
  bool onEnter(Event *) override {
    if (timeout_.connected())
      timeout_.disconnect();
    timeout_ = Glib::signal_timeout().connect(
        // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: nothing stops 'timeout_' when its 'Reveal_bad' is destroyed: the callback then runs on an object that is gone [leash-unstopped-timer]
        [this] {
          show();
          return false;
        },
        500);
    return false;
  }
  bool onLeave(Event *) override {
    timeout_.disconnect();
    return false;
  }
  void show() { work(); }
  sigc::connection timeout_;
};

class Revealed_ok : public Module {
public:
  ~Revealed_ok() override { timeout_.disconnect(); }

private:
  bool onEnter(Event *) override {
    timeout_.disconnect();
    timeout_ = Glib::signal_timeout().connect(
        [this] {
          show();
          return false;
        },
        500);
    return false;
  }
  void show() { work(); }
  sigc::connection timeout_;
};

// mem_fun() of an object that takes nothing back.
class Plain_bad {
public:
  ~Plain_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Plain_bad' leaves 'timeout_' armed: the callback then runs on an object that is gone
  void changed(bool use) {
    timeout_.disconnect();
    timeout_ = Glib::signal_timeout().connect_seconds(
        sigc::bind(sigc::mem_fun(*this, &Plain_bad::hide), use), 3);
    // CHECK-NOTES: note: 'timeout_' is armed here, and its callback keeps 'this'
  }

private:
  bool hide(bool) { return false; }
  sigc::connection timeout_;
};

class Trackable_ok : public sigc::trackable {
public:
  ~Trackable_ok() { work(); }
  void changed(bool use) {
    timeout_.disconnect();
    timeout_ = Glib::signal_timeout().connect_seconds(
        sigc::bind(sigc::mem_fun(*this, &Trackable_ok::hide), use), 3);
  }

private:
  bool hide(bool) { return false; }
  sigc::connection timeout_;
};

// A lambda is not bound to it.
class Lambda_bad : public sigc::trackable {
public:
  ~Lambda_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Lambda_bad' leaves 'timeout_' armed: the callback then runs on an object that is gone
  void changed() {
    timeout_.disconnect();
    timeout_ = Glib::signal_timeout().connect([this] { return hide(); }, 3);
  }

private:
  bool hide() { return false; }
  sigc::connection timeout_;
};

class Tracked_ok : public sigc::trackable {
public:
  ~Tracked_ok() { work(); }
  void changed() {
    timeout_.disconnect();
    timeout_ =
        Glib::signal_timeout().connect(sigc::track_obj([this] { return hide(); }, *this), 3);
  }

private:
  bool hide() { return false; }
  sigc::connection timeout_;
};

class Slot_ok : public sigc::trackable {
public:
  ~Slot_ok() { work(); }
  void changed() {
    sigc::slot<bool> slot = sigc::mem_fun(*this, &Slot_ok::hide);
    timeout_.disconnect();
    timeout_ = Glib::signal_timeout().connect(slot, 3);
  }

private:
  bool hide() { return false; }
  sigc::connection timeout_;
};

class Poll_bad {
public:
  Poll_bad() {
    Glib::signal_timeout().connect(sigc::mem_fun(*this, &Poll_bad::poll), 200);
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the timer's id is dropped, so nobody can stop it: it goes on calling into this 'Poll_bad' when that is gone
  }
  ~Poll_bad() { work(); }

private:
  bool poll() {
    work();
    return true;
  }
};

class Widget_ok : public Glib::Object {
public:
  Widget_ok() { Glib::signal_timeout().connect(sigc::mem_fun(*this, &Widget_ok::poll), 200); }
  ~Widget_ok() override { work(); }

private:
  bool poll() { return true; }
};

// The owner stops it before it lets the object go.
class OwnersTurn_ok {
public:
  ~OwnersTurn_ok() { work(); }
  void show() {
    timeout_ = Glib::signal_timeout().connect([this] { return tick(); }, 3);
  }
  void hide() { timeout_.disconnect(); }

private:
  bool tick() { return true; }
  sigc::connection timeout_;
};

class EndsItself_ok {
public:
  ~EndsItself_ok() { work(); }
  void changed() {
    timeout_.disconnect();
    timeout_ = Glib::signal_timeout().connect([this] { return tick(); }, 3);
  }

private:
  bool tick() {
    delete this;
    return false;
  }
  sigc::connection timeout_;
};

class Sibling_bad {
public:
  void show() {
    poll_ = Glib::signal_timeout().connect([this] { return tick(); }, 3);
    draw_ = Glib::signal_timeout().connect([this] { return tick(); }, 30);
  }
  ~Sibling_bad() { poll_.disconnect(); }
  // CHECK-FIXES: draw_.disconnect(); }
  // CHECK-MESSAGES: :[[@LINE-2]]:26: warning: '~Sibling_bad' stops 'poll_' but forgets 'draw_', which goes on firing: the handler runs on an object that may be gone

private:
  bool tick() { return true; }
  sigc::connection poll_, draw_;
};

class SiblingTracked_ok : public sigc::trackable {
public:
  void show() {
    poll_ = Glib::signal_timeout().connect([this] { return tick(); }, 3);
    draw_ = Glib::signal_timeout().connect(sigc::mem_fun(*this, &SiblingTracked_ok::tick), 30);
  }
  ~SiblingTracked_ok() { poll_.disconnect(); }

private:
  bool tick() { return true; }
  sigc::connection poll_, draw_;
};

// It tries again for as long as somebody else is not ready.
bool ready();
class Retry_bad {
public:
  ~Retry_bad() { work(); }
  void set() {
    bool now = ready();
    if (now) {
      work();
    } else {
      Glib::signal_timeout().connect_seconds(
          // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the timer's id is dropped, so nobody can stop it: it goes on calling into this 'Retry_bad' when that is gone
          // CHECK-NOTES: note: a run may arm it again here
          [this] {
            set();
            return false;
          },
          1);
    }
  }
};

class RetryAsks_ok {
public:
  ~RetryAsks_ok() { work(); }
  void set() {
    if (!done_)
      Glib::signal_timeout().connect_seconds(
          [this] {
            set();
            return false;
          },
          1);
  }

private:
  bool done_ = false;
};

class RetryTracked_ok : public sigc::trackable {
public:
  ~RetryTracked_ok() { work(); }
  bool set() {
    if (!ready())
      Glib::signal_timeout().connect_seconds(sigc::mem_fun(*this, &RetryTracked_ok::set), 1);
    return false;
  }
};
