// RUN: %check_leash %s leash-unreceived-send
// RUN: %check_leash %s leash-unreceived-send --real

// Wait groups: what they wait for, against who counts them down for sure.

#include <cstdlib>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <stddef.h>
#include <string>
#include <thread>
#include <vector>

bool prepare(const std::string &name);
void work(const std::string &name);
void later(std::function<void()> callback);

// The wait stands in the loop that starts the tasks.
void waits_in_loop_bad(const std::vector<std::string> &names) {
  std::latch group(static_cast<ptrdiff_t>(names.size()));
  std::vector<std::jthread> workers;
  for (const std::string &name : names) {
    workers.emplace_back([&group, name] {
      work(name);
      group.count_down();
    });
    group.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: wait for 'group' can last for ever: it waits for 'names.size()' to count down, and for sure 1 does; 'waits_in_loop_bad' itself waits for ever
  }
}

void waits_after_loop_ok(const std::vector<std::string> &names) {
  std::latch group(static_cast<ptrdiff_t>(names.size()));
  std::vector<std::jthread> workers;
  for (const std::string &name : names) {
    workers.emplace_back([&group, name] {
      work(name);
      group.count_down();
    });
  }
  group.wait();
}

// Only on the last turn: nothing is said of a wait that not every turn reaches.
void waits_at_last_turn_ok(const std::vector<std::string> &names) {
  std::latch group(static_cast<ptrdiff_t>(names.size()));
  std::vector<std::jthread> workers;
  for (size_t i = 0; i < names.size(); ++i) {
    workers.emplace_back([&group, &names, i] {
      work(names[i]);
      group.count_down();
    });
    if (i + 1 == names.size())
      group.wait();
  }
}

void skips_all_but_last_ok(const std::vector<std::string> &names) {
  std::latch group(static_cast<ptrdiff_t>(names.size()));
  std::vector<std::jthread> workers;
  for (size_t i = 0; i < names.size(); ++i) {
    workers.emplace_back([&group, &names, i] {
      work(names[i]);
      group.count_down();
    });
    if (i + 1 != names.size())
      continue;
    group.wait();
  }
}

// A task that leaves early does not count down.
void leaves_early_bad(const std::vector<std::string> &names) {
  std::latch group(names.size());
  std::vector<std::jthread> workers;
  for (const std::string &name : names)
    workers.emplace_back([&group, name] {
      if (!prepare(name))
        return;
      work(name);
      group.count_down();
    });
  group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'group' can last for ever: it waits for 'names.size()' to count down, and for sure none does; 'leaves_early_bad' itself waits for ever
}

void counts_on_each_path_ok(const std::vector<std::string> &names) {
  std::latch group(names.size());
  std::vector<std::jthread> workers;
  for (const std::string &name : names)
    workers.emplace_back([&group, name] {
      if (!prepare(name)) {
        group.count_down();
        return;
      }
      work(name);
      group.count_down();
    });
  group.wait();
}

class Counts {
public:
  explicit Counts(std::latch &group) : group_(group) {}
  ~Counts() { group_.count_down(); }

private:
  std::latch &group_;
};

void guard_counts_ok(const std::vector<std::string> &names) {
  std::latch group(names.size());
  std::vector<std::jthread> workers;
  for (const std::string &name : names)
    workers.emplace_back([&group, name] {
      Counts at_end(group);
      if (!prepare(name))
        return;
      work(name);
    });
  group.wait();
}

// The owner starts fewer than it waits for.
void owner_breaks_bad(const std::vector<std::string> &names) {
  std::latch group(names.size());
  std::vector<std::jthread> workers;
  for (const std::string &name : names) {
    if (!prepare(name))
      break;
    workers.emplace_back([&group] { group.count_down(); });
  }
  group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'group' can last for ever: it waits for 'names.size()' to count down, and for sure none does
}

// The owner is one of those that are counted.
void owner_counted_ok(const std::vector<std::string> &names) {
  std::latch group(names.size() + 1);
  std::vector<std::jthread> workers;
  for (const std::string &name : names)
    workers.emplace_back([&group, name] {
      work(name);
      group.arrive_and_wait();
    });
  group.arrive_and_wait();
}

void owner_counted_twice_bad(const std::vector<std::string> &names) {
  std::latch group(names.size() + 1);
  std::vector<std::jthread> workers;
  for (const std::string &name : names)
    workers.emplace_back([&group, name] {
      work(name);
      group.count_down();
    });
  group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'group' can last for ever: it waits for 'names.size()' plus 1 to count down, and for sure 'names.size()' do
}

void one_of_two_bad() {
  std::latch started(2);
  std::jthread first([&] { started.count_down(); });
  started.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: wait for 'started' can last for ever: it waits for 2 to count down, and for sure 1 does
  std::jthread second([&] { started.count_down(); });
}

void both_ok() {
  std::latch started(2);
  std::jthread first([&] { started.count_down(); });
  std::jthread second([&] { started.count_down(); });
  started.wait();
}

void two_at_once_ok() {
  std::latch started(2);
  std::jthread first([&] { started.count_down(2); });
  started.wait();
}

void unknown_number_ok(int n) {
  std::latch started(2);
  std::jthread first([&] { started.count_down(n); });
  started.wait();
}

