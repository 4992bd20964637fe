#include "alarms.hpp"

#include <cstdio>

namespace relay {

Alarms::Alarms() : thread_(&Alarms::run, this) {}

Alarms::~Alarms() { stop(); }

void Alarms::stop() {
  if (!thread_.joinable()) return;
  pending_.abort();
  thread_.join();
}

void Alarms::run() {
  std::string what;
  try {
    for (;;) {
      pending_.pop(what);
      std::fprintf(stderr, "alarm: %s\n", what.c_str());
    }
  } catch (const tbb::user_abort&) {
    // stop() was called.
  }
}

}  // namespace relay
