// REQUIRES: boost-thread
// RUN: %check_why %s -- -std=c++17 -fdelayed-template-parsing -pthread -DBOOST_THREAD_VERSION=5 -DBOOST_THREAD_V2_SHARED_MUTEX -DBOOST_THREAD_USES_DATETIME

// The names of Boost.Thread that are there only with a later version or with
// its second shared mutex. Its executors hold a template that newer Clangs refuse
// unless they parse it late.

#include <boost/thread.hpp>
#include <boost/thread/executors/basic_thread_pool.hpp>
#include <boost/thread/v2/shared_mutex.hpp>

using Millis = boost::chrono::milliseconds;
using Moment = boost::chrono::steady_clock::time_point;

namespace {

void work() {}

void sharedLocks2(Moment then, boost::system_time date) {
  boost::thread_v2::shared_mutex s;        // WHY: -> lock

  s.lock();                                // WHY: call boost::thread_v2::shared_mutex::lock -> acquire exclusive
  s.unlock();                              // WHY: call boost::thread_v2::shared_mutex::unlock -> release
  if (s.try_lock())                        // WHY: call boost::thread_v2::shared_mutex::try_lock -> acquire exclusive
    s.unlock();
  if (s.try_lock_for(Millis(5)))           // WHY: call boost::thread_v2::shared_mutex::try_lock_for -> acquire exclusive
    s.unlock();
  if (s.try_lock_until(then))              // WHY: call boost::thread_v2::shared_mutex::try_lock_until -> acquire exclusive
    s.unlock();
  if (s.timed_lock(date))                  // WHY: call boost::thread_v2::shared_mutex::timed_lock -> acquire exclusive
    s.unlock();
  s.lock_shared();                         // WHY: call boost::thread_v2::shared_mutex::lock_shared -> acquire shared
  s.unlock_shared();                       // WHY: call boost::thread_v2::shared_mutex::unlock_shared -> release
  if (s.try_lock_shared())                 // WHY: call boost::thread_v2::shared_mutex::try_lock_shared -> acquire shared
    s.unlock_shared();
  if (s.try_lock_shared_for(Millis(5)))    // WHY: call boost::thread_v2::shared_mutex::try_lock_shared_for -> acquire shared
    s.unlock_shared();
  if (s.try_lock_shared_until(then))       // WHY: call boost::thread_v2::shared_mutex::try_lock_shared_until -> acquire shared
    s.unlock_shared();
  if (s.timed_lock_shared(date))           // WHY: call boost::thread_v2::shared_mutex::timed_lock_shared -> acquire shared
    s.unlock_shared();

  boost::thread_v2::upgrade_mutex u;       // WHY: -> lock

  u.lock();                                // WHY: call boost::thread_v2::upgrade_mutex::lock -> acquire exclusive
  u.unlock();                              // WHY: call boost::thread_v2::upgrade_mutex::unlock -> release
  if (u.try_lock())                        // WHY: call boost::thread_v2::upgrade_mutex::try_lock -> acquire exclusive
    u.unlock();
  if (u.try_lock_for(Millis(5)))           // WHY: call boost::thread_v2::upgrade_mutex::try_lock_for -> acquire exclusive
    u.unlock();
  if (u.try_lock_until(then))              // WHY: call boost::thread_v2::upgrade_mutex::try_lock_until -> acquire exclusive
    u.unlock();
  if (u.timed_lock(date))                  // WHY: call boost::thread_v2::upgrade_mutex::timed_lock -> acquire exclusive
    u.unlock();
  u.lock_shared();                         // WHY: call boost::thread_v2::upgrade_mutex::lock_shared -> acquire shared
  u.unlock_shared();                       // WHY: call boost::thread_v2::upgrade_mutex::unlock_shared -> release
  if (u.try_lock_shared())                 // WHY: call boost::thread_v2::upgrade_mutex::try_lock_shared -> acquire shared
    u.unlock_shared();
  if (u.try_lock_shared_for(Millis(5)))    // WHY: call boost::thread_v2::upgrade_mutex::try_lock_shared_for -> acquire shared
    u.unlock_shared();
  if (u.try_lock_shared_until(then))       // WHY: call boost::thread_v2::upgrade_mutex::try_lock_shared_until -> acquire shared
    u.unlock_shared();
  if (u.timed_lock_shared(date))           // WHY: call boost::thread_v2::upgrade_mutex::timed_lock_shared -> acquire shared
    u.unlock_shared();
  u.lock_upgrade();                        // WHY: call boost::thread_v2::upgrade_mutex::lock_upgrade -> acquire upgrade
  u.unlock_upgrade();                      // WHY: call boost::thread_v2::upgrade_mutex::unlock_upgrade -> release
  if (u.try_lock_upgrade())                // WHY: call boost::thread_v2::upgrade_mutex::try_lock_upgrade -> acquire upgrade
    u.unlock_upgrade();
  if (u.try_lock_upgrade_for(Millis(5)))   // WHY: call boost::thread_v2::upgrade_mutex::try_lock_upgrade_for -> acquire upgrade
    u.unlock_upgrade();
  if (u.try_lock_upgrade_until(then))      // WHY: call boost::thread_v2::upgrade_mutex::try_lock_upgrade_until -> acquire upgrade
    u.unlock_upgrade();
  if (u.timed_lock_upgrade(date))          // WHY: call boost::thread_v2::upgrade_mutex::timed_lock_upgrade -> acquire upgrade
    u.unlock_upgrade();
  u.unlock_upgrade_and_lock();             // WHY: call boost::thread_v2::upgrade_mutex::unlock_upgrade_and_lock -> block class=lock
}

void pools() {
  using Pool = boost::executors::basic_thread_pool;
  boost::basic_thread_pool p(2); // WHY: -> task
  p.submit(work);           // WHY: call boost::executors::basic_thread_pool::submit -> spawn
  if (!p.closed())          // WHY: call boost::executors::basic_thread_pool::closed -> is-closed
    p.close();              // WHY: call boost::executors::basic_thread_pool::close -> close
  p.interrupt();            // WHY: call boost::executors::basic_thread_pool::interrupt -> request-stop
  p.join();                 // WHY: call boost::executors::basic_thread_pool::join -> block class=join bound=unbounded
  p.interrupt_and_join();   // WHY: call boost::executors::basic_thread_pool::interrupt_and_join -> block class=join bound=unbounded
  auto *q = new Pool(1);
  q->~Pool(); // WHY: call boost::executors::basic_thread_pool::~basic_thread_pool -> block class=join bound=unbounded
}

void futures() {
  boost::promise<int> p;
  boost::future<int> f = p.get_future(); // WHY: -> future
  f.wait();    // WHY: boost::detail::basic_future::wait -> block class=wait bound=unbounded
  f.get();     // WHY: call boost::future::get -> block class=wait bound=unbounded
  boost::packaged_task<void()> task(work); // WHY: -> promise
  task();      // WHY: call boost::packaged_task::operator() -> satisfy
  auto g = boost::async(boost::launch::async, work); // WHY: call boost::async -> spawn
}

} // namespace
