// RUN: %check_why %s --library seastar -- -std=c++20 -idirafter %root/test/mock

// Every modelled name of Seastar, on a mock of its headers.

#include <seastar/seastar.hh>

using namespace std::chrono_literals;
namespace ss = seastar;

ss::future<> channels(ss::pipe_reader<int> &r, ss::pipe_writer<int> &w, std::exception_ptr ex) { // WHY: -> channel
  ss::queue<int> q(4);                 // WHY: -> channel
  co_await q.push_eventually(1);       // WHY: call seastar::queue::push_eventually -> send class=channel bound=never on 'q' closed=throw
  q.push(1);                           // WHY: call seastar::queue::push -> send class=channel bound=never attempt
  int v = co_await q.pop_eventually(); // WHY: call seastar::queue::pop_eventually -> receive class=channel bound=never on 'q' closed=throw
  co_await q.not_empty();              // WHY: call seastar::queue::not_empty -> block class=channel bound=never
  co_await q.not_full();               // WHY: call seastar::queue::not_full -> block class=channel bound=never
  v = q.pop();                         // WHY: call seastar::queue::pop -> receive class=channel bound=never
  q.abort(ex);                         // WHY: call seastar::queue::abort -> close on 'q' wakes=all
  ss::pipe<int> p(4);                  // WHY: -> channel
  auto got = co_await r.read();        // WHY: call seastar::pipe_reader::read -> receive class=channel bound=never on 'r' closed=empty
  co_await w.write(int(v));            // WHY: call seastar::pipe_writer::write -> send class=channel bound=never on 'w' closed=throw
}

ss::future<> groups(ss::gate &g, ss::abort_source &as) { // WHY: -> wait-group; -> stop-signal
  g.enter();             // WHY: call seastar::gate::enter -> count-up
  auto held = g.hold();  // WHY: call seastar::gate::hold -> count-up
  g.leave();             // WHY: call seastar::gate::leave -> count-down
  g.check();             // WHY: call seastar::gate::check -> stop-requested
  if (!g.is_closed())    // WHY: call seastar::gate::is_closed -> is-closed
    co_await g.close();  // WHY: call seastar::gate::close -> close on 'g' wakes=none
  ss::semaphore s(1);    // WHY: -> wait-group
  co_await s.wait();     // WHY: call seastar::basic_semaphore::wait -> block class=wait bound=never
  co_await s.wait(as);   // WHY: call seastar::basic_semaphore::wait -> block class=wait bound=never on 's' stopped-by=0
  s.try_wait();          // WHY: call seastar::basic_semaphore::try_wait -> block class=wait bound=never attempt on 's' blocking=wait
  s.signal();            // WHY: call seastar::basic_semaphore::signal -> count-down
  s.broken();            // WHY: call seastar::basic_semaphore::broken -> close
  ss::condition_variable cv; // WHY: -> condition
  co_await cv.wait();    // WHY: call seastar::condition_variable::wait -> block class=wait bound=never
  cv.signal();           // WHY: call seastar::condition_variable::signal -> notify on 'cv' wakes=one
  cv.broadcast();        // WHY: call seastar::condition_variable::broadcast -> notify on 'cv' wakes=all
  cv.broken();           // WHY: call seastar::condition_variable::broken -> close
  co_await ss::sleep(1s);               // WHY: call seastar::sleep -> block class=sleep bound=never
  co_await ss::sleep_abortable(1s);     // WHY: call seastar::sleep_abortable -> block class=sleep bound=never; stopped-by=task
  co_await ss::sleep_abortable(1s, as); // WHY: call seastar::sleep_abortable -> block class=sleep bound=never; stopped-by=1
  if (!as.abort_requested()) // WHY: call seastar::abort_source::abort_requested -> stop-requested
    as.request_abort();  // WHY: call seastar::abort_source::request_abort -> request-stop
  as.check();            // WHY: call seastar::abort_source::check -> stop-requested
}

void threads() {
  ss::thread *t = new ss::thread([] {}); // WHY: call seastar::thread::thread -> spawn; runs '[] {}'
  ss::thread u([] {});   // WHY: -> task at-end=terminate
  t->join().get();       // WHY: call seastar::future::get -> block class=wait bound=unbounded
  u.join().wait();       // WHY: call seastar::future::wait -> block class=wait bound=unbounded
  ss::thread::yield();   // WHY: call seastar::thread::yield -> yield
  ss::async([] {}).get(); // WHY: call seastar::async -> spawn; runs '[] {}'
  ss::timer<> tick;      // WHY: -> timer at-end=stop
  tick.arm(1s);          // WHY: call seastar::timer::arm -> start on 'tick' fires=once
  tick.rearm(1s);        // WHY: call seastar::timer::rearm -> start on 'tick' fires=once
  tick.arm_periodic(1s); // WHY: call seastar::timer::arm_periodic -> start on 'tick' fires=repeatedly
  tick.cancel();         // WHY: call seastar::timer::cancel -> stop on 'tick'
}
