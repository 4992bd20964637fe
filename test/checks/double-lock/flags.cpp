// RUN: %check_leash %s leash-double-lock --any-fix
// RUN: %check_leash %s leash-double-lock --any-fix --real

// A local variable says whether the lock is held, also where a loop comes round.

#include <mutex>

struct Item {
  Item *Next;
};
void pause();
void use(Item *item);
void change(int *flag);
void change(int &flag, int more);

class Queue {
public:
  // The number is 0 where the loop was left with the lock unlocked.
  void serve_ok() {
    int locked;
    Item *item;
    do {
      mutex_.lock();
      locked = 1;
      while ((item = first_)) {
        if (!(first_ = item->Next))
          locked = 0;
        mutex_.unlock();
        use(item);
        if (!locked)
          break;
        mutex_.lock();
      }
      if (locked)
        mutex_.unlock();
    } while (true);
  }

  void flag_is_wrong_bad() {
    int locked;
    Item *item;
    do {
      mutex_.lock();
      // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'flag_is_wrong_bad' locks 'mutex_' again while it holds it
      locked = 1;
      while ((item = first_)) {
        if (!(first_ = item->Next))
          locked = 0;
        mutex_.unlock();
        use(item);
        mutex_.lock();
      }
      if (locked)
        mutex_.unlock();
    } while (true);
  }

  void truth_ok(int n) {
    bool locked = false;
    for (int i = 0; i < n; ++i) {
      if (!locked) {
        mutex_.lock();
        locked = true;
      }
      if (first_ && first_->Next) {
        locked = false;
        mutex_.unlock();
      }
    }
    if (locked)
      mutex_.unlock();
  }

  void compared_ok(int n) {
    int locked = 0;
    for (int i = 0; i < n; ++i) {
      if (locked == 0)
        mutex_.lock();
      locked = 2;
      if (i == 3 && locked > 0) {
        mutex_.unlock();
        locked = 0;
      }
    }
    if (0 != locked)
      mutex_.unlock();
  }

  void never_zero_bad(int n) {
    int locked = 0;
    for (int i = 0; i < n; ++i) {
      if (locked >= 0)
        mutex_.lock();
      // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'never_zero_bad' locks 'mutex_' again while it holds it
      locked = 2;
    }
    if (locked)
      mutex_.unlock();
  }

  // The loop goes round only where the pointer is null, and there the lock was
  // given up.
  Item *get_ok() {
    Item *item;
    do {
      mutex_.lock();
      if ((item = first_))
        first_ = item->Next;
      else {
        mutex_.unlock();
        pause();
      }
    } while (item == 0);
    mutex_.unlock();
    return item;
  }

  Item *get_other_way_bad() {
    Item *item;
    do {
      mutex_.lock();
      // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'get_other_way_bad' locks 'mutex_' again while it holds it
      if (!(item = first_)) {
        pause();
      } else {
        first_ = item->Next;
        mutex_.unlock();
      }
    } while (item == 0);
    return item;
  }

  // Somebody else may change the flag: nothing is known of it.
  void given_away_bad(int n) {
    int locked = 0;
    change(&locked);
    for (int i = 0; i < n; ++i) {
      if (!locked) {
        mutex_.lock();
        // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'given_away_bad' locks 'mutex_' again while it holds it
        locked = 1;
      }
      change(locked, i);
    }
    mutex_.unlock();
  }

  // What 'a || b' says of 'b' where 'a' held is nothing.
  void either_bad(int n) {
    int locked = 0;
    for (int i = 0; i < n; ++i) {
      if (i == 5 || !locked) {
        mutex_.lock();
        // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'either_bad' locks 'mutex_' again while it holds it
        locked = 1;
      }
    }
    if (locked)
      mutex_.unlock();
  }

private:
  std::mutex mutex_;
  Item *first_ = nullptr;
};
