#include "journal.hpp"

#include <optional>
#include <utility>

namespace relay {

Journal::Journal(std::FILE* file) : file_(file), writer_(&Journal::write, this) {}

Journal::~Journal() { stop(); }

void Journal::note(std::string entry) {
  {
    std::lock_guard lock(mutex_);
    ++unwritten_;
  }
  entries_.put(std::move(entry));
}

void Journal::flush() {
  std::unique_lock lock(mutex_);
  all_written_.wait(lock, [this] { return unwritten_ == 0; });
}

void Journal::stop() {
  if (!writer_.joinable()) return;
  entries_.close();
  writer_.join();
}

void Journal::write() {
  while (const std::optional<std::string> entry = entries_.take()) {
    std::fprintf(file_, "%s\n", entry->c_str());
    std::lock_guard lock(mutex_);
    if (--unwritten_ == 0) all_written_.notify_all();
  }
}

}  // namespace relay
