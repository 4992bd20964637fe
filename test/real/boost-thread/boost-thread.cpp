// REQUIRES: boost-thread
// RUN: %check_why %s --library boost-thread -- -std=c++20 -pthread -Wno-deprecated-declarations

// Every modelled name of Boost.Thread, used on its own headers as they are by
// default; version-5.cpp has those of a later BOOST_THREAD_VERSION. The comment
// on a line says what Leash must make of the call. Compiled, never run.

#include <boost/function.hpp>
#include <boost/signals2/signal.hpp>
#include <boost/thread.hpp>
#include <boost/thread/completion_latch.hpp>
#include <boost/thread/concurrent_queues/sync_deque.hpp>
#include <boost/thread/concurrent_queues/sync_priority_queue.hpp>
#include <boost/thread/concurrent_queues/sync_timed_queue.hpp>
#include <boost/thread/latch.hpp>
#include <boost/thread/lockable_adapter.hpp>
#include <boost/thread/reverse_lock.hpp>
#include <boost/thread/scoped_thread.hpp>
#include <boost/thread/shared_lock_guard.hpp>
#include <boost/thread/strict_lock.hpp>
#include <boost/thread/sync_bounded_queue.hpp>
#include <boost/thread/sync_queue.hpp>
#include <boost/thread/synchronized_value.hpp>
#include <boost/thread/thread_guard.hpp>

using Millis = boost::chrono::milliseconds;
using Moment = boost::chrono::steady_clock::time_point;

