// RUN: %check_why %s --library photon -- -std=c++20 -idirafter %root/test/mock

// Every modelled name of PhotonLibOS, on a mock of its headers.

#include <photon/thread.h>

void *entry(void *);
void work();
int tick(void *);

void locks(photon::condition_variable &cv) { // WHY: -> condition
  photon::mutex m;           // WHY: -> lock
  m.lock();                  // WHY: call photon::mutex::lock -> acquire exclusive on 'm' bound=unbounded
  m.unlock();                // WHY: call photon::mutex::unlock -> release exclusive on 'm'
  if (m.try_lock() == 0)     // WHY: call photon::mutex::try_lock -> acquire exclusive on 'm' bound=never attempt blocking=lock
    m.unlock();
  photon::recursive_mutex r; // WHY: -> lock recursive
  r.lock();                  // WHY: call photon::recursive_mutex::lock -> acquire
  r.unlock();                // WHY: call photon::recursive_mutex::unlock -> release
  r.try_lock();              // WHY: call photon::recursive_mutex::try_lock -> acquire
  photon::spinlock s;        // WHY: -> lock spins
  s.lock();                  // WHY: call photon::spinlock::lock -> acquire
  s.unlock();                // WHY: call photon::spinlock::unlock -> release
  s.try_lock();              // WHY: call photon::spinlock::try_lock -> acquire
  photon::scoped_lock lk(m); // WHY: -> guard
  if (lk.locked())           // WHY: call photon::locker::locked -> owns-lock
    lk.unlock();             // WHY: call photon::locker::unlock -> release
  lk.lock();                 // WHY: call photon::locker::lock -> acquire
  lk.try_lock();             // WHY: call photon::locker::try_lock -> acquire
  cv.wait(lk);               // WHY: call photon::condition_variable::wait -> wait class=wait bound=unbounded releases 'lk' on 'cv' stopped-by=task
  cv.wait(lk, 1000);         // WHY: call photon::condition_variable::wait -> wait class=wait bound=bounded
  cv.wait_no_lock();         // WHY: call photon::condition_variable::wait_no_lock -> block class=wait bound=unbounded
  cv.signal();               // WHY: call photon::condition_variable::signal -> notify on 'cv' wakes=one
  cv.notify_one();           // WHY: call photon::condition_variable::notify_one -> notify on 'cv' wakes=one
  cv.notify_all();           // WHY: call photon::condition_variable::notify_all -> notify on 'cv' wakes=all
  cv.broadcast();            // WHY: call photon::condition_variable::broadcast -> notify on 'cv' wakes=all
  photon::semaphore sem(0);  // WHY: -> wait-group
  sem.wait(1);               // WHY: call photon::semaphore::wait -> block class=wait bound=unbounded
  sem.wait(1, 0);            // WHY: call photon::semaphore::wait -> block class=wait bound=never
  sem.wait_interruptible(1); // WHY: call photon::semaphore::wait_interruptible -> block class=wait bound=unbounded on 'sem' counts=up stopped-by=task
  sem.signal(1);             // WHY: call photon::semaphore::signal -> count-down
}

void threads() {
  photon::thread *t = photon::thread_create(entry, nullptr); // WHY: call photon::thread_create -> spawn; runs 'entry'
  photon::thread_create11(work); // WHY: call photon::thread_create11 -> spawn; runs 'work'
  photon::go(work);              // WHY: call photon::go -> spawn; runs 'work'
  photon::thread_join(photon::thread_enable_join(t)); // WHY: call photon::thread_join -> block class=join bound=unbounded
  photon::thread_interrupt(t);   // WHY: call photon::thread_interrupt -> request-stop
  photon::thread_shutdown(t);    // WHY: call photon::thread_shutdown -> request-stop
  photon::thread_usleep(1000);   // WHY: call photon::thread_usleep -> block class=sleep bound=bounded
  photon::thread_usleep(-1UL);   // WHY: call photon::thread_usleep -> block class=sleep bound=unbounded
  photon::thread_sleep(1);       // WHY: call photon::thread_sleep -> block class=sleep bound=bounded
  photon::thread_yield();        // WHY: call photon::thread_yield -> yield
}

void channels(int v) {
  photon::channel<int> c; // WHY: -> channel
  c.send(1);      // WHY: call photon::channel::send -> send class=channel bound=unbounded on 'c' closed=false
  c.send(1, 50);  // WHY: call photon::channel::send -> send class=channel bound=bounded
  c.try_send(1);  // WHY: call photon::channel::try_send -> send class=channel bound=never attempt on 'c' closed=false blocking=send
  c.recv(v);      // WHY: call photon::channel::recv -> receive class=channel bound=unbounded on 'c' closed=false
  c.try_recv(v);  // WHY: call photon::channel::try_recv -> receive class=channel bound=never attempt on 'c' closed=false blocking=recv
  photon::select(v);          // WHY: call photon::select -> select class=channel bound=unbounded
  photon::select_nonblock(v); // WHY: call photon::select_nonblock -> select class=channel bound=never
  if (!c.is_closed())         // WHY: call photon::channel::is_closed -> is-closed
    c.close();                // WHY: call photon::channel::close -> close on 'c' wakes=all
}

void timers() {
  photon::Timer *t = new photon::Timer(1000, tick); // WHY: call photon::Timer::Timer -> start fires=repeatedly runs 'tick'
  t = new photon::Timer(1000, tick, false);         // WHY: call photon::Timer::Timer -> start fires=once
  photon::Timer local(1000, tick);                  // WHY: -> timer at-end=stop-and-join
  t->reset(5);  // WHY: call photon::Timer::reset -> start
  t->cancel();  // WHY: call photon::Timer::cancel -> stop
  t->stop();    // WHY: call photon::Timer::stop -> stop
}
