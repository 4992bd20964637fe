// RUN: %check_leash %s leash-unreceived-send
// RUN: %check_leash %s leash-unreceived-send --real

// A semaphore from which more is taken than is there or given back.

#include <semaphore>
#include <thread>
#include <vector>

bool prepare(int i);
void work(int i);

void leaves_early_bad(int n) {
  std::counting_semaphore<> done(0);
  std::vector<std::jthread> workers;
  for (int i = 0; i < n; ++i)
    workers.emplace_back([&done, i] {
      if (!prepare(i))
        return;
      work(i);
      done.release();
    });
  for (int i = 0; i < n; ++i)
    done.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: acquire of 'done' can wait for ever: 1 is taken, none is given back for sure, and it starts with none; 'leaves_early_bad' itself waits for ever
}

void each_gives_back_ok(int n) {
  std::counting_semaphore<> done(0);
  std::vector<std::jthread> workers;
  for (int i = 0; i < n; ++i)
    workers.emplace_back([&done, i] {
      if (prepare(i))
        work(i);
      done.release();
    });
  for (int i = 0; i < n; ++i)
    done.acquire();
}

void one_too_many_bad() {
  std::binary_semaphore ready(0);
  std::jthread task([&] { ready.release(); });
  ready.acquire();
  ready.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: acquire of 'ready' can wait for ever: 2 are taken, 1 is given back for sure, and it starts with none
}

// The task waits for what the owner gives on some paths only.
void owner_leaves_bad() {
  std::binary_semaphore go(0);
  std::jthread task([&] {
    go.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: acquire of 'go' can wait for ever: 1 is taken, none is given back for sure, and it starts with none; the destructor of 'task' never returns
    work(1);
  });
  if (!prepare(1))
    return;
  go.release();
}

void owner_gives_ok() {
  std::binary_semaphore go(0);
  std::jthread task([&] {
    go.acquire();
    work(1);
  });
  bool is_prepared = prepare(1);
  go.release();
  if (!is_prepared)
    return;
  work(2);
}

// A limit on what runs at once.
void limit_ok(int n) {
  std::counting_semaphore<> slots(4);
  std::vector<std::jthread> workers;
  for (int i = 0; i < n; ++i) {
    slots.acquire();
    workers.emplace_back([&slots, i] {
      work(i);
      slots.release();
    });
  }
}

void limit_bad(int n) {
  std::counting_semaphore<> slots(4);
  std::vector<std::jthread> workers;
  for (int i = 0; i < n; ++i) {
    slots.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: acquire of 'slots' can wait for ever: 'n' are taken, none is given back for sure, and it starts with 4; 'limit_bad' itself waits for ever
    workers.emplace_back([&slots, i] {
      if (!prepare(i))
        return;
      work(i);
      slots.release();
    });
  }
}

void limit_inside_ok(int n) {
  std::counting_semaphore<> slots(4);
  std::vector<std::jthread> workers;
  for (int i = 0; i < n; ++i)
    workers.emplace_back([&slots, i] {
      slots.acquire();
      work(i);
      slots.release();
    });
}

// A consumer that is woken once more to stop.
void consumer_ok(int n) {
  std::counting_semaphore<> items(0);
  bool stop = false;
  std::jthread consumer([&] {
    for (;;) {
      items.acquire();
      if (stop)
        return;
      work(1);
    }
  });
  for (int i = 0; i < n; ++i)
    items.release();
  stop = true;
  items.release();
}

void tries_ok() {
  std::binary_semaphore go(0);
  std::jthread task([&] {
    if (go.try_acquire())
      work(1);
  });
  if (prepare(1))
    go.release();
}

void give_all(std::counting_semaphore<> &slots);

void handed_on_ok() {
  std::counting_semaphore<> slots(0);
  give_all(slots);
  slots.acquire();
}
