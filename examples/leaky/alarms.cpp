#include "alarms.hpp"

#include <cstdio>

namespace relay {

Alarms::Alarms() : thread_(&Alarms::run, this) {}

Alarms::~Alarms() { stop(); }

void Alarms::stop() {
  if (!thread_.joinable()) return;
  stopping_ = true;
  thread_.join();
}

void Alarms::run() {
  std::string what;
  while (!stopping_) {
    if (pending_.try_pop(what)) std::fprintf(stderr, "alarm: %s\n", what.c_str());
  }
}

}  // namespace relay
