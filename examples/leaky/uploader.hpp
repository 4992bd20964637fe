#pragma once

#include "upstream.hpp"

#include <boost/fiber/buffered_channel.hpp>
#include <boost/fiber/condition_variable.hpp>
#include <boost/fiber/fiber.hpp>
#include <boost/fiber/mutex.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace relay {

// Collects readings from any thread and sends them upstream in batches. It has one thread with two fibers: one
// makes a batch now and then, the other one sends the batches.
class Uploader {
 public:
  Uploader(Upstream& upstream, std::chrono::milliseconds interval);
  ~Uploader();
  Uploader(const Uploader&) = delete;
  Uploader& operator=(const Uploader&) = delete;

  void add(std::string reading);
  std::size_t sent() const;

  // Sends what is left and ends the thread.
  void stop();

 private:
  void run();
  void batch();
  void send();
  void flush();

  Upstream& upstream_;
  const std::chrono::milliseconds interval_;

  mutable std::mutex mutex_;
  std::vector<std::string> pending_;
  std::size_t sent_ = 0;

  boost::fibers::buffered_channel<std::vector<std::string>> batches_{4};

  boost::fibers::mutex stop_mutex_;
  boost::fibers::condition_variable stop_requested_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace relay
