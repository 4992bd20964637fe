// REQUIRES: abseil
// RUN: %check_leash %s leash-unreceived-send --real

#include <absl/synchronization/blocking_counter.h>
#include <string>
#include <thread>
#include <vector>

namespace {

bool prepare(const std::string &name);
void work(const std::string &name);

void leaves_early_bad(const std::vector<std::string> &names) {
  absl::BlockingCounter group(names.size());
  std::vector<std::jthread> workers;
  for (const std::string &name : names)
    workers.emplace_back([&group, name] {
      if (!prepare(name))
        return;
      work(name);
      group.DecrementCount();
    });
  group.Wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'group' can last for ever: it waits for 'names.size()' to count down, and for sure none does; 'leaves_early_bad' itself waits for ever
}

void each_path_ok(const std::vector<std::string> &names) {
  absl::BlockingCounter group(names.size());
  std::vector<std::jthread> workers;
  for (const std::string &name : names)
    workers.emplace_back([&group, name] {
      if (prepare(name))
        work(name);
      group.DecrementCount();
    });
  group.Wait();
}

} // namespace
