// REQUIRES: tbb
// RUN: %check_why %s --library tbb -- -std=c++20 -mrtm
//
// Each call of models/tbb.yaml on the real headers. Compiled, never run.

#define TBB_PREVIEW_ISOLATED_TASK_GROUP 1
#include <tbb/collaborative_call_once.h>
#include <tbb/concurrent_priority_queue.h>
#include <tbb/concurrent_queue.h>
#include <tbb/flow_graph.h>
#include <tbb/global_control.h>
#include <oneapi/tbb/mutex.h>
#include <tbb/null_mutex.h>
#include <tbb/null_rw_mutex.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_for_each.h>
#include <tbb/parallel_invoke.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/parallel_reduce.h>
#include <tbb/parallel_scan.h>
#include <tbb/parallel_sort.h>
#include <tbb/queuing_mutex.h>
#include <tbb/queuing_rw_mutex.h>
#include <oneapi/tbb/rw_mutex.h>
#include <tbb/spin_mutex.h>
#include <tbb/spin_rw_mutex.h>
#include <tbb/task.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>
#include <vector>

namespace {

void mutexes() {
  tbb::spin_mutex S;     // WHY: -> lock
  S.lock();              // WHY: acquire exclusive on 'S'
  S.unlock();            // WHY: release
  if (S.try_lock())      // WHY: attempt; blocking=lock
    S.unlock();          // WHY: release
  tbb::mutex M;          // WHY: -> lock
  M.lock();              // WHY: acquire exclusive on 'M'
  M.unlock();            // WHY: release
  if (M.try_lock())      // WHY: attempt; blocking=lock
    M.unlock();          // WHY: release
  tbb::spin_rw_mutex R;  // WHY: -> lock
  R.lock();              // WHY: acquire exclusive on 'R'
  R.unlock();            // WHY: release
  R.lock_shared();       // WHY: acquire shared on 'R'
  R.unlock_shared();     // WHY: release
  if (R.try_lock())      // WHY: attempt; blocking=lock
    R.unlock();          // WHY: release
  if (R.try_lock_shared()) // WHY: attempt; blocking=lock_shared
    R.unlock_shared();   // WHY: release
  tbb::rw_mutex W;       // WHY: -> lock
  W.lock();              // WHY: acquire exclusive on 'W'
  W.unlock();            // WHY: release
  W.lock_shared();       // WHY: acquire shared on 'W'
  W.unlock_shared();     // WHY: release
  if (W.try_lock())      // WHY: attempt; blocking=lock
    W.unlock();          // WHY: release
  if (W.try_lock_shared()) // WHY: attempt; blocking=lock_shared
    W.unlock_shared();   // WHY: release
}

void uniqueGuards() {
  tbb::spin_mutex S;
  { tbb::spin_mutex::scoped_lock L(S); } // WHY: -> guard
  tbb::spin_mutex::scoped_lock L; // WHY: -> guard
  L.acquire(S);                   // WHY: acquire exclusive
  L.release();                    // WHY: release
  if (L.try_acquire(S))           // WHY: attempt
    L.release();                  // WHY: release

  tbb::queuing_mutex Q; // WHY: -> lock
  tbb::queuing_mutex::scoped_lock G(Q); // WHY: -> guard
  G.release();                    // WHY: release
  G.acquire(Q);                   // WHY: acquire exclusive
  G.release();                    // WHY: release
  if (G.try_acquire(Q))           // WHY: attempt
    G.release();                  // WHY: release

  tbb::speculative_spin_mutex T; // WHY: -> lock
  tbb::speculative_spin_mutex::scoped_lock H(T); // WHY: -> guard
  H.release();                    // WHY: release
  H.acquire(T);                   // WHY: acquire exclusive
  H.release();                    // WHY: release
  if (H.try_acquire(T))           // WHY: attempt
    H.release();                  // WHY: release
}

void readWriteGuards() {
  tbb::spin_rw_mutex S;
  tbb::spin_rw_mutex::scoped_lock L(S, false); // WHY: -> guard
  L.upgrade_to_writer();          // WHY: wait class=lock
  L.release();                    // WHY: release
  L.acquire(S);                   // WHY: acquire exclusive
  L.release();                    // WHY: release
  L.acquire(S, false);            // WHY: acquire shared
  L.release();                    // WHY: release
  if (L.try_acquire(S, true))     // WHY: attempt
    L.release();                  // WHY: release
  if (L.try_acquire(S, false))    // WHY: attempt
    L.release();                  // WHY: release

  tbb::queuing_rw_mutex Q; // WHY: -> lock
  tbb::queuing_rw_mutex::scoped_lock G(Q, false); // WHY: -> guard
  G.upgrade_to_writer();          // WHY: wait class=lock
  G.release();                    // WHY: release
  G.acquire(Q);                   // WHY: acquire exclusive
  G.release();                    // WHY: release
  G.acquire(Q, false);            // WHY: acquire shared
  G.release();                    // WHY: release
  if (G.try_acquire(Q, false))    // WHY: attempt
    G.release();                  // WHY: release
  if (G.try_acquire(Q))           // WHY: attempt
    G.release();                  // WHY: release

  tbb::speculative_spin_rw_mutex T; // WHY: -> lock
  tbb::speculative_spin_rw_mutex::scoped_lock H(T, false); // WHY: -> guard
  H.upgrade_to_writer();          // WHY: wait class=lock
  H.release();                    // WHY: release
  H.acquire(T);                   // WHY: acquire exclusive
  H.release();                    // WHY: release
  H.acquire(T, false);            // WHY: acquire shared
  H.release();                    // WHY: release
  if (H.try_acquire(T, false))    // WHY: attempt
    H.release();                  // WHY: release
  if (H.try_acquire(T))           // WHY: attempt
    H.release();                  // WHY: release
}

void noLocks() {
  tbb::null_mutex N;
  tbb::null_mutex::scoped_lock L(N);    // WHY-NOT
  tbb::null_rw_mutex R;
  tbb::null_rw_mutex::scoped_lock G(R); // WHY-NOT
}

void queues() {
  tbb::concurrent_bounded_queue<int> B; // WHY: -> channel
  int I = 0;
  B.push(I);        // WHY: send; closed=throw
  B.emplace(I);     // WHY: send; closed=throw
  B.try_push(I);    // WHY: attempt; blocking=push; closed=never
  B.try_emplace(I); // WHY: attempt; blocking=emplace; closed=never
  B.pop(I);         // WHY: receive; closed=throw
  B.try_pop(I);     // WHY: attempt; blocking=pop; closed=never
  B.set_capacity(8); // WHY: set
  B.abort();        // WHY: request-stop; wakes=all
  tbb::concurrent_queue<int> Q; // WHY: -> channel
  Q.push(I);        // WHY: send
  Q.emplace(I);     // WHY: send
  Q.try_pop(I);     // WHY: attempt; closed=never
  tbb::concurrent_priority_queue<int> P; // WHY: -> channel
  P.push(I);        // WHY: send
  P.emplace(I);     // WHY: send
  P.try_pop(I);     // WHY: attempt; closed=never
}

void groups() {
  tbb::task_group G;          // WHY: -> task
  G.run([] {});               // WHY: spawn; runs '[] {}'
  G.run_and_wait([] {});      // WHY: block class=join bound=unbounded
  G.wait();                   // WHY: block class=join bound=unbounded
  G.cancel();                 // WHY: request-stop
  tbb::isolated_task_group I; // WHY: -> task
  I.run([] {});               // WHY: spawn; runs '[] {}'
  I.run_and_wait([] {});      // WHY: block class=join bound=unbounded
  I.wait();                   // WHY: block class=join bound=unbounded
}

void arenas() {
  tbb::task_arena A;
  A.enqueue([] {});                     // WHY: spawn; runs '[] {}'
  A.execute([] {});                     // WHY: block class=join bound=unbounded
  tbb::this_task_arena::enqueue([] {}); // WHY: spawn; runs '[] {}'
  tbb::task::suspend([](tbb::task::suspend_point P) { // WHY: block class=wait bound=unbounded
    tbb::task::resume(P);               // WHY: notify; wakes=one
  });
  tbb::task_scheduler_handle H{tbb::attach{}};
  tbb::finalize(H);                     // WHY: block class=join bound=unbounded
}

struct Sum {
  int Total = 0;
  Sum() = default;
  Sum(Sum &, tbb::split) {}
  void operator()(const tbb::blocked_range<int> &) {}
  template <typename Tag> void operator()(const tbb::blocked_range<int> &, Tag) {}
  void join(Sum &) {}
  void reverse_join(Sum &) {}
  void assign(Sum &) {}
};

void algorithms() {
  std::vector<int> V(10);
  tbb::blocked_range<int> R(0, 10);
  Sum S;
  tbb::parallel_for(0, 10, [](int) {});                 // WHY: block class=join bound=unbounded
  tbb::parallel_reduce(R, S);                           // WHY: block class=join bound=unbounded
  tbb::parallel_deterministic_reduce(R, S);             // WHY: block class=join bound=unbounded
  tbb::parallel_scan(R, S);                             // WHY: block class=join bound=unbounded
  tbb::parallel_sort(V.begin(), V.end());               // WHY: block class=join bound=unbounded
  tbb::parallel_invoke([] {}, [] {});                   // WHY: block class=join bound=unbounded
  tbb::parallel_for_each(V.begin(), V.end(), [](int) {}); // WHY: block class=join bound=unbounded
  tbb::parallel_pipeline(4, tbb::make_filter<void, void>( // WHY: block class=join bound=unbounded
                                tbb::filter_mode::serial_in_order, [](tbb::flow_control &C) { C.stop(); }));
}

void graphs() {
  tbb::flow::graph G; // WHY: -> task
  G.reserve_wait();
  G.release_wait();   // WHY: count-down
  G.cancel();         // WHY: request-stop
  G.is_cancelled();   // WHY: stop-requested
  G.wait_for_all();   // WHY: block class=join bound=unbounded
}

void stops() {
  tbb::task_group_context C;            // WHY: -> stop-signal
  C.cancel_group_execution();           // WHY: request-stop
  C.is_group_execution_cancelled();     // WHY: stop-requested
  tbb::is_current_task_group_canceling(); // WHY: stop-requested
  static tbb::collaborative_once_flag Once;
  tbb::collaborative_call_once(Once, [] {}); // WHY: callback; runs '[] {}'
}

} // namespace

void all() {
  mutexes();
  uniqueGuards();
  readWriteGuards();
  noLocks();
  queues();
  groups();
  arenas();
  algorithms();
  graphs();
  stops();
}