void nobody_bad() {
  std::latch ready(1);
  std::jthread task([] { work("a"); });
  ready.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'ready' can last for ever: it waits for 1 to count down, and for sure none does
}

// A new group on every turn.
void each_turn_ok(int rounds) {
  for (int i = 0; i < rounds; ++i) {
    std::latch both(2);
    std::jthread first([&] { both.count_down(); });
    std::jthread second([&] { both.count_down(); });
    both.wait();
  }
}

void each_turn_bad(int rounds) {
  for (int i = 0; i < rounds; ++i) {
    std::latch both(2);
    std::jthread first([&] { both.count_down(); });
    both.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: wait for 'both' can last for ever: it waits for 2 to count down, and for sure 1 does
  }
}

// Different bounds cannot be compared.
void other_bound_ok(const std::vector<std::string> &names, int n) {
  std::latch group(n);
  std::vector<std::jthread> workers;
  for (const std::string &name : names)
    workers.emplace_back([&group, name] { group.count_down(); });
  group.wait();
}

void unknown_count_ok() {
  std::latch group(std::thread::hardware_concurrency());
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
    workers.emplace_back([&group] { group.count_down(); });
  group.wait();
}

// Somebody out of sight runs what counts down.
void out_of_sight_ok() {
  std::latch group(2);
  later([&group] { group.count_down(); });
  later([&group] { group.count_down(); });
  group.wait();
}

void named_out_of_sight_ok() {
  std::latch group(2);
  auto done = [&group] { group.count_down(); };
  later(done);
  later(done);
  group.wait();
}

void listen(std::latch &group);

void handed_on_ok() {
  std::latch group(2);
  listen(group);
  group.wait();
}

void run(std::latch &group, const std::string &name) {
  if (!prepare(name))
    return;
  group.count_down();
}

void by_reference_bad() {
  std::latch group(1);
  std::jthread task(run, std::ref(group), "a");
  group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'group' can last for ever: it waits for 1 to count down, and for sure none does
}

void shared_bad() {
  auto group = std::make_shared<std::latch>(1);
  std::thread([group] {
    if (!prepare("a"))
      return;
    group->count_down();
  }).detach();
  group->wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: wait for 'group' can last for ever: it waits for 1 to count down, and for sure none does
}

void shared_ok() {
  auto group = std::make_shared<std::latch>(1);
  std::thread([group] {
    if (prepare("a"))
      work("a");
    group->count_down();
  }).detach();
  group->wait();
}

void tests_only_ok() {
  std::latch group(1);
  std::jthread task([&] {
    if (prepare("a"))
      group.count_down();
  });
  while (!group.try_wait())
    work("b");
}

// Its caller may count down.
void parameter_ok(std::latch &group) { group.wait(); }

// An exception that the task catches skips the rest of the block.
void skipped_by_throw_bad() {
  std::latch group(1);
  std::jthread task([&] {
    try {
      if (!prepare("a"))
        throw 1;
      group.count_down();
    } catch (...) {
    }
  });
  group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'group' can last for ever: it waits for 1 to count down, and for sure none does
}

// Who catches what a call throws expects it to throw.
void skipped_by_call_bad() {
  std::latch group(1);
  std::jthread task([&] {
    try {
      work("a");
      group.count_down();
    } catch (...) {
    }
  });
  group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'group' can last for ever: it waits for 1 to count down, and for sure none does
}

void counts_when_caught_ok() {
  std::latch group(1);
  std::jthread task([&] {
    try {
      work("a");
      group.count_down();
    } catch (...) {
      group.count_down();
    }
  });
  group.wait();
}

void counts_first_ok() {
  std::latch group(1);
  std::jthread task([&] {
    try {
      group.count_down();
      work("a");
    } catch (...) {
    }
  });
  group.wait();
}

void work_safely(const std::string &name) noexcept;

void does_not_throw_ok() {
  std::latch group(1);
  std::jthread task([&] {
    try {
      work_safely("a");
      group.count_down();
    } catch (...) {
    }
  });
  group.wait();
}

[[noreturn]] void fail(const std::string &name);

// Who ends the program ends the wait.
void fails_ok(int kind) {
  std::latch group(1);
  std::jthread task([&] {
    switch (kind) {
    case 0:
      group.count_down();
      break;
    case 1:
      std::abort();
    default:
      fail("a");
    }
  });
  group.wait();
}

// A future keeps the exception; nobody looks at it before the wait.
void kept_throw_bad() {
  std::latch group(1);
  std::future<void> task = std::async(std::launch::async, [&] {
    if (!prepare("a"))
      throw 1;
    group.count_down();
  });
  group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'group' can last for ever: it waits for 1 to count down, and for sure none does
}

// A thread does not: the program ends.
void thrown_out_of_thread_ok() {
  std::latch group(1);
  std::jthread task([&] {
    if (!prepare("a"))
      throw 1;
    group.count_down();
  });
  group.wait();
}

void counted_after_catch_ok() {
  std::latch group(1);
  std::jthread task([&] {
    try {
      if (!prepare("a"))
        throw 1;
    } catch (...) {
    }
    group.count_down();
  });
  group.wait();
}
