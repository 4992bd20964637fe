// RUN: not %leash --quiet '--checks=-*,leash-*' --config={} %s -- -std=c++20 2>&1 | FileCheck %s --check-prefix=FATAL
// RUN: %leash --quiet '--checks=-*,leash-*' --config={} %s -- -std=c++20 -DWHOLE 2>&1 | FileCheck %s --check-prefix=WHOLE --allow-empty
//
// After a header that is missing, no template gets its definition, and what it would do is not known.

#include <future>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>
// FATAL: 'nowhere.h' file not found
// FATAL-NOT: leash-
// WHOLE-NOT: leash-
#ifndef WHOLE
#include "nowhere.h"
#endif

struct Command {
  virtual ~Command() = default;
};
struct Sync : Command {
  explicit Sync(std::promise<void> &&reached) : reached(std::move(reached)) {}
  std::promise<void> reached;
};

class Writer {
public:
  void add(std::unique_ptr<Command> &&command) {
    std::lock_guard<std::mutex> lock(mutex_);
    commands_.push(std::move(command));
  }
  void sync() {
    std::promise<void> reached;
    std::future<void> done = reached.get_future();
    add(std::make_unique<Sync>(std::move(reached)));
    done.wait();
  }

private:
  std::mutex mutex_;
  std::queue<std::unique_ptr<Command>> commands_;
};
