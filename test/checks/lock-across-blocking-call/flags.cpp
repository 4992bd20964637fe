// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// A local number says whether the lock is held, also where a loop comes round.

#include <chrono>
#include <mutex>
#include <thread>

struct Item {
  Item *Next;
  int Length;
};
bool has(Item *item);
void use(Item *item);

class Queue {
public:
  void pace_ok() {
    Item *item;
    int locked;
    do {
      std::this_thread::sleep_for(std::chrono::seconds(1));
      mutex_.lock();
      locked = 1;
      while ((item = first_)) {
        if (!(first_ = item->Next))
          locked = 0;
        mutex_.unlock();
        if (item->Length > 0 && !has(item)) {
          use(item);
          continue;
        }
        mutex_.lock();
        use(item);
        mutex_.unlock();
        if (!locked)
          break;
        mutex_.lock();
      }
      if (locked)
        mutex_.unlock();
    } while (true);
  }

  void pace_bad() {
    Item *item;
    int locked;
    do {
      std::this_thread::sleep_for(std::chrono::seconds(2));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'pace_bad' sleeps
      mutex_.lock();
      locked = 1;
      while ((item = first_)) {
        if (!(first_ = item->Next))
          locked = 0;
        if (!locked)
          break;
        mutex_.unlock();
        use(item);
        mutex_.lock();
      }
      if (locked)
        mutex_.unlock();
    } while (true);
  }

private:
  std::mutex mutex_;
  Item *first_ = nullptr;
};
