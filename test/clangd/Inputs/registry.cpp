#include <chrono>
#include <mutex>
#include <thread>

// Counts the peers that are known. Others ask for the size.
class Registry {
public:
  int size() const {
    std::lock_guard<std::mutex> guard(mutex_);
    return size_;
  }

  void add() {
    std::lock_guard<std::mutex> guard(mutex_);
    ++size_;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }

private:
  mutable std::mutex mutex_;
  int size_ = 0;
};
