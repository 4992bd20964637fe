#include "uploader.hpp"

#include <utility>

namespace relay {

namespace fibers = boost::fibers;

Uploader::Uploader(Upstream& upstream, std::chrono::milliseconds interval)
    : upstream_(upstream), interval_(interval), thread_(&Uploader::run, this) {}

Uploader::~Uploader() { stop(); }

void Uploader::add(std::string reading) {
  std::lock_guard lock(mutex_);
  pending_.push_back(std::move(reading));
}

std::size_t Uploader::sent() const {
  std::lock_guard lock(mutex_);
  return sent_;
}

void Uploader::stop() {
  if (!thread_.joinable()) return;
  {
    std::lock_guard lock(stop_mutex_);
    stopping_ = true;
  }
  stop_requested_.notify_all();
  thread_.join();
}

void Uploader::run() {
  fibers::fiber sender([this] { send(); });
  fibers::fiber batcher([this] { batch(); });
  batcher.join();
  batches_.close();
  sender.join();
}

void Uploader::batch() {
  bool stopping = false;
  while (!stopping) {
    {
      std::unique_lock lock(stop_mutex_);
      stopping = stop_requested_.wait_for(lock, interval_, [this] { return stopping_; });
    }
    flush();
  }
}

void Uploader::flush() {
  std::vector<std::string> batch;
  {
    std::lock_guard lock(mutex_);
    batch.swap(pending_);
  }
  if (!batch.empty()) batches_.push(std::move(batch));
}

void Uploader::send() {
  std::vector<std::string> batch;
  while (batches_.pop(batch) == fibers::channel_op_status::success) {
    std::string text;
    for (const std::string& reading : batch) text += reading + ";";
    if (!upstream_.send(text)) continue;
    std::lock_guard lock(mutex_);
    sent_ += batch.size();
  }
}

}  // namespace relay
