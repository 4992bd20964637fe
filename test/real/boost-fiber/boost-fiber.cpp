// REQUIRES: boost-fiber
// RUN: %check_why %s --library boost-fiber -- -std=c++20

// Every modelled name of Boost.Fiber, used on its own headers. The comment on
// a line says what Leash must make of the call. Compiled, never run.

#include <boost/fiber/all.hpp>

#include <chrono>
#include <mutex>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
namespace fibers = boost::fibers;

namespace {

void work() {}

void locks(Clock::time_point then) {
  fibers::mutex m; // WHY: -> lock
  m.lock();        // WHY: call boost::fibers::mutex::lock -> acquire exclusive on 'm'
  m.unlock();      // WHY: call boost::fibers::mutex::unlock -> release
  if (m.try_lock()) // WHY: call boost::fibers::mutex::try_lock -> acquire; blocking=lock
    m.unlock();

  fibers::recursive_mutex r; // WHY: -> lock
  r.lock();                  // WHY: call boost::fibers::recursive_mutex::lock -> acquire
  r.unlock();                // WHY: call boost::fibers::recursive_mutex::unlock -> release
  if (r.try_lock())          // WHY: call boost::fibers::recursive_mutex::try_lock -> acquire; blocking=lock
    r.unlock();

  fibers::timed_mutex t; // WHY: -> lock
  t.lock();              // WHY: call boost::fibers::timed_mutex::lock -> acquire
  t.unlock();            // WHY: call boost::fibers::timed_mutex::unlock -> release
  if (t.try_lock())      // WHY: call boost::fibers::timed_mutex::try_lock -> acquire; blocking=lock
    t.unlock();
  if (t.try_lock_for(5ms)) // WHY: call boost::fibers::timed_mutex::try_lock_for -> acquire
    t.unlock();
  if (t.try_lock_until(then)) // WHY: call boost::fibers::timed_mutex::try_lock_until -> acquire
    t.unlock();

  fibers::recursive_timed_mutex rt; // WHY: -> lock
  rt.lock();         // WHY: call boost::fibers::recursive_timed_mutex::lock -> acquire
  rt.unlock();       // WHY: call boost::fibers::recursive_timed_mutex::unlock -> release
  if (rt.try_lock()) // WHY: call boost::fibers::recursive_timed_mutex::try_lock -> acquire; blocking=lock
    rt.unlock();
  if (rt.try_lock_for(5ms)) // WHY: call boost::fibers::recursive_timed_mutex::try_lock_for -> acquire
    rt.unlock();
  if (rt.try_lock_until(then)) // WHY: call boost::fibers::recursive_timed_mutex::try_lock_until -> acquire
    rt.unlock();
}

void conditions(fibers::mutex &m, Clock::time_point then, const bool &ready) {
  std::unique_lock<fibers::mutex> lk(m); // WHY: -> guard
  auto pred = [&] { return ready; };

  fibers::condition_variable cv; // WHY: -> condition
  cv.wait(lk);                 // WHY: call boost::fibers::condition_variable::wait -> wait class=wait bound=unbounded releases 'lk'
  cv.wait(lk, pred);           // WHY: call boost::fibers::condition_variable::wait -> wait class=wait bound=unbounded releases 'lk'
  cv.wait_for(lk, 5ms);        // WHY: call boost::fibers::condition_variable::wait_for -> wait class=wait bound=bounded
  cv.wait_for(lk, 5ms, pred);  // WHY: call boost::fibers::condition_variable::wait_for -> wait class=wait bound=bounded
  cv.wait_until(lk, then);     // WHY: call boost::fibers::condition_variable::wait_until -> wait class=wait bound=bounded
  cv.wait_until(lk, then, pred); // WHY: call boost::fibers::condition_variable::wait_until -> wait class=wait bound=bounded
  cv.notify_one();             // WHY: call boost::fibers::condition_variable::notify_one -> notify; wakes=one
  cv.notify_all();             // WHY: call boost::fibers::condition_variable::notify_all -> notify; wakes=all

  fibers::condition_variable_any any; // WHY: -> condition
  any.wait(lk);                // WHY: call boost::fibers::condition_variable_any::wait -> wait class=wait bound=unbounded releases 'lk'
  any.wait(lk, pred);          // WHY: call boost::fibers::condition_variable_any::wait -> wait class=wait bound=unbounded releases 'lk'
  any.wait_for(lk, 5ms);       // WHY: call boost::fibers::condition_variable_any::wait_for -> wait class=wait bound=bounded
  any.wait_for(lk, 5ms, pred); // WHY: call boost::fibers::condition_variable_any::wait_for -> wait class=wait bound=bounded
  any.wait_until(lk, then);    // WHY: call boost::fibers::condition_variable_any::wait_until -> wait class=wait bound=bounded
  any.wait_until(lk, then, pred); // WHY: call boost::fibers::condition_variable_any::wait_until -> wait class=wait bound=bounded
  any.notify_one();            // WHY: call boost::fibers::condition_variable_any::notify_one -> notify; wakes=one
  any.notify_all();            // WHY: call boost::fibers::condition_variable_any::notify_all -> notify; wakes=all
}

void unbuffered(Clock::time_point then) {
  fibers::unbuffered_channel<int> ch; // WHY: -> channel
  int v = 0;
  ch.push(v);                  // WHY: call boost::fibers::unbuffered_channel::push -> send class=channel bound=unbounded; closed=status:closed
  ch.push(1);                  // WHY: call boost::fibers::unbuffered_channel::push -> send class=channel bound=unbounded; closed=status:closed
  ch.push_wait_for(v, 5ms);    // WHY: call boost::fibers::unbuffered_channel::push_wait_for -> send class=channel bound=bounded; closed=status:closed
  ch.push_wait_until(v, then); // WHY: call boost::fibers::unbuffered_channel::push_wait_until -> send class=channel bound=bounded; closed=status:closed
  ch.pop(v);                   // WHY: call boost::fibers::unbuffered_channel::pop -> receive class=channel bound=unbounded; closed=status:closed
  v = ch.value_pop();          // WHY: call boost::fibers::unbuffered_channel::value_pop -> receive class=channel bound=unbounded; closed=throw
  ch.pop_wait_for(v, 5ms);     // WHY: call boost::fibers::unbuffered_channel::pop_wait_for -> receive class=channel bound=bounded; closed=status:closed
  ch.pop_wait_until(v, then);  // WHY: call boost::fibers::unbuffered_channel::pop_wait_until -> receive class=channel bound=bounded; closed=status:closed
  for (int each : ch) // WHY: call boost::fibers::begin -> receive class=channel bound=unbounded; closed=end
    v += each;
  auto it = fibers::begin(ch);
  ++it;                // WHY: call boost::fibers::unbuffered_channel::iterator::operator++ -> receive class=channel bound=unbounded; closed=end
  if (!ch.is_closed()) // WHY: call boost::fibers::unbuffered_channel::is_closed -> is-closed
    ch.close();        // WHY: call boost::fibers::unbuffered_channel::close -> close; wakes=all
}

void buffered(Clock::time_point then) {
  fibers::buffered_channel<int> ch(8); // WHY: -> channel
  int v = 0;
  ch.push(v);                  // WHY: call boost::fibers::buffered_channel::push -> send class=channel bound=unbounded; closed=status:closed
  ch.try_push(v);              // WHY: call boost::fibers::buffered_channel::try_push -> send class=channel bound=never; blocking=push; closed=status:closed
  ch.push_wait_for(v, 5ms);    // WHY: call boost::fibers::buffered_channel::push_wait_for -> send class=channel bound=bounded; closed=status:closed
  ch.push_wait_until(v, then); // WHY: call boost::fibers::buffered_channel::push_wait_until -> send class=channel bound=bounded; closed=status:closed
  ch.pop(v);                   // WHY: call boost::fibers::buffered_channel::pop -> receive class=channel bound=unbounded; closed=status:closed
  v = ch.value_pop();          // WHY: call boost::fibers::buffered_channel::value_pop -> receive class=channel bound=unbounded; closed=throw
  ch.try_pop(v);               // WHY: call boost::fibers::buffered_channel::try_pop -> receive class=channel bound=never; blocking=pop; closed=status:closed
  ch.pop_wait_for(v, 5ms);     // WHY: call boost::fibers::buffered_channel::pop_wait_for -> receive class=channel bound=bounded; closed=status:closed
  ch.pop_wait_until(v, then);  // WHY: call boost::fibers::buffered_channel::pop_wait_until -> receive class=channel bound=bounded; closed=status:closed
  for (int each : ch) // WHY: call boost::fibers::begin -> receive class=channel bound=unbounded; closed=end
    v += each;
  auto it = fibers::begin(ch);
  ++it;                // WHY: call boost::fibers::buffered_channel::iterator::operator++ -> receive class=channel bound=unbounded; closed=end
  if (!ch.is_closed()) // WHY: call boost::fibers::buffered_channel::is_closed -> is-closed
    ch.close();        // WHY: call boost::fibers::buffered_channel::close -> close; wakes=all
}

void tasks(Clock::time_point then) {
  fibers::fiber f(work); // WHY: -> task; runs 'work'
  f.join();              // WHY: call boost::fibers::fiber::join -> block class=join bound=unbounded
  f = fibers::fiber(work); // WHY: call boost::fibers::fiber::fiber -> spawn; runs 'work'
  f.join();
  f = fibers::fiber(fibers::launch::dispatch, work); // WHY: call boost::fibers::fiber::fiber -> spawn; runs 'work'
  f.join();
  f = fibers::fiber(fibers::launch::post, work); // WHY: call boost::fibers::fiber::fiber -> spawn; runs 'work'
  f.join();
  f = fibers::fiber(std::allocator_arg, fibers::default_stack(), work); // WHY: call boost::fibers::fiber::fiber -> spawn; runs 'work'
  f.join();
  f = fibers::fiber(fibers::launch::dispatch, std::allocator_arg, fibers::default_stack(), work); // WHY: call boost::fibers::fiber::fiber -> spawn; runs 'work'
  f.detach(); // WHY: call boost::fibers::fiber::detach -> detach on 'f'
  fibers::async(work).wait(); // WHY: call boost::fibers::async -> spawn; runs 'work'
  fibers::async(fibers::launch::dispatch, work).wait(); // WHY: call boost::fibers::async -> spawn; runs 'work'
  fibers::async(fibers::launch::post, work).wait(); // WHY: call boost::fibers::async -> spawn; runs 'work'

  boost::this_fiber::sleep_for(1s);     // WHY: call boost::this_fiber::sleep_for -> block class=sleep bound=bounded
  boost::this_fiber::sleep_for(0s);     // WHY: call boost::this_fiber::sleep_for -> yield
  boost::this_fiber::sleep_until(then); // WHY: call boost::this_fiber::sleep_until -> block class=sleep bound=bounded
  boost::this_fiber::yield();           // WHY: call boost::this_fiber::yield -> yield
}

void futures(Clock::time_point then) {
  fibers::promise<int> p; // WHY: -> promise
  fibers::future<int> f = p.get_future(); // WHY: -> future
  p.set_value(1);          // WHY: call boost::fibers::promise::set_value -> satisfy
  p.set_exception(nullptr); // WHY: boost::fibers::detail::promise_base::set_exception -> satisfy
  f.wait();           // WHY: boost::fibers::detail::future_base::wait -> block class=wait bound=unbounded
  f.wait_for(5ms);    // WHY: boost::fibers::detail::future_base::wait_for -> block class=wait bound=bounded
  f.wait_until(then); // WHY: boost::fibers::detail::future_base::wait_until -> block class=wait bound=bounded
  f.get();            // WHY: call boost::fibers::future::get -> block class=wait bound=unbounded
  fibers::packaged_task<void()> task(work); // WHY: -> promise
  fibers::shared_future<void> s = task.get_future().share(); // WHY: -> future
  task();   // WHY: call boost::fibers::packaged_task::operator() -> satisfy
  s.wait(); // WHY: boost::fibers::detail::future_base::wait -> block class=wait bound=unbounded
  s.get();  // WHY: call boost::fibers::shared_future::get -> block class=wait bound=unbounded

  fibers::barrier b(2); // WHY: -> wait-group
  b.wait();             // WHY: call boost::fibers::barrier::wait -> block class=wait bound=unbounded
}

} // namespace
