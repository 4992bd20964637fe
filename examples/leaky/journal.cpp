#include "journal.hpp"

#include <utility>

namespace relay {

Journal::Journal(std::FILE* file) : file_(file), writer_(&Journal::write, this) {}

Journal::~Journal() { stop(); }

void Journal::note(std::string entry) {
  ++unwritten_;
  entries_.put(std::move(entry));
}

void Journal::flush() {
  std::unique_lock lock(mutex_);
  all_written_.wait(lock, [this] { return unwritten_ == 0; });
}

void Journal::stop() {
  if (!writer_.joinable()) return;
  running_ = false;
  writer_.join();
}

void Journal::write() {
  while (running_) {
    const std::string entry = entries_.take();
    std::fprintf(file_, "%s\n", entry.c_str());
    if (--unwritten_ == 0) all_written_.notify_all();
  }
}

}  // namespace relay
