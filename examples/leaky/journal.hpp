#pragma once

#include "blocking_queue.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdio>
#include <mutex>
#include <string>
#include <thread>

namespace relay {

// Writes what happens to a file, on a thread of its own.
class Journal {
 public:
  explicit Journal(std::FILE* file);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  void note(std::string entry);

  // Waits until what was noted so far is written.
  void flush();

  // Writes what is noted and ends the thread.
  void stop();

 private:
  void write();

  std::FILE* file_;
  BlockingQueue<std::string> entries_;
  std::atomic<bool> running_{true};
  std::mutex mutex_;
  std::condition_variable all_written_;
  std::atomic<std::size_t> unwritten_{0};
  std::thread writer_;
};

}  // namespace relay
