#include "alarms.hpp"

#include <cstdio>

namespace relay {

Alarms::Alarms() : thread_(&Alarms::run, this) {}

Alarms::~Alarms() { stop(); }

void Alarms::stop() {
  if (!thread_.joinable()) return;
  pending_.push(std::nullopt);
  thread_.join();
}

void Alarms::run() {
  std::optional<std::string> what;
  for (;;) {
    pending_.pop(what);
    if (!what) return;  // stop() was called.
    std::fprintf(stderr, "alarm: %s\n", what->c_str());
  }
}

}  // namespace relay
