// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// Taking a second lock is a question of lock order, not of this check.

#include <mutex>
#include <shared_mutex>

class Account {
public:
  void second_lock_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    std::lock_guard<std::mutex> log(log_mutex_);
    ++balance_;
  }

  void by_hand_ok() {
    mutex_.lock();
    log_mutex_.lock();
    ++balance_;
    log_mutex_.unlock();
    mutex_.unlock();
  }

  void both_at_once_ok() {
    std::scoped_lock both(mutex_, log_mutex_);
    ++balance_;
  }

  void through_a_method_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    log();
  }

  void shared_ok() {
    std::shared_lock<std::shared_mutex> shared(table_mutex_);
    std::lock_guard<std::mutex> guard(mutex_);
    ++balance_;
  }

  void other_object_ok(Account &other) {
    std::lock_guard<std::mutex> guard(mutex_);
    std::lock_guard<std::mutex> other_guard(other.mutex_);
    balance_ += other.balance_;
  }

private:
  void log() {
    std::lock_guard<std::mutex> guard(log_mutex_);
    ++lines_;
  }

  std::mutex mutex_;
  std::mutex log_mutex_;
  std::shared_mutex table_mutex_;
  int balance_ = 0;
  int lines_ = 0;
};