namespace {

void work() {}

void locks(Moment then, boost::system_time date) {
  boost::mutex m;                          // WHY: -> lock

  m.lock();                                // WHY: call boost::mutex::lock -> acquire exclusive on 'm'
  m.unlock();                              // WHY: call boost::mutex::unlock -> release
  if (m.try_lock())                        // WHY: call boost::mutex::try_lock -> acquire exclusive; blocking=lock
    m.unlock();

  boost::recursive_mutex r;                // WHY: -> lock

  r.lock();                                // WHY: call boost::recursive_mutex::lock -> acquire exclusive
  r.unlock();                              // WHY: call boost::recursive_mutex::unlock -> release
  if (r.try_lock())                        // WHY: call boost::recursive_mutex::try_lock -> acquire exclusive; blocking=lock
    r.unlock();

  boost::timed_mutex t;                    // WHY: -> lock

  t.lock();                                // WHY: call boost::timed_mutex::lock -> acquire exclusive
  t.unlock();                              // WHY: call boost::timed_mutex::unlock -> release
  if (t.try_lock())                        // WHY: call boost::timed_mutex::try_lock -> acquire exclusive; blocking=lock
    t.unlock();
  if (t.try_lock_for(Millis(5)))           // WHY: call boost::timed_mutex::try_lock_for -> acquire exclusive
    t.unlock();
  if (t.try_lock_until(then))              // WHY: call boost::timed_mutex::try_lock_until -> acquire exclusive
    t.unlock();
  if (t.timed_lock(date))                  // WHY: call boost::timed_mutex::timed_lock -> acquire exclusive
    t.unlock();

  boost::recursive_timed_mutex rt;         // WHY: -> lock

  rt.lock();                               // WHY: call boost::recursive_timed_mutex::lock -> acquire exclusive
  rt.unlock();                             // WHY: call boost::recursive_timed_mutex::unlock -> release
  if (rt.try_lock())                       // WHY: call boost::recursive_timed_mutex::try_lock -> acquire exclusive; blocking=lock
    rt.unlock();
  if (rt.try_lock_for(Millis(5)))          // WHY: call boost::recursive_timed_mutex::try_lock_for -> acquire exclusive
    rt.unlock();
  if (rt.try_lock_until(then))             // WHY: call boost::recursive_timed_mutex::try_lock_until -> acquire exclusive
    rt.unlock();
  if (rt.timed_lock(date))                 // WHY: call boost::recursive_timed_mutex::timed_lock -> acquire exclusive
    rt.unlock();

  boost::mutex m2;
  boost::lock(m, m2);                      // WHY: call boost::lock -> acquire exclusive
  if (boost::try_lock(m, m2) == -1)        // WHY: call boost::try_lock -> acquire exclusive bound=never attempt blocking=lock
    m2.unlock();
}

void sharedLocks(Moment then, boost::system_time date) {
  boost::shared_mutex s;                   // WHY: -> lock

  s.lock();                                // WHY: call boost::shared_mutex::lock -> acquire exclusive
  s.unlock();                              // WHY: call boost::shared_mutex::unlock -> release
  if (s.try_lock())                        // WHY: call boost::shared_mutex::try_lock -> acquire exclusive; blocking=lock
    s.unlock();
  if (s.try_lock_for(Millis(5)))           // WHY: call boost::shared_mutex::try_lock_for -> acquire exclusive
    s.unlock();
  if (s.try_lock_until(then))              // WHY: call boost::shared_mutex::try_lock_until -> acquire exclusive
    s.unlock();
  if (s.timed_lock(date))                  // WHY: call boost::shared_mutex::timed_lock -> acquire exclusive
    s.unlock();
  s.lock_shared();                         // WHY: call boost::shared_mutex::lock_shared -> acquire shared
  s.unlock_shared();                       // WHY: call boost::shared_mutex::unlock_shared -> release
  if (s.try_lock_shared())                 // WHY: call boost::shared_mutex::try_lock_shared -> acquire shared
    s.unlock_shared();
  if (s.try_lock_shared_for(Millis(5)))    // WHY: call boost::shared_mutex::try_lock_shared_for -> acquire shared
    s.unlock_shared();
  if (s.try_lock_shared_until(then))       // WHY: call boost::shared_mutex::try_lock_shared_until -> acquire shared
    s.unlock_shared();
  if (s.timed_lock_shared(date))           // WHY: call boost::shared_mutex::timed_lock_shared -> acquire shared
    s.unlock_shared();
  s.lock_upgrade();                        // WHY: call boost::shared_mutex::lock_upgrade -> acquire upgrade
  s.unlock_upgrade();                      // WHY: call boost::shared_mutex::unlock_upgrade -> release
  if (s.try_lock_upgrade())                // WHY: call boost::shared_mutex::try_lock_upgrade -> acquire upgrade
    s.unlock_upgrade();
  if (s.try_lock_upgrade_for(Millis(5)))   // WHY: call boost::shared_mutex::try_lock_upgrade_for -> acquire upgrade
    s.unlock_upgrade();
  if (s.try_lock_upgrade_until(then))      // WHY: call boost::shared_mutex::try_lock_upgrade_until -> acquire upgrade
    s.unlock_upgrade();
  if (s.timed_lock_upgrade(date))          // WHY: call boost::shared_mutex::timed_lock_upgrade -> acquire upgrade
    s.unlock_upgrade();
  s.lock_upgrade();                        // WHY: acquire upgrade
  s.unlock_upgrade_and_lock();             // WHY: call boost::shared_mutex::unlock_upgrade_and_lock -> block class=lock
}

class Account : public boost::upgrade_lockable_adapter<boost::shared_mutex> {};

void adapters(Account &a, Moment then) {
  Account b;                               // WHY: -> lock

  a.lock();                                // WHY: call boost::basic_lockable_adapter::lock -> acquire exclusive
  a.unlock();                              // WHY: call boost::basic_lockable_adapter::unlock -> release
  if (a.try_lock())                        // WHY: call boost::lockable_adapter::try_lock -> acquire exclusive
    a.unlock();
  if (a.try_lock_for(Millis(5)))           // WHY: call boost::timed_lockable_adapter::try_lock_for -> acquire exclusive
    a.unlock();
  if (a.try_lock_until(then))              // WHY: call boost::timed_lockable_adapter::try_lock_until -> acquire exclusive
    a.unlock();
  a.lock_shared();                         // WHY: call boost::shared_lockable_adapter::lock_shared -> acquire shared
  a.unlock_shared();                       // WHY: call boost::shared_lockable_adapter::unlock_shared -> release
  if (a.try_lock_shared())                 // WHY: call boost::shared_lockable_adapter::try_lock_shared -> acquire shared
    a.unlock_shared();
  if (a.try_lock_shared_for(Millis(5)))    // WHY: call boost::shared_lockable_adapter::try_lock_shared_for -> acquire shared
    a.unlock_shared();
  if (a.try_lock_shared_until(then))       // WHY: call boost::shared_lockable_adapter::try_lock_shared_until -> acquire shared
    a.unlock_shared();
  a.lock_upgrade();                        // WHY: call boost::upgrade_lockable_adapter::lock_upgrade -> acquire upgrade
  a.unlock_upgrade();                      // WHY: call boost::upgrade_lockable_adapter::unlock_upgrade -> release
  if (a.try_lock_upgrade())                // WHY: call boost::upgrade_lockable_adapter::try_lock_upgrade -> acquire upgrade
    a.unlock_upgrade();
  if (a.try_lock_upgrade_for(Millis(5)))   // WHY: call boost::upgrade_lockable_adapter::try_lock_upgrade_for -> acquire upgrade
    a.unlock_upgrade();
  if (a.try_lock_upgrade_until(then))      // WHY: call boost::upgrade_lockable_adapter::try_lock_upgrade_until -> acquire upgrade
    a.unlock_upgrade();
  a.unlock_upgrade_and_lock();             // WHY: call boost::upgrade_lockable_adapter::unlock_upgrade_and_lock -> block class=lock
  (void)b;
}

void guards(boost::timed_mutex &t, boost::shared_mutex &s, Moment then,
            boost::system_time date) {
  {
    boost::lock_guard<boost::timed_mutex> g(t); // WHY: -> guard
  }
  {
    boost::strict_lock<boost::timed_mutex> g(t); // WHY: -> guard
  }
  {
    boost::shared_lock_guard<boost::shared_mutex> g(s); // WHY: -> guard
  }
  {
    boost::unique_lock<boost::timed_mutex> l(t); // WHY: -> guard
    l.unlock(); // WHY: call boost::unique_lock::unlock -> release
    l.lock(); // WHY: call boost::unique_lock::lock -> acquire exclusive on 'l'
    l.try_lock(); // WHY: call boost::unique_lock::try_lock -> acquire exclusive; blocking=lock
    l.try_lock_for(Millis(5)); // WHY: call boost::unique_lock::try_lock_for -> acquire exclusive
    l.try_lock_until(then); // WHY: call boost::unique_lock::try_lock_until -> acquire exclusive
    l.timed_lock(date); // WHY: call boost::unique_lock::timed_lock -> acquire exclusive
    if (l) // WHY: call boost::unique_lock::operator bool -> owns-lock
      work();
    if (l.owns_lock()) // WHY: call boost::unique_lock::owns_lock -> owns-lock
      l.release(); // WHY: call boost::unique_lock::release -> disown
  }
  {
    boost::shared_lock<boost::shared_mutex> l(s); // WHY: -> guard
    l.unlock(); // WHY: call boost::shared_lock::unlock -> release
    l.lock(); // WHY: call boost::shared_lock::lock -> acquire shared on 'l'
    l.try_lock(); // WHY: call boost::shared_lock::try_lock -> acquire shared; blocking=lock
    l.try_lock_for(Millis(5)); // WHY: call boost::shared_lock::try_lock_for -> acquire shared
    l.try_lock_until(then); // WHY: call boost::shared_lock::try_lock_until -> acquire shared
    l.timed_lock(date); // WHY: call boost::shared_lock::timed_lock -> acquire shared
    if (l) // WHY: call boost::shared_lock::operator bool -> owns-lock
      work();
    if (l.owns_lock()) // WHY: call boost::shared_lock::owns_lock -> owns-lock
      l.release(); // WHY: call boost::shared_lock::release -> disown
  }
  {
    boost::upgrade_lock<boost::shared_mutex> l(s); // WHY: -> guard
    l.unlock(); // WHY: call boost::upgrade_lock::unlock -> release
    l.lock(); // WHY: call boost::upgrade_lock::lock -> acquire upgrade on 'l'
    l.try_lock(); // WHY: call boost::upgrade_lock::try_lock -> acquire upgrade; blocking=lock
    l.try_lock_for(Millis(5)); // WHY: call boost::upgrade_lock::try_lock_for -> acquire upgrade
    l.try_lock_until(then); // WHY: call boost::upgrade_lock::try_lock_until -> acquire upgrade
    if (l) // WHY: call boost::upgrade_lock::operator bool -> owns-lock
      work();
    if (l.owns_lock()) // WHY: call boost::upgrade_lock::owns_lock -> owns-lock
      l.release(); // WHY: call boost::upgrade_lock::release -> disown
  }
  {
    boost::timed_mutex::scoped_try_lock l(t); // WHY: -> guard
    l.unlock();   // WHY: call boost::detail::try_lock_wrapper::unlock -> release
    l.lock();     // WHY: call boost::detail::try_lock_wrapper::lock -> acquire exclusive
    l.try_lock(); // WHY: call boost::detail::try_lock_wrapper::try_lock -> acquire exclusive; blocking=lock
    if (l)        // WHY: call boost::detail::try_lock_wrapper::operator bool -> owns-lock
      work();
    if (l.owns_lock()) // WHY: call boost::detail::try_lock_wrapper::owns_lock -> owns-lock
      l.release();     // WHY: call boost::detail::try_lock_wrapper::release -> disown
  }
  {
    boost::timed_mutex::scoped_lock l(t); // WHY: -> guard
    boost::reverse_lock<boost::timed_mutex::scoped_lock> r(l); // WHY: -> inverse-guard
  }
  {
    boost::upgrade_lock<boost::shared_mutex> l(s);
    boost::upgrade_to_unique_lock<boost::shared_mutex> u(l); // WHY: -> guard
  }
  {
    boost::unique_lock<boost::timed_mutex> l(t);
    boost::nested_strict_lock<boost::unique_lock<boost::timed_mutex>> n(l); // WHY: -> guard
  }
  boost::adopt_lock_t adopt;   // WHY: -> guard-tag
  boost::defer_lock_t defer;   // WHY: -> guard-tag
  boost::try_to_lock_t attempt; // WHY: -> guard-tag
  boost::unique_lock<boost::timed_mutex> a(t, adopt);
  boost::unique_lock<boost::shared_mutex> d(s, defer);
  boost::shared_lock<boost::shared_mutex> y(s, attempt);

  boost::synchronized_value<int> value(1);
  auto p = value.synchronize(); // WHY: -> guard
}

void conditions(boost::mutex &m, Moment then, boost::system_time date, const bool &ready) {
  boost::unique_lock<boost::mutex> lk(m);
  auto pred = [&] { return ready; };

  boost::condition_variable cv; // WHY: -> condition
  cv.wait(lk);                             // WHY: call boost::condition_variable::wait -> wait class=wait bound=unbounded releases 'lk'; stopped-by=task
  cv.wait(lk, pred);                       // WHY: call boost::condition_variable::wait -> wait class=wait bound=unbounded releases 'lk'; stopped-by=task
  cv.wait_for(lk, Millis(5));              // WHY: call boost::condition_variable::wait_for -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  cv.wait_for(lk, Millis(5), pred);        // WHY: call boost::condition_variable::wait_for -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  cv.wait_until(lk, then);                 // WHY: call boost::condition_variable::wait_until -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  cv.wait_until(lk, then, pred);           // WHY: call boost::condition_variable::wait_until -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  cv.timed_wait(lk, date);                 // WHY: call boost::condition_variable::timed_wait -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  cv.timed_wait(lk, date, pred);           // WHY: call boost::condition_variable::timed_wait -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  cv.notify_one();                         // WHY: call boost::condition_variable::notify_one -> notify; wakes=one
  cv.notify_all();                         // WHY: call boost::condition_variable::notify_all -> notify; wakes=all

  boost::condition_variable_any any; // WHY: -> condition
  any.wait(lk);                            // WHY: call boost::condition_variable_any::wait -> wait class=wait bound=unbounded releases 'lk'; stopped-by=task
  any.wait(lk, pred);                      // WHY: call boost::condition_variable_any::wait -> wait class=wait bound=unbounded releases 'lk'; stopped-by=task
  any.wait_for(lk, Millis(5));             // WHY: call boost::condition_variable_any::wait_for -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  any.wait_for(lk, Millis(5), pred);       // WHY: call boost::condition_variable_any::wait_for -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  any.wait_until(lk, then);                // WHY: call boost::condition_variable_any::wait_until -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  any.wait_until(lk, then, pred);          // WHY: call boost::condition_variable_any::wait_until -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  any.timed_wait(lk, date);                // WHY: call boost::condition_variable_any::timed_wait -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  any.timed_wait(lk, date, pred);          // WHY: call boost::condition_variable_any::timed_wait -> wait class=wait bound=bounded releases 'lk'; stopped-by=task
  any.notify_one();                        // WHY: call boost::condition_variable_any::notify_one -> notify; wakes=one
  any.notify_all();                        // WHY: call boost::condition_variable_any::notify_all -> notify; wakes=all

  boost::notify_all_at_thread_exit(cv, boost::move(lk)); // WHY: call boost::notify_all_at_thread_exit -> notify; wakes=all
}

void threads(Moment then, boost::system_time date) {
  boost::this_thread::sleep(date);         // WHY: call boost::this_thread::sleep -> block class=sleep bound=bounded; stopped-by=task
  boost::this_thread::sleep_for(Millis(5)); // WHY: call boost::this_thread::sleep_for -> block class=sleep bound=bounded; stopped-by=task
  boost::this_thread::sleep_until(then);   // WHY: call boost::this_thread::sleep_until -> block class=sleep bound=bounded; stopped-by=task
  boost::this_thread::no_interruption_point::sleep(date); // WHY: call boost::this_thread::no_interruption_point::sleep -> block class=sleep bound=bounded
  boost::this_thread::no_interruption_point::sleep_for(Millis(5)); // WHY: call boost::this_thread::no_interruption_point::sleep_for -> block class=sleep bound=bounded
  boost::this_thread::no_interruption_point::sleep_until(then); // WHY: call boost::this_thread::no_interruption_point::sleep_until -> block class=sleep bound=bounded
  boost::thread::sleep(date);              // WHY: call boost::thread::sleep -> block class=sleep bound=bounded; stopped-by=task
  boost::this_thread::yield();             // WHY: call boost::this_thread::yield -> yield
  boost::thread::yield();                  // WHY: call boost::thread::yield -> yield

  boost::thread t(work); // WHY: -> task; runs 'work'
  t.interrupt();         // WHY: call boost::thread::interrupt -> request-stop
  if (t.interruption_requested()) // WHY: call boost::thread::interruption_requested -> stop-requested
    t.join();            // WHY: call boost::thread::join -> block class=join bound=unbounded; stopped-by=task
  t.try_join_for(Millis(5)); // WHY: call boost::thread::try_join_for -> block class=join bound=bounded; stopped-by=task
  t.try_join_until(then); // WHY: call boost::thread::try_join_until -> block class=join bound=bounded; stopped-by=task
  t.timed_join(date);    // WHY: call boost::thread::timed_join -> block class=join bound=bounded; stopped-by=task
  t = boost::thread(work); // WHY: call boost::thread::thread -> spawn; runs 'work'
  if (boost::this_thread::interruption_requested()) // WHY: call boost::this_thread::interruption_requested -> stop-requested
    boost::this_thread::interruption_point(); // WHY: call boost::this_thread::interruption_point -> stop-requested

  boost::thread_group group;  // WHY: -> task
  group.create_thread(work);  // WHY: call boost::thread_group::create_thread -> spawn; runs 'work'
  group.interrupt_all();      // WHY: call boost::thread_group::interrupt_all -> request-stop
  group.join_all();           // WHY: call boost::thread_group::join_all -> block class=join bound=unbounded; stopped-by=task

  using Scoped = boost::scoped_thread<>;
  using Strict = boost::strict_scoped_thread<>;
  using Guard = boost::thread_guard<>;
  Scoped s(work);  // WHY: -> task; runs 'work'
  s.interrupt();   // WHY: call boost::scoped_thread::interrupt -> request-stop
  s.detach();      // WHY: call boost::scoped_thread::detach -> detach on 's'
  boost::thread gone(work);
  gone.detach();   // WHY: call boost::thread::detach -> detach on 'gone'
  if (s.interruption_requested()) // WHY: call boost::scoped_thread::interruption_requested -> stop-requested
    s.join();      // WHY: call boost::scoped_thread::join -> block class=join bound=unbounded; stopped-by=task
  s.try_join_for(Millis(5)); // WHY: call boost::scoped_thread::try_join_for -> block class=join bound=bounded; stopped-by=task
  s.try_join_until(then);    // WHY: call boost::scoped_thread::try_join_until -> block class=join bound=bounded; stopped-by=task
  auto *more = new Scoped(work); // WHY: call boost::scoped_thread::scoped_thread -> spawn; runs 'work'
  more->~Scoped();   // WHY: call boost::scoped_thread::~scoped_thread -> block class=join bound=unbounded
  Strict x(work);    // WHY: -> task; runs 'work'
  auto *strict = new Strict(work); // WHY: call boost::strict_scoped_thread::strict_scoped_thread -> spawn; runs 'work'
  strict->~Strict(); // WHY: call boost::strict_scoped_thread::~strict_scoped_thread -> block class=join bound=unbounded
  Guard g(t);        // WHY: -> task
  g.~Guard();        // WHY: call boost::thread_guard::~thread_guard -> block class=join bound=unbounded

  auto f = boost::async(boost::launch::async, work); // WHY: call boost::async -> spawn; runs 'work'
  auto h = boost::async(boost::launch::any, work);   // WHY: call boost::async -> spawn; runs 'work'
  auto i = boost::async(work);                       // WHY: call boost::async -> spawn; runs 'work'
}

void futures(Moment then, boost::system_time date) {
  boost::promise<int> p; // WHY: -> promise
  boost::unique_future<int> f = p.get_future(); // WHY: -> future
  p.set_value(1);                       // WHY: call boost::promise::set_value -> satisfy
  p.set_exception(boost::exception_ptr()); // WHY: call boost::promise::set_exception -> satisfy
  p.set_value_deferred(1);              // WHY: call boost::promise::set_value_deferred -> satisfy
  p.set_exception_deferred(boost::exception_ptr()); // WHY: call boost::promise::set_exception_deferred -> satisfy
  p.set_value_at_thread_exit(1);        // WHY: call boost::promise::set_value_at_thread_exit -> satisfy
  p.set_exception_at_thread_exit(boost::exception_ptr()); // WHY: call boost::promise::set_exception_at_thread_exit -> satisfy
  f.wait();             // WHY: boost::detail::basic_future::wait -> block class=wait bound=unbounded
  f.wait_for(Millis(5)); // WHY: boost::detail::basic_future::wait_for -> block class=wait bound=bounded
  f.wait_until(then);   // WHY: boost::detail::basic_future::wait_until -> block class=wait bound=bounded
  f.timed_wait(boost::posix_time::seconds(1)); // WHY: boost::detail::basic_future::timed_wait -> block class=wait bound=bounded
  f.timed_wait_until(date); // WHY: boost::detail::basic_future::timed_wait_until -> block class=wait bound=bounded
  f.get();              // WHY: call boost::unique_future::get -> block class=wait bound=unbounded
  boost::packaged_task<void> task(work); // WHY: -> promise
  boost::shared_future<void> s = task.get_future().share(); // WHY: -> future
  task();               // WHY: call boost::packaged_task::operator() -> satisfy
  task.make_ready_at_thread_exit(); // WHY: call boost::packaged_task::make_ready_at_thread_exit -> satisfy
  s.get();              // WHY: call boost::shared_future::get -> block class=wait bound=unbounded
  boost::wait_for_any(f, s); // WHY: call boost::wait_for_any -> select class=wait bound=unbounded
  boost::wait_for_all(f, s); // WHY: call boost::wait_for_all -> block class=wait bound=unbounded
}

void groups(Moment then) {
  boost::barrier b(2);     // WHY: -> wait-group
  b.wait();                // WHY: call boost::barrier::wait -> block class=wait bound=unbounded
  b.count_down_and_wait(); // WHY: call boost::barrier::count_down_and_wait -> block class=wait bound=unbounded

  boost::latch l(2);       // WHY: -> wait-group
  l.count_down();          // WHY: call boost::latch::count_down -> count-down
  l.try_count_down();      // WHY: call boost::latch::try_count_down -> count-down
  l.signal();              // WHY: call boost::latch::signal -> count-down
  if (!l.try_wait())       // WHY: call boost::latch::try_wait -> block class=wait bound=never; blocking=wait
    l.wait();              // WHY: call boost::latch::wait -> block class=wait bound=unbounded
  l.wait_for(Millis(5));   // WHY: call boost::latch::wait_for -> block class=wait bound=bounded
  l.wait_until(then);      // WHY: call boost::latch::wait_until -> block class=wait bound=bounded
  l.count_down_and_wait(); // WHY: call boost::latch::count_down_and_wait -> block class=wait bound=unbounded
  l.sync();                // WHY: call boost::latch::sync -> block class=wait bound=unbounded

  boost::completion_latch c(2); // WHY: -> wait-group
  c.count_down();          // WHY: call boost::completion_latch::count_down -> count-down
  c.signal();              // WHY: call boost::completion_latch::signal -> count-down
  if (!c.try_wait())       // WHY: call boost::completion_latch::try_wait -> block class=wait bound=never; blocking=wait
    c.wait();              // WHY: call boost::completion_latch::wait -> block class=wait bound=unbounded
  c.wait_for(Millis(5));   // WHY: call boost::completion_latch::wait_for -> block class=wait bound=bounded
  c.wait_until(then);      // WHY: call boost::completion_latch::wait_until -> block class=wait bound=bounded
  c.count_down_and_wait(); // WHY: call boost::completion_latch::count_down_and_wait -> block class=wait bound=unbounded
  c.sync();                // WHY: call boost::completion_latch::sync -> block class=wait bound=unbounded
}

void channels(Moment then) {
  int v = 0;

  boost::sync_bounded_queue<int> q(4); // WHY: -> channel
  q.push_back(1);                          // WHY: call boost::concurrent::sync_bounded_queue::push_back -> send class=channel bound=unbounded; closed=throw; stopped-by=task
  q.wait_push_back(1);                     // WHY: call boost::concurrent::sync_bounded_queue::wait_push_back -> send class=channel bound=unbounded; closed=status:closed; stopped-by=task
  q.push(1);                               // WHY: call boost::concurrent::sync_bounded_queue::push -> send class=channel bound=unbounded; closed=throw; stopped-by=task
  q.try_push_back(1);                      // WHY: call boost::concurrent::sync_bounded_queue::try_push_back -> send class=channel bound=never; blocking=wait_push_back; closed=status:closed
  q.nonblocking_push_back(1);              // WHY: call boost::concurrent::sync_bounded_queue::nonblocking_push_back -> send class=channel bound=never; blocking=wait_push_back; closed=status:closed
  q.try_push(1);                           // WHY: call boost::concurrent::sync_bounded_queue::try_push -> send class=channel bound=never; blocking=push; closed=throw
  q.pull_front();                          // WHY: call boost::concurrent::sync_bounded_queue::pull_front -> receive class=channel bound=unbounded; closed=throw; stopped-by=task
  q.wait_pull_front(v);                    // WHY: call boost::concurrent::sync_bounded_queue::wait_pull_front -> receive class=channel bound=unbounded; closed=status:closed; stopped-by=task
  q.pull();                                // WHY: call boost::concurrent::sync_bounded_queue::pull -> receive class=channel bound=unbounded; closed=throw; stopped-by=task
  q.ptr_pull();                            // WHY: call boost::concurrent::sync_bounded_queue::ptr_pull -> receive class=channel bound=unbounded; closed=throw; stopped-by=task
  q.try_pull_front(v);                     // WHY: call boost::concurrent::sync_bounded_queue::try_pull_front -> receive class=channel bound=never; blocking=wait_pull_front; closed=status:closed
  q.nonblocking_pull_front(v);             // WHY: call boost::concurrent::sync_bounded_queue::nonblocking_pull_front -> receive class=channel bound=never; blocking=wait_pull_front; closed=status:closed
  q.try_pull(v);                           // WHY: call boost::concurrent::sync_bounded_queue::try_pull -> receive class=channel bound=never; blocking=pull; closed=throw
  if (!q.closed())                         // WHY: call boost::concurrent::sync_bounded_queue::closed -> is-closed
    q.close();                             // WHY: call boost::concurrent::sync_bounded_queue::close -> close; wakes=all

  boost::sync_queue<int> u; // WHY: -> channel
  u.push(1);                               // WHY: call boost::concurrent::sync_queue::push -> send class=channel bound=never; closed=throw
  u.wait_push(1);                          // WHY: call boost::concurrent::sync_queue::wait_push -> send class=channel bound=never; closed=status:closed
  u.try_push(1);                           // WHY: call boost::concurrent::sync_queue::try_push -> send class=channel bound=never; closed=status:closed
  u.nonblocking_push(1);                   // WHY: call boost::concurrent::sync_queue::nonblocking_push -> send class=channel bound=never; closed=status:closed
  u.pull();                                // WHY: call boost::concurrent::sync_queue::pull -> receive class=channel bound=unbounded; closed=throw; stopped-by=task
  u.wait_pull(v);                          // WHY: call boost::concurrent::sync_queue::wait_pull -> receive class=channel bound=unbounded; closed=status:closed; stopped-by=task
  u.try_pull(v);                           // WHY: call boost::concurrent::sync_queue::try_pull -> receive class=channel bound=never; blocking=wait_pull; closed=status:closed
  u.nonblocking_pull(v);                   // WHY: call boost::concurrent::sync_queue::nonblocking_pull -> receive class=channel bound=never; blocking=wait_pull; closed=status:closed
  if (!u.closed())                         // WHY: boost::concurrent::detail::sync_queue_base::closed -> is-closed
    u.close();                             // WHY: boost::concurrent::detail::sync_queue_base::close -> close; wakes=all

  boost::sync_deque<int> d; // WHY: -> channel
  d.push_back(1);                          // WHY: call boost::concurrent::sync_deque::push_back -> send class=channel bound=never; closed=throw
  d.wait_push_back(1);                     // WHY: call boost::concurrent::sync_deque::wait_push_back -> send class=channel bound=never; closed=status:closed
  d.try_push_back(1);                      // WHY: call boost::concurrent::sync_deque::try_push_back -> send class=channel bound=never; closed=status:closed
  d.nonblocking_push_back(1);              // WHY: call boost::concurrent::sync_deque::nonblocking_push_back -> send class=channel bound=never; closed=status:closed
  d.pull_front();                          // WHY: call boost::concurrent::sync_deque::pull_front -> receive class=channel bound=unbounded; closed=throw; stopped-by=task
  d.wait_pull_front(v);                    // WHY: call boost::concurrent::sync_deque::wait_pull_front -> receive class=channel bound=unbounded; closed=status:closed; stopped-by=task
  d.try_pull_front(v);                     // WHY: call boost::concurrent::sync_deque::try_pull_front -> receive class=channel bound=never; blocking=wait_pull_front; closed=status:closed
  d.nonblocking_pull_front(v);             // WHY: call boost::concurrent::sync_deque::nonblocking_pull_front -> receive class=channel bound=never; blocking=wait_pull_front; closed=status:closed

  boost::concurrent::sync_timed_queue<int> t; // WHY: -> channel
  t.push(1, Millis(5));                    // WHY: call boost::concurrent::sync_timed_queue::push -> send class=channel bound=never; closed=throw
  t.try_push(1, Millis(5));                // WHY: call boost::concurrent::sync_timed_queue::try_push -> send class=channel bound=never; closed=status:closed
  t.pull();                                // WHY: call boost::concurrent::sync_timed_queue::pull -> receive class=channel bound=unbounded; closed=throw; stopped-by=task
  t.wait_pull(v);                          // WHY: call boost::concurrent::sync_timed_queue::wait_pull -> receive class=channel bound=unbounded; closed=status:closed; stopped-by=task
  t.try_pull(v);                           // WHY: call boost::concurrent::sync_timed_queue::try_pull -> receive class=channel bound=never; blocking=wait_pull; closed=status:closed
  t.nonblocking_pull(v);                   // WHY: call boost::concurrent::sync_timed_queue::nonblocking_pull -> receive class=channel bound=never; blocking=wait_pull; closed=status:closed
  t.pull_for(Millis(5), v);                // WHY: call boost::concurrent::sync_timed_queue::pull_for -> receive class=channel bound=bounded; closed=status:closed; stopped-by=task
  t.pull_until(then, v);                   // WHY: call boost::concurrent::sync_timed_queue::pull_until -> receive class=channel bound=bounded; closed=status:closed; stopped-by=task

  boost::concurrent::sync_priority_queue<int> p; // WHY: -> channel
  p.push(1);                               // WHY: call boost::concurrent::sync_priority_queue::push -> send class=channel bound=never; closed=throw
  p.try_push(1);                           // WHY: call boost::concurrent::sync_priority_queue::try_push -> send class=channel bound=never; closed=status:closed
  p.pull();                                // WHY: call boost::concurrent::sync_priority_queue::pull -> receive class=channel bound=unbounded; closed=throw; stopped-by=task
  p.wait_pull(v);                          // WHY: call boost::concurrent::sync_priority_queue::wait_pull -> receive class=channel bound=unbounded; closed=status:closed; stopped-by=task
  p.try_pull(v);                           // WHY: call boost::concurrent::sync_priority_queue::try_pull -> receive class=channel bound=never; blocking=wait_pull; closed=status:closed
  p.nonblocking_pull(v);                   // WHY: call boost::concurrent::sync_priority_queue::nonblocking_pull -> receive class=channel bound=never; blocking=wait_pull; closed=status:closed
  p.pull_for(Millis(5), v);                // WHY: call boost::concurrent::sync_priority_queue::pull_for -> receive class=channel bound=bounded; closed=status:closed; stopped-by=task
  p.pull_until(then, v);                   // WHY: call boost::concurrent::sync_priority_queue::pull_until -> receive class=channel bound=bounded; closed=status:closed; stopped-by=task
}

void callbacks(boost::once_flag &once) {
  boost::function<void()> f = work; // WHY: -> callable
  boost::signals2::signal<void()> s; // WHY: -> callable
  s();                             // WHY: call boost::signals2::signal::operator() -> callback
  boost::call_once(once, work);    // WHY: call boost::call_once -> callback; runs 'work'

  boost::function0<void> f0; // WHY: -> callable
  f0(); // WHY: call boost::function0::operator() -> callback
  boost::function1<void, int> f1; // WHY: -> callable
  f1(0); // WHY: call boost::function1::operator() -> callback
  boost::function2<void, int, int> f2; // WHY: -> callable
  f2(0, 0); // WHY: call boost::function2::operator() -> callback
  boost::function3<void, int, int, int> f3; // WHY: -> callable
  f3(0, 0, 0); // WHY: call boost::function3::operator() -> callback
  boost::function4<void, int, int, int, int> f4; // WHY: -> callable
  f4(0, 0, 0, 0); // WHY: call boost::function4::operator() -> callback
  boost::function5<void, int, int, int, int, int> f5; // WHY: -> callable
  f5(0, 0, 0, 0, 0); // WHY: call boost::function5::operator() -> callback
  boost::function6<void, int, int, int, int, int, int> f6; // WHY: -> callable
  f6(0, 0, 0, 0, 0, 0); // WHY: call boost::function6::operator() -> callback
  boost::function7<void, int, int, int, int, int, int, int> f7; // WHY: -> callable
  f7(0, 0, 0, 0, 0, 0, 0); // WHY: call boost::function7::operator() -> callback
  boost::function8<void, int, int, int, int, int, int, int, int> f8; // WHY: -> callable
  f8(0, 0, 0, 0, 0, 0, 0, 0); // WHY: call boost::function8::operator() -> callback
  boost::function9<void, int, int, int, int, int, int, int, int, int> f9; // WHY: -> callable
  f9(0, 0, 0, 0, 0, 0, 0, 0, 0); // WHY: call boost::function9::operator() -> callback
  boost::function10<void, int, int, int, int, int, int, int, int, int, int> f10; // WHY: -> callable
  f10(0, 0, 0, 0, 0, 0, 0, 0, 0, 0); // WHY: call boost::function10::operator() -> callback
  f(); // WHY: boost::function0::operator() -> callback
}

} // namespace

