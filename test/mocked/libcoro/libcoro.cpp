// RUN: %check_why %s --library libcoro -- -std=c++20 -idirafter %root/test/mock

// Every modelled name of libcoro, on a mock of its headers.

#include <coro/coro.hpp>

coro::task<> channels() {
  coro::queue<int> q;          // WHY: -> channel
  co_await q.push(1);          // WHY: call coro::queue::push -> send class=channel bound=never on 'q' closed=status:queue_stopped
  co_await q.emplace(1);       // WHY: call coro::queue::emplace -> send class=channel bound=never on 'q'
  auto v = co_await q.pop();   // WHY: call coro::queue::pop -> receive class=channel bound=never on 'q' closed=empty
  v = q.try_pop();             // WHY: call coro::queue::try_pop -> receive class=channel bound=never attempt on 'q' closed=empty
  co_await q.shutdown();       // WHY: call coro::queue::shutdown -> close on 'q' wakes=all
  coro::ring_buffer<int, 4> r; // WHY: -> channel
  co_await r.produce(1);       // WHY: call coro::ring_buffer::produce -> send class=channel bound=never on 'r' closed=status:stopped
  auto w = co_await r.consume(); // WHY: call coro::ring_buffer::consume -> receive class=channel bound=never on 'r' closed=empty
  co_await r.shutdown();       // WHY: call coro::ring_buffer::shutdown -> close on 'r' wakes=all
}

void rest(coro::thread_pool &pool, std::stop_source source) { // WHY: -> task at-end=join
  coro::mutex m;              // WHY: -> lock
  if (m.try_lock())           // WHY: call coro::mutex::try_lock -> acquire
    m.unlock();               // WHY: call coro::mutex::unlock -> release
  coro::event e;              // WHY: -> wait-group
  e.set();                    // WHY: call coro::event::set -> count-down on 'e'
  while (!e.is_set()) {       // WHY: call coro::event::is_set -> block class=wait bound=never on 'e'
  }
  coro::latch l(2);           // WHY: -> wait-group
  l.count_down();             // WHY: call coro::latch::count_down -> count-down on 'l'
  while (!l.is_ready()) {     // WHY: call coro::latch::is_ready -> block class=wait bound=never on 'l'
  }
  pool.spawn_detached(channels()); // WHY: call coro::thread_pool::spawn_detached -> spawn; runs 'channels()'
  pool.spawn_joinable(channels()); // WHY: call coro::thread_pool::spawn_joinable -> spawn; runs 'channels()'
  coro::sync_wait(channels());     // WHY: call coro::sync_wait -> block class=wait bound=unbounded
  coro::when_any(source, channels(), channels()); // WHY: call coro::when_any -> select class=channel bound=never
  pool.shutdown();            // WHY: call coro::thread_pool::shutdown -> block class=join bound=unbounded
}
