// REQUIRES: libev
// RUN: %check_why %s --library libev -- -std=c++20

// Every modelled name of libev, used on its own headers. Compiled, never run.

#include <ev++.h>

namespace {

void onTimer(struct ev_loop *, ev_timer *, int) {}
void onOnce(int, void *) {}

void timers(struct ev_loop *L) {
  ev_timer T; // WHY: -> timer at-end=nothing
  ev_timer_init(&T, onTimer, 1., 0.);
  ev_timer_start(L, &T); // WHY: call ev_timer_start -> start on 'T'
  ev_timer_again(L, &T); // WHY: call ev_timer_again -> start on 'T'; fires=repeatedly
  ev_timer_stop(L, &T);  // WHY: call ev_timer_stop -> stop on 'T'
  ev_periodic P;         // WHY: -> timer
  ev_periodic_start(L, &P); // WHY: call ev_periodic_start -> start on 'P'
  ev_periodic_again(L, &P); // WHY: call ev_periodic_again -> start on 'P'; fires=repeatedly
  ev_periodic_stop(L, &P);  // WHY: call ev_periodic_stop -> stop on 'P'
  ev_stat S;                // WHY: -> timer
  ev_stat_start(L, &S);     // WHY: call ev_stat_start -> start on 'S'
  ev_stat_stop(L, &S);      // WHY: call ev_stat_stop -> stop on 'S'
  ev_idle I;                // WHY: -> timer
  ev_idle_start(L, &I);     // WHY: call ev_idle_start -> start on 'I'
  ev_idle_stop(L, &I);      // WHY: call ev_idle_stop -> stop on 'I'
  ev_once(L, -1, 0, 1., onOnce, nullptr); // WHY: call ev_once -> start; fires=once; runs 'onOnce'
}

void watchers() {
  ev::timer T;  // WHY: -> timer at-end=stop
  T.start();    // WHY: start on 'T'
  T.start(1.);  // WHY: call ev::timer::start -> start on 'T'
  T.again();    // WHY: call ev::timer::again -> start on 'T'; fires=repeatedly
  T.stop();     // WHY: call ev::timer::stop -> stop on 'T'
  ev::periodic P; // WHY: -> timer at-end=stop
  P.start(1.);  // WHY: call ev::periodic::start -> start on 'P'
  P.again();    // WHY: call ev::periodic::again -> start on 'P'
  P.stop();     // WHY: call ev::periodic::stop -> stop on 'P'
  ev::stat S;   // WHY: -> timer at-end=stop
  S.start("f"); // WHY: call ev::stat::start -> start on 'S'
  S.stop();     // WHY: call ev::stat::stop -> stop on 'S'
  ev::idle I;   // WHY: -> timer at-end=stop
  I.start();    // WHY: call ev::idle::start -> start on 'I'
  I.stop();     // WHY: call ev::idle::stop -> stop on 'I'
}

void loops(struct ev_loop *L, ev::loop_ref R, ev_async *A, ev::async &B) {
  ev_run(L);              // WHY: call ev_run -> block class=wait bound=unbounded; stopped-by=0
  ev_run(L, EVRUN_ONCE);  // WHY: call ev_run -> block class=wait bound=unbounded
  ev_run(L, EVRUN_NOWAIT); // WHY: call ev_run -> callback
  ev_break(L, EVBREAK_ALL); // WHY: call ev_break -> request-stop on 'L'; wakes=none
  R.run();                // WHY: call ev::loop_ref::run -> block class=wait bound=unbounded; stopped-by=this
  R.run(ev::NOWAIT);      // WHY: call ev::loop_ref::run -> callback
  R.break_loop();         // WHY: call ev::loop_ref::break_loop -> request-stop on 'R'; wakes=none
  ev_async_send(L, A);    // WHY: call ev_async_send -> notify on 'A'
  B.send();               // WHY: call ev::async::send -> notify on 'B'
  ev_sleep(1.);           // WHY: call ev_sleep -> block class=sleep bound=bounded
}

} // namespace