// UNCOVERED: boost::thread_v2::shared_mutex  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::lock  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::unlock  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::try_lock  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::try_lock_for  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::try_lock_until  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::timed_lock  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::lock_shared  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::unlock_shared  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::try_lock_shared  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::try_lock_shared_for  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::try_lock_shared_until  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::shared_mutex::timed_lock_shared  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::lock  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::unlock  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::try_lock  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::try_lock_for  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::try_lock_until  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::timed_lock  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::lock_shared  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::unlock_shared  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::try_lock_shared  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::try_lock_shared_for  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::try_lock_shared_until  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::timed_lock_shared  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::lock_upgrade  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::unlock_upgrade  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::try_lock_upgrade  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::try_lock_upgrade_for  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::try_lock_upgrade_until  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::timed_lock_upgrade  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::thread_v2::upgrade_mutex::unlock_upgrade_and_lock  with BOOST_THREAD_V2_SHARED_MUTEX only: version-5.cpp
// UNCOVERED: boost::future  from version 4 on: version-5.cpp
// UNCOVERED: boost::future::get  from version 4 on: version-5.cpp
// UNCOVERED: boost::executors::basic_thread_pool  from version 5 on: version-5.cpp
// UNCOVERED: boost::executors::basic_thread_pool::submit  from version 5 on: version-5.cpp
// UNCOVERED: boost::executors::basic_thread_pool::join  from version 5 on: version-5.cpp
// UNCOVERED: boost::executors::basic_thread_pool::interrupt_and_join  from version 5 on: version-5.cpp
// UNCOVERED: boost::executors::basic_thread_pool::~basic_thread_pool  from version 5 on: version-5.cpp
// UNCOVERED: boost::executors::basic_thread_pool::close  from version 5 on: version-5.cpp
// UNCOVERED: boost::executors::basic_thread_pool::closed  from version 5 on: version-5.cpp
// UNCOVERED: boost::executors::basic_thread_pool::interrupt  from version 5 on: version-5.cpp
