// RUN: %check_why %s --library brpc -- -std=c++20 -idirafter %root/test/mock

// Every modelled name of brpc, on a mock of its headers.

#include <brpc/bthread.h>

void *body(void *);
void onTimer(void *);
int consume(void *, bthread::TaskIterator<int> &);

void locks(bthread_mutex_t *m, bthread_cond_t *c, const timespec *then) { // WHY: -> lock; -> condition
  bthread_mutex_lock(m);    // WHY: call bthread_mutex_lock -> acquire exclusive on 'm' bound=unbounded
  bthread_mutex_trylock(m); // WHY: call bthread_mutex_trylock -> acquire exclusive on 'm' bound=never attempt
  bthread_mutex_timedlock(m, then); // WHY: call bthread_mutex_timedlock -> acquire exclusive on 'm' bound=bounded
  bthread_cond_wait(c, m);  // WHY: call bthread_cond_wait -> wait class=wait bound=unbounded releases 'm' on 'c' stopped-by=task
  bthread_cond_timedwait(c, m, then); // WHY: call bthread_cond_timedwait -> wait class=wait bound=bounded releases 'm'
  bthread_cond_signal(c);   // WHY: call bthread_cond_signal -> notify on 'c' wakes=one
  bthread_cond_broadcast(c); // WHY: call bthread_cond_broadcast -> notify on 'c' wakes=all
  bthread_mutex_unlock(m);  // WHY: call bthread_mutex_unlock -> release
  bthread::Mutex x;         // WHY: -> lock
  x.lock();                 // WHY: call bthread::Mutex::lock -> acquire
  x.unlock();               // WHY: call bthread::Mutex::unlock -> release
  x.try_lock();             // WHY: call bthread::Mutex::try_lock -> acquire
  x.timed_lock(then);       // WHY: call bthread::Mutex::timed_lock -> acquire
  bthread::ConditionVariable cv; // WHY: -> condition
  std::unique_lock<bthread::Mutex> lk(x);
  cv.wait(lk);              // WHY: call bthread::ConditionVariable::wait -> wait class=wait bound=unbounded releases 'lk'
  cv.wait_for(lk, 10);      // WHY: call bthread::ConditionVariable::wait_for -> wait class=wait bound=bounded
  cv.wait_until(lk, *then); // WHY: call bthread::ConditionVariable::wait_until -> wait class=wait bound=bounded
  cv.notify_one();          // WHY: call bthread::ConditionVariable::notify_one -> notify on 'cv' wakes=one
  cv.notify_all();          // WHY: call bthread::ConditionVariable::notify_all -> notify on 'cv' wakes=all
}

void tasks(const timespec *then) {
  bthread_t t;
  bthread_start_urgent(&t, nullptr, body, nullptr);     // WHY: call bthread_start_urgent -> spawn; runs 'body'
  bthread_start_background(&t, nullptr, body, nullptr); // WHY: call bthread_start_background -> spawn; runs 'body'
  bthread_stop(t);            // WHY: call bthread_stop -> request-stop on 't'
  bthread_interrupt(t);       // WHY: call bthread_interrupt -> request-stop on 't'
  if (bthread_stopped(t))     // WHY: call bthread_stopped -> stop-requested on 't'
    bthread_join(t, nullptr); // WHY: call bthread_join -> block class=join bound=unbounded on 't'
  bthread_yield();            // WHY: call bthread_yield -> yield
  bthread_usleep(10);         // WHY: call bthread_usleep -> block class=sleep bound=bounded
  bthread_fd_wait(3, 1);      // WHY: call bthread_fd_wait -> block class=network bound=unbounded
  bthread_fd_timedwait(3, 1, then); // WHY: call bthread_fd_timedwait -> block class=network bound=bounded
  bthread::CountdownEvent e(2); // WHY: -> wait-group
  e.add_count();              // WHY: call bthread::CountdownEvent::add_count -> count-up on 'e'
  e.reset();                  // sets the count anew
  e.signal();                 // WHY: call bthread::CountdownEvent::signal -> count-down on 'e'
  e.wait();                   // WHY: call bthread::CountdownEvent::wait -> block class=wait bound=unbounded on 'e'
  e.timed_wait(*then);        // WHY: call bthread::CountdownEvent::timed_wait -> block class=wait bound=bounded on 'e'
  bthread::ExecutionQueueId<int> q; // WHY: -> channel
  bthread::execution_queue_start(&q, nullptr, consume, nullptr); // WHY: call bthread::execution_queue_start -> spawn; runs 'consume'
  bthread::execution_queue_execute(q, 1); // WHY: call bthread::execution_queue_execute -> send class=channel bound=never on 'q'
  bthread::execution_queue_stop(q); // WHY: call bthread::execution_queue_stop -> close on 'q'
  bthread::execution_queue_join(q); // WHY: call bthread::execution_queue_join -> block class=join bound=unbounded on 'q'
  bthread_timer_t timer;
  bthread_timer_add(&timer, *then, onTimer, nullptr); // WHY: call bthread_timer_add -> start on 'timer' fires=once runs 'onTimer'
  bthread_timer_del(timer);   // WHY: call bthread_timer_del -> stop on 'timer'
}

void server(brpc::Server &s) {
  s.Stop(0);               // WHY: call brpc::Server::Stop -> request-stop on 's'
  s.Join();                // WHY: call brpc::Server::Join -> block class=join bound=unbounded on 's'
  s.RunUntilAskedToQuit(); // WHY: call brpc::Server::RunUntilAskedToQuit -> block class=join bound=unbounded on 's'
}
