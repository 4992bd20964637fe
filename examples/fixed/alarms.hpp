#pragma once

#include <tbb/concurrent_queue.h>

#include <optional>
#include <string>
#include <thread>

namespace relay {

// Raises alarms one after the other, on a thread of its own.
class Alarms {
 public:
  Alarms();
  ~Alarms();
  Alarms(const Alarms&) = delete;
  Alarms& operator=(const Alarms&) = delete;

  void raise(std::string what) { pending_.push(std::move(what)); }
  void stop();

 private:
  void run();

  tbb::concurrent_bounded_queue<std::optional<std::string>> pending_;  // nothing: the end
  std::thread thread_;
};

}  // namespace relay
