// RUN: %check_leash %s leash-unstopped-timer --any-fix

// One method arms several timers, and the one that undoes it stops some. The timer
// class is the project's own: its stop() has a default argument.

void work();

class Timer {
public:
  void setInterval(double seconds);
  void start();
  void stop(bool wait = false);
};

class Connection_bad {
public:
  void resume() {
    cleanup_.setInterval(60);
    cleanup_.start();
    stats_.setInterval(10);
    stats_.start();
  }
  void pause() {
    cleanup_.stop(true);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'pause' stops 'cleanup_' but forgets 'stats_', which goes on firing after it [leash-unstopped-timer]
    // CHECK-NOTES: note: 'stats_' is armed here, in 'resume'
    // CHECK-NOTES: note: canonical fix: stop 'stats_' beside 'cleanup_'
    connected_ = false;
  }

private:
  Timer cleanup_, stats_;
  bool connected_ = false;
};

class Both_ok {
public:
  void resume() {
    cleanup_.start();
    stats_.start();
  }
  void pause() {
    cleanup_.stop();
    stats_.stop();
  }

private:
  Timer cleanup_, stats_;
};

// Armed at another time: it has another life.
class Apart_ok {
public:
  void init() { stats_.start(); }
  void resume() { cleanup_.start(); }
  void pause() { cleanup_.stop(); }

private:
  Timer cleanup_, stats_;
};

// It is stopped somewhere else.
class Elsewhere_ok {
public:
  void show() {
    blink_.start();
    refresh_.start();
  }
  void hide() { blink_.stop(); }
  void frozen() { refresh_.stop(); }

private:
  Timer blink_, refresh_;
};

// No opposites.
class Unrelated_ok {
public:
  void resume() {
    cleanup_.start();
    stats_.start();
  }
  void skip() { cleanup_.stop(); }

private:
  Timer cleanup_, stats_;
};

// It fires once.
class AlarmTimer {
public:
  void setDelay(double seconds);
  void start();
  void stop();
};

class Once_ok {
public:
  void show() {
    fade_.start();
    hint_.start();
  }
  void hide() { fade_.stop(); }

private:
  AlarmTimer fade_, hint_;
};
