// RUN: %check_leash %s leash-unstopped-timer
// RUN: %check_leash %s leash-unstopped-timer --real -- -pthread

// The stop token that an endless ticker gets.

#include <chrono>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

void work();

// The handle is assigned; the destructor joins.
class Assigned {
public:
  void start_bad() {
    thread_ = std::thread([this] {
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end
      // CHECK-FIXES: thread_ = std::jthread([this](std::stop_token stop) {
      while (true) {
        // CHECK-FIXES: while (!stop.stop_requested()) {
        std::this_thread::sleep_for(1s);
        work();
      }
    });
  }
  ~Assigned() {
    if (thread_.joinable())
      // CHECK-FIXES: thread_.request_stop();
      // CHECK-FIXES-NEXT: if (thread_.joinable())
      thread_.join();
  }

private:
  // CHECK-FIXES: std::jthread thread_;
  std::thread thread_;
};

// A method of its own, started by its address.
class Named_bad {
public:
  Named_bad() : name_("x"), thread_(&Named_bad::run, this) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the ticker that starts here can never end
  // CHECK-FIXES: Named_bad() : name_("x"), thread_([this](std::stop_token stop) { run(stop); }) {}
  ~Named_bad() { finish(); }
  void finish() { thread_.join(); }
  // CHECK-FIXES: void finish() { thread_.request_stop(); thread_.join(); }

private:
  void run();
  // CHECK-FIXES: void run(std::stop_token stop);
  const char *name_;
  std::thread thread_;
  // CHECK-FIXES: std::jthread thread_;
};

void Named_bad::run() {
  // CHECK-FIXES: void Named_bad::run(std::stop_token stop) {
  for (;;) {
    // CHECK-FIXES: while (!stop.stop_requested()) {
    std::this_thread::sleep_for(1s);
    work();
  }
}

// Through a lambda; 'stop' is a method already, and the loop calls it.
class Through_bad {
public:
  Through_bad() {
    thread_ = std::thread{[this]() { run(); }};
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end
    // CHECK-FIXES: thread_ = std::jthread{[this](std::stop_token token) { run(token); }};
  }
  ~Through_bad() { thread_.join(); }
  // CHECK-FIXES: ~Through_bad() { thread_.request_stop(); thread_.join(); }

private:
  void stop() { work(); }
  void run() {
    // CHECK-FIXES: void run(std::stop_token token) {
    do {
      std::this_thread::sleep_for(100ms);
      stop();
    } while (1);
    // CHECK-FIXES: } while (!token.stop_requested());
  }
  std::thread thread_;
  // CHECK-FIXES: std::jthread thread_;
};

// The handle is a local, and the function works beside the task.
void local_bad() {
  std::thread ticker([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end
    // CHECK-FIXES: std::jthread ticker([](std::stop_token stop) {
    for (;;) {
      // CHECK-FIXES: while (!stop.stop_requested()) {
      std::this_thread::sleep_for(1s);
      work();
    }
  });
  work();
  ticker.join();
  // CHECK-FIXES: ticker.request_stop();
  // CHECK-FIXES-NEXT: ticker.join();
}

void auto_bad() {
  auto ticker = std::thread([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the ticker that starts here can never end
    // CHECK-FIXES: auto ticker = std::jthread([](std::stop_token stop) {
    while (true) {
      // CHECK-FIXES: while (!stop.stop_requested()) {
      std::this_thread::sleep_for(1s);
      work();
    }
  });
  work();
  ticker.join();
  // CHECK-FIXES: ticker.request_stop();
}

// The destructor of the handle asks already; only the loop does not look.
void at_end_bad() {
  std::jthread ticker([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the ticker that starts here can never end
    // CHECK-FIXES: std::jthread ticker([](std::stop_token stop) {
    while (true) {
      // CHECK-FIXES: while (!stop.stop_requested()) {
      std::this_thread::sleep_for(1s);
      work();
    }
  });
  work();
}

void token_unused_bad() {
  std::jthread ticker([](std::stop_token asked) {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the ticker that starts here can never end
    while (true) {
      // CHECK-FIXES: while (!asked.stop_requested()) {
      std::this_thread::sleep_for(1s);
      work();
    }
  });
  work();
}

// No fix below: nothing else is done before the join, so the task is what the
// function is for.
void serve_bad() {
  std::thread ticker([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end
    for (;;) {
      std::this_thread::sleep_for(1s);
      work();
    }
  });
  ticker.join();
}

// The one who waits is not the one who ends the object.
class Served {
public:
  void start_bad() {
    thread_ = std::thread([this] {
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end
      while (true) {
        std::this_thread::sleep_for(1s);
        work();
      }
    });
  }
  void wait() { thread_.join(); }

private:
  std::thread thread_;
};

// A thread from elsewhere may come into the handle.
class Given {
public:
  void start_bad() {
    thread_ = std::thread([this] {
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end
      while (true) {
        std::this_thread::sleep_for(1s);
        work();
      }
    });
  }
  void take(std::thread other) { thread_ = std::move(other); }
  ~Given() { thread_.join(); }

private:
  std::thread thread_;
};

// Anyone can name the handle.
class Public {
public:
  void start_bad() {
    thread_ = std::thread([this] {
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end
      while (true) {
        std::this_thread::sleep_for(1s);
        work();
      }
    });
  }
  ~Public() { thread_.join(); }
  std::thread thread_;
};

// The method that runs is called by others, too.
class Shared {
public:
  Shared() : thread_(&Shared::run, this) {}
  void again_bad() {
    other_ = std::thread(&Shared::run, this);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the ticker that starts here can never end
  }
  ~Shared() {
    other_.join();
    thread_.detach();
  }

private:
  void run() {
    while (true) {
      std::this_thread::sleep_for(1s);
      work();
    }
  }
  std::thread thread_, other_;
};

// The sleep is so long that a stop would not be seen in time.
class Rare_bad {
public:
  Rare_bad() {
    thread_ = std::thread([this] { run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the ticker that starts here can never end
  }
  ~Rare_bad() { thread_.join(); }

private:
  void run() {
    while (true) {
      std::this_thread::sleep_for(1h);
      work();
    }
  }
  std::thread thread_;
};
