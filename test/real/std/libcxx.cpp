// REQUIRES: libcxx
// RUN: %check_why %s -- -std=c++20 -pthread -stdlib=libc++

// The names that libc++ spells otherwise than libstdc++, and some that both
// share, to see that the inline namespace does no harm.

#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <thread>

using namespace std::chrono_literals;

namespace {

void locks(const bool &ready) {
  std::mutex m; // WHY: -> lock
  m.lock();     // WHY: call std::mutex::lock -> acquire exclusive on 'm'
  m.unlock();   // WHY: call std::mutex::unlock -> release
  std::shared_timed_mutex s; // WHY: -> lock
  s.lock_shared();   // WHY: call std::shared_timed_mutex::lock_shared -> acquire shared
  s.unlock_shared(); // WHY: call std::shared_timed_mutex::unlock_shared -> release
  std::timed_mutex t;
  if (t.try_lock_for(1s)) // WHY: call std::timed_mutex::try_lock_for -> acquire
    t.unlock();           // WHY: call std::timed_mutex::unlock -> release
  std::unique_lock<std::mutex> lk(m); // WHY: -> guard
  std::condition_variable cv; // WHY: -> condition
  cv.wait(lk);       // WHY: call std::condition_variable::wait -> wait class=wait bound=unbounded
  cv.wait(lk, [&] { return ready; }); // WHY: call std::condition_variable::wait -> wait class=wait bound=unbounded
  cv.wait_for(lk, 1s); // WHY: call std::condition_variable::wait_for -> wait class=wait bound=bounded
  cv.notify_one();   // WHY: call std::condition_variable::notify_one -> notify
  std::condition_variable_any any;
  any.wait(lk);      // WHY: call std::condition_variable_any::wait -> wait class=wait bound=unbounded releases 'lk'
}

void tasks(std::chrono::steady_clock::time_point then) {
  std::thread t([] {}); // WHY: -> task
  t.join();             // WHY: call std::thread::join -> block class=join bound=unbounded
  std::this_thread::sleep_for(1s); // WHY: call std::this_thread::sleep_for -> block class=sleep bound=bounded
  std::future<int> f = std::async(std::launch::async, [] { return 1; }); // WHY: call std::async -> spawn
  f.wait();           // WHY: call std::future::wait -> block class=wait bound=unbounded
  f.wait_for(1s);     // WHY: call std::future::wait_for -> block class=wait bound=bounded
  f.wait_until(then); // WHY: call std::future::wait_until -> block class=wait bound=bounded
  (void)f.get();      // WHY: call std::future::get -> block class=wait bound=unbounded
  std::promise<void> p;
  std::shared_future<void> s = p.get_future().share();
  p.set_value();      // WHY: call std::promise::set_value -> satisfy
  s.wait();           // WHY: call std::shared_future::wait -> block class=wait bound=unbounded
  s.wait_for(1s);     // WHY: call std::shared_future::wait_for -> block class=wait bound=bounded
  s.wait_until(then); // WHY: call std::shared_future::wait_until -> block class=wait bound=bounded
  s.get();            // WHY: call std::shared_future::get -> block class=wait bound=unbounded
  std::function<void()> call = [] {}; // WHY: -> callable
  call();             // WHY: call std::function::operator() -> callback
}

void groups() {
  std::latch l(1);
  l.wait();       // WHY: call std::latch::wait -> block class=wait bound=unbounded
  std::barrier<> b(1);
  b.arrive_and_wait(); // WHY: call std::barrier::arrive_and_wait -> block class=wait bound=unbounded
  std::counting_semaphore<2> c(0);
  c.acquire();    // WHY: call std::counting_semaphore::acquire -> block class=wait bound=unbounded
  c.release();    // WHY: call std::counting_semaphore::release -> count-down
  std::atomic<int> i;
  i.wait(0);      // WHY: std::__atomic_base::wait -> block class=wait bound=unbounded
  i.notify_all(); // WHY: std::__atomic_base::notify_all -> notify
  std::atomic_flag f;
  f.wait(false);  // WHY: call std::atomic_flag::wait -> block class=wait bound=unbounded
  std::atomic_flag_wait(&f, false); // WHY: call std::atomic_flag_wait -> block class=wait bound=unbounded
  std::atomic_flag_wait_explicit(&f, false, std::memory_order_acquire); // WHY: call std::atomic_flag_wait_explicit -> block class=wait bound=unbounded
  std::atomic_flag_notify_one(&f); // WHY: call std::atomic_flag_notify_one -> notify
  std::atomic_flag_notify_all(&f); // WHY: call std::atomic_flag_notify_all -> notify
  int plain = 0;
  std::atomic_ref<int> ref(plain);
  ref.wait(0);      // WHY: std::__atomic_ref_base::wait -> block class=wait bound=unbounded
  ref.notify_one(); // WHY: std::__atomic_ref_base::notify_one -> notify
  ref.notify_all(); // WHY: std::__atomic_ref_base::notify_all -> notify
}

} // namespace
