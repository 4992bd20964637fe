// RUN: %check_why %s --library cppcoro -- -std=c++20 -idirafter %root/test/mock

// Every modelled name of cppcoro, on a mock of its headers.

#include <cppcoro/cppcoro.hpp>

cppcoro::task<> body();

void all(cppcoro::io_service &io) {
  cppcoro::cancellation_source source; // WHY: -> stop-signal
  auto token = source.token();         // WHY: call cppcoro::cancellation_source::token -> peer on 'source'
  cppcoro::cancellation_registration wake(token, [] {}); // WHY: call cppcoro::cancellation_registration::cancellation_registration -> on-stop on 'token' runs '[] {}'
  source.request_cancellation();       // WHY: call cppcoro::cancellation_source::request_cancellation -> request-stop
  if (!token.is_cancellation_requested() && // WHY: call cppcoro::cancellation_token::is_cancellation_requested -> stop-requested
      !source.is_cancellation_requested())  // WHY: call cppcoro::cancellation_source::is_cancellation_requested -> stop-requested
    token.throw_if_cancellation_requested(); // WHY: call cppcoro::cancellation_token::throw_if_cancellation_requested -> stop-requested
  cppcoro::async_mutex m;              // WHY: -> lock
  if (m.try_lock())                    // WHY: call cppcoro::async_mutex::try_lock -> acquire
    m.unlock();                        // WHY: call cppcoro::async_mutex::unlock -> release
  cppcoro::async_manual_reset_event e; // WHY: -> wait-group
  e.set();                             // WHY: call cppcoro::async_manual_reset_event::set -> count-down
  while (!e.is_set()) {                // WHY: call cppcoro::async_manual_reset_event::is_set -> block class=wait bound=never on 'e'
  }
  cppcoro::async_auto_reset_event a;   // WHY: -> wait-group
  a.set();                             // WHY: call cppcoro::async_auto_reset_event::set -> count-down
  cppcoro::async_latch l(2);           // WHY: -> wait-group
  l.count_down();                      // WHY: call cppcoro::async_latch::count_down -> count-down
  l.count_down_all();                  // WHY: call cppcoro::async_latch::count_down_all -> count-down
  while (!l.is_ready()) {              // WHY: call cppcoro::async_latch::is_ready -> block class=wait bound=never on 'l'
  }
  cppcoro::async_scope scope;          // WHY: -> task at-end=terminate
  scope.spawn(body());                 // WHY: call cppcoro::async_scope::spawn -> spawn; runs 'body()'
  cppcoro::static_thread_pool pool(4); // WHY: -> task at-end=stop-and-join
  cppcoro::sync_wait(scope.join());    // WHY: call cppcoro::sync_wait -> block class=wait bound=unbounded
  io.process_events();                 // WHY: call cppcoro::io_service::process_events -> block class=wait bound=unbounded on 'io' stopped-by=this
  io.process_pending_events();         // WHY: call cppcoro::io_service::process_pending_events -> block class=wait bound=never on 'io'
  io.stop();                           // WHY: call cppcoro::io_service::stop -> request-stop
  if (io.is_stop_requested())          // WHY: call cppcoro::io_service::is_stop_requested -> stop-requested
    return;
}
