// REQUIRES: libevent
// RUN: %check_why %s --library libevent -- -std=c++20

// Every modelled name of libevent, used on its own headers. Compiled, never run.

#include <event2/event.h>
#include <event2/event_struct.h>

namespace {

void fired(evutil_socket_t, short, void *) {}

void timers(event_base *B, const timeval *Soon) {
  event *E = evtimer_new(B, fired, nullptr); // WHY: -> timer at-end=nothing; call event_new -> create
  event_add(E, Soon);      // WHY: call event_add -> start on 'E'
  evtimer_add(E, Soon);    // WHY: call event_add -> start
  event_del(E);            // WHY: call event_del -> stop class=wait bound=unbounded on 'E'
  event_del_block(E);      // WHY: call event_del_block -> stop class=wait bound=unbounded on 'E'
  event_del_noblock(E);    // WHY: call event_del_noblock -> stop on 'E'
  event_remove_timer(E);   // WHY: call event_remove_timer -> stop on 'E'
  event_free(E);           // WHY: call event_free -> destroy class=wait bound=unbounded on 'E'
  event_base_once(B, -1, EV_TIMEOUT, fired, nullptr, Soon); // WHY: call event_base_once -> start; fires=once; runs 'fired'
}

void loops(event_base *B, event *E) {
  event_base_dispatch(B);               // WHY: call event_base_dispatch -> block class=wait bound=unbounded on 'B'; stopped-by=0
  event_base_loop(B, 0);                // WHY: call event_base_loop -> block class=wait bound=unbounded
  event_base_loop(B, EVLOOP_NONBLOCK);  // WHY: call event_base_loop -> callback
  event_base_loopbreak(B);              // WHY: call event_base_loopbreak -> request-stop on 'B'
  event_base_loopexit(B, nullptr);      // WHY: call event_base_loopexit -> request-stop on 'B'
  if (event_base_got_break(B) || // WHY: call event_base_got_break -> stop-requested on 'B'
      event_base_got_exit(B))    // WHY: call event_base_got_exit -> stop-requested on 'B'
    event_active(E, 0, 0);       // WHY: call event_active -> notify on 'E'
}

} // namespace
